// A table's partition projection → where its log files lie: which accounts, Regions and days it sees at all, and what its
// partition columns are called. https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
import type { TableDdl } from './ddl.ts';

/** Where log files lie: `s3://bucket/prefix` before `/AWSLogs/`, and the organisation whose trail wrote them. */
export type LogPlace = { readonly location: string; readonly organization: string | null };

export type Projected = {
  /** Conditions on the columns account, region and day (`2026/11/20`) of the raw events. */
  readonly where: readonly string[];
  /** Partition columns by name: the raw column that each stands for. */
  readonly columns: ReadonlyMap<string, 'account' | 'region' | 'day'>;
  /** Columns that a query has to be bound to. */
  readonly injected: readonly string[];
};

const PATH = /^(s3:\/\/.+?)\/AWSLogs\/(?:(o-[a-z0-9]+)\/)?([^/]+)\/CloudTrail\/([^/]+)\/(.+?)\/?$/;
const NOTHING: Projected = { where: ['FALSE'], columns: new Map(), injected: [] };

/** What the table sees of the log files at `place`. */
export function projected(table: TableDdl, place: LogPlace, nowMs: number): Projected {
  const { properties } = table;
  const template = properties['storage.location.template'];
  const path = PATH.exec(template ?? '');
  const mine = properties['projection.enabled'] === 'true' && path?.[1] === place.location;
  if (path === null || !mine || (path[2] ?? null) !== place.organization) return NOTHING;
  const where: string[] = [];
  const columns = new Map<string, 'account' | 'region' | 'day'>();
  for (const [at, raw] of (['account', 'region', 'day'] as const).entries()) {
    const part = path[at + 3] ?? '';
    const column = /^\$\{(\w+)\}$/.exec(part)?.[1]?.toLowerCase();
    if (column === undefined) {
      where.push(`${raw} = '${part}'`);
      continue;
    }
    columns.set(column, raw);
    where.push(...boundsOf(column, raw, properties, nowMs));
  }
  const injected = [...columns.keys()].filter((column) => typeOf(column, properties) === 'injected');
  return { where, columns, injected };
}

function typeOf(column: string, properties: TableDdl['properties']): string {
  return (properties[`projection.${column}.type`] ?? '').trim().toLowerCase();
}

function boundsOf(column: string, raw: string, properties: TableDdl['properties'], nowMs: number): readonly string[] {
  switch (typeOf(column, properties)) {
    case 'injected':
      return [];
    case 'enum': {
      const values = (properties[`projection.${column}.values`] ?? '').split(',');
      return [`${raw} IN (${values.map((value) => `'${value}'`).join(', ')})`];
    }
    case 'date': {
      const [from = '', to = ''] = (properties[`projection.${column}.range`] ?? '').split(',');
      // Folders are named by slashes: another format leads to folders that are not there.
      if (properties[`projection.${column}.format`] !== 'yyyy/MM/dd') return ['FALSE'];
      return [`${raw} >= '${dayOf(from, nowMs)}'`, `${raw} <= '${dayOf(to, nowMs)}'`];
    }
    default:
      return ['FALSE'];
  }
}

const UNIT_DAYS: Readonly<Record<string, number>> = { DAY: 1, WEEK: 7, MONTH: 30, YEAR: 365 };

/** `2020/01/01`, `NOW`, `NOW-3YEARS`, `NOW+1DAY`. */
function dayOf(text: string, nowMs: number): string {
  const relative = /^NOW(?:([+-]\d+)(DAY|WEEK|MONTH|YEAR)S?)?$/.exec(text.trim());
  if (relative === null) return text.trim();
  const days = Number(relative[1] ?? 0) * (UNIT_DAYS[relative[2] ?? 'DAY'] ?? 1);
  return new Date(nowMs + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/');
}
