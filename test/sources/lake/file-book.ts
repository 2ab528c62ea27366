// A book of queries in a file, as durable as processes that are killed need it here.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { QueryBook } from '../../../src/domain/source.ts';

interface Line {
  readonly hash: string;
  readonly queryId: string | null;
  readonly begunAt: number;
}

export function fileBook(path: string, clock: () => number): QueryBook {
  const lines = (): readonly Line[] =>
    existsSync(path)
      ? readFileSync(path, 'utf8')
          .split('\n')
          .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]))
      : [];
  const write = (hash: string, queryId: string | null) =>
    appendFileSync(path, `${JSON.stringify({ hash, queryId, begunAt: clock() })}\n`);
  return {
    begun: async (source, statementHash) => {
      const mine = lines().filter(({ hash }) => hash === statementHash);
      const last = mine.at(-1);
      if (last === undefined) return null;
      return { source, statementHash, queryId: last.queryId, begunAt: mine[0]?.begunAt ?? 0 };
    },
    intend: async (_, hash) => {
      if (!lines().some((line) => line.hash === hash)) write(hash, null);
    },
    started: async (_, hash, queryId) => write(hash, queryId),
    ended: async () => undefined,
    forget: async (_, hash) => write(hash, null),
  };
}
