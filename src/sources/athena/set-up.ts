// Statements that make the database and the table → run one after another, each to its end. A table is no question: nothing
// of it is kept in a book, and running it twice makes nothing twice.
import { createHash } from 'node:crypto';
import type { AthenaAddress, AthenaCalls } from '../../aws/athena.ts';
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import type { DescribedQuery } from '../../aws/query-calls.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { doublingWait, type Persistence, pause, persist } from '../query/persist.ts';
import { settingFailure, unreachedFailure } from './athena-trouble.ts';
import { groupOf } from './known-facts.ts';

type SetUpCalls = Pick<AthenaCalls, 'workGroup' | 'start' | 'describe' | 'renew'>;

/** Looks at one statement, half a second apart: five minutes, where one takes a second. */
const LOOKS_MAX = 600;
const LOOK_EVERY_MS = 500;

/** null: all were run. */
export async function setUp(
  calls: SetUpCalls,
  { workGroup, database, table, output }: Pick<AthenaAddress, 'workGroup' | 'database' | 'table' | 'output'>,
  statements: readonly string[],
  waits: { readonly waitMs: (attempt: number) => number; readonly lookEveryMs: number } = {
    waitMs: doublingWait,
    lookEveryMs: LOOK_EVERY_MS,
  },
): Promise<Failure | null> {
  const name = `${database}.${table}`;
  const persistence: Persistence = { waitMs: waits.waitMs, renew: calls.renew };
  const of = { table: name, workGroup, hasOutput: output !== null };
  const limit = groupOf(await persist(() => calls.workGroup(), persistence), of);
  if (isFailure(limit)) return limit;
  const asked = { table: name, workGroup, cutoffBytes: limit };
  const failureOf = (trouble: AwsTrouble) => settingFailure(trouble, asked) ?? unreachedFailure(name, trouble);
  const startedAt = String(Date.now());
  for (const sql of statements) {
    // The same for each try, and another one for another run.
    const token = createHash('sha256').update(`${startedAt}\n${sql}`).digest('hex');
    const queryId = await persist(() => calls.start(sql, token), persistence);
    if (isTrouble(queryId)) return failureOf(queryId);
    const ended = await ends(calls, queryId, persistence, waits.lookEveryMs);
    if (isTrouble(ended)) return failureOf(ended);
    if (ended.status !== 'FINISHED') return notMade(name, ended);
  }
  return null;
}

async function ends(
  calls: SetUpCalls,
  queryId: string,
  persistence: Persistence,
  everyMs: number,
): Promise<DescribedQuery | AwsTrouble> {
  for (let looks = 1; ; looks++) {
    const told = await persist(() => calls.describe(queryId), persistence);
    const running = !isTrouble(told) && (told.status === 'QUEUED' || told.status === 'RUNNING');
    if (!running || looks === LOOKS_MAX) return told;
    await pause(everyMs);
  }
}

function notMade(name: string, { status, error }: DescribedQuery): Failure {
  const said = error === '' ? `AWS left it ${status}.` : `AWS says: ${error.slice(0, 300)}.`;
  return {
    failure: 'not-allowed',
    what: `The table ${name} of Athena was not made.`,
    why: said,
    instead:
      'Allow the credentials in use to make tables (deploy/iam/athena-setup.json), or run what whodid athena setup --dry-run prints as somebody who may.',
  };
}
