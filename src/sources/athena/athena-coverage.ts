// What was read of a table of log files → the receipt.
import { dataOnly } from '../../catalog/data-only.ts';
import type { Coverage, Gap } from '../../domain/coverage.ts';
import { DELIVERY_MS } from '../../domain/delivery.ts';
import type { EventTest, Window } from '../../domain/question.ts';
import type { Tally } from '../query/tally.ts';
import type { Span } from '../sql/statement.ts';
import { PADDING_DAYS, readTo } from './athena-dialect.ts';
import type { TableFacts } from './table-facts.ts';

export interface Covered {
  readonly table: TableFacts;
  readonly test: EventTest;
  readonly window: Window;
  readonly span: Span;
  readonly now: number;
  readonly tally: Tally;
  readonly usdPerByte: number;
  /** Accounts and Regions whose partitions were read. */
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly examined: Examined;
  readonly gaps: readonly Gap[];
}

/** Of the rows that came. */
export interface Examined {
  readonly events: number;
  readonly duplicates: number;
  /** Whether a data event was among them. */
  readonly data: boolean;
}

const DAY_MS = 86_400_000;

export function coverageOf(covered: Covered): Coverage {
  const { table, now, tally, usdPerByte, examined, accounts, regions } = covered;
  const asOfMs = tally.asOfMs ?? now;
  const deliveredToMs = Math.floor((asOfMs - DELIVERY_MS) / 1000) * 1000;
  const lastMs = Math.min(asOfMs, table.days.toMs(now) ?? asOfMs);
  return {
    sources: [
      {
        source: 'athena',
        from: instant(table.days.from(now)),
        to: instant(lastMs),
        bytesScanned: tally.bytesScanned,
        usd: tally.bytesScanned * usdPerByte,
      },
    ],
    accounts: tally.hasRun ? accounts : [],
    regions: tally.hasRun ? regions : [],
    // Athena tells how many bytes it looked at, not how many events.
    eventsExamined: examined.events,
    filesRead: 0,
    duplicates: examined.duplicates,
    deliveredTo: instant(deliveredToMs),
    notes: notesOf(covered),
    // The first gap is the one quoted in the sentence: what went wrong before what is so by nature.
    gaps: [
      ...distinctGaps(tally.gaps),
      ...unreadableGaps(covered),
      ...covered.gaps,
      ...emptyGaps(covered),
      ...timeGaps(covered, deliveredToMs),
    ],
  };
}

function notesOf({ table, tally, span, now }: Covered): readonly string[] {
  if (!tally.hasRun) return [];
  const whole = `whether a trail writes log files for every account and Region of table ${table.name}, or for further ones, and which events, is not known to Athena`;
  // A bucket that refused log files gets them again for thirty days, in the folder of the day they arrive.
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
  const late = `log files that came more than ${PADDING_DAYS} day late, after trouble with the bucket, lie in folders that were not read`;
  return readTo(span) < now - DAY_MS ? [whole, late] : [whole];
}

function unreadableGaps({ tally, table }: Covered): readonly Gap[] {
  if (tally.unreadable === 0) return [];
  const detail = `Table ${table.name}: ${tally.unreadable} event(s) came without a record that could be read.`;
  return [{ kind: 'unreadable-file', detail }];
}

/** Nothing tells an account without log files, or a trail that leaves data events out, from one where nothing was done. */
function emptyGaps({ table, tally, test, examined }: Covered): readonly Gap[] {
  if (!tally.hasRun) return [];
  if (tally.bytesScanned === 0) {
    const detail = `Table ${table.name}: there is no log file at all for what was asked about. Check that a trail writes to the place the table names (storage.location.template).`;
    return [{ kind: 'not-delivered', detail }];
  }
  if (dataOnly(test) === null || examined.data) return [];
  const detail = `Table ${table.name}: only data events may answer this, none came, and whether the trail logs them is not known to Athena. Ask a source that is known to have them, or have the trail's event selectors looked at.`;
  return [{ kind: 'category-not-logged', detail }];
}

function timeGaps({ window, span, now, table }: Covered, deliveredToMs: number): readonly Gap[] {
  const gaps: Gap[] = [];
  const fromMs = table.days.from(now);
  const toMs = table.days.toMs(now);
  if ((window.from !== null && span.fromMs < fromMs) || span.toMs <= fromMs) {
    const detail = `Table ${table.name} is projected from ${instant(fromMs)} on; the time before was not read. Ask a source that has older events, or widen projection.${table.days.column}.range.`;
    gaps.push({ kind: 'outside-horizon', detail });
  }
  // Events of its last day may have been delivered after it.
  if (toMs !== null && span.toMs > toMs) {
    const detail = `Table ${table.name} is projected up to ${instant(toMs)}; events delivered later were not read. Make projection.${table.days.column}.range end in NOW.`;
    gaps.push({ kind: 'outside-horizon', detail });
  }
  if (span.toMs > deliveredToMs) {
    const from = instant(Math.max(span.fromMs, deliveredToMs));
    const settled = instant(Math.min(span.toMs, now) + DELIVERY_MS);
    const detail = `Log files with events from ${from} on may not be in the bucket yet: they take up to ${DELIVERY_MS / 60_000} minutes. Ask again after ${settled}.`;
    gaps.push({ kind: 'not-delivered', detail });
  }
  return gaps;
}

function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [gap.detail, gap])).values()];
}

/** UTC, RFC 3339. */
function instant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
