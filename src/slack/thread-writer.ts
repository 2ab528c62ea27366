// The thread-writer port on Slack: what a job wants said → messages, files and whispers, each once per asking.
import type { MessagePurpose } from '../domain/asking.ts';
import type { RecordedAsking } from '../domain/state.ts';
import type { MessageForms, RenderedMessage, Said, Thread, ThreadWriter } from '../domain/thread.ts';
import { attach } from './attach.ts';
import { once, slackProblem } from './call.ts';
import {
  begin,
  type Conversation,
  type ConversationDeps,
  converse,
  postOnce,
  Refused,
  remember,
  targetOf,
} from './conversation.ts';
import { fileName } from './file-upload.ts';
import { change } from './messages.ts';
import { REPEAT_MARK, textOnly } from './parent.ts';
import { NoDirect } from './place.ts';

export function slackThreads(deps: ConversationDeps): ThreadWriter {
  return {
    async open(asking, askerName, again) {
      return thread(await converse(deps, asking, askerName, again, await deps.places.of(asking)));
    },
    async openAt(asking, { channelId, threadTs }, again) {
      return thread(await converse(deps, asking, '', again, await deps.places.at(channelId, threadTs), true));
    },
    async openDirect(asking, userId, again) {
      try {
        const place = await deps.places.direct({ ...asking, userId }, null);
        return thread(await converse(deps, asking, '', again, place, true));
      } catch (error) {
        if (error instanceof NoDirect) return null;
        throw error;
      }
    },
    async whisper(asking, text, again) {
      // Nobody can look for an ephemeral message: a second one says that it may be one.
      if (await whisperHere(deps, asking, again ? `${REPEAT_MARK} ${text}` : text)) return;
      const place = await deps.places.direct(asking, null);
      await end(await converse(deps, asking, 'You', again, place), textOnly(text));
    },
  };
}

async function whisperHere(deps: ConversationDeps, asking: RecordedAsking, text: string): Promise<boolean> {
  if (asking.door === 'direct-message') return false;
  const called = await once(() =>
    deps.client.chat.postEphemeral({
      channel: asking.channelId,
      user: asking.userId,
      text,
      ...(asking.threadTs === null ? {} : { thread_ts: asking.threadTs }),
    }),
  );
  return called.ok;
}

function thread(it: Conversation): Thread {
  return {
    posted: (purpose) => it.known.has(purpose) || it.files.has(fileOf(it, purpose)),
    begin: () => begin(it),
    head: (forms) => head(it, forms),
    progress: (message) => progress(it, message),
    end: (forms) => end(it, forms),
    amend: (forms) => changeSaid(it, 'answer', forms),
    attach: (file) => attach(it, file),
    notify: async (text) => {
      await postOnce(it, 'notice', textOnly(`<@${it.asking.userId}> ${text}`));
    },
    say: (purpose, forms) => say(it, purpose, forms),
    change: (purpose, forms) => changeSaid(it, purpose, forms),
  };
}

async function say(it: Conversation, purpose: MessagePurpose, forms: MessageForms): Promise<Said> {
  try {
    const form = await postOnce(it, purpose, forms);
    return { ok: true, ts: it.known.get(purpose) ?? '', form };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code };
    throw error;
  }
}

async function head(it: Conversation, forms: MessageForms): Promise<Said> {
  const said = await say(it, 'parent', forms);
  if (said.ok) it.place = { ...it.place, threadTs: it.place.threadTs ?? said.ts };
  return said;
}

/** The name of the file that this purpose is; of none for a message. */
function fileOf(it: Conversation, purpose: MessagePurpose): string {
  const extension = purpose === 'csv' ? 'csv' : purpose === 'picture' ? 'png' : null;
  return extension === null ? '' : fileName(it.asking.id, extension);
}

async function progress(it: Conversation, message: RenderedMessage): Promise<void> {
  const ts = it.known.get('progress');
  const forms: MessageForms = [() => message, () => ({ text: message.text, blocks: [] })];
  if (ts === undefined) {
    await begin(it);
    await postOnce(it, 'progress', forms);
  } else {
    // A missed update of the progress line is no reason to fail the question.
    await change(it.deps.client, targetOf(it, 'progress'), ts, forms);
  }
}

async function end(it: Conversation, forms: MessageForms): Promise<number> {
  const form = it.known.has('answer') ? 0 : await endOnce(it, forms);
  if (it.place.note !== null) await postOnce(it, 'invite', textOnly(it.place.note));
  return form;
}

/** Says in place of what was said for this purpose; a message that was taken away stays away. */
async function changeSaid(it: Conversation, purpose: MessagePurpose, forms: MessageForms): Promise<boolean> {
  const ts = it.known.get(purpose);
  if (ts === undefined) return false;
  const changed = await change(it.deps.client, targetOf(it, purpose), ts, forms);
  if (!changed.ok && changed.kind === 'unsure') throw slackProblem('chat.update', changed);
  return changed.ok;
}

async function endOnce(it: Conversation, forms: MessageForms): Promise<number> {
  const ts = it.known.get('progress');
  if (ts !== undefined) {
    const changed = await change(it.deps.client, targetOf(it, 'answer'), ts, forms);
    if (changed.ok) {
      await remember(it, 'answer', changed.value.ts);
      return changed.value.form;
    }
    // Its end is unknown: an answer posted beside it might be the second one. The next attempt looks.
    if (changed.kind === 'unsure') throw slackProblem('chat.update', changed);
  }
  await begin(it);
  return postOnce(it, 'answer', forms);
}
