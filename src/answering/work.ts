// One asking on its way through a worker, and what every kind of it needs: an end, said where it belongs and recorded.

import type { RecordedAsking } from '../domain/state.ts';
import type { KnownPerson, RenderedMessage, Thread } from '../domain/thread.ts';
import type { Wanted } from '../domain/wanted.ts';
import type { ContractReply } from '../render/json.ts';
import { type AnswerDeps, endAsking, savedReply } from './deps.ts';

export interface Work {
  readonly asking: RecordedAsking;
  readonly person: KnownPerson;
  readonly wanted: Wanted;
  /** An earlier try may have said something without living to record it. */
  readonly again: boolean;
  /** No further try follows. */
  readonly last: boolean;
}

export interface WorkInThread extends Work {
  readonly thread: Thread;
}

export const NO_ANSWER = 'I do not have that answer any more. Please ask the question again.';

/** Ends an asking with one message in its thread. */
export async function say(deps: AnswerDeps, work: WorkInThread, message: RenderedMessage): Promise<null> {
  await work.thread.end([() => message, () => ({ text: message.text, blocks: [] })]);
  await endAsking(deps, work.asking, 'answered', null, work.wanted.kind);
  return null;
}

/** Ends an asking with a sentence for its asker alone. The text is mrkdwn of ours, or escaped. */
export async function tell(deps: AnswerDeps, { asking, again, wanted }: Work, text: string): Promise<null> {
  await deps.threads.whisper(asking, text, again);
  await endAsking(deps, asking, 'answered', null, wanted.kind);
  return null;
}

export interface AnswerBefore {
  readonly asking: RecordedAsking;
  readonly reply: ContractReply;
}

/**
 * The answer a button stands under, for whoever pressed it; null: there is none that they may know of. A private answer is
 * its asker's alone, and a button does nothing in a place where the answer is not.
 */
export async function answerBefore(
  deps: AnswerDeps,
  press: RecordedAsking,
  ofId: string,
): Promise<AnswerBefore | null> {
  const asking = await deps.state.asking(ofId);
  const reply = asking === null ? null : savedReply(asking);
  if (asking === null || reply === null || asking.teamId !== press.teamId) return null;
  if (asking.private && asking.userId !== press.userId) return null;
  const posted = asking.messages.find(({ purpose }) => purpose === 'answer');
  return (posted?.channelId ?? asking.channelId) === press.channelId ? { asking, reply } : null;
}
