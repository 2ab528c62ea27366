// One recorded asking → its end: looked up, checked, asked, posted, written to the ledger. May run again at any point,
// after any crash: what ended is left alone, and what an earlier try may have posted is looked for first.

import {
  type AnswerDeps,
  askedBy,
  attachCsv,
  attachPicture,
  endAsking,
  savedReply,
  verdictOn,
} from '../src/answering/deps.ts';
import { answerWithCard, showCards } from '../src/answering/event-card.ts';
import { type Answering, featureOf } from '../src/answering/feature.ts';
import { takeReply } from '../src/answering/human-reply.ts';
import { mentionHuman } from '../src/answering/mention-human.ts';
import { profilesIn } from '../src/answering/person-named.ts';
import { showInstead, showRawEvent } from '../src/answering/raw-event.ts';
import { systemPerson } from '../src/answering/scheduled.ts';
import { wasItYou } from '../src/answering/was-it-you.ts';
import { type ToAsk, whatIsAsked } from '../src/answering/what-is-asked.ts';
import { withProgress } from '../src/answering/with-progress.ts';
import { answerBefore, NO_ANSWER, say, tell, type Work, type WorkInThread } from '../src/answering/work.ts';
import type { Reply } from '../src/domain/answer.ts';
import { SYSTEM } from '../src/domain/asking.ts';
import type { Failure } from '../src/domain/failure.ts';
import type { Verdict } from '../src/domain/rights.ts';
import type { RecordedAsking } from '../src/domain/state.ts';
import type { KnownPerson } from '../src/domain/thread.ts';
import { type FeatureName, type Wanted, wantedBy } from '../src/domain/wanted.ts';
import type { Payload } from '../src/queue/payloads.ts';
import type { Attempt, Handler, WorkerHooks } from '../src/queue/queues.ts';
import { withFirstLine } from '../src/render/first-line.ts';
import { type ContractReply, toContractJson } from '../src/render/json.ts';
import { messageForms, rowsOf } from '../src/render/message-forms.ts';

/** How long after the question it is tried to tell the asker that it failed, in milliseconds. */
const TELL_FAILURE_FOR_MS = 60 * 60_000;
/** Failures of a reply that another try may mend. */
const PASSING: readonly Failure['failure'][] = ['storage', 'ingest-busy'];

export function answerQuestion(deps: Answering): Handler<'answer'> {
  // A process too busy to renew a lock is taken for dead and may be given its own job again: it joins the run under way.
  const underWay = new Map<string, Promise<Failure | null>>();
  return ({ askingId }, attempt) => {
    const running = underWay.get(askingId) ?? begin(deps, askingId, attempt).finally(() => underWay.delete(askingId));
    underWay.set(askingId, running);
    return running;
  };
}

async function begin(deps: Answering, askingId: string, attempt: Attempt): Promise<Failure | null> {
  const asking = await deps.state.asking(askingId);
  if (asking === null || hasEnded(asking)) return null;
  const person = await personOf(deps, asking);
  const wanted = wantedBy(asking);
  const work: Work = { asking, person, wanted, again: mayHaveRun(asking, attempt), last: attempt.last };
  // Whoever was asked may reply, whether or not they may ask.
  if (wanted.kind === 'reply') return takeReply(deps, work, wanted.askBackId, wanted.reply);
  // Who may decide on a request is not the same as who may ask, and is looked at where it is decided.
  if (wanted.kind === 'press' && wanted.feature === 'approvals' && wanted.verb !== 'request')
    return carryOut(deps, work);
  const verdict: Verdict = asking.userId === SYSTEM ? { may: 'yes' } : await verdictOn(deps, asking, person);
  // Its channel is told why nothing comes any more, not its owner alone: the feature does that.
  if (wanted.kind === 'run') return run(deps, work, wanted.feature, wanted.what, verdict);
  return verdict.may === 'yes' ? carryOut(deps, work) : refuse(deps, work, verdict);
}

async function personOf(deps: AnswerDeps, { userId, teamId }: RecordedAsking): Promise<KnownPerson> {
  return userId === SYSTEM ? systemPerson(teamId, deps.zone) : deps.directory.person(userId);
}

async function run(
  deps: Answering,
  work: Work,
  name: FeatureName,
  what: string,
  verdict: Verdict,
): Promise<Failure | null> {
  const feature = featureOf(deps.features, name);
  if (feature?.run !== undefined) return feature.run(deps, work, what, verdict);
  await endAsking(deps, work.asking, 'failed', null, 'no such feature');
  return null;
}

/** What to do when no further try will be made: the asker gets one plain sentence, and the row ends as failed. */
export function gaveUp(deps: Answering): WorkerHooks<'answer'> {
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

async function carryOut(deps: Answering, work: Work): Promise<Failure | null> {
  const { wanted, asking, person } = work;
  switch (wanted.kind) {
    case 'raw':
      return showRawEvent(deps, work, wanted);
    case 'unfurl':
      return showCards(deps, work, wanted.links);
    case 'mention':
      return mentionHuman(deps, work, wanted.named);
    case 'was-it-you':
      return wasItYou(deps, work, wanted.named);
    case 'reply':
      return takeReply(deps, work, wanted.askBackId, wanted.reply);
    case 'command':
      return command(deps, work, wanted.feature, wanted.rest);
    case 'press':
      return (
        featureOf(deps.features, wanted.feature)?.press?.(deps, work, wanted.verb, wanted.value) ??
        tell(deps, work, notHere(wanted.feature))
      );
    case 'run':
      throw new Error('what falls due has been seen to');
    default: {
      const thread = await deps.threads.open(asking, person.name, work.again);
      return answer(deps, { ...work, thread }, wanted);
    }
  }
}

async function command(deps: Answering, work: Work, name: FeatureName, rest: string): Promise<Failure | null> {
  return featureOf(deps.features, name)?.command?.(deps, work, rest) ?? tell(deps, work, notHere(name));
}

function notHere(name: FeatureName): string {
  return `I could not do that: \`${name}\` is not switched on here. Ask whoever runs me; \`whodid doctor\` says what it needs.`;
}

type Answered = Extract<Wanted, { kind: 'help' | 'explain' | 'csv' | 'event' | 'question' | 'again' }>;

async function answer(deps: AnswerDeps, work: WorkInThread, wanted: Answered): Promise<Failure | null> {
  const { asking, person } = work;
  switch (wanted.kind) {
    case 'help':
      return say(deps, work, { text: deps.help, blocks: [] });
    case 'explain':
      return say(deps, work, await deps.explain(wanted.question, askedBy(asking, person), asking.id));
    case 'csv':
      return csvOf(deps, work, wanted.askingId);
    case 'event':
      return answerWithCard(deps, work, wanted.eventId);
    case 'question':
    case 'again':
      return question(deps, work, await whatIsAsked(deps, asking, person, wanted));
    default: {
      const never: never = wanted;
      throw new Error(`unknown wish ${JSON.stringify(never)}`);
    }
  }
}

async function question(deps: AnswerDeps, work: WorkInThread, toAsk: ToAsk): Promise<Failure | null> {
  const { asking, thread } = work;
  // What was posted is what counts, also when the logs would give another answer by now.
  const posted = thread.posted('answer') ? savedReply(asking) : null;
  if (posted !== null && (thread.posted('csv') || !mayHaveRows(posted))) return finish(deps, work, posted);
  if (toAsk.kind === 'gone') return say(deps, work, { text: NO_ANSWER, blocks: [] });
  const reply = await search(deps, work, toAsk);
  const paused = pausedIn(reply);
  if (paused !== null) return paused;
  if (reply.status === 'failed' && !work.last && PASSING.includes(reply.failure.failure)) return reply.failure;
  // Kept before anything is posted: from here on a second try has to look whether the first one posted.
  const contract = toContractJson(reply);
  if (posted === null) await deps.state.saveReply(asking.id, JSON.stringify(contract));
  const { forms, needsCsv, lacksChart } = messageForms(reply, {
    askingId: asking.id,
    csvButton: deps.csv === 'on-demand',
    profiles: await profilesIn(deps, contract),
  });
  const form = await thread.end(withFirstLine(forms, toAsk.kind === 'ask' ? toAsk.lead(contract) : null));
  if (rowsOf(reply) > 0 && (deps.csv === 'always' || needsCsv(form))) await attachCsv(thread, reply);
  if (lacksChart(form)) await attachPicture(thread, reply);
  if (mayGrow(reply)) await deps.state.setRecheck(asking.id, deps.clock() + deps.recheckEveryMs);
  return finish(deps, work, posted ?? contract);
}

async function search(deps: AnswerDeps, work: WorkInThread, toAsk: Exclude<ToAsk, { kind: 'gone' }>): Promise<Reply> {
  if (toAsk.kind === 'unclear') return toAsk.refusal;
  return withProgress(deps, work, (errand) => deps.ask(toAsk.text, toAsk.asked, errand));
}

/** A query elsewhere goes on without us: the job comes back for it. */
function pausedIn(reply: Reply): Failure | null {
  return reply.status === 'failed' && reply.failure.failure === 'still-running' ? reply.failure : null;
}

function mayGrow(reply: Reply): boolean {
  return reply.status === 'answered' && reply.provisionalUntil !== undefined;
}

/** Ends the row as what was posted says, after a word to an asker who waited long. */
async function finish(deps: AnswerDeps, work: WorkInThread, posted: ContractReply): Promise<null> {
  const { asking, thread } = work;
  if (deps.clock() - asking.askedAt > deps.notifyAfterMs) await thread.notify('your question is answered above.');
  await endAsking(deps, asking, posted.status, posted, null);
  return null;
}

/** The CSV of an earlier answer: asked again as of then, since rows are not kept. */
async function csvOf(deps: AnswerDeps, work: WorkInThread, ofId: string): Promise<Failure | null> {
  const before = await answerBefore(deps, work.asking, ofId);
  if (before === null) return say(deps, work, { text: NO_ANSWER, blocks: [] });
  const asker = await deps.directory.person(before.asking.userId);
  const { text } = before.reply.question;
  const reply = await withProgress(deps, work, (errand) => deps.ask(text, askedBy(before.asking, asker), errand));
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

async function refuse(deps: AnswerDeps, work: Work, verdict: Exclude<Verdict, { may: 'yes' }>): Promise<null> {
  const { asking, again } = work;
  const text =
    verdict.may === 'no'
      ? `I did not ask: ${verdict.why} ${verdict.instead}`
      : 'I did not ask: I could not find out whether you may. Please ask whoever runs me.';
  await tellAsker(deps, work, text, again);
  await endAsking(deps, asking, 'refused', null, verdict.may === 'no' ? verdict.why : 'rights unknown');
  return null;
}

/** Where the asker looks: in their modal; nowhere for a link, which is nobody's question. */
async function tellAsker(
  deps: AnswerDeps,
  { asking, wanted }: Pick<Work, 'asking' | 'wanted'>,
  text: string,
  again: boolean,
): Promise<void> {
  if (wanted.kind === 'raw') await showInstead(deps, wanted.viewId, text);
  else if (wanted.kind !== 'unfurl') await deps.threads.whisper(asking, text, again);
}

/**
 * The failure sentence where the answer would be, unless an answer is there already: then that. Rejects while Slack
 * cannot be reached, so that it is tried again, but not for ever.
 */
async function sayFailure(deps: Answering, asking: RecordedAsking): Promise<ContractReply | null> {
  const age = deps.clock() - asking.askedAt;
  const wanted = wantedBy(asking);
  try {
    if (wanted.kind === 'run') return await sayRunFailed(deps, asking, wanted.feature, wanted.what);
    const person = await deps.directory.person(asking.userId);
    const verdict = await verdictOn(deps, asking, person);
    if (verdict.may !== 'yes' || asking.door === 'deed' || asking.door === 'link') {
      await tellAsker(deps, { asking, wanted }, failureText(asking), true);
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

/** Where it would have been told. */
async function sayRunFailed(deps: Answering, asking: RecordedAsking, name: FeatureName, what: string): Promise<null> {
  const person = await personOf(deps, asking);
  const work: Work = { asking, person, wanted: { kind: 'run', feature: name, what }, again: true, last: true };
  const feature = featureOf(deps.features, name);
  if (feature?.gaveUp !== undefined) {
    await feature.gaveUp(deps, work, what);
    return null;
  }
  const thread = await deps.threads.openAt(asking, { channelId: asking.channelId, threadTs: null }, true);
  const text = `What was due here (${name}) could not be made: every try failed. Tell whoever runs me, with the number ${asking.id.slice(0, 8)}.`;
  if (thread.posted('parent')) await thread.say('outcome', [() => ({ text, blocks: [] })]);
  else await thread.head([() => ({ text, blocks: [] })]);
  return null;
}

function failureText(asking: RecordedAsking): string {
  const what = asking.door === 'deed' ? 'I could not do what you pressed' : 'I could not answer this question';
  const again = asking.door === 'deed' ? 'Please ask the question anew' : 'Please ask again';
  return (
    `${what}: every try failed. ${again}; if it fails again, tell whoever runs me, ` +
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

function mayHaveRows(reply: ContractReply): boolean {
  return reply.done.length + reply.attempted.length + reply.related.length > 0;
}
