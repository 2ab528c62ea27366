// An answer's events → who is behind each: the chain of hops, the person at its end, and facts that bear on it. Reads
// through a port, for distinct callers only and in batches; what it could not read comes back as gaps.
import type { Chain } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Gap } from '../domain/coverage.ts';
import type { ReadThrough } from './chain-read.ts';
import { gatherFacts } from './gather-facts.ts';
import { isLink } from './link.ts';
import { makeChain } from './make-chain.ts';
import { needsOf } from './needs.ts';
import { sessionOf } from './session-of.ts';
import { type Walked, walkBack } from './walk-back.ts';

export interface FoundChains {
  /** By event id; events whose record names the caller, and that is all, are not in it. */
  readonly chains: ReadonlyMap<string, Chain>;
  /** The events that the hops stand on: context worth linking. */
  readonly hops: readonly AuditEvent[];
  /** What could not be read, where the person may be for that reason unknown. */
  readonly gaps: readonly Gap[];
}

/** Distinct callers looked into for one answer: more people than anybody reads through. */
export const CALLERS_MAX = 500;

export async function findChains(events: readonly AuditEvent[], read: ReadThrough): Promise<FoundChains> {
  const calls = new Map<string, AuditEvent>();
  for (const event of events) {
    const id = callerId(event);
    const known = calls.get(id);
    if (known === undefined || event.timeMs < known.timeMs) calls.set(id, event);
  }
  const looked = new Map([...calls].slice(0, CALLERS_MAX));
  const walked = await walkBack([...looked.values()], read);
  const facts = await gatherFacts([...looked.values()], walked, read);
  const byCaller = new Map([...looked].map(([id, call]) => [id, makeChain(call, walked, facts.of(call))]));
  const chains = new Map<string, Chain>();
  for (const event of events) {
    const chain = byCaller.get(callerId(event)) ?? null;
    if (chain !== null) chains.set(event.eventID, chain);
  }
  return {
    chains,
    hops: hopsIn([...new Set(chains.values())], walked, facts.events),
    gaps: distinct([...walked.gaps, ...tooMany(calls.size)]),
  };
}

/** Events with one id have one chain: same credentials, or, where a service acted, the event for itself. */
function callerId(event: AuditEvent): string {
  const needs = needsOf(event);
  if (needs.some(({ kind }) => kind === 'cause')) return event.eventID;
  return needs[0]?.id ?? `${event.actor.kind} ${event.actor.arn ?? event.actor.name} ${sessionOf(event).id}`;
}

/** The events that hops name. */
function hopsIn(chains: readonly Chain[], walked: Walked, others: readonly AuditEvent[]): readonly AuditEvent[] {
  const named = new Set(chains.flatMap(({ hops }) => hops.map(({ eventID }) => eventID)));
  const linked = [...walked.links.values()].filter(isLink).map(({ to }) => to);
  const found = [...linked, ...others].filter(({ eventID }) => named.has(eventID));
  return [...new Map(found.map((event) => [event.eventID, event])).values()];
}

function tooMany(callers: number): readonly Gap[] {
  if (callers <= CALLERS_MAX) return [];
  return [
    {
      kind: 'page-limit',
      detail: `Who is behind them was looked for the first ${CALLERS_MAX} of ${callers} callers only. Ask about one of the others, or a shorter time.`,
    },
  ];
}

function distinct(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [`${gap.kind} ${gap.detail}`, gap])).values()];
}
