// A user's long-term access key → whether it was used from two networks within minutes, or from an address it had not been
// used from before: facts that speak of a shared or stolen key, and name nobody.
import type { AuditEvent } from '../domain/audit-event.ts';
import { type ReadThrough, readBatched } from './chain-read.ts';
import type { Said } from './gather-facts.ts';
import { keyRef } from './issuers.ts';
import { APART_MS_MAX, apartWords, elsewhereNear, networkOf } from './networks.ts';
import { isLongTermKey, keyOf } from './session-of.ts';

/** With more keys than this the answer is an overview, and no single key is what it is about. */
const KEYS_MAX = 3;
/** Calls read around one: what matters shows early or not at all. */
const CALLS_MAX = 100;
/** How far back an address is called new, in milliseconds. */
const NEW_MS = 7 * 86_400_000;

export async function sharedUse(calls: readonly AuditEvent[], read: ReadThrough): Promise<ReadonlyMap<string, Said>> {
  const wanted = calls.flatMap((call) => {
    const key = keyOf(call.actor.accessKeyId);
    const plain = call.actor.kind === 'iam-user' && call.actor.invokedBy === null && networkOf(call) !== null;
    return plain && key !== null && isLongTermKey(key)
      ? [{ call, key, span: { fromMs: call.timeMs - APART_MS_MAX, toMs: call.timeMs + APART_MS_MAX } }]
      : [];
  });
  if (wanted.length === 0 || wanted.length > KEYS_MAX) return new Map();
  const batches = await readBatched(
    wanted,
    (each) => ({
      test: { kind: 'any', tests: each.map(({ key }) => ({ kind: 'actor', resource: keyRef(key) })) },
      limit: CALLS_MAX,
      worth: 'when-free',
    }),
    read,
  );
  const said = new Map<string, Said>();
  for (const { wanted: each, events } of batches) {
    for (const { call, key } of each) {
      const apart = elsewhereNear(
        call,
        events.filter(({ actor }) => keyOf(actor.accessKeyId) === key && actor.invokedBy === null),
      );
      const isNew = await neverFrom(call, key, read);
      if (apart === null) {
        if (isNew) said.set(call.eventID, { hints: [`Access key ${key} ${notFrom(call.sourceIp ?? '')}`] });
        continue;
      }
      const before = isNew ? ` It ${notFrom(apart.here)}` : '';
      said.set(call.eventID, {
        hints: [
          `Access key ${key} was used from ${apart.here} and, ${apartWords(apart.apartMs)} apart, from ${apart.there} (event ${apart.thereEvent.eventID}).${before}`,
        ],
      });
    }
  }
  return said;
}

function notFrom(address: string): string {
  return `had not been used from ${address} in the 7 days before, though it was in use.`;
}

/** True only where that was read, and the key was in use. */
async function neverFrom(call: AuditEvent, key: string, read: ReadThrough): Promise<boolean> {
  const earlier = (test: Parameters<ReadThrough>[0]['test']) =>
    readBatched(
      [{ span: { fromMs: call.timeMs - NEW_MS, toMs: call.timeMs - APART_MS_MAX } }],
      () => ({ test, limit: 1, worth: 'when-free' }),
      read,
    );
  const signed = { kind: 'actor', resource: keyRef(key) } as const;
  const [[used], [here]] = await Promise.all([
    earlier(signed),
    earlier({ kind: 'all', tests: [signed, { kind: 'source-ip', ip: call.sourceIp ?? '' }] }),
  ]);
  return (used?.events.length ?? 0) > 0 && here?.events.length === 0;
}
