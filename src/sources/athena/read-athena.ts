// One request → events and receipt: the statement written over the partitions that can hold an answer, run, and what came
// filtered exactly; nothing is asked where the table cannot hold one.

import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { Failure } from '../../domain/failure.ts';
import type { EventsRead, EventsRequest } from '../../domain/source.ts';
import { holds } from '../../records/holds.ts';
import { arranged } from '../query/arranged.ts';
import type { Beginning } from '../query/begin-query.ts';
import { type Run, runSpan } from '../query/run-span.ts';
import { newTally, type Tally } from '../query/tally.ts';
import { conditionOf } from '../sql/condition-of.ts';
import type { Span } from '../sql/statement.ts';
import { writeStatement } from '../sql/write-statement.ts';
import { coverageOf, type Examined } from './athena-coverage.ts';
import { type AskedPlaces, ATHENA_COLUMNS, athenaDialect } from './athena-dialect.ts';
import { athenaWords, columnsFailure, isBusy, TOO_LARGE } from './athena-trouble.ts';
import { columnGaps, missingColumns } from './columns-needed.ts';
import type { AthenaFacts } from './known-facts.ts';
import { accountsAsked, regionsAbsent, regionsAsked, regionsBesides } from './places-asked.ts';
import type { PlacePartition, TableFacts } from './table-facts.ts';

export interface AthenaRead
  extends Omit<Beginning, 'book' | 'signal' | 'patientUntil' | 'source' | 'isBusy'>,
    Pick<Run, 'watch' | 'left' | 'usdPerByte'> {
  readonly facts: AthenaFacts;
  readonly workGroup: string;
  readonly request: EventsRequest;
  readonly measured: (bytesScanned: number, span: Span) => void;
}

export async function readAthena(read: AthenaRead): Promise<EventsRead | Failure> {
  const found = newFound(read);
  const run = await runTable(read, found.take);
  if ('failure' in run) return run;
  const { events, cut } = found.arranged(read.request);
  return { events, coverage: coverageOf({ ...run, examined: found.examined(), gaps: [...cut, ...run.gaps] }) };
}

/** What a run leaves for the receipt. */
export type TableRun = Omit<Parameters<typeof coverageOf>[0], 'examined'> & { readonly tally: Tally };

/** `take`: given every row that came; copies have the same eventID. */
export async function runTable(
  read: AthenaRead,
  take: (event: AuditEvent) => void,
  streamed: { readonly pageTaken: () => Promise<void> } | null = null,
): Promise<TableRun | Failure> {
  const { request, facts, clock, usdPerByte } = read;
  const { table } = facts;
  const { test, window } = request;
  const missing = missingColumns(test, table.types);
  if (missing.length > 0) return columnsFailure(table.name, missing);
  const now = clock();
  const span = spanOf(request, table);
  const accounts = chosen(table.accounts, accountsAsked(test));
  const regions = chosen(table.regions, regionsAsked(test));
  const tally = newTally(read.measured);
  const first = table.days.from(now);
  const nowhere = accounts.read.length === 0 || regions.read.length === 0;
  const where = conditionOf(test);
  if (span.fromMs < span.toMs && span.toMs > first && !nowhere && where.kind !== 'never') {
    const asked: AskedPlaces = {
      accounts: accounts.all ? null : accounts.read,
      regions: regions.all ? null : regions.read,
    };
    const dialect = athenaDialect(table, asked);
    const failure = await runSpan(
      {
        ...read,
        ...{ source: 'athena', serviceName: 'Athena', storeName: `table ${table.name}`, tally, take, isBusy },
        words: athenaWords({ table: table.name, workGroup: read.workGroup, cutoffBytes: facts.cutoffBytes }),
        tooLarge: TOO_LARGE,
        parse: table.record.parse,
        pageTaken: streamed?.pageTaken,
        book: request.queries ?? null,
        signal: request.signal,
        patientUntil: request.patienceMs === undefined ? null : performance.now() + request.patienceMs,
        statementOf: (part) => {
          const sql = writeStatement({ columns: ATHENA_COLUMNS, span: part, where, besides: null }, dialect);
          return streamed === null ? sql : `${sql} ${inOrderOf(request)}`;
        },
      },
      span,
    );
    if (failure !== null) return failure;
  }
  const gaps = [
    ...placeGaps(accounts.absent, 'account', table),
    ...placeGaps(regionsAbsent(test, table.regions.values), 'Region', table),
    ...(span.toMs > GLOBAL_SINCE_MS ? globalGaps(regionsBesides(test, table.regions.values), table) : []),
    ...columnGaps(test, table.types, table.name),
  ];
  return {
    ...{ table, test, window, span, now, tally, usdPerByte, gaps },
    accounts: accounts.read,
    regions: regions.read,
  };
}

/** Copies of an event then follow each other. */
function inOrderOf({ order }: EventsRequest): string {
  const way = order === 'newest-first' ? ' DESC' : '';
  return `ORDER BY eventtime${way}, eventid${way}`;
}

/** Whole seconds. Not bound to now: a later attempt must come to the same statement. */
function spanOf({ window }: EventsRequest, { days }: TableFacts): Span {
  const toMs = Math.ceil(Date.parse(window.to) / 1000) * 1000;
  const fromMs = window.from === null ? days.from(toMs) : Math.floor(Date.parse(window.from) / 1000) * 1000;
  return { fromMs, toMs };
}

interface Chosen {
  /** Values whose partitions are read. */
  readonly read: readonly string[];
  /** They are all the table has. */
  readonly all: boolean;
  /** Asked about, and not in the table. */
  readonly absent: readonly string[];
}

function chosen({ values }: PlacePartition, asked: readonly string[] | null): Chosen {
  if (asked === null) return { read: values, all: true, absent: [] };
  const read = values.filter((value) => asked.includes(value));
  return { read, all: read.length === values.length, absent: asked.filter((value) => !values.includes(value)) };
}

const NAMED_MAX = 5;

function placeGaps(absent: readonly string[], what: string, { name }: TableFacts): readonly Gap[] {
  if (absent.length === 0) return [];
  const named = absent.slice(0, NAMED_MAX).join(', ');
  const detail = `Table ${name} has no partitions for ${what} ${named}; nothing of it was read. Add it to the table (whodid athena setup), or ask another source.`;
  return [{ kind: 'outside-horizon', detail }];
}

/**
 * From then on calls of global services lie in the folder of one Region, before in a trail's own.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
const GLOBAL_SINCE_MS = Date.UTC(2021, 10, 22);

function globalGaps(lacking: readonly string[], { name }: TableFacts): readonly Gap[] {
  if (lacking.length === 0) return [];
  const detail = `Table ${name} has no partitions for Region ${lacking.join(', ')}, where calls on IAM and other global services, or sign-ins, are logged wherever anybody works; none of them were read. Add it to the table (whodid athena setup), or ask another source.`;
  return [{ kind: 'outside-horizon', detail }];
}

/** Gathers what matches, each event once. */
function newFound({ request, facts }: AthenaRead) {
  const within = inWindow(request, facts.table);
  const events = new Map<string, AuditEvent>();
  const seen = new Set<string>();
  let duplicates = 0;
  let data = false;
  return {
    examined: (): Examined => ({ events: seen.size, duplicates, data }),
    take(event: AuditEvent): void {
      if (!within(event)) return;
      if (seen.has(event.eventID)) {
        duplicates += 1;
        return;
      }
      seen.add(event.eventID);
      data ||= event.eventCategory === 'Data';
      if (holds(request.test, event)) events.set(event.eventID, event);
    },
    arranged: (asked: EventsRequest) => arranged(events.values(), asked),
  };
}

/** Whether an event lies in the window, to the millisecond. */
export function inWindow(request: EventsRequest, table: TableFacts): (event: AuditEvent) => boolean {
  const fromMs = request.window.from === null ? spanOf(request, table).fromMs : Date.parse(request.window.from);
  const toMs = Date.parse(request.window.to);
  return ({ timeMs }) => timeMs >= fromMs && timeMs < toMs;
}
