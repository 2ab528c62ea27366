// A file → the thread, or the asker's direct messages where we may not attach, or one line that says why neither.
import { SYSTEM } from '../domain/asking.ts';
import type { AttachedFile } from '../domain/thread.ts';
import { pause } from './call.ts';
import { type Conversation, look, NOT_HERE, POST_TRIES, postOnce, remember } from './conversation.ts';
import { fileName, upload } from './file-upload.ts';
import { textOnly } from './parent.ts';
import { filesNote } from './place.ts';

/** Rejects when Slack never confirmed the upload; a refusal by Slack is told in the thread instead. */
export async function attach(it: Conversation, file: AttachedFile): Promise<void> {
  const name = fileName(it.asking.id, file.extension);
  const purpose = file.extension === 'png' ? 'picture' : 'csv';
  for (let tries = 0; tries < POST_TRIES; tries += 1) {
    if (it.known.has(purpose) || it.files.has(name)) break;
    const direct = it.place.files === 'direct';
    const target = direct ? await it.deps.places.direct(it.asking, null) : it.place;
    const called = await upload(it.deps.client, target.channelId, target.threadTs, name, file);
    if (called.ok) {
      await remember(it, purpose, called.value);
    } else if (called.kind === 'unsure') {
      await pause(it.deps.settleMs);
      if (!direct) await look(it);
    } else if (NOT_HERE.has(called.code) && !direct && it.asking.userId !== SYSTEM) {
      it.place = { ...it.place, files: 'direct' };
    } else if (purpose === 'picture') {
      // What it shows is in the answer in words.
      return;
    } else {
      await postOnce(it, purpose, textOnly(notAttached(called.code)));
    }
  }
  if (!it.known.has(purpose) && !it.files.has(name)) throw new Error('Slack did not confirm the upload of the file');
  if (it.place.files === 'direct') await postOnce(it, 'invite', textOnly(filesNote(it.deps.self)));
}

function notAttached(code: string): string {
  const next = 'ask again, or ask an administrator whether the app has `files:write`.';
  return `The file could not be attached: Slack said \`${code}\`. To get it, ${next}`;
}
