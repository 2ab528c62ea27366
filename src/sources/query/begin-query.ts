// A statement → the id of the one query that runs it for this question. What an earlier attempt began is taken up again;
// where only the intention is known, the query is looked for among those begun since, before another one is paid for.
import { createHash, randomUUID } from 'node:crypto';
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import type { QueryCalls } from '../../aws/query-calls.ts';
import type { SourceName } from '../../domain/coverage.ts';
import type { QueryBook } from '../../domain/source.ts';
import type { CallPace } from './call-pace.ts';
import { pause, persist, TRIES_MAX } from './persist.ts';

export interface Beginning {
  /** Under whose name queries stand in the book. */
  readonly source: SourceName;
  readonly calls: QueryCalls;
  /** Whether a trouble is that as many queries run as AWS allows. */
  readonly isBusy: (trouble: AwsTrouble) => boolean;
  readonly pace: CallPace;
  readonly waitMs: (attempt: number) => number;
  /** Wall clock, epoch milliseconds. */
  readonly clock: () => number;
  readonly book: QueryBook | null;
  readonly signal?: AbortSignal | undefined;
  /** By `performance.now()`; null: it is waited for. */
  readonly patientUntil: number | null;
  /** How long a place among the queries AWS runs at once is waited for. Milliseconds. */
  readonly placeWaitMsMax: number;
}

export type Begun =
  /** `resumed`: by an earlier attempt. */
  | { readonly kind: 'begun'; readonly queryId: string; readonly resumed: boolean }
  /** Others' queries took all places until patience ended. */
  | { readonly kind: 'left'; readonly againInMs: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'trouble'; readonly trouble: AwsTrouble };

/** AWS runs so many queries at once; a place is waited for this long. */
export const PLACE_WAIT_MS_MAX = 5 * 60_000;
const PLACE_LOOK_MS = 2_000;
/** Clocks here and at AWS may differ so much. */
const CLOCK_SKEW_MS = 60_000;
/** Queries compared with ours when one is looked for, newest first. */
const COMPARED_MAX = 40;

export function hashOf(statement: string): string {
  return createHash('sha256').update(statement).digest('hex');
}

/** `anew`: whatever was begun before is of no use. */
export async function beginQuery(beginning: Beginning, statement: string, anew = false): Promise<Begun> {
  const { book, source } = beginning;
  const hash = hashOf(statement);
  const before = anew ? null : ((await book?.begun(source, hash)) ?? null);
  if (before !== null && before.queryId !== null) {
    return { kind: 'begun', queryId: before.queryId, resumed: true };
  }
  if (before !== null) {
    const lost = await findLost(beginning, statement, before.begunAt);
    if (isTrouble(lost)) return { kind: 'trouble', trouble: lost };
    if (lost !== null) {
      await book?.started(source, hash, lost);
      return { kind: 'begun', queryId: lost, resumed: true };
    }
  }
  if (beginning.signal?.aborted === true) return { kind: 'stopped' };
  await book?.intend(source, hash);
  const begun = await start(beginning, statement, await tokenOf(beginning, hash));
  if (begun.kind === 'begun') await book?.started(source, hash, begun.queryId);
  return begun;
}

/** The same for the same intention, whoever carries it out; another one once what was begun was forgotten. */
async function tokenOf({ book, source }: Beginning, hash: string): Promise<string> {
  const intention = (await book?.begun(source, hash)) ?? null;
  if (intention === null) return randomUUID();
  return hashOf([book?.asking ?? '', source, hash, String(intention.begunAt)].join('\n'));
}

async function start(beginning: Beginning, statement: string, token: string): Promise<Begun> {
  const { calls, clock, signal, waitMs } = beginning;
  const since = clock();
  const placeUntil = performance.now() + beginning.placeWaitMsMax;
  let renewed = false;
  for (let attempt = 1; ; ) {
    if (signal?.aborted === true) return { kind: 'stopped' };
    // Without the signal: a call given up on its way may have begun a query that nobody would stop.
    const answer = await calls.start(statement, token);
    if (!isTrouble(answer)) return { kind: 'begun', queryId: answer, resumed: false };
    if (beginning.isBusy(answer)) {
      const full = await waitForPlace(beginning, answer, placeUntil);
      if (full !== null) return full;
      continue;
    }
    attempt += 1;
    if (attempt > TRIES_MAX) return { kind: 'trouble', trouble: answer };
    if (answer.trouble === 'expired' && !renewed) {
      renewed = true;
      calls.renew();
    } else if (answer.trouble === 'throttled') {
      await pause(waitMs(attempt), signal);
    } else if (answer.trouble === 'unreachable') {
      await pause(waitMs(attempt), signal);
      // The answer was lost, not necessarily the query.
      const lost = await findLost(beginning, statement, since);
      if (isTrouble(lost)) return { kind: 'trouble', trouble: lost };
      if (lost !== null) return { kind: 'begun', queryId: lost, resumed: false };
    } else return { kind: 'trouble', trouble: answer };
  }
}

/** null: try again now. */
async function waitForPlace(
  { patientUntil, signal, waitMs }: Beginning,
  trouble: AwsTrouble,
  placeUntil: number,
): Promise<Begun | null> {
  const now = performance.now();
  if (patientUntil !== null && now >= patientUntil) return { kind: 'left', againInMs: PLACE_LOOK_MS };
  if (now >= placeUntil) return { kind: 'trouble', trouble };
  const wait = Math.min(PLACE_LOOK_MS, 2 * waitMs(2));
  await pause(patientUntil === null ? wait : Math.min(wait, Math.max(1, patientUntil - now)), signal);
  return signal?.aborted === true ? { kind: 'stopped' } : null;
}

/** A query of this very statement begun since, that has ended well or may; null: there is none, or its token finds it. */
async function findLost(beginning: Beginning, statement: string, sinceMs: number): Promise<string | null | AwsTrouble> {
  const { calls, pace } = beginning;
  const { list } = calls;
  if (list === undefined) return null;
  const again = { ...beginning, renew: calls.renew };
  const listed = await persist(async () => {
    await pace.turn();
    return list(sinceMs - CLOCK_SKEW_MS, beginning.signal);
  }, again);
  if (isTrouble(listed)) return listed.trouble === 'denied' ? null : listed;
  const alive = listed.filter(({ status }) => status !== 'FAILED' && status !== 'CANCELLED').slice(0, COMPARED_MAX);
  for (const { queryId } of alive) {
    const told = await persist(async () => {
      await pace.turn();
      return calls.describe(queryId, beginning.signal);
    }, again);
    if (isTrouble(told)) return told;
    if (told.statement === statement) return queryId;
  }
  return null;
}
