// What was typed or pressed → the whole question to put, as of when and in whose words for time. A reply in a thread leans on
// the question answered there before; "ask again" is an earlier question as of now.
import type { Refusal } from '../domain/answer.ts';
import type { AskedBy, QuestionReading } from '../domain/question.ts';
import type { RecordedAsking } from '../domain/state.ts';
import type { KnownPerson } from '../domain/thread.ts';
import type { Wanted } from '../domain/wanted.ts';
import { inContext } from '../follow-up/in-context.ts';
import { withTime } from '../follow-up/rewords.ts';
import { absoluteTime } from '../follow-up/shifted-time.ts';
import { changedLine } from '../render/changed-line.ts';
import type { ContractReply } from '../render/json.ts';
import { type AnswerDeps, askedBy, savedReply } from './deps.ts';
import { answerBefore } from './work.ts';

export interface WhatIsAsked {
  readonly kind: 'ask';
  readonly text: string;
  readonly asked: AskedBy;
  /** What to say above the answer, in plain text; null: nothing. */
  readonly lead: (reply: ContractReply) => string | null;
}

export type ToAsk =
  | WhatIsAsked
  /** Nothing is searched: the reply cannot be read beside the question before it. */
  | { readonly kind: 'unclear'; readonly refusal: Refusal }
  /** What it refers to is not there, or not for this person. */
  | { readonly kind: 'gone' };

type Asks = Extract<Wanted, { kind: 'question' | 'again' }>;

/** The same each time it is called for an asking, once its reply was saved. */
export async function whatIsAsked(
  deps: AnswerDeps,
  asking: RecordedAsking,
  person: KnownPerson,
  wanted: Asks,
): Promise<ToAsk> {
  return wanted.kind === 'again'
    ? askedAgain(deps, asking, wanted.askingId)
    : typed(deps, asking, askedBy(asking, person), wanted.question);
}

async function askedAgain(deps: AnswerDeps, asking: RecordedAsking, ofId: string): Promise<ToAsk> {
  const before = await answerBefore(deps, asking, ofId);
  if (before === null) return { kind: 'gone' };
  // Its words for time were the first asker's: so are their zone and language.
  const asked = askedBy(asking, await deps.directory.person(before.asking.userId));
  return { kind: 'ask', text: before.reply.question.text, asked, lead: (reply) => changedLine(before.reply, reply) };
}

async function typed(deps: AnswerDeps, asking: RecordedAsking, asked: AskedBy, text: string): Promise<ToAsk> {
  const saved = savedReply(asking);
  if (saved?.status === 'answered') return joinedTo(text, saved.question.text, asked);
  const before = await answeredBefore(deps, asking);
  if (before === null) return joinedTo(text, text, asked);
  const read = await deps.reader(asked);
  const meant = inContext({ text: asMeant(before, read), callers: callersOf(before) }, text, read);
  switch (meant.kind) {
    case 'own':
      return joinedTo(text, text, asked);
    case 'joined':
      return joinedTo(text, meant.text, asked);
    case 'unclear':
      return { kind: 'unclear', refusal: unclear(text, meant.instead) };
    default: {
      const never: never = meant;
      throw new Error(`unknown meaning ${JSON.stringify(never)}`);
    }
  }
}

function joinedTo(typedText: string, text: string, asked: AskedBy): WhatIsAsked {
  const lead = text.trim() === typedText.trim() ? null : `Read with the question above as: “${text}”.`;
  return { kind: 'ask', text, asked, lead: () => lead };
}

/** Only what people say in words in a thread can lean on what was said there; buttons and commands are whole. */
const DOORS_IN_THREADS: readonly RecordedAsking['door'][] = ['mention', 'direct-message'];
/** Answers of a thread that are looked at, for one that was a question's. */
const LOOK_BACK_MAX = 5;

async function answeredBefore(deps: AnswerDeps, asking: RecordedAsking): Promise<ContractReply | null> {
  const { teamId, channelId, threadTs } = asking;
  if (threadTs === null || !DOORS_IN_THREADS.includes(asking.door)) return null;
  const answered = await deps.state.answeredIn({ teamId, channelId, threadTs }, asking.askedAt, LOOK_BACK_MAX);
  for (const each of answered) {
    const reply = savedReply(each);
    const readable = !each.private || each.userId === asking.userId;
    if (reply?.status === 'answered' && reply.question.kind !== null && readable) return reply;
  }
  return null;
}

/** "yesterday" was a day when it was asked, and is that day still when somebody replies a week later. */
function asMeant({ question, window }: ContractReply, read: (text: string) => QuestionReading): string {
  const reading = read(question.text);
  const now = reading.ok ? reading.question : null;
  if (now?.window?.phrase == null || window === null || sameInstant(now.window.from, window.from)) return question.text;
  const phrase = absoluteTime(window);
  const fixed = phrase === null ? [] : withTime(now, phrase);
  return fixed.find((text) => read(text).ok) ?? question.text;
}

function sameInstant(left: string | null, right: string | null): boolean {
  return left === right || (left !== null && right !== null && Date.parse(left) === Date.parse(right));
}

function callersOf({ actors }: ContractReply): readonly string[] {
  return actors.flatMap(({ name, arn, kind }) => (kind === 'role-session' && arn !== null ? [arn] : [name]));
}

function unclear(text: string, instead: readonly string[]): Refusal {
  const how =
    'Say what should be different, such as “and yesterday?”, “what about sg-0123456789abcdef0?” or “only from the console”, or ask a whole question.';
  const problem = `I could not read “${text}” together with the question above, so I did not search. ${how}`;
  return { status: 'refused', text, problems: [{ kind: 'unread-words', text: problem, instead }], assumptions: [] };
}
