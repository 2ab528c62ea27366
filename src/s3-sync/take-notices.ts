// Messages of a queue that is told of new log files → these files, copied. A message goes only once everything it tells of
// is safely on the disk, or is nothing to copy; what failed, and what is for somebody else, stays and comes again.
import { type AwsTrouble, isTrouble } from '../aws/aws-trouble.ts';
import type { QueueCalls, QueueMessage } from '../aws/sqs.ts';
import { copyTold } from './copy-told.ts';
import type { Lack } from './journal.ts';
import type { Pass } from './pass.ts';
import { readNotice } from './read-notice.ts';

export interface NoticeReport {
  readonly messages: number;
  readonly copied: number;
  /** What stays in the queue, and what was told of and could not be copied, a sentence each. */
  readonly problems: readonly string[];
}

/** Batches of ten taken in one pass, at most. */
const BATCHES_MAX = 100;
/** A message taken comes again after so many seconds when it is not deleted. */
const HIDDEN_SECONDS = 120;

/** A trouble: the queue could not be read at all. Throws what the file system throws. */
export async function takeNotices(
  pass: Pass,
  queue: Pick<QueueCalls, 'receive' | 'remove'>,
  keptFromMs: number,
): Promise<NoticeReport | AwsTrouble> {
  // Notifications come more than once, and two of one object must not copy it at the same time.
  const begun = new Map<string, Promise<Lack | null>>();
  const copyOnce = (key: string): Promise<Lack | null> => {
    const copying = begun.get(key) ?? copyTold(pass, key, keptFromMs);
    begun.set(key, copying);
    return copying;
  };
  const problems = new Map<string, number>();
  const note = (words: string) => problems.set(words, (problems.get(words) ?? 0) + 1);
  let messages = 0;
  for (let batches = 0; batches < BATCHES_MAX && pass.signal?.aborted !== true; batches++) {
    const given = await queue.receive(HIDDEN_SECONDS, pass.signal);
    if (isTrouble(given)) {
      if (batches === 0) return given;
      note(`The queue could not be read to its end (${given.code}).`);
      break;
    }
    if (given.length === 0) break;
    messages += given.length;
    await Promise.all(given.map((message) => take(pass, queue, message, copyOnce, note)));
    await pass.book.saveSoon();
  }
  await pass.book.save();
  const told = [...problems].map(([words, many]) => (many === 1 ? words : `${words} (${many} times)`));
  return { messages, copied: pass.copied, problems: told };
}

async function take(
  pass: Pass,
  queue: Pick<QueueCalls, 'remove'>,
  { body, handle }: QueueMessage,
  copyOnce: (key: string) => Promise<Lack | null>,
  note: (words: string) => void,
): Promise<void> {
  const notice = readNotice(body);
  if (notice.kind === 'unknown') {
    note(
      'A message in the queue is none of S3’s, SNS’s or CloudTrail’s notifications and was left there: use a queue of its own for the bucket.',
    );
    return;
  }
  let stays = false;
  for (const { bucket, key } of notice.kind === 'objects' ? notice.objects : []) {
    if (bucket !== pass.address.bucket) {
      note(
        `A message in the queue is about bucket ${bucket} and was left there: use a queue of its own for ${pass.address.bucket}.`,
      );
      stays = true;
      continue;
    }
    const lack = await copyOnce(key);
    if (lack === null) continue;
    note(`${key} was announced and not copied. ${lack.words}`);
    // What is gone will not come back: its day says that it is lacking, and the message has said all it can.
    if (lack.kind !== 'unreadable-file') stays = true;
  }
  if (stays) return;
  const trouble = await queue.remove(handle, pass.signal);
  if (trouble !== null) note(`A message could not be deleted (${trouble.code}): allow sqs:DeleteMessage on the queue.`);
}
