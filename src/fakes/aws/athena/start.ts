// StartQueryExecution, once its token is known to be new: what is refused at once, what fails as a query, what runs.
// https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
import type { FaultKind } from '../faults.ts';
import { type Dict, dictAt, textAt } from '../json.ts';
import { ATHENA } from '../limits.ts';
import { isError, type Outcome, ok, refuse } from '../outcome.ts';
import { translate } from '../sql/translate.ts';
import { tokenize } from '../sql/trino-tokens.ts';
import type { Caller, World } from '../world.ts';
import type { SeedWorkGroup, StartInput } from './athena.ts';
import { athenaSql, pruning } from './athena-sql.ts';
import { isDdl, readDdl, type TableDdl } from './ddl.ts';
import { projected } from './projection.ts';

type Begin = {
  readonly group: SeedWorkGroup;
  readonly token: string | undefined;
  readonly parameters: string;
  readonly end: Extract<FaultKind, { readonly kind: 'query-ends' }> | undefined;
};

export async function startQueryExecution(world: World, caller: Caller, input: Dict, begin: Begin): Promise<Outcome> {
  const { athena } = world;
  const { group } = begin;
  const text = textAt(input, 'QueryString') ?? '';
  if (text === '' || Buffer.byteLength(text) > ATHENA.statementMost) {
    return invalid(`QueryString has from 1 to ${ATHENA.statementMost} bytes.`);
  }
  if (group.disabled === true) return invalid(`WorkGroup ${group.name} is disabled.`);
  // The fake's workgroups enforce their configuration, where they have a location.
  const output = group.outputLocation ?? textAt(dictAt(input, 'ResultConfiguration'), 'OutputLocation');
  if (output === undefined) {
    return invalid(
      'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
    );
  }
  if (athena.active(caller) >= athena.concurrent) {
    const why =
      'You have exceeded the limit for the number of queries you can run concurrently. Please reduce the number of concurrent queries submitted by this account. Contact customer support to request a concurrent query limit increase.';
    return refuse('TooManyRequestsException', why);
  }
  const place = output.endsWith('/') ? output : `${output}/`;
  const started: StartInput = { ...begin, text, workGroup: group, output: place };
  const database = textAt(dictAt(input, 'QueryExecutionContext'), 'Database')?.toLowerCase() ?? 'default';
  return isDdl(text) ? define(world, caller, started, database) : query(world, caller, started, database);
}

function invalid(message: string): Outcome {
  return refuse('InvalidRequestException', message);
}

function define({ athena }: World, caller: Caller, input: StartInput, context: string): Outcome {
  const read = readDdl(input.text);
  if (typeof read === 'string') return invalid(read);
  const end = (failed: string | null): Outcome =>
    ok({ QueryExecutionId: athena.settled(caller, input, 'DDL', failed).id });
  if (read.kind === 'database') {
    const exists = athena.databases.has(read.name);
    if (exists && !read.ifNotExists)
      return end(`FAILED: SemanticException [Error 10242]: Database ${read.name} already exists`);
    athena.databases.add(read.name);
    return end(null);
  }
  const database = read.database ?? context;
  if (!athena.databases.has(database))
    return end(`FAILED: SemanticException [Error 10072]: Database does not exist: ${database}`);
  const name = `${database}.${read.name}`;
  if (athena.tables.has(name)) {
    return end(
      read.ifNotExists
        ? null
        : `FAILED: Execution Error, return code 1. AlreadyExistsException(message:Table ${read.name} already exists)`,
    );
  }
  athena.tables.set(name, read);
  return end(null);
}

async function query(world: World, caller: Caller, input: StartInput, context: string): Promise<Outcome> {
  const { athena } = world;
  const read = tablesIn(input.text, athena.tables, context);
  const columns = read.flatMap(([, { columns: all }]) => all);
  const texts = columns.filter(({ type }) => type.kind === 'text').map(({ name }) => name);
  const partitions = read.flatMap(([, table]) => table.partitions.map(({ name }) => name));
  const sql = athenaSql(context, [...new Set([...texts, ...partitions])]);
  const statement = translate(input.text, new Set(athena.tables.keys()), sql);
  const fails = (why: string): Outcome => ok({ QueryExecutionId: athena.settled(caller, input, 'DML', why).id });
  if (isError(statement)) {
    const said = statement.message.replace('Query statement is not valid: ', '');
    if (statement.code === 'TableNotFound') return fails(said);
    return /^(Cannot apply|Column)/.test(said) ? fails(`TYPE_MISMATCH: line 1:1: ${said}`) : invalid(said);
  }
  const tokens = tokenize(input.text);
  const pruned = isError(tokens) ? [] : pruning(tokens, new Set(partitions));
  const scans = statement.stores.flatMap((name) => {
    const table = athena.tables.get(name);
    return table === undefined ? [] : [{ name, table, projected: projected(table, athena.logs, world.clock()) }];
  });
  const open = scans
    .flatMap((scan) => scan.projected.injected)
    .find((column) => !pruned.some((each) => new RegExp(`"?${column}"? (=|IN)`, 'i').test(each)));
  if (open !== undefined) {
    return fails(
      `CONSTRAINT_VIOLATION: For the injected projected partition column ${open}, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.`,
    );
  }
  try {
    const execution = await athena.query(caller, input, { statement, scans, pruned });
    return ok({ QueryExecutionId: execution.id });
  } catch (error) {
    return fails(boundBadly(error));
  }
}

/** The tables that a statement may name, by what stands in it. */
function tablesIn(
  text: string,
  tables: ReadonlyMap<string, TableDdl>,
  context: string,
): readonly (readonly [string, TableDdl])[] {
  const lower = text.toLowerCase();
  return [...tables].filter(([name]) => {
    const [database = '', table = ''] = name.split('.');
    return lower.includes(table) && (database === context || lower.includes(database));
  });
}

/** DuckDB's words in Trino's. */
function boundBadly(error: unknown): string {
  const said = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  const column = /Referenced column "([^"]+)" not found|column named "([^"]+)"|key "([^"]+)" in struct/i.exec(said);
  const name = column?.slice(1).find((each) => each !== undefined);
  return name === undefined
    ? `SYNTAX_ERROR: line 1:8: ${said}`
    : `COLUMN_NOT_FOUND: line 1:8: Column '${name.toLowerCase()}' cannot be resolved or requester is not authorized to access requested resources`;
}
