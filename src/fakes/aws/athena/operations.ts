// Athena's operations: StartQueryExecution, GetQueryExecution, GetQueryResults, StopQueryExecution, GetWorkGroup,
// GetTableMetadata. https://docs.aws.amazon.com/athena/latest/APIReference/Welcome.html
import { type Fault, faultOf } from '../faults.ts';
import { canonicalJson, type Dict, numberAt, textAt } from '../json.ts';
import { ATHENA } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import type { Caller, Operation, World } from '../world.ts';
import type { Execution, SeedWorkGroup } from './athena.ts';
import { writeType } from './hive-types.ts';
import { startQueryExecution } from './start.ts';

export const ATHENA_OPERATIONS: Readonly<Record<string, Operation>> = {
  StartQueryExecution: { action: 'athena:StartQueryExecution', run: start },
  GetQueryExecution: { action: 'athena:GetQueryExecution', run: getQueryExecution },
  GetQueryResults: { action: 'athena:GetQueryResults', run: getQueryResults },
  StopQueryExecution: { action: 'athena:StopQueryExecution', run: stopQueryExecution },
  GetWorkGroup: { action: 'athena:GetWorkGroup', run: getWorkGroup },
  GetTableMetadata: { action: 'athena:GetTableMetadata', run: getTableMetadata },
};

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_InvalidRequestException.html */
function invalid(message: string): AwsError {
  return refuse('InvalidRequestException', message);
}

function groupOf(world: World, caller: Caller, input: Dict): SeedWorkGroup | AwsError {
  const name = textAt(input, 'WorkGroup') ?? 'primary';
  const found = world.athena.workGroups.find(
    (each) => each.name === name && each.account === caller.account && each.region === caller.region,
  );
  return found ?? invalid(`WorkGroup ${name} is not found.`);
}

/** The same token begins the same execution; with anything else it is refused. */
async function start(world: World, caller: Caller, input: Dict, faults: readonly Fault[]): Promise<Outcome> {
  const { athena } = world;
  const { ClientRequestToken: _, ...rest } = input;
  const parameters = canonicalJson(rest);
  const token = textAt(input, 'ClientRequestToken');
  if (token !== undefined && (token.length < ATHENA.tokenLeast || token.length > ATHENA.tokenMost)) {
    return invalid(`ClientRequestToken has from ${ATHENA.tokenLeast} to ${ATHENA.tokenMost} characters.`);
  }
  const key = `${caller.account}/${caller.region}/${token ?? ''}`;
  if (token !== undefined) {
    await athena.pending.get(key);
    const known = athena.byToken(caller, token);
    if (known !== undefined && known.parameters !== parameters) {
      return invalid('Idempotent parameters do not match');
    }
    if (known !== undefined) return ok({ QueryExecutionId: known.execution.id });
  }
  const group = groupOf(world, caller, input);
  if (isError(group)) return group;
  const end = faultOf(faults, 'query-ends');
  const begun = startQueryExecution(world, caller, input, { group, token, parameters, end });
  if (token !== undefined) athena.pending.set(key, begun);
  return begun.finally(() => athena.pending.delete(key));
}

function findExecution(world: World, caller: Caller, input: Dict): Execution | AwsError {
  const id = textAt(input, 'QueryExecutionId') ?? '';
  return world.athena.find(caller, id) ?? invalid(`QueryExecution ${id} was not found`);
}

async function getQueryExecution(world: World, caller: Caller, input: Dict): Promise<Outcome> {
  const execution = findExecution(world, caller, input);
  if (isError(execution)) return execution;
  const state = await world.athena.stateOf(execution);
  const reason = await reasonOf(execution, state);
  const now = world.clock();
  const endMs = execution.cancelledMs ?? execution.startedMs + execution.queuedMs + execution.runMs;
  const isOver = state !== 'QUEUED' && state !== 'RUNNING';
  return ok({
    QueryExecution: {
      QueryExecutionId: execution.id,
      Query: execution.text,
      StatementType: execution.kind,
      ResultConfiguration: { OutputLocation: `${execution.output}${execution.id}.csv` },
      Status: {
        State: state,
        SubmissionDateTime: execution.startedMs / 1_000,
        ...(isOver ? { CompletionDateTime: endMs / 1_000 } : {}),
        ...(reason === undefined ? {} : { StateChangeReason: reason }),
        ...(state === 'FAILED'
          ? {
              AthenaError: {
                ErrorCategory: 2,
                ErrorType: 1,
                Retryable: execution.end?.retryable ?? false,
                ErrorMessage: reason,
              },
            }
          : {}),
      },
      Statistics: {
        EngineExecutionTimeInMillis: Math.max(0, Math.min(now, endMs) - execution.startedMs - execution.queuedMs),
        DataScannedInBytes: isOver ? execution.bytesScanned : 0,
        TotalExecutionTimeInMillis: Math.max(0, Math.min(now, endMs) - execution.startedMs),
      },
      WorkGroup: execution.workGroup.name,
    },
  });
}

async function reasonOf(execution: Execution, state: string): Promise<string | undefined> {
  if (state !== 'FAILED' && state !== 'CANCELLED') return undefined;
  if (execution.cancelledMs !== undefined) return 'Query cancelled by user';
  if (execution.end !== undefined) return execution.end.reason;
  const result = await execution.result;
  return 'failed' in result ? result.failed : undefined;
}

/** The first row of a SELECT's results is its header: https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html */
async function getQueryResults(world: World, caller: Caller, input: Dict, faults: readonly Fault[]): Promise<Outcome> {
  const execution = findExecution(world, caller, input);
  if (isError(execution)) return execution;
  const size = numberAt(input, 'MaxResults') ?? ATHENA.pageMost;
  if (size < 1 || size > ATHENA.pageMost) return invalid(`MaxResults is from 1 to ${ATHENA.pageMost}.`);
  const state = await world.athena.stateOf(execution);
  if (state === 'QUEUED' || state === 'RUNNING') {
    return invalid(`Query has not yet finished. Current state: ${state}`);
  }
  if (state !== 'SUCCEEDED') return invalid(`Query did not finish successfully. Final query state: ${state}`);
  if (execution.workGroup.bucket === 'no-read') {
    return refuse(
      'AccessDeniedException',
      `User: ${caller.principal.arn} is not authorized to perform: s3:GetObject on resource: ${execution.output}${execution.id}.csv`,
    );
  }
  const bound = ['GetQueryResults', execution.id, size];
  const token = textAt(input, 'NextToken');
  const position = token === undefined ? { at: 0 } : readToken(world.tokenKey, bound, token);
  if (position === undefined) return invalid('Invalid NextToken.');
  const result = await execution.result;
  if ('failed' in result) throw new Error('a query that succeeded has failed');
  // Counted with the header, which is row 0 of a query.
  const at = numberAt(position, 'at') ?? 0;
  const whole = execution.kind === 'DDL' ? 0 : result.rows + 1;
  const end = Math.min(whole, at + Math.min(size, faultOf(faults, 'short-page')?.rows ?? size));
  const header = at === 0 && end > 0 ? [result.columns] : [];
  const rows = await result.page(Math.max(0, at - 1), end - at - header.length);
  const next = { at: faultOf(faults, 'same-token') ? at : end };
  return ok({
    UpdateCount: 0,
    ResultSet: {
      Rows: [...header, ...rows].map((row) => ({
        Data: row.map((value) => (value === null ? {} : { VarCharValue: value })),
      })),
      ResultSetMetadata: {
        ColumnInfo: result.columns.map((name) => ({
          CatalogName: 'hive',
          SchemaName: '',
          TableName: '',
          Name: name,
          Label: name,
          Type: 'varchar',
          Precision: 2147483647,
          Scale: 0,
          Nullable: 'UNKNOWN',
          CaseSensitive: true,
        })),
      },
    },
    ...(end < whole ? { NextToken: writeToken(world.tokenKey, bound, next) } : {}),
  });
}

async function stopQueryExecution(world: World, caller: Caller, input: Dict): Promise<Outcome> {
  const execution = findExecution(world, caller, input);
  if (isError(execution)) return execution;
  const state = await world.athena.stateOf(execution);
  if (state === 'QUEUED' || state === 'RUNNING') {
    execution.cancelledMs = world.clock();
    execution.interrupt();
  }
  return ok({});
}

function getWorkGroup(world: World, caller: Caller, input: Dict): Outcome {
  const group = groupOf(world, caller, input);
  if (isError(group)) return group;
  const { name, disabled, cutoffBytes, outputLocation } = group;
  return ok({
    WorkGroup: {
      Name: name,
      State: disabled === true ? 'DISABLED' : 'ENABLED',
      Configuration: {
        ResultConfiguration: outputLocation === undefined ? {} : { OutputLocation: outputLocation },
        EnforceWorkGroupConfiguration: true,
        PublishCloudWatchMetricsEnabled: true,
        ...(cutoffBytes === undefined ? {} : { BytesScannedCutoffPerQuery: cutoffBytes }),
        RequesterPaysEnabled: false,
        EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: 'Athena engine version 3' },
      },
    },
  });
}

function getTableMetadata(world: World, _caller: Caller, input: Dict): Outcome {
  const database = textAt(input, 'DatabaseName')?.toLowerCase() ?? '';
  const name = textAt(input, 'TableName')?.toLowerCase() ?? '';
  if (!world.athena.databases.has(database)) {
    return refuse(
      'MetadataException',
      `Database ${database} not found. (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException)`,
    );
  }
  const table = world.athena.tables.get(`${database}.${name}`);
  if (table === undefined) {
    return refuse(
      'MetadataException',
      `Table ${name} not found. (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException)`,
    );
  }
  const told = (fields: typeof table.columns) =>
    fields.map((field) => ({ Name: field.name, Type: writeType(field.type) }));
  return ok({
    TableMetadata: {
      Name: name,
      TableType: 'EXTERNAL_TABLE',
      Columns: told(table.columns),
      PartitionKeys: told(table.partitions),
      Parameters: { EXTERNAL: 'TRUE', location: table.location, inputformat: table.inputFormat, ...table.properties },
    },
  });
}
