// One recorded asking → its end: looked up, checked, asked, posted, written to the ledger. May run again at any point,
// after any crash: what ended is left alone, and what an earlier try may have posted is looked for first.

import { type AnswerDeps, askedBy, attachCsv, endAsking, savedReply, verdictOn } from '../src/answering/deps.ts';
import { withProgress } from '../src/answering/with-progress.ts';
import type { Reply } from '../src/domain/answer.ts';
import type { Failure } from '../src/domain/failure.ts';
import type { Verdict } from '../src/domain/rights.ts';
import type { RecordedAsking } from '../src/domain/state.ts';
import type { KnownPerson, RenderedMessage, Thread } from '../src/domain/thread.ts';
import { type Wanted, wantedOf } from '../src/domain/wanted.ts';
import type { Payload } from '../src/queue/payloads.ts';
import type { Attempt, Handler, WorkerHooks } from '../src/queue/queues.ts';
import { type ContractReply, toContractJson } from '../src/render/json.ts';
import { messageForms, rowsOf } from '../src/render/message-forms.ts';

/** How long after the question it is tried to tell the asker that it failed, in milliseconds. */
const TELL_FAILURE_FOR_MS = 60 * 60_000;
/** Failures of a reply that another try may mend. */
const PASSING: readonly Failure['failure'][] = ['storage', 'ingest-busy'];

export function answerQuestion(deps: AnswerDeps): Handler<'answer'> {
  // A process too busy to renew a lock is taken for dead and may be given its own job again: it joins the run under way.
  const underWay = new Map<string, Promise<Failure | null>>();
  return ({ askingId }, attempt) => {
    const running = underWay.get(askingId) ?? work(deps, askingId, attempt).finally(() => underWay.delete(askingId));
    underWay.set(askingId, running);
    return running;
  };
}

async function work(deps: AnswerDeps, askingId: string, attempt: Attempt): Promise<Failure | null> {
  const asking = await deps.state.asking(askingId);
  if (asking === null || hasEnded(asking)) return null;
  const again = mayHaveRun(asking, attempt);
  const person = await deps.directory.person(asking.userId);
  const verdict = await verdictOn(deps, asking, person);
  if (verdict.may !== 'yes') return refuse(deps, asking, verdict, again);
  const thread = await deps.threads.open(asking, person.name, again);
  return answer(deps, { asking, person, thread, wanted: wantedBy(asking), last: attempt.last });
}

/** What to do when no further try will be made: the asker gets one plain sentence, and the row ends as failed. */
export function gaveUp(deps: AnswerDeps): WorkerHooks<'answer'> {
  return {
    async onGaveUp({ askingId }: Payload<'answer'>, reason: string) {
      const asking = await deps.state.asking(askingId);
      if (asking === null || hasEnded(asking)) return;
      deps.warn('a question was given up', new Error(reason));
      const posted = await sayFailure(deps, asking);
      await endAsking(deps, asking, posted?.status ?? 'failed', posted, posted === null ? 'gave up' : null);
    },
  };
}

interface Work {
  readonly asking: RecordedAsking;
  readonly person: KnownPerson;
  readonly thread: Thread;
  readonly wanted: Wanted;
  readonly last: boolean;
}

async function answer(deps: AnswerDeps, work: Work): Promise<Failure | null> {
  const { wanted, asking } = work;
  switch (wanted.kind) {
    case 'help':
      return say(deps, work, { text: deps.help, blocks: [] });
    case 'explain':
      return say(deps, work, await deps.explain(wanted.question, askedBy(asking, work.person), asking.id));
    case 'csv':
      return csvOf(deps, work, wanted.askingId);
    case 'question':
      return question(deps, work, wanted.question);
    default: {
      const never: never = wanted;
      throw new Error(`unknown wish ${JSON.stringify(never)}`);
    }
  }
}

async function question(deps: AnswerDeps, work: Work, text: string): Promise<Failure | null> {
  const { asking, thread, person } = work;
  // What was posted is what counts, also when the logs would give another answer by now.
  const posted = thread.posted('answer') ? savedReply(asking) : null;
  if (posted !== null && (thread.posted('csv') || !mayHaveRows(posted))) return finish(deps, work, posted);
  const reply = await withProgress(deps, work, (errand) => deps.ask(text, askedBy(asking, person), errand));
  const paused = pausedIn(reply);
  if (paused !== null) return paused;
  if (reply.status === 'failed' && !work.last && PASSING.includes(reply.failure.failure)) return reply.failure;
  // Kept before anything is posted: from here on a second try has to look whether the first one posted.
  const contract = toContractJson(reply);
  if (posted === null) await deps.state.saveReply(asking.id, JSON.stringify(contract));
  const { forms, needsCsv } = messageForms(reply, { askingId: asking.id, csvButton: deps.csv === 'on-demand' });
  const form = await thread.end(forms);
  if (rowsOf(reply) > 0 && (deps.csv === 'always' || needsCsv(form))) await attachCsv(thread, reply);
  if (mayGrow(reply)) await deps.state.setRecheck(asking.id, deps.clock() + deps.recheckEveryMs);
  return finish(deps, work, posted ?? contract);
}

/** A query elsewhere goes on without us: the job comes back for it. */
function pausedIn(reply: Reply): Failure | null {
  return reply.status === 'failed' && reply.failure.failure === 'still-running' ? reply.failure : null;
}

function mayGrow(reply: Reply): boolean {
  return reply.status === 'answered' && reply.provisionalUntil !== undefined;
}

/** Ends the row as what was posted says, after a word to an asker who waited long. */
async function finish(deps: AnswerDeps, work: Work, posted: ContractReply): Promise<null> {
  const { asking, thread } = work;
  if (deps.clock() - asking.askedAt > deps.notifyAfterMs) await thread.notify('your question is answered above.');
  await endAsking(deps, asking, posted.status, posted, null);
  return null;
}

async function say(deps: AnswerDeps, work: Work, message: RenderedMessage): Promise<null> {
  await work.thread.end([() => message, () => ({ text: message.text, blocks: [] })]);
  await endAsking(deps, work.asking, 'answered', null, work.wanted.kind);
  return null;
}

/** The CSV of an earlier answer: asked again as of then, since rows are not kept. */
async function csvOf(deps: AnswerDeps, work: Work, ofId: string): Promise<Failure | null> {
  const original = await deps.state.asking(ofId);
  const mine = original !== null && (!original.private || original.userId === work.asking.userId);
  if (!mine)
    return say(deps, work, { text: 'I do not have that answer any more. Please ask the question again.', blocks: [] });
  const asker = await deps.directory.person(original.userId);
  const wanted = wantedOf(original.text);
  const text = wanted.kind === 'question' ? wanted.question : original.text;
  const reply = await withProgress(deps, work, (errand) => deps.ask(text, askedBy(original, asker), errand));
  const paused = pausedIn(reply);
  if (paused !== null) return paused;
  if (rowsOf(reply) === 0) {
    return say(deps, work, {
      text: 'There is no row to put into a CSV any more. Please ask the question again.',
      blocks: [],
    });
  }
  await attachCsv(work.thread, reply);
  await endAsking(deps, work.asking, 'answered', toContractJson(reply), 'csv');
  return null;
}

async function refuse(
  deps: AnswerDeps,
  asking: RecordedAsking,
  verdict: Exclude<Verdict, { may: 'yes' }>,
  again: boolean,
): Promise<null> {
  const text =
    verdict.may === 'no'
      ? `I did not ask: ${verdict.why} ${verdict.instead}`
      : 'I did not ask: I could not find out whether you may. Please ask whoever runs me.';
  await deps.threads.whisper(asking, text, again);
  await endAsking(deps, asking, 'refused', null, verdict.may === 'no' ? verdict.why : 'rights unknown');
  return null;
}

/**
 * The failure sentence where the answer would be, unless an answer is there already: then that. Rejects while Slack
 * cannot be reached, so that it is tried again, but not for ever.
 */
async function sayFailure(deps: AnswerDeps, asking: RecordedAsking): Promise<ContractReply | null> {
  const age = deps.clock() - asking.askedAt;
  try {
    const person = await deps.directory.person(asking.userId);
    const verdict = await verdictOn(deps, asking, person);
    if (verdict.may !== 'yes') {
      await deps.threads.whisper(asking, failureText(asking), true);
      return null;
    }
    const thread = await deps.threads.open(asking, person.name, true);
    if (thread.posted('answer')) return savedReply(asking);
    await thread.end([() => ({ text: failureText(asking), blocks: [] })]);
    if (age > deps.notifyAfterMs) await thread.notify('your question has ended, see above.');
  } catch (error) {
    if (age < TELL_FAILURE_FOR_MS) throw error;
    deps.warn('nobody could be told that a question failed', error);
  }
  return null;
}

function failureText(asking: RecordedAsking): string {
  return (
    'I could not answer this question: every try failed. Please ask again; if it fails again, tell whoever runs me, ' +
    `with the number ${asking.id.slice(0, 8)}.`
  );
}

/** An earlier try may have said something without living to record it. */
function mayHaveRun(asking: RecordedAsking, attempt: Attempt): boolean {
  return attempt.started > 1 || asking.messages.length > 0 || asking.replyJson !== null;
}

function hasEnded(asking: RecordedAsking): boolean {
  return asking.state === 'answered' || asking.state === 'refused' || asking.state === 'failed';
}

function wantedBy(asking: RecordedAsking): Wanted {
  const wanted = wantedOf(asking.text);
  // Only our own button knows the id of an answer: typed, it is a question like any other.
  return wanted.kind === 'csv' && asking.door !== 'button' ? { kind: 'question', question: asking.text } : wanted;
}

function mayHaveRows(reply: ContractReply): boolean {
  return reply.done.length + reply.attempted.length + reply.related.length > 0;
}
