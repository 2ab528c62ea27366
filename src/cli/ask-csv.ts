// `whodid ask "<text>" --csv FILE`: all events of an answer to a file, as they come, however many they are. The file has its
// name only once it is whole.
import { open, rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { AskDeps, Errand } from '../ask.ts';
import type { Failed, Refusal } from '../domain/answer.ts';
import type { AskedBy } from '../domain/question.ts';
import { type Exported, exportEvents } from '../export-events.ts';
import { csvHeader, csvRowsOf } from '../render/csv.ts';

/** Throws where the file cannot be written, with the system's code; before anything is asked, where that can be told. */
export async function askToCsv(
  text: string,
  file: string,
  asked: AskedBy,
  deps: AskDeps,
  errand: Errand,
): Promise<Exported | Refusal | Failed> {
  // Two at once for the same name write a file of their own each.
  const part = `${file}.${process.pid}.part`;
  const opened = await open(part, 'w', 0o600);
  if (await isFolder(file)) {
    await opened.close();
    await rm(part, { force: true });
    throw Object.assign(new Error(`${file} is a folder`), { code: 'EISDIR', syscall: 'open' });
  }
  const out = opened.createWriteStream();
  const closed = finished(out);
  // Told of where it is awaited below; a disk that fills up must not end the process in between.
  closed.catch(() => {});
  const write = async (chunk: string): Promise<void> => {
    if (out.errored !== null) throw out.errored;
    if (!out.write(chunk))
      await Promise.race([new Promise<void>((resolve) => out.once('drain', () => resolve())), closed]);
  };
  let whole = false;
  try {
    await write(csvHeader());
    const reply = await exportEvents(text, asked, deps, errand, (events, group, window) =>
      write(csvRowsOf(events, group, window)),
    );
    out.end();
    await closed;
    if (reply.status === 'exported') {
      await rename(part, file);
      whole = true;
    }
    return reply;
  } finally {
    out.destroy();
    if (!whole) await rm(part, { force: true });
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true;
}
