// Found chains → what else bears on them: who launched the instance, from where its credentials were used, who created the
// access key, whose user id it is. Facts, each with its event; none of them makes anybody the caller.
import type { Hop } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { behalfNames } from './behalf-names.ts';
import type { ReadThrough } from './chain-read.ts';
import { instanceFacts } from './instance-facts.ts';
import { keyOrigins } from './key-origins.ts';
import type { SideFacts } from './make-chain.ts';
import { sharedUse } from './shared-use.ts';
import { trailOf } from './trail.ts';
import type { Walked } from './walk-back.ts';

/** What one kind of fact says of a call. */
export interface Said {
  readonly hops?: readonly Hop[];
  readonly hints?: readonly string[];
  /** The events that hops stand on. */
  readonly events?: readonly AuditEvent[];
}

export interface GatheredFacts {
  readonly of: (call: AuditEvent) => SideFacts;
  readonly events: readonly AuditEvent[];
}

/** `calls`: one for each distinct caller. */
export async function gatherFacts(
  calls: readonly AuditEvent[],
  walked: Walked,
  read: ReadThrough,
): Promise<GatheredFacts> {
  const ends = new Map(calls.map((call) => [call.eventID, trailOf(call, walked).end]));
  const all = [...new Map([...calls, ...ends.values()].map((event) => [event.eventID, event])).values()];
  const [behalf, ...kinds] = await Promise.all([
    behalfNames(calls, read),
    instanceFacts(all, read),
    sharedUse(calls, read),
    keyOrigins(calls, read),
  ]);
  const saidOf = (call: AuditEvent): readonly Said[] => {
    const end = ends.get(call.eventID) ?? call;
    const about = end === call ? [call] : [call, end];
    return kinds.flatMap((kind) => about.flatMap((event) => kind.get(event.eventID) ?? []));
  };
  return {
    of: (call) => {
      const said = saidOf(call);
      return {
        hops: said.flatMap(({ hops = [] }) => hops),
        hints: [...new Set(said.flatMap(({ hints = [] }) => hints))],
        behalf: behalf.get(call.eventID) ?? null,
      };
    },
    events: [
      ...kinds.flatMap((kind) => [...kind.values()].flatMap(({ events = [] }) => events)),
      ...[...behalf.values()].map(({ event }) => event),
    ],
  };
}
