// What was read of an event data store → the receipt.

import type { LakeStore } from '../../aws/lake-store.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Coverage, Gap, PlaceCoverage } from '../../domain/coverage.ts';
import { DELIVERY_MS } from '../../domain/delivery.ts';
import type { Window } from '../../domain/question.ts';
import type { Tally } from '../query/tally.ts';
import type { Span } from '../sql/statement.ts';
import { offTimes } from './ingestion.ts';
import { categoriesOf } from './selectors.ts';
import { placeOf } from './store-facts.ts';

export interface Covered {
  readonly store: LakeStore | null;
  /** The store as people know it, beginning a sentence. */
  readonly storeName: string;
  readonly window: Window;
  readonly span: Span;
  /** Oldest instant it reaches, epoch milliseconds; null: not known. */
  readonly reachMs: number | null;
  readonly now: number;
  readonly tally: Tally;
  readonly usdPerByte: number;
  readonly examined: Examined;
  readonly gaps: readonly Gap[];
}

/** Of the rows that came. */
export interface Examined {
  readonly accounts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  readonly duplicates: number;
  readonly changes: readonly AuditEvent[];
}

export function coverageOf(covered: Covered): Coverage {
  const { store, reachMs, now, tally, usdPerByte, examined } = covered;
  const asOfMs = tally.asOfMs ?? now;
  const deliveredToMs = Math.floor((asOfMs - DELIVERY_MS) / 1000) * 1000;
  const home = placeOf(store?.arn ?? '');
  const own = store === null || store.organization || !tally.hasRun ? [] : [home.account];
  const only = store === null || store.multiRegion || !tally.hasRun ? [] : [home.region];
  const place = onlyPlace(covered, deliveredToMs);
  return {
    sources: [
      {
        source: 'lake',
        from: reachMs === null ? null : instant(reachMs),
        to: instant(asOfMs),
        bytesScanned: tally.bytesScanned,
        usd: tally.bytesScanned * usdPerByte,
      },
    ],
    accounts: distinct([...own, ...examined.accounts]),
    regions: distinct([...only, ...examined.regions]),
    eventsExamined: tally.eventsScanned,
    filesRead: 0,
    duplicates: examined.duplicates,
    deliveredTo: instant(deliveredToMs),
    ...(place === null ? {} : { places: [place] }),
    // The first gap is the one quoted in the sentence: what went wrong before what is so by nature.
    gaps: [
      ...distinctGaps(tally.gaps),
      ...unreadableGaps(covered),
      ...covered.gaps,
      ...timeGaps(covered, deliveredToMs),
    ],
  };
}

/** Only of a store of one account and Region can it be said which places were read. */
function onlyPlace({ store, tally, examined, span }: Covered, deliveredToMs: number): PlaceCoverage | null {
  if (store === null || store.organization || store.multiRegion) return null;
  return {
    source: 'lake',
    ...placeOf(store.arn),
    read: tally.hasRun,
    why: tally.hasRun ? null : 'its query did not end well',
    deliveredTo: instant(deliveredToMs),
    categories: categoriesOf(store.selectors),
    off: offTimes(examined.changes, span).map(({ fromMs, toMs }) => ({
      from: instant(fromMs),
      to: toMs === null ? null : instant(toMs),
    })),
  };
}

function unreadableGaps({ tally, storeName }: Covered): readonly Gap[] {
  if (tally.unreadable === 0) return [];
  const detail = `${storeName}: ${tally.unreadable} event(s) came without a record that could be read.`;
  return [{ kind: 'unreadable-file', detail }];
}

function timeGaps({ window, span, reachMs, now, storeName }: Covered, deliveredToMs: number): readonly Gap[] {
  const gaps: Gap[] = [];
  if (window.from !== null && reachMs !== null && span.fromMs < reachMs) {
    const rest =
      span.toMs <= reachMs
        ? 'all of the time asked about is older'
        : 'what it holds of the time before is not all there was';
    const detail = `${storeName} reaches back to ${instant(reachMs)}; ${rest}. Ask a source that keeps older events.`;
    gaps.push({ kind: 'outside-horizon', detail });
  }
  if (span.toMs > deliveredToMs) {
    const from = instant(Math.max(span.fromMs, deliveredToMs));
    const settled = instant(Math.min(span.toMs, now) + DELIVERY_MS);
    const detail = `Events from ${from} on may not have arrived in CloudTrail Lake yet: they take up to ${DELIVERY_MS / 60_000} minutes. Ask again after ${settled}.`;
    gaps.push({ kind: 'not-delivered', detail });
  }
  return gaps;
}

function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [gap.detail, gap])).values()];
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== '').sort();
}

/** UTC, RFC 3339. */
function instant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
