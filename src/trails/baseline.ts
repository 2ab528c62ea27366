// How a trail or event data store should be ⇄ what is kept of it, with a hash over all of it. The ledger keeps the hash too:
// a baseline that was changed, put in or taken out behind our back shows, and is not used.
import { createHash } from 'node:crypto';
import type { Json } from '../domain/audit-event.ts';
import type { KeptBaseline, PinnedBaseline } from '../domain/trail-book.ts';
import type { StorePosture, TrailPosture } from './posture.ts';

export type BaselineBody =
  | { readonly kind: 'trail'; readonly posture: TrailPosture }
  | { readonly kind: 'store'; readonly posture: StorePosture }
  /** Accepted as being no more: it is not missed. */
  | { readonly kind: 'retired' };

export interface Baseline {
  readonly kept: KeptBaseline;
  readonly body: BaselineBody;
}

export interface ReadBaselines {
  /** The newest of each subject that is as it was accepted. */
  readonly intact: ReadonlyMap<string, Baseline>;
  /** One sentence for each subject whose baselines are not what was accepted. */
  readonly tampered: ReadonlyMap<string, string>;
  /** The highest version of each subject that anybody wrote: the next one is one more. */
  readonly newest: ReadonlyMap<string, number>;
}

export function keepBaseline(given: Omit<KeptBaseline, 'body' | 'hash'>, body: BaselineBody): KeptBaseline {
  const written = { ...given, body: stableJson(body) };
  return { ...written, hash: hashOf(written) };
}

export function readBaselines(rows: readonly KeptBaseline[], pinned: readonly PinnedBaseline[]): ReadBaselines {
  const intact = new Map<string, Baseline>();
  const tampered = new Map<string, string>();
  const highest = new Map<string, number>();
  for (const subject of new Set([...rows, ...pinned].map((each) => each.subject))) {
    const own = rows.filter((row) => row.subject === subject);
    const pins = pinned.filter((pin) => pin.subject === subject);
    highest.set(subject, Math.max(...[...own, ...pins].map(({ version }) => version)));
    const good = own.filter((row) => isAsAccepted(row, pins));
    const newest = [...good].sort((a, b) => b.version - a.version)[0];
    if (newest !== undefined) intact.set(subject, { kept: newest, body: JSON.parse(newest.body) as BaselineBody });
    const usable = newest?.version ?? -1;
    const odd = own.find((row) => row.version > usable);
    const lost = pins.find(({ version }) => version > usable);
    if (odd !== undefined)
      tampered.set(subject, `Version ${odd.version} of its baseline in the database is not what was accepted.`);
    else if (lost !== undefined)
      tampered.set(subject, `Version ${lost.version} of its baseline is gone from the database.`);
  }
  return { intact, tampered, newest: highest };
}

/** Its hash is right, and the one that the ledger wrote down first for this version. */
function isAsAccepted(row: KeptBaseline, pins: readonly PinnedBaseline[]): boolean {
  return row.hash === hashOf(row) && pins.find(({ version }) => version === row.version)?.hash === row.hash;
}

function hashOf({ teamId, subject, version, acceptedBy, acceptedAt, body }: Omit<KeptBaseline, 'hash'>): string {
  const text = stableJson({ teamId, subject, version, acceptedBy, acceptedAt, body });
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Keys in code-unit order, no blanks: one text for one value. */
export function stableJson(value: unknown): string {
  return JSON.stringify(sorted(value as Json));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => sorted(each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/** What changes by itself is no part of how a trail should be. */
export function asBaseline(posture: TrailPosture): TrailPosture {
  const { status } = posture;
  if ('unread' in status) return posture;
  return { ...posture, status: { ...status, deliveredMs: null, startedMs: null, stoppedMs: null } };
}
