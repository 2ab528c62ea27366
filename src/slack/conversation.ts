// One asking's conversation while an attempt works on it: where it is, what is posted, and how to post exactly once.
// A message that may have been accepted is looked for in Slack before it is posted again; where Slack does not let us
// look, a second message marked as a possible repeat beats silence.
import type { WebClient } from '@slack/web-api';
import type { MessagePurpose } from '../domain/asking.ts';
import type { RecordedAsking, State } from '../domain/state.ts';
import type { MessageForms } from '../domain/thread.ts';
import { type Called, pause, slackProblem } from './call.ts';
import { post, type Sent, type Target } from './messages.ts';
import { type OwnMessages, ownInChannel, ownInThread, type Self } from './own-messages.ts';
import { parentForms, possibleRepeat } from './parent.ts';
import { goneNote, inviteNote, type Place, type Places } from './place.ts';

/** How often one message is tried in one attempt of a job. */
export const POST_TRIES = 3;
/** Slack's words for a thread that was taken away. */
const GONE: readonly string[] = ['thread_not_found', 'message_not_found'];
/** Slack's words for "not in this place": the asker's direct messages are the next. */
export const NOT_HERE: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  ...GONE,
]);

export interface ConversationDeps {
  readonly client: WebClient;
  readonly self: Self;
  readonly places: Places;
  readonly state: Pick<State, 'saveMessage'>;
  /** After a lost answer Slack gets this long to show what it may have accepted. Milliseconds. */
  readonly settleMs: number;
}

export interface Conversation {
  readonly deps: ConversationDeps;
  readonly asking: RecordedAsking;
  readonly askerName: string;
  readonly again: boolean;
  /** Said here or not at all: there is no other place for it. */
  readonly fixed: boolean;
  place: Place;
  /** Purpose → Slack's timestamp (of a file: its id). */
  readonly known: Map<MessagePurpose, string>;
  /** Names of our files in the thread. */
  readonly files: Set<string>;
  /** The last look at Slack was refused: absence means nothing. */
  lookedInVain: boolean;
  /** The parent being posted: progress and answer may want it at the same time. */
  starting: Promise<void> | null;
}

/** Starts from what the state knows; with `again`, also from what Slack shows. */
export async function converse(
  deps: ConversationDeps,
  asking: RecordedAsking,
  askerName: string,
  again: boolean,
  place: Place,
  fixed = false,
): Promise<Conversation> {
  const known = new Map(asking.messages.map((message) => [message.purpose, message.ts] as const));
  const conversation: Conversation = {
    deps,
    asking,
    askerName,
    again,
    fixed,
    place: placeOfParent(asking, place, fixed),
    known,
    files: new Set(),
    lookedInVain: false,
    starting: null,
  };
  if (again) await look(conversation);
  return conversation;
}

/** Reads what Slack shows of ours: the parent first, where we would have started a thread, then the thread. */
export async function look(it: Conversation): Promise<void> {
  const { client, self } = it.deps;
  if (it.place.threadTs === null) {
    merge(it, await ownInChannel(client, self, it.place.channelId, it.asking.askedAt, it.asking.id));
  }
  if (it.place.threadTs !== null) {
    merge(it, await ownInThread(client, self, it.place.channelId, it.place.threadTs, it.asking.id));
  }
}

/** Slack said no to a message, and to every other place for it. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(slackProblem('chat.postMessage', { code }).message);
    this.code = code;
  }
}

/** Posts unless it is known to be posted. Resolves to the form Slack took; rejects when Slack took none. */
export async function postOnce(it: Conversation, purpose: MessagePurpose, forms: MessageForms): Promise<number> {
  // An answer is posted only after its reply was saved: without one there is nothing that could be repeated.
  let mayRepeat = it.again && it.lookedInVain && (purpose !== 'answer' || it.asking.replyJson !== null);
  let last: Called<Sent> = { ok: false, kind: 'refused', code: 'not_tried' };
  for (let tries = 0; tries < POST_TRIES && !it.known.has(purpose); tries += 1) {
    last = await post(it.deps.client, targetOf(it, purpose), mayRepeat ? possibleRepeat(forms) : forms);
    if (last.ok) {
      await remember(it, purpose, last.value.ts);
      return last.value.form;
    }
    if (last.kind === 'refused') {
      if (!NOT_HERE.has(last.code) || !(await moveToDirect(it, purpose, last.code))) throw new Refused(last.code);
    } else {
      await pause(it.deps.settleMs);
      await look(it);
      mayRepeat = it.lookedInVain;
    }
  }
  if (it.known.has(purpose)) return 0;
  throw slackProblem('chat.postMessage', last.ok ? { code: 'unknown' } : last);
}

/** Quotes the question at the top of a thread of our own; nothing where there is a thread already. */
export async function begin(it: Conversation): Promise<void> {
  if (it.place.threadTs !== null) return;
  it.starting ??= start(it);
  try {
    await it.starting;
  } finally {
    it.starting = null;
  }
}

async function start(it: Conversation): Promise<void> {
  await postOnce(it, 'parent', parentForms(it.asking, it.askerName));
  it.place = { ...it.place, threadTs: it.place.threadTs ?? it.known.get('parent') ?? null };
}

export async function remember(it: Conversation, purpose: MessagePurpose, ts: string): Promise<void> {
  it.known.set(purpose, ts);
  await it.deps.state.saveMessage(it.asking.id, { purpose, channelId: it.place.channelId, ts });
}

export function targetOf(it: Conversation, purpose: MessagePurpose): Target {
  const { channelId, threadTs } = it.place;
  return { channelId, threadTs, askingId: it.asking.id, purpose };
}

/** Where a place refuses us, the asker's direct messages are next; false when we were there already. */
async function moveToDirect(it: Conversation, purpose: MessagePurpose, code: string): Promise<boolean> {
  if (it.fixed) return false;
  const note = GONE.includes(code) ? goneNote() : inviteNote(it.asking.channelId, it.deps.self);
  const direct = await it.deps.places.direct(it.asking, note);
  if (direct.channelId === it.place.channelId) return false;
  it.place = direct;
  it.known.delete('parent');
  if (purpose !== 'parent') await begin(it);
  return true;
}

function merge(it: Conversation, own: OwnMessages): void {
  it.lookedInVain = !own.readable;
  for (const [purpose, ts] of own.at) it.known.set(purpose, ts);
  for (const name of own.fileNames) it.files.add(name);
  if (it.place.threadTs === null) it.place = { ...it.place, threadTs: it.known.get('parent') ?? null };
}

/** A parent that is known to have been posted decides the place, whatever has changed since; of a fixed one, its thread. */
function placeOfParent(asking: RecordedAsking, place: Place, fixed: boolean): Place {
  const parent = asking.messages.find((message) => message.purpose === 'parent');
  if (parent === undefined || (fixed && (parent.channelId !== place.channelId || place.threadTs !== null)))
    return place;
  return { ...place, channelId: parent.channelId, threadTs: parent.ts };
}
