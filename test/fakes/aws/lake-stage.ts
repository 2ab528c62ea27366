// Running one Lake query to its end through the real client, and reading its rows as plain objects.
import {
  type CloudTrailClient,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';

export async function startQuery(client: CloudTrailClient, QueryStatement: string): Promise<string> {
  const { QueryId } = await client.send(new StartQueryCommand({ QueryStatement }));
  return QueryId ?? '';
}

export function rowsOf(output: GetQueryResultsCommandOutput): Record<string, string>[] {
  return (output.QueryResultRows ?? []).map((row) => Object.assign({}, ...row) as Record<string, string>);
}

/** All rows of the first page of a statement that ends at once. */
export async function query(client: CloudTrailClient, statement: string): Promise<Record<string, string>[]> {
  const QueryId = await startQuery(client, statement);
  const output = await client.send(new GetQueryResultsCommand({ QueryId }));
  if (output.QueryStatus !== 'FINISHED') throw new Error(`${output.QueryStatus}: ${output.ErrorMessage}`);
  return rowsOf(output);
}
