// Recorded rows without a job → jobs: what a crash between record and enqueue, or a lost Redis, left behind.
import type { Clock } from '../domain/clock.ts';
import type { State } from '../domain/state.ts';
import type { ReportError } from '../store/sql.ts';
import type { Queues, WorkerHooks } from './queues.ts';

export interface Relay {
  /** One pass now (or the one under way); resolves to how many jobs it added. Never rejects. */
  pass(): Promise<number>;
  /** Stops after the pass under way. */
  close(): Promise<void>;
}

/** Rows whose job was seen are looked at again after this many rounds: a job lost in Redis waits no longer. */
const roundsUntilNextLook = 6;
const rowsAtOnce = 100;
/** 10,000 rows in one pass; the next pass takes the rest. */
const mostPages = 100;

/**
 * Passes at once and then every `everyMs`. Rows without a job are enqueued, rows with a live job are left alone, rows whose
 * job failed for good go to `onGaveUp` (again, if the process died in it). Safe in several processes at the same time: job
 * ids are deterministic, and a job for a row that has ended meanwhile finds that out first.
 */
export function startRelay(
  state: State,
  queues: Queues,
  clock: Clock,
  everyMs: number,
  hooks: WorkerHooks<'answer'>,
  report: ReportError,
): Relay {
  let closed = false;
  let first = true;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<number> | null = null;

  const ports = { state, queues, clock, hooks, report };

  const relayAll = async (): Promise<number> => {
    const now = clock();
    // At start everything that has not ended is looked at: whoever enqueued it may have lost it.
    const before = first ? now : now - everyMs * roundsUntilNextLook;
    let added = 0;
    for (let page = 0; page < mostPages && !closed; page += 1) {
      const ids = await state.unqueued(before, rowsAtOnce);
      for (const id of ids) if (!closed && (await relayOne(id, ports))) added += 1;
      if (ids.length < rowsAtOnce) break;
    }
    first = false;
    for (const due of closed ? [] : await state.dueRechecks(now, rowsAtOnce)) {
      // One job for one due time: the row names the next when it is done.
      await queues.add('recheck', `${due.id}at${due.at}`, { askingId: due.id });
    }
    return added;
  };

  const pass = () => {
    underWay ??= relayAll()
      .catch((error: unknown) => {
        if (!closed) report('the relay; it will pass again', error);
        return 0;
      })
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };

  const round = async () => {
    await pass();
    if (!closed) timer = setTimeout(() => void round(), everyMs);
  };
  void round();

  return {
    pass,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}

interface Ports {
  readonly state: State;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly hooks: WorkerHooks<'answer'>;
  readonly report: ReportError;
}

/** True when a job was added. */
async function relayOne(id: string, ports: Ports): Promise<boolean> {
  const { state, queues, clock } = ports;
  const jobState = await queues.jobState('answer', id);
  switch (jobState) {
    case 'live':
      await state.markQueued(id, clock());
      return false;
    case 'failed':
      await giveUp(id, ports);
      return false;
    case 'done':
      if (await hasEnded(id, state)) return false;
      // The job said it was done, the row says it was not: the row is the truth.
      await queues.forget('answer', id);
      break;
    case 'none':
      break;
    default: {
      const never: never = jobState;
      throw new Error(`unknown job state ${String(never)}`);
    }
  }
  await queues.add('answer', id, { askingId: id });
  await state.markQueued(id, clock());
  return true;
}

/** The row is marked first: one that cannot be ended must not stand in front of the others. */
async function giveUp(id: string, { state, queues, clock, hooks, report }: Ports): Promise<void> {
  await state.markQueued(id, clock());
  if (await hasEnded(id, state)) return;
  const reason = (await queues.failedReason('answer', id)) ?? 'internal';
  try {
    await hooks.onGaveUp({ askingId: id }, reason);
  } catch (error) {
    report('ending a question whose job failed; the relay will try again', error);
  }
}

async function hasEnded(id: string, state: State): Promise<boolean> {
  const row = await state.asking(id);
  return row === null || (row.state !== 'recorded' && row.state !== 'queued');
}
