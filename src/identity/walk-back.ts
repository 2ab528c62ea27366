// Calls → the links behind them, round by round: every round reads once for each kind of thing that is missing, for all
// calls together, and goes on with the callers it found. It stops at a person, at a loop, or where nothing is found.
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Gap } from '../domain/coverage.ts';
import { findCauses } from './causes.ts';
import type { ReadThrough } from './chain-read.ts';
import { findIssuers } from './issuers.ts';
import { type Contested, type Found, isLink, type Link } from './link.ts';
import { type Need, type NeedOf, needsOf } from './needs.ts';
import { findOtherSides } from './other-sides.ts';
import { findSignIns } from './sign-ins.ts';

export interface Walked {
  /** By need id. */
  readonly links: ReadonlyMap<string, Link | Contested>;
  /** Needs that were looked for in vain. */
  readonly missed: ReadonlySet<string>;
  readonly gaps: readonly Gap[];
}

/** AWS limits role chaining by time, not by depth; nobody's real chain comes near this. */
export const HOPS_MAX = 12;
/** A hop may take three looks: who issued the key, who switched, what caused it. */
const ROUNDS_MAX = 3 * HOPS_MAX;

export async function walkBack(calls: readonly AuditEvent[], read: ReadThrough): Promise<Walked> {
  const links = new Map<string, Link | Contested>();
  const looked = new Set<string>();
  const gaps: Gap[] = [];
  let open = calls;
  for (let round = 0; round < ROUNDS_MAX && open.length > 0; round++) {
    const needs = new Map<string, Need>();
    for (const call of open) {
      const need = nextNeed(call, links, looked);
      if (need !== null) needs.set(need.id, need);
    }
    if (needs.size === 0) break;
    for (const found of await findAll([...needs.values()], read)) {
      for (const [id, link] of found.links) links.set(id, link);
      gaps.push(...found.gaps);
    }
    for (const id of needs.keys()) looked.add(id);
    open = [...new Set([...needs.values()].flatMap(({ id, call }) => [call, ...reached(links.get(id))]))];
  }
  return { links, missed: new Set([...looked].filter((id) => !links.has(id))), gaps };
}

/** The call itself is asked again: another need of it may be left. */
function reached(link: Link | Contested | undefined): readonly AuditEvent[] {
  return isLink(link) ? [link.to] : [];
}

/** What to look for next; null: enough is known, or nothing is left to look for. */
function nextNeed(
  call: AuditEvent,
  links: ReadonlyMap<string, Link | Contested>,
  looked: ReadonlySet<string>,
): Need | null {
  for (const need of needsOf(call)) {
    const link = links.get(need.id);
    if (isLink(link) && !isService(link)) return null;
    if (!looked.has(need.id)) return need;
  }
  return null;
}

/** The link to follow from a call, of those found: a person's call before a service's own opening of its session. */
export function linkFrom(call: AuditEvent, { links }: Walked): Link | Contested | null {
  const found = needsOf(call).flatMap(({ id }) => links.get(id) ?? []);
  const real = found.filter(isLink);
  return real.find((link) => !isService(link)) ?? real[0] ?? found[0] ?? null;
}

/** A service took the role itself: whoever made it act is not on that event. */
function isService({ kind, to, deed }: Link): boolean {
  return deed === undefined && to.actor.kind === 'aws-service' && kind !== 'switched-role';
}

function findAll(needs: readonly Need[], read: ReadThrough): Promise<readonly Found[]> {
  const of = <K extends Need['kind']>(kind: K) => needs.filter((need): need is NeedOf<K> => need.kind === kind);
  const [issuers, sides, causes, signIns] = [of('issuer'), of('other-side'), of('cause'), of('sign-in')];
  return Promise.all([
    ...(issuers.length === 0 ? [] : [findIssuers(issuers, read)]),
    ...(sides.length === 0 ? [] : [findOtherSides(sides, read)]),
    ...(causes.length === 0 ? [] : [findCauses(causes, read)]),
    ...(signIns.length === 0 ? [] : [findSignIns(signIns, read)]),
  ]);
}
