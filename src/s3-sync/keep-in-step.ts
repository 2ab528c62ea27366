// One pass that keeps the copies in step with the bucket: what the queue tells of, then the folders of the last days. To be
// called every few minutes; what is not due costs no call.
import { type AwsTrouble, isTrouble } from '../aws/aws-trouble.ts';
import type { QueueCalls } from '../aws/sqs.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import { keptFrom } from './retention.ts';
import { copiedWindow, onCopies, type SyncOptions, type SyncReport } from './sync-bucket.ts';
import { endsThere } from './sync-words.ts';
import { type NoticeReport, takeNotices } from './take-notices.ts';

export interface KeepOptions extends SyncOptions {
  /** Days of events that are kept in step. */
  readonly days: number;
  /** null: no queue is told of new objects; then each pass lists. */
  readonly queue: Pick<QueueCalls, 'receive' | 'remove'> | null;
  /** With a queue, folders are listed this often, in milliseconds: notifications are sent at least once, but not for sure. */
  readonly listEveryMs?: number;
}

export interface StepReport {
  /** null: no queue, or it could not be read (then `problems` says so). */
  readonly notices: NoticeReport | null;
  /** null: it was not time to list. */
  readonly sync: SyncReport | null;
  /** Sentences for the log. */
  readonly problems: readonly string[];
}

const DAY_MS = 86_400_000;
const LIST_EVERY_MS = 15 * 60_000;

/** Failures as of `syncBucket`. A queue that cannot be read is a problem, not a failure: the folders are listed instead. */
export async function keepInStep(options: KeepOptions): Promise<StepReport | Failure> {
  const { queue, clock, days, keepDays, listEveryMs = LIST_EVERY_MS } = options;
  return onCopies(options, async (pass, folder): Promise<StepReport | Failure> => {
    const nowMs = clock();
    const located = queue === null ? null : await pass.calls.locate(pass.signal);
    const taken =
      queue === null || (isTrouble(located) && endsThere(located))
        ? null
        : await takeNotices(pass, queue, Math.max(keptFrom(keepDays, nowMs), 0));
    const notices = taken === null || isTrouble(taken) ? null : taken;
    const problems = taken !== null && isTrouble(taken) ? [queueWords(taken)] : (notices?.problems ?? []);
    const last = pass.book.passMs;
    const due = notices === null || last === null || last > nowMs || nowMs - last >= listEveryMs;
    if (!due) return { notices, sync: null, problems };
    const sync = await copiedWindow(pass, folder, options, { fromMs: nowMs - days * DAY_MS, toMs: nowMs });
    return isFailure(sync) ? sync : { notices, sync, problems: [...problems, ...sync.lacks] };
  });
}

function queueWords({ trouble, code, action }: AwsTrouble): string {
  if (/QueueDoesNotExist|NonExistentQueue/.test(code)) {
    return 'There is no such queue: set WHODID_S3_QUEUE to the URL of the queue that the bucket’s notifications go to.';
  }
  const remedy = trouble === 'denied' ? ` Allow ${action} on it (deploy/iam/s3.json).` : '';
  return `The queue could not be read (${code}); the folders are listed instead.${remedy}`;
}
