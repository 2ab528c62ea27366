// One request → counts of the events of an opened archive for which it holds, made in DuckDB over the columns that
// ingestion wrote: outcome, tool and caller were decided then, in `records/`. Reads no event back and estimates nothing.
import { DateTime } from 'luxon';
import type { AggregateRequest, AggregateRow, GroupKey } from '../domain/source.ts';
import { columnTest } from './column-test.ts';
import { betweenOf } from './coverage.ts';
import { INTERRUPTED } from './interrupted.ts';
import type { OpenedArchive } from './opened.ts';

/** Every zone's offset is a multiple of it: days and hours of any zone are made of whole ones. */
const QUARTER_MS = 15 * 60_000;

/** SQL over the columns for each key; days and hours are put together from quarters of an hour, here. */
const KEY_SQL: Readonly<Record<GroupKey, string>> = {
  day: `CAST(floor(time_ms / ${QUARTER_MS}) AS BIGINT)`,
  hour: `CAST(floor(time_ms / ${QUARTER_MS}) AS BIGINT)`,
  actor: 'actor',
  'event-name': 'event_label',
  outcome: "CASE outcome WHEN 'attempted' THEN reason ELSE outcome END",
  tool: 'tool',
  account: 'account',
  region: 'region',
};

/** `unsupported`: the columns cannot decide the condition. */
export async function countEvents(
  archive: OpenedArchive,
  request: AggregateRequest,
): Promise<readonly AggregateRow[] | 'unsupported' | 'stopped'> {
  const { test, window, groupBy, top, signal } = request;
  const bound = columnTest(test);
  if (bound === null) return 'unsupported';
  const overTime = groupBy.some(isTime);
  const counted = await archive.countBy(
    groupBy.map((key) => KEY_SQL[key]),
    bound,
    betweenOf(window),
    { ...(top === undefined || overTime ? {} : { top }), ...(signal === undefined ? {} : { signal }) },
  );
  if (counted === INTERRUPTED) return 'stopped';
  if (!overTime) return counted;
  const rows = inZone(counted, groupBy, window.zone);
  return top === undefined ? rows : [...rows].sort((left, right) => right.count - left.count).slice(0, top);
}

function isTime(key: GroupKey): boolean {
  return key === 'day' || key === 'hour';
}

/** Rows by quarters of an hour → rows by days or hours of a zone, oldest first. */
function inZone(rows: readonly AggregateRow[], groupBy: readonly GroupKey[], zone: string): readonly AggregateRow[] {
  const named = new Map<string, string>();
  const nameOf = (key: GroupKey, quarter: string): string => {
    const known = named.get(`${key} ${quarter}`);
    if (known !== undefined) return known;
    const name = timeName(key, Number(quarter) * QUARTER_MS, zone);
    named.set(`${key} ${quarter}`, name);
    return name;
  };
  const sums = new Map<string, { readonly keys: readonly string[]; readonly firstQuarter: number; count: number }>();
  const at = groupBy.findIndex(isTime);
  for (const row of rows) {
    const keys = row.keys.map((key, index) => {
      const by = groupBy[index] ?? 'actor';
      return isTime(by) ? nameOf(by, key) : key;
    });
    const firstQuarter = Number(row.keys[at]);
    const id = JSON.stringify(keys);
    const sum = sums.get(id);
    if (sum === undefined) sums.set(id, { keys, firstQuarter, count: row.count });
    else sum.count += row.count;
  }
  return [...sums.values()]
    .sort((left, right) => left.firstQuarter - right.firstQuarter || right.count - left.count)
    .map(({ keys, count }) => ({ keys, count }));
}

function timeName(key: GroupKey, ms: number, zone: string): string {
  const local = DateTime.fromMillis(ms, { zone });
  if (key === 'day') return local.toFormat('yyyy-MM-dd');
  return local.startOf('hour').toFormat("yyyy-MM-dd'T'HH:mmZZ");
}
