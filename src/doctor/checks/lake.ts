// The event data store is there, enabled, and its queries may be seen. No query is run: each is billed.

import type { AwsOptions } from '../../aws/aws-options.ts';
import { isTrouble } from '../../aws/aws-trouble.ts';
import { type LakeCalls, lakeCalls } from '../../aws/lake.ts';
import type { LakeSettings } from '../../config/config.ts';
import type { Clock } from '../../domain/clock.ts';
import { type Check, type CheckResult, failed, notConfigured, OWN_POLICY, ok, warn } from '../check.ts';

/** What the check asks of Lake. */
export type LakePort = Pick<LakeCalls, 'store' | 'list' | 'close'>;

const LOOK_BACK_MS = 60 * 60_000;
/** What a question calls, which a look at the store does not show to be allowed. */
const QUERY_ACTIONS = ['StartQuery', 'DescribeQuery', 'GetQueryResults', 'CancelQuery'].map(
  (name) => `cloudtrail:${name}`,
);

/** The port for the settings' store. */
export function lakePort({ store, region }: LakeSettings, aws: AwsOptions): LakePort {
  return lakeCalls(aws, { dataStore: store, region: region ?? store.split(':')[3] ?? 'us-east-1' });
}

export function lakeCheck(settings: LakeSettings | null, port: LakePort | null, clock: Clock): Check {
  return {
    name: 'CloudTrail Lake',
    run: async (signal) => {
      if (settings === null || port === null) {
        return notConfigured('No event data store is asked: set WHODID_LAKE_STORE where you have one.');
      }
      try {
        return await look(settings, port, clock(), signal);
      } finally {
        port.close();
      }
    },
  };
}

async function look(
  { store: arn }: LakeSettings,
  port: LakePort,
  now: number,
  signal: AbortSignal,
): Promise<CheckResult> {
  const store = await port.store(signal);
  const resource = arn.startsWith('arn:') ? arn : `arn:aws:cloudtrail:*:*:eventdatastore/${arn}`;
  if (isTrouble(store)) return notRead(store.action, store.code, resource, store.trouble === 'denied');
  const queries = await port.list(now - LOOK_BACK_MS, signal);
  if (isTrouble(queries)) return notRead(queries.action, queries.code, resource, queries.trouble === 'denied');
  const kept = store.retentionDays === null ? '' : `, keeping ${store.retentionDays} days`;
  const found = `Event data store ${store.name} is ${store.status}${kept}; no query was run, for each is billed, so whether ${QUERY_ACTIONS.join(', ')} are allowed is not known.`;
  if (store.status === 'ENABLED') return ok(found);
  const stopped = 'It takes in no further events: newer ones have to come from another source.';
  return store.status === 'STOPPED_INGESTION'
    ? warn(found, stopped)
    : failed(found, 'Set WHODID_LAKE_STORE to one that is enabled.');
}

function notRead(action: string, code: string, resource: string, denied: boolean): CheckResult {
  const result = failed(
    `${action} ended with ${code}.`,
    denied
      ? 'Allow it to the credentials whodid runs with; deploy/iam/lake.json has all that Lake needs.'
      : 'Set WHODID_LAKE_STORE to the ARN of an event data store of the account whose credentials are in use.',
  );
  if (!denied) return result;
  const statement = { Effect: 'Allow', Action: [action], Resource: resource } as const;
  return { ...result, permissions: [{ of: OWN_POLICY, statement }] };
}
