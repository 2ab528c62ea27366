// Queries that run at AWS → told of as soon as they have ended. One watch serves all questions to one service: few queries
// are looked at one by one, many by one list of them all; long ones less often than young ones.
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import type { DescribedQuery, QueryCalls, QueryStatus } from '../../aws/query-calls.ts';
import type { CallPace } from './call-pace.ts';
import { TRIES_MAX } from './persist.ts';

export interface WatchOptions {
  readonly signal?: AbortSignal | undefined;
  /** By the watch's clock; a look is made all the same. null: it is waited for. */
  readonly patientUntil: number | null;
}

/** `left`: still running when patience ended; `stopped`: by the signal. */
export type Watched =
  | { readonly kind: 'ended'; readonly query: DescribedQuery }
  | { readonly kind: 'left'; readonly againInMs: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'trouble'; readonly trouble: AwsTrouble };

export interface QueryWatch {
  ended(queryId: string, options: WatchOptions): Promise<Watched>;
}

/** A query is first looked at after so long: the quickest take a second. */
export const FIRST_LOOK_MS = 100;
const QUEUED_LOOK_MS = 500;
/** A running query is looked at again after this share of the time it has run: its end is known 15 % later at most. */
const LOOK_SHARE = 0.1;
const LOOK_MS_MIN = 350;
const LOOK_MS_MAX = 30_000;
/** So many at once are looked at by one list. */
const CROWD = 3;
/** After a list that failed. */
const LIST_AGAIN_MS = 60_000;
/** AWS itself ends queries after an hour; one that is told to run on for longer is given up. */
const RUN_MS_MAX = 75 * 60_000;
/** Clocks here and at AWS may differ so much. */
const CLOCK_SKEW_MS = 5 * 60_000;

interface Entry {
  readonly queryId: string;
  readonly patientUntil: number | null;
  readonly since: number;
  runningSince: number | null;
  dueAt: number;
  looking: boolean;
  looked: boolean;
  troubles: number;
  renewed: boolean;
  readonly end: (watched: Watched) => void;
}

export interface WatchPorts {
  readonly calls: Pick<QueryCalls, 'describe' | 'list' | 'renew'>;
  readonly pace: CallPace;
  readonly waitMs: (attempt: number) => number;
  /** Wall clock, for AWS's times; epoch milliseconds. */
  readonly clock: () => number;
  /** Default: FIRST_LOOK_MS. */
  readonly firstLookMs?: number;
  /** Passing time, milliseconds. */
  readonly now?: () => number;
}

export function queryWatch(ports: WatchPorts): QueryWatch {
  const now = ports.now ?? (() => performance.now());
  const entries = new Set<Entry>();
  let timer: NodeJS.Timeout | null = null;
  let listAgainAt = Number.NEGATIVE_INFINITY;

  const wake = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const waiting = [...entries].filter(({ looking }) => !looking);
    if (waiting.length === 0) return;
    const nextAt = Math.min(
      ...waiting.map(({ dueAt, patientUntil, looked }) =>
        looked && patientUntil !== null ? Math.min(dueAt, patientUntil) : dueAt,
      ),
    );
    timer = setTimeout(round, Math.max(0, nextAt - now()));
  };
  const round = (): void => {
    timer = null;
    for (const entry of entries) leaveIfImpatient(entry);
    const idle = [...entries].filter(({ looking }) => !looking);
    const due = idle.filter(({ dueAt }) => dueAt <= now());
    const { list } = ports.calls;
    const crowd = list !== undefined && idle.length >= CROWD && now() >= listAgainAt;
    if (due.length > 0 && crowd) void lookAtAll(idle, list).then(wake);
    else for (const entry of due) void look(entry).then(wake);
    wake();
  };
  const finish = (entry: Entry, watched: Watched): void => {
    if (entries.delete(entry)) entry.end(watched);
  };
  const leaveIfImpatient = (entry: Entry): void => {
    if (entry.looking || !entry.looked || entry.patientUntil === null || now() < entry.patientUntil) return;
    finish(entry, { kind: 'left', againInMs: delayOf(entry, now()) });
  };
  const goOn = (entry: Entry, status: QueryStatus, ranMs: number): void => {
    entry.looked = true;
    entry.troubles = 0;
    if (status !== 'QUEUED') entry.runningSince ??= now() - ranMs;
    entry.dueAt = now() + delayOf(entry, now());
    if (now() - entry.since > RUN_MS_MAX) finish(entry, { kind: 'trouble', trouble: NEVER_ENDED });
    else leaveIfImpatient(entry);
  };
  const look = async (entry: Entry): Promise<void> => {
    entry.looking = true;
    await ports.pace.turn();
    if (!entries.has(entry)) return;
    const told = await ports.calls.describe(entry.queryId);
    entry.looking = false;
    if (isTrouble(told)) return troubled(entry, told);
    if (isOver(told.status)) return finish(entry, { kind: 'ended', query: told });
    goOn(entry, told.status, told.ranMs);
  };
  const troubled = (entry: Entry, trouble: AwsTrouble): void => {
    entry.troubles += 1;
    const again = trouble.trouble === 'throttled' || trouble.trouble === 'unreachable';
    if (trouble.trouble === 'expired' && !entry.renewed) {
      entry.renewed = true;
      ports.calls.renew();
      entry.dueAt = now();
    } else if (again && entry.troubles < TRIES_MAX) {
      entry.dueAt = now() + ports.waitMs(entry.troubles + 1);
    } else finish(entry, { kind: 'trouble', trouble });
  };
  /** The list says which have ended, not what they cost: those are looked at once more. */
  const lookAtAll = async (idle: readonly Entry[], list: NonNullable<QueryCalls['list']>): Promise<void> => {
    for (const entry of idle) entry.looking = true;
    await ports.pace.turn();
    const oldest = Math.min(...idle.map(({ since }) => since));
    const listed = await list(ports.clock() - (now() - oldest) - CLOCK_SKEW_MS);
    for (const entry of idle) entry.looking = false;
    if (isTrouble(listed)) {
      // Without the permission, or where the list fails, each is looked at by itself.
      listAgainAt = now() + LIST_AGAIN_MS;
      return;
    }
    const statuses = new Map(listed.map(({ queryId, status }) => [queryId, status]));
    const alone = idle.filter((entry) => {
      const status = statuses.get(entry.queryId);
      if (status === undefined || isOver(status)) return true;
      goOn(entry, status, 0);
      return false;
    });
    await Promise.all(alone.filter((entry) => entries.has(entry)).map(look));
  };
  return {
    ended: (queryId, { signal, patientUntil }) =>
      new Promise((resolve) => {
        const end = (watched: Watched): void => {
          signal?.removeEventListener('abort', stop);
          resolve(watched);
        };
        const entry: Entry = {
          ...{
            queryId,
            patientUntil,
            since: now(),
            runningSince: null,
            dueAt: now() + (ports.firstLookMs ?? FIRST_LOOK_MS),
          },
          ...{ looking: false, looked: false, troubles: 0, renewed: false, end },
        };
        const stop = () => finish(entry, { kind: 'stopped' });
        if (signal?.aborted === true) return end({ kind: 'stopped' });
        signal?.addEventListener('abort', stop, { once: true });
        entries.add(entry);
        wake();
      }),
  };
}

function isOver(status: QueryStatus): boolean {
  return status === 'FINISHED' || status === 'FAILED' || status === 'CANCELLED' || status === 'TIMED_OUT';
}

function delayOf({ runningSince }: Entry, now: number): number {
  if (runningSince === null) return QUEUED_LOOK_MS;
  return Math.min(LOOK_MS_MAX, Math.max(LOOK_MS_MIN, (now - runningSince) * LOOK_SHARE));
}

const NEVER_ENDED: AwsTrouble = { trouble: 'unreachable', code: 'NeverEnded', message: '', action: 'the query' };
