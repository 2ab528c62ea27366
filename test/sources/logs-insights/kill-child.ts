// A process to be killed in the middle of a question to Logs Insights. Its book is a file, as durable as it needs to be here.
// Argument: JSON of {url, book, nowMs}. Prints the number of events when it got so far, else the failure.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isFailure } from '../../../src/domain/failure.ts';
import type { QueryBook } from '../../../src/domain/source.ts';
import { logsInsightsSource } from '../../../src/sources/logs-insights.ts';
import { action } from '../event-history/sample-tests.ts';
import { request } from '../event-history/stage.ts';
import { KEY } from '../lake/stage.ts';
import { arnOf, TRAIL_GROUP } from './stage.ts';

const { url, book, nowMs } = JSON.parse(process.argv[2] ?? '') as { url: string; book: string; nowMs: number };
const shift = nowMs - Date.now();
const clock = () => Date.now() + shift;

interface Line {
  readonly hash: string;
  readonly queryId: string | null;
  readonly begunAt: number;
}

const lines = (): readonly Line[] =>
  existsSync(book)
    ? readFileSync(book, 'utf8')
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]))
    : [];
const write = (hash: string, queryId: string | null) =>
  appendFileSync(book, `${JSON.stringify({ hash, queryId, begunAt: clock() })}\n`);

const queries: QueryBook = {
  begun: async (source, statementHash) => {
    const mine = lines().filter(({ hash }) => hash === statementHash);
    const last = mine.at(-1);
    return last === undefined ? null : { source, statementHash, queryId: last.queryId, begunAt: mine[0]?.begunAt ?? 0 };
  },
  intend: async (_, hash) => {
    if (!lines().some((line) => line.hash === hash)) write(hash, null);
  },
  started: async (_, hash, queryId) => write(hash, queryId),
  ended: async () => undefined,
  forget: async (_, hash) => write(hash, null),
};

const aws = { endpoint: url, credentials: KEY };
const source = logsInsightsSource({ aws, groups: [arnOf(TRAIL_GROUP)], clock, waitMs: () => 20, pageRows: 200 });
const found = await source.events(request(action('ec2', 'StopInstances'), { queries }));
process.stdout.write(
  isFailure(found) ? JSON.stringify(found) : `${found.events.length} ${found.coverage.gaps.length}\n`,
);
source.close();
