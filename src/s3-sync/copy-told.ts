// One object that a notification tells of: listed by its own key (which gives its size and time), then copied.
import { isTrouble } from '../aws/aws-trouble.ts';
import { logsRoot } from './bucket-address.ts';
import type { Lack } from './journal.ts';
import { isBelow } from './journal-book.ts';
import { dayFolder, dayStart, readLogKey } from './log-keys.ts';
import { copyObject, type Pass } from './pass.ts';
import { lackOf } from './sync-words.ts';
import { tryAgain } from './try-again.ts';

/** null: it is there, safely, or is none of the log files that are kept. */
export async function copyTold(pass: Pass, key: string, keptFromMs: number): Promise<Lack | null> {
  const root = logsRoot(pass.address);
  const below = key.startsWith(root) ? key.slice(root.length) : null;
  const log = below === null ? null : readLogKey(below);
  if (below === null || log === null || dayStart(log.day) < keptFromMs) return null;
  if (!isBelow(log.place.path, pass.address.narrowed.join('/'))) return null;
  const { place, day, name } = log;
  const page = await tryAgain(() => pass.calls.list({ prefix: key }, pass.signal), pass.signal, pass.pause);
  if (isTrouble(page)) return lackOf(page, { bucket: pass.address.bucket, path: key }, 1);
  const object = page.objects.find((one) => one.key === key);
  const known = (await pass.copies.inFolder(dayFolder(place.path, day))).get(name);
  if (object === undefined) {
    // Copied before it went: nothing is lacking.
    if (known !== undefined) return null;
    const gone = { trouble: 'refused', code: 'NoSuchKey', message: '', action: 's3:GetObject' } as const;
    return remember(pass, place.path, day, lackOf(gone, { bucket: pass.address.bucket, path: key }, 1));
  }
  const done = await copyObject(pass, below, object, known, true);
  if (done === 'there') return null;
  if (done !== 'copied') return done.why === 'gone' ? remember(pass, place.path, day, done.lack) : done.lack;
  const entry = pass.book.entry(place.path, day);
  const files = entry.files + (known === undefined ? 1 : 0);
  pass.book.setEntry(place.path, day, { ...entry, files, bytes: entry.bytes + object.size - (known?.size ?? 0) });
  return null;
}

/** Only the notification knew of it: no later listing will show that it is lacking. */
function remember(pass: Pass, place: string, day: string, lack: Lack): Lack {
  const entry = pass.book.entry(place, day);
  const gone = [...new Set([...(entry.gone ?? []), lack.words])];
  pass.book.setEntry(place, day, { ...entry, gone });
  return lack;
}
