// Statements executed by the stand-in for AWS, and what came back.
import { type CloudTrailClient, GetQueryResultsCommand, StartQueryCommand } from '@aws-sdk/client-cloudtrail';

type Row = Readonly<Record<string, string>>;

/** All rows. Throws where Lake would refuse the statement or fail at it. */
export async function runStatement(client: CloudTrailClient, sql: string): Promise<readonly Row[]> {
  const { QueryId } = await client.send(new StartQueryCommand({ QueryStatement: sql }));
  const rows: Row[] = [];
  let token: string | undefined;
  do {
    const input = { QueryId, ...(token === undefined ? {} : { NextToken: token }) };
    const page = await client.send(new GetQueryResultsCommand(input));
    if (page.QueryStatus !== 'FINISHED') throw new Error(`${page.QueryStatus}: ${page.ErrorMessage}\n${sql}`);
    rows.push(...(page.QueryResultRows ?? []).map((row) => Object.assign({}, ...row) as Row));
    token = page.NextToken;
  } while (token !== undefined);
  return rows;
}
