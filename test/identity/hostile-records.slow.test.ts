// Records as nobody should write them: fields missing, mangled or hostile at every hop. Nothing throws, and nobody is
// certain without events that show it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeAnsweredActor } from '../../src/answer/words/describe-actor.ts';
import type { AuditEvent, Json, JsonObject } from '../../src/domain/audit-event.ts';
import { findChains } from '../../src/identity/find-chains.ts';
import { slackLookups } from '../../src/identity/slack-person.ts';
import { readRecord } from '../../src/records/read-record.ts';
import { generate } from './organisation/generate.ts';
import { readingOf } from './read-events.ts';

const START = Date.parse('2026-11-12T06:00:00Z');
const ORGANISATION = generate(7, START).records as unknown as readonly JsonObject[];

/** Where chains are read from. */
const PATHS = [
  ['userIdentity'],
  ['userIdentity', 'type'],
  ['userIdentity', 'arn'],
  ['userIdentity', 'accountId'],
  ['userIdentity', 'accessKeyId'],
  ['userIdentity', 'principalId'],
  ['userIdentity', 'userName'],
  ['userIdentity', 'invokedBy'],
  ['userIdentity', 'onBehalfOf'],
  ['userIdentity', 'sessionContext'],
  ['userIdentity', 'sessionContext', 'attributes', 'creationDate'],
  ['userIdentity', 'sessionContext', 'sessionIssuer', 'arn'],
  ['userIdentity', 'sessionContext', 'sourceIdentity'],
  ['requestParameters'],
  ['requestParameters', 'roleArn'],
  ['requestParameters', 'roleSessionName'],
  ['requestParameters', 'stackName'],
  ['responseElements'],
  ['responseElements', 'credentials'],
  ['responseElements', 'credentials', 'accessKeyId'],
  ['responseElements', 'subject'],
  ['responseElements', 'subjectFromWebIdentityToken'],
  ['additionalEventData'],
  ['additionalEventData', 'SwitchFrom'],
  ['sharedEventID'],
  ['requestID'],
  ['eventTime'],
  ['sourceIPAddress'],
  ['recipientAccountId'],
  ['awsRegion'],
] as const;

const HOSTILE = [
  '',
  ' ',
  '<!channel>',
  '@here',
  '=cmd|’!A0',
  '\u001b[31m',
  '\u202Eevil',
  'a\nb',
  '__proto__',
  'constructor',
  'arn:aws:STS::111122223333:Assumed-Role/a/b',
  'arn:aws:sts::::::assumed-role',
  'arn:',
  'AWSReservedSSO_Admin_0123456789abcdef',
  '+275760-09-13T00:00:00Z',
  'not a date',
  'ASIA****************',
  'ceo@example.com',
  'repo:a/b:ref:x',
  'x'.repeat(5_000),
] as const;

const value: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(...HOSTILE),
  fc.constantFrom<Json>(null, 7, true, [], {}, ['x'], { a: { b: 1 } }),
  fc.string(),
);
const change = fc.record({
  at: fc.nat({ max: ORGANISATION.length - 1 }),
  path: fc.constantFrom(...PATHS),
  value: fc.option(value, { nil: undefined }),
});

/** The record with the value at `path` replaced; left out where it is undefined. */
function changed(record: JsonObject, [key, ...rest]: readonly string[], to: Json | undefined): JsonObject {
  if (key === undefined) return record;
  const copy: Record<string, Json> = { ...record };
  const inner = copy[key];
  if (rest.length > 0) {
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      copy[key] = changed(inner as JsonObject, rest, to);
    }
  } else if (to === undefined) delete copy[key];
  else copy[key] = to;
  return copy;
}

function eventsOf(records: readonly JsonObject[]): readonly AuditEvent[] {
  return records.flatMap((record) => {
    const reading = readRecord(record);
    return reading.ok ? [reading.event] : [];
  });
}

/** What the record of a call says of its key, and what the record of an issuing call says it gave out. */
function isIssuedBy(call: AuditEvent, issuer: AuditEvent): boolean {
  const used = (call.record.userIdentity as JsonObject | null)?.accessKeyId;
  const credentials = (issuer.record.responseElements as JsonObject | null)?.credentials as JsonObject | undefined;
  const given = credentials?.accessKeyId;
  return (
    typeof used === 'string' && typeof given === 'string' && used.trim().toUpperCase() === given.trim().toUpperCase()
  );
}

describe('records as nobody should write them', () => {
  it('never make it throw, nor sure of anybody without an event that shows it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 60 }), async (changes) => {
        const records = [...ORGANISATION];
        for (const { at, path, value: to } of changes) records[at] = changed(records[at] ?? {}, path, to);
        const events = eventsOf(records);
        const byId = new Map(events.map((event) => [event.eventID, event]));
        const { chains } = await findChains(events, readingOf(events).read);
        for (const [id, chain] of chains) {
          const call = byId.get(id);
          if (call === undefined) throw new Error('a chain of no event');
          const { human } = chain;
          const answered = { actor: call.actor, human, chain };
          expect(describeAnsweredActor(answered)).not.toBe('');
          slackLookups(answered, new Map());
          for (const { eventID } of chain.hops) if (eventID !== null) expect(byId.has(eventID)).toBe(true);
          if (human?.confidence !== 'certain') continue;
          const own = chain.hops.some(({ kind }) => ['on-behalf-of', 'saml', 'web-identity'].includes(kind));
          expect(human.hops.length > 0 || own).toBe(true);
          const [first] = chain.hops.filter(({ eventID }) => eventID !== null);
          const issuer = first?.kind === 'assumed-role' ? byId.get(first.eventID ?? '') : undefined;
          const joined = issuer !== undefined && (issuer.sharedEventID ?? '') === call.sharedEventID;
          if (issuer !== undefined && !joined) expect(isIssuedBy(call, issuer)).toBe(true);
        }
      }),
      { numRuns: Number(process.env.WHODID_CHAIN_RUNS ?? 15) },
    );
  });
});
