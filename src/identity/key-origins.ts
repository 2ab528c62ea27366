// A long-term access key of a user that is no person → who created it, and when. Whoever holds the key makes the calls:
// its creator is where to ask, not the caller.
import type { AuditEvent } from '../domain/audit-event.ts';
import { type ReadThrough, readBatched } from './chain-read.ts';
import type { Said } from './gather-facts.ts';
import { instant } from './hints.ts';
import { keyRef } from './issuers.ts';
import { isMachineName } from './machine-name.ts';
import { isLongTermKey, keyOf } from './session-of.ts';
import { callerName } from './who-called.ts';

/** Distinct keys looked up for one answer. */
const KEYS_MAX = 20;

export async function keyOrigins(calls: readonly AuditEvent[], read: ReadThrough): Promise<ReadonlyMap<string, Said>> {
  const wanted = calls.flatMap((call) => {
    const key = keyOf(call.actor.accessKeyId);
    const machine = call.actor.kind === 'iam-user' && isMachineName(call.actor.name);
    return machine && key !== null && isLongTermKey(key)
      ? [{ call, key, span: { fromMs: null, toMs: call.timeMs + 1 } }]
      : [];
  });
  const keys = new Set([...new Set(wanted.map(({ key }) => key))].slice(0, KEYS_MAX));
  const batches = await readBatched(
    wanted.filter(({ key }) => keys.has(key)),
    () => ({
      test: {
        kind: 'all',
        tests: [
          { kind: 'action', service: 'iam', name: 'CreateAccessKey' },
          { kind: 'any', tests: [...keys].map((key) => ({ kind: 'resource', resource: keyRef(key) })) },
        ],
      },
      limit: null,
      worth: 'when-free',
    }),
    read,
  );
  const said = new Map<string, Said>();
  for (const { wanted: each, events } of batches) {
    for (const { call, key } of each) {
      const created = events.find((event) => creates(event, key));
      if (created !== undefined) said.set(call.eventID, origin(call, key, created));
    }
  }
  return said;
}

function creates({ outcome, identifiers }: AuditEvent, key: string): boolean {
  if (outcome.kind === 'attempted') return false;
  return identifiers.some(({ place, value }) => place === 'response' && value.toUpperCase() === key);
}

function origin(call: AuditEvent, key: string, created: AuditEvent): Said {
  const name = callerName(created);
  return {
    hops: [{ kind: 'access-key', name, confidence: 'certain', eventID: created.eventID }],
    hints: [
      `Access key ${key} of ${call.actor.name} was created by ${name} at ${instant(created.timeMs)}: whoever holds it makes its calls.`,
    ],
    events: [created],
  };
}
