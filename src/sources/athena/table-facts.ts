// A table's metadata → what it can be asked: its columns, and which accounts, Regions and days its partitions are projected
// over. https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
import type { AthenaTable } from '../../aws/athena.ts';
import { pathsOf } from './column-types.ts';
import { type RecordColumns, recordColumns } from './record-columns.ts';

export interface TableFacts {
  /** `database.table`. */
  readonly name: string;
  /** Types by path: `useridentity.arn` → `string`. */
  readonly types: ReadonlyMap<string, string>;
  readonly record: RecordColumns;
  readonly days: DayPartition;
  readonly accounts: PlacePartition;
  readonly regions: PlacePartition;
}

export interface DayPartition {
  readonly column: string;
  /** `2026/11/20` or `2026-11-20`. */
  readonly separator: '/' | '-';
  /** The first and last day projected, the instant they begin, epoch milliseconds; `toMs` null: up to now and on. */
  from(now: number): number;
  toMs(now: number): number | null;
}

export interface PlacePartition {
  /** null: the table is of the one value alone. */
  readonly column: string | null;
  /** At least one. */
  readonly values: readonly string[];
}

const DAY_MS = 86_400_000;
const TEMPLATE = /\/AWSLogs\/(?:o-[a-z0-9]+\/)?([^/]+)\/CloudTrail\/([^/]+)\//;

/** `why`: one sentence, where it cannot be asked. */
export function tableFacts(table: AthenaTable, name: string): TableFacts | { readonly why: string } {
  const { properties, partitions } = table;
  if (properties['projection.enabled'] !== 'true') {
    return { why: 'It has no partition projection, so a question would scan every log file there is.' };
  }
  const columns = [...partitions.keys()];
  const ofType = (type: string) => columns.filter((column) => property(table, column, 'type') === type);
  const [dayColumn, ...moreDays] = ofType('date');
  const days = dayColumn === undefined ? null : dayPartition(table, dayColumn);
  if (days === null || moreDays.length > 0) {
    return {
      why: 'It is not partitioned by one projected day (yyyy/MM/dd, every day), so a question would scan too much.',
    };
  }
  const [injected] = columns.filter((column) => column !== dayColumn && property(table, column, 'type') !== 'enum');
  if (injected !== undefined) {
    return {
      why: `Its partition column ${injected} is not projected as an enum, so which of them there are is not known.`,
    };
  }
  const [, account, region] = TEMPLATE.exec(properties['storage.location.template'] ?? '') ?? [];
  if (account === undefined || region === undefined) {
    return {
      why: 'Its storage.location.template does not lead to the folders of a trail (…/AWSLogs/ACCOUNT/CloudTrail/REGION/).',
    };
  }
  const places = [placePartition(table, account), placePartition(table, region)] as const;
  if (places.some(({ values }) => values.length === 0)) {
    return { why: 'Its partitions of account or Region are projected over no value at all, so it holds nothing.' };
  }
  const types = pathsOf(table.columns);
  return {
    ...{ name, types, days, record: recordColumns(types) },
    accounts: places[0],
    regions: places[1],
  };
}

function property({ properties }: AthenaTable, column: string, name: string): string {
  return (properties[`projection.${column}.${name}`] ?? '').trim().toLowerCase();
}

/** `${account}` is a partition column; anything else is the value itself. */
function placePartition(table: AthenaTable, part: string): PlacePartition {
  const column = /^\$\{(\w+)\}$/.exec(part)?.[1]?.toLowerCase() ?? null;
  if (column === null) return { column, values: [part] };
  return {
    column,
    values: property(table, column, 'values')
      .split(',')
      .filter((value) => value !== ''),
  };
}

function dayPartition(table: AthenaTable, column: string): DayPartition | null {
  const format = /^yyyy([/-])mm\1dd$/.exec(property(table, column, 'format'));
  const step = `${property(table, column, 'interval') || '1'} ${property(table, column, 'interval.unit') || 'days'}`;
  const [from = '', to = ''] = property(table, column, 'range').split(',');
  const readFrom = dayOf(from);
  const readTo = dayOf(to);
  if (format === null || step !== '1 days' || readFrom === null || readTo === null) return null;
  return {
    column,
    separator: format[1] === '-' ? '-' : '/',
    from: readFrom,
    // Up to tomorrow or later is up to whatever there is.
    toMs: (now) => (/^\s*now/.test(to) && readTo(now) > now - DAY_MS ? null : readTo(now)),
  };
}

/** `2020/01/01`, `NOW`, `NOW-3YEARS`, lower case; null: neither. */
function dayOf(text: string): ((now: number) => number) | null {
  const fixed = /^\s*(\d{4})[/-](\d\d)[/-](\d\d)\s*$/.exec(text);
  if (fixed !== null) {
    const ms = Date.UTC(Number(fixed[1]), Number(fixed[2]) - 1, Number(fixed[3]));
    return () => ms;
  }
  const relative = /^\s*now(?:([+-]\d+)(day|week|month|year)s?)?\s*$/.exec(text);
  if (relative === null) return null;
  const many = Number(relative[1] ?? 0);
  return (now) => {
    const day = new Date(Math.floor(now / DAY_MS) * DAY_MS);
    switch (relative[2] ?? 'day') {
      case 'month':
        day.setUTCMonth(day.getUTCMonth() + many);
        break;
      case 'year':
        day.setUTCFullYear(day.getUTCFullYear() + many);
        break;
      case 'week':
        day.setUTCDate(day.getUTCDate() + 7 * many);
        break;
      default:
        day.setUTCDate(day.getUTCDate() + many);
    }
    return day.getTime();
  };
}
