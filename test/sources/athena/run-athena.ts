// Statements executed by the stand-in for Athena, and what came back.
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { GROUP } from './stage.ts';

type Row = Readonly<Record<string, string>>;

/** All rows by the names of the header. Throws where Athena would refuse the statement or fail at it. */
export async function runAthena(client: AthenaClient, sql: string): Promise<readonly Row[]> {
  const { QueryExecutionId } = await client.send(
    new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: GROUP }),
  );
  const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
  const { State, StateChangeReason } = QueryExecution?.Status ?? {};
  if (State !== 'SUCCEEDED' && State !== 'FAILED') await new Promise((resolve) => setTimeout(resolve, 5));
  if (State === 'FAILED') throw new Error(`FAILED: ${StateChangeReason}\n${sql}`);
  const rows: (string | undefined)[][] = [];
  let token: string | undefined;
  do {
    const input = { QueryExecutionId, ...(token === undefined ? {} : { NextToken: token }) };
    const page = await client.send(new GetQueryResultsCommand(input));
    rows.push(...(page.ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue)));
    token = page.NextToken;
  } while (token !== undefined);
  const [header = [], ...found] = rows;
  return found.map((row) =>
    Object.fromEntries(row.flatMap((value, at) => (value === undefined ? [] : [[header[at] ?? '', value]]))),
  );
}
