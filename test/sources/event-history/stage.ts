// AWS on loopback with an event-history source in front of it: records of one's own, or the sample organisation's.

import type { Window } from '../../../src/domain/question.ts';
import type { EventsRequest } from '../../../src/domain/source.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '../../../src/fakes/aws/fake-aws.ts';
import { fairPacer } from '../../../src/sources/event-history/pacer.ts';
import {
  type EventHistoryOptions,
  type EventHistorySource,
  eventHistorySource,
} from '../../../src/sources/event-history.ts';
import {
  type Organisation,
  type OrganisationOptions,
  organisation,
} from '../../../src/sources/organisation/list-places.ts';
import { memorySlots } from '../../../src/sources/slots/memory-slots.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const REGION = 'eu-west-1';
export const roleIn = (account: string) => `arn:aws:iam::${account}:role/whodid-event-history`;
export const ROLE = roleIn(OTHER_ACCOUNT);
export const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'sample-secret' };

export interface Stage {
  readonly aws: FakeAws;
  readonly source: EventHistorySource;
  /** LookupEvents calls so far, in words: `Region attribute=value outcome`. */
  lookups(): readonly string[];
  /** The organization as the credentials see it; its members are worked through as whodid-event-history. */
  organisation(options?: Partial<OrganisationOptions>): Organisation;
  /** Another source on the same AWS. */
  another(options?: Partial<EventHistoryOptions>): EventHistorySource;
  close(): Promise<void>;
}

/** Paces nothing and waits nowhere, so that tests are quick; the fake's clock runs fast enough for its limit. */
export async function stage(
  fake: Partial<FakeAwsOptions> & Pick<FakeAwsOptions, 'events'>,
  options: Partial<EventHistoryOptions> = {},
): Promise<Stage> {
  let ticks = 0;
  const aws = await startFakeAws({
    clock: () => NOW,
    // Time flies with every look at the clock, so that no call is one too many. Signatures may be 15 minutes off; the SDK
    // follows the date of each answer.
    wallClock: () => Date.now() + 130 * ticks++ - 4 * 60_000,
    accounts: [
      { id: ACCOUNT, name: 'sample-prod', management: true },
      { id: OTHER_ACCOUNT, name: 'sample-dev', disabledRegions: ['ap-southeast-3'] },
    ],
    regions: [REGION, 'us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2', 'ap-southeast-3', 'eu-central-1'],
    credentials: [{ ...KEY, account: ACCOUNT }],
    roles: [{ arn: ROLE, trusts: [ACCOUNT], externalId: 'sample-external-id' }],
    ...fake,
  });
  const sources: EventHistorySource[] = [];
  const another = (more: Partial<EventHistoryOptions> = {}): EventHistorySource => {
    const source = eventHistorySource({
      aws: { endpoint: aws.url, credentials: KEY, callMsMax: 2_000 },
      targets: [{ accountId: ACCOUNT, regions: [REGION] }],
      clock: () => NOW,
      pacer: fairPacer(memorySlots(), 0),
      waitMs: () => 1,
      ...options,
      ...more,
    });
    sources.push(source);
    return source;
  };
  return {
    aws,
    source: another(),
    organisation: (more = {}) =>
      organisation({
        aws: { endpoint: aws.url, credentials: KEY, callMsMax: 2_000 },
        regions: [],
        accounts: [],
        roleIn: (id) => ({ roleArn: roleIn(id), externalId: 'sample-external-id' }),
        clock: () => NOW,
        ...more,
      }),
    another,
    lookups: () =>
      aws.calls
        .filter(({ operation }) => operation === 'LookupEvents')
        .map(({ region, input, outcome }) => {
          const [attribute] = (input.LookupAttributes ?? []) as readonly Record<string, string>[];
          const asked = attribute === undefined ? 'all' : `${attribute.AttributeKey}=${attribute.AttributeValue}`;
          return `${region} ${asked} ${outcome}`;
        }),
    async close() {
      for (const source of sources) source.close();
      await aws.close();
    },
  };
}

export const window = (from: string | null, to: string): Window => ({ from, to, zone: 'UTC', phrase: null });
/** Long enough ago to have been delivered, and inside ninety days. */
export const SETTLED = window('2026-11-01T00:00:00Z', '2026-11-20T10:00:00Z');

export function request(test: EventsRequest['test'], more: Partial<EventsRequest> = {}): EventsRequest {
  return { test, window: SETTLED, order: 'oldest-first', limit: null, ...more };
}

/** `count` calls, a minute apart, the newest at `last`. */
export function calls(count: number, of: (index: number) => Record<string, unknown>, last = '2026-11-20T09:00:00Z') {
  return Array.from({ length: count }, (_, index) => {
    const time = new Date(Date.parse(last) - index * 60_000).toISOString().replace('.000Z', 'Z');
    return { ...of(index), eventTime: time };
  });
}
