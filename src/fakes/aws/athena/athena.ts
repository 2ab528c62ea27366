// Athena's tables and its queries in their states: QUEUED, RUNNING, and an end, by the pretended clock.
// https://docs.aws.amazon.com/athena/latest/APIReference/API_QueryExecutionStatus.html
import { randomUUID } from 'node:crypto';
import type { EventSet } from '../events.ts';
import type { FaultKind } from '../faults.ts';
import { ATHENA } from '../limits.ts';
import type { Outcome } from '../outcome.ts';
import type { Statement } from '../sql/translate.ts';
import type { Caller } from '../world.ts';
import { readDdl, type TableDdl } from './ddl.ts';
import { createEngine, type Engine, type Generated, type Results, type Running, type Scan } from './engine.ts';
import type { LogPlace } from './projection.ts';

export type ExecutionState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export type SeedWorkGroup = {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly disabled?: boolean;
  /** Bytes; left out: none. */
  readonly cutoffBytes?: number;
  readonly outputLocation?: string;
  /** What the results bucket forbids. */
  readonly bucket?: 'no-write' | 'no-read';
};

/** How it is seeded; durations of queries started afterwards can be changed at will. */
export type SeedAthena = {
  readonly workGroups?: readonly SeedWorkGroup[];
  /** Besides `default`. */
  readonly databases?: readonly string[];
  /** CREATE EXTERNAL TABLE statements. */
  readonly tables?: readonly string[];
  /** Left out: `s3://sample-trail-logs`, of a trail that is no organisation's. */
  readonly logs?: LogPlace;
  readonly generated?: Generated;
  readonly queuedMs?: number;
  readonly runMs?: number;
  /** Queued and running queries of an account and Region together. */
  readonly concurrent?: number;
};

export type AthenaSettings = { queuedMs: number; runMs: number };

type PlannedEnd = Extract<FaultKind, { readonly kind: 'query-ends' }>;

export type Execution = {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly text: string;
  readonly workGroup: SeedWorkGroup;
  readonly output: string;
  readonly kind: 'DML' | 'DDL';
  readonly startedMs: number;
  readonly queuedMs: number;
  readonly runMs: number;
  readonly bytesScanned: number;
  readonly end:
    | { readonly state: 'FAILED' | 'CANCELLED'; readonly reason: string; readonly retryable: boolean }
    | undefined;
  /** Settles when DuckDB has; never rejects. */
  readonly result: Promise<Results | { readonly failed: string }>;
  readonly interrupt: () => void;
  cancelledMs?: number;
};

export type StartInput = {
  readonly text: string;
  readonly workGroup: SeedWorkGroup;
  readonly output: string;
  readonly token: string | undefined;
  /** Everything else that was asked, for the token. */
  readonly parameters: string;
  readonly end: PlannedEnd | undefined;
};

export type Athena = {
  readonly settings: AthenaSettings;
  /** Changed by tests, as somebody at AWS would. */
  readonly workGroups: SeedWorkGroup[];
  readonly databases: Set<string>;
  /** By `database.table`. */
  readonly tables: Map<string, TableDdl>;
  readonly logs: LogPlace;
  readonly concurrent: number;
  readonly executions: () => readonly Execution[];
  readonly find: (caller: Caller, id: string) => Execution | undefined;
  readonly active: (caller: Caller) => number;
  /** Executions being begun, by account, Region and token: a second one with that token waits for the first. */
  readonly pending: Map<string, Promise<Outcome>>;
  /** The execution that a token began, and what with. */
  readonly byToken: (
    caller: Caller,
    token: string,
  ) => { readonly execution: Execution; readonly parameters: string } | undefined;
  readonly query: (
    caller: Caller,
    input: StartInput,
    work: { readonly statement: Statement; readonly scans: readonly Scan[]; readonly pruned: readonly string[] },
  ) => Promise<Execution>;
  /** An execution that needs no engine; `failed`: why it ends so. */
  readonly settled: (caller: Caller, input: StartInput, kind: 'DML' | 'DDL', failed: string | null) => Execution;
  readonly stateOf: (execution: Execution) => Promise<ExecutionState>;
  readonly close: () => Promise<void>;
};

const NO_ROWS: Results = { columns: [], rows: 0, page: async () => [] };

export function createAthena(events: EventSet, clock: () => number, seed: SeedAthena): Athena {
  const engine: Engine = createEngine(events, seed.generated);
  const settings = { queuedMs: seed.queuedMs ?? 0, runMs: seed.runMs ?? 0 };
  const executions = new Map<string, Execution>();
  const tokens = new Map<string, { readonly execution: Execution; readonly parameters: string }>();
  const tables = new Map<string, TableDdl>();
  for (const sql of seed.tables ?? []) {
    const read = readDdl(sql);
    if (typeof read === 'string' || read.kind !== 'table') throw new Error(`not a table: ${sql}`);
    tables.set(`${read.database ?? 'default'}.${read.name}`, read);
  }
  const mine = (caller: Caller, each: Execution) => each.account === caller.account && each.region === caller.region;
  const keep = (
    caller: Caller,
    input: StartInput,
    made: Omit<
      Execution,
      'id' | 'account' | 'region' | 'text' | 'workGroup' | 'output' | 'startedMs' | 'queuedMs' | 'runMs'
    >,
  ) => {
    const { text, workGroup, output } = input;
    const { account, region } = caller;
    const when = { startedMs: clock(), queuedMs: settings.queuedMs, runMs: settings.runMs };
    const execution: Execution = { id: randomUUID(), account, region, text, workGroup, output, ...when, ...made };
    executions.set(execution.id, execution);
    if (input.token !== undefined) {
      tokens.set(`${account}/${region}/${input.token}`, { execution, parameters: input.parameters });
    }
    return execution;
  };
  return {
    settings,
    workGroups: [...(seed.workGroups ?? [])],
    databases: new Set(['default', ...(seed.databases ?? [])]),
    tables,
    logs: seed.logs ?? { location: 's3://sample-trail-logs', organization: null },
    concurrent: seed.concurrent ?? ATHENA.concurrent,
    executions: () => [...executions.values()],
    find: (caller, id) => {
      const execution = executions.get(id);
      if (execution === undefined || !mine(caller, execution)) return undefined;
      return clock() > execution.startedMs + ATHENA.historyMs ? undefined : execution;
    },
    active: (caller) =>
      [...executions.values()].filter((each) => mine(caller, each) && /^(QUEUED|RUNNING)$/.test(timed(each, clock())))
        .length,
    pending: new Map(),
    byToken: (caller, token) => tokens.get(`${caller.account}/${caller.region}/${token}`),
    query: async (caller, input, { statement, scans, pruned }) => {
      const running = await engine.prepare(statement, scans, pruned, clock());
      const cutoff = input.workGroup.cutoffBytes ?? Number.POSITIVE_INFINITY;
      const over = running.bytesScanned > cutoff;
      return keep(caller, input, {
        kind: 'DML',
        bytesScanned: Math.min(running.bytesScanned, cutoff),
        end: plannedEnd(input) ?? (over ? OVER : undefined),
        result: settle(running),
        interrupt: running.interrupt,
      });
    },
    settled: (caller, input, kind, failed) =>
      keep(caller, input, {
        kind,
        bytesScanned: 0,
        end: failed === null ? plannedEnd(input) : { state: 'FAILED', reason: failed, retryable: false },
        result: Promise.resolve(NO_ROWS),
        interrupt: () => {},
      }),
    stateOf: async (execution) => {
      const state = timed(execution, clock());
      return state === 'SUCCEEDED' && 'failed' in (await execution.result) ? 'FAILED' : state;
    },
    close: async () => {
      for (const execution of executions.values()) execution.interrupt();
      await Promise.all([...executions.values()].map(({ result }) => result));
      await engine.close();
    },
  };
}

/** https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html */
const OVER = {
  state: 'CANCELLED',
  reason: 'Query cancelled! : Bytes scanned limit was exceeded',
  retryable: false,
} as const;

function plannedEnd({ end, workGroup, output }: StartInput): Execution['end'] {
  if (workGroup.bucket === 'no-write') {
    const reason = `Access denied when writing output to url: ${output} . Please ensure you are allowed to access the S3 bucket. If you are encrypting query results with KMS key, please ensure you are allowed to access your KMS key`;
    return { state: 'FAILED', reason, retryable: false };
  }
  if (end === undefined) return undefined;
  if (end.status === 'CANCELLED') return { state: 'CANCELLED', reason: end.message ?? '', retryable: false };
  const usual = end.status === 'TIMED_OUT' ? 'Query timeout' : 'Query exhausted resources at this scale factor';
  return { state: 'FAILED', reason: end.message ?? usual, retryable: end.retryable ?? false };
}

async function settle(running: Running): Promise<Results | { readonly failed: string }> {
  try {
    return await running.run();
  } catch (error) {
    return { failed: (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '' };
  } finally {
    running.close();
  }
}

function timed(execution: Execution, nowMs: number): ExecutionState {
  if (execution.cancelledMs !== undefined) return 'CANCELLED';
  const age = nowMs - execution.startedMs;
  if (age < execution.queuedMs) return 'QUEUED';
  if (age < execution.queuedMs + execution.runMs) return 'RUNNING';
  return execution.end?.state ?? 'SUCCEEDED';
}
