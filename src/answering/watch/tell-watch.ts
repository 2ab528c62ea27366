// What a watch has to say → one message in its thread: that it happened again, that it cannot see, that it has ended.
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { EventTest } from '../../domain/question.ts';
import type { Verdict } from '../../domain/rights.ts';
import type { MessageForms, Thread } from '../../domain/thread.ts';
import type { Watch, WatchHit } from '../../domain/watch.ts';
import { escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import { exposedForms } from '../../render/exposed.ts';
import { toContractJson } from '../../render/json.ts';
import { messageForms } from '../../render/message-forms.ts';
import { hitsWithoutAnswer, watchBlind, watchEnded, withWatchLine } from '../../render/watch-messages.ts';
import { attachCsv, endAsking } from '../deps.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';
import { exposuresAbout, watchesExposures } from './exposures.ts';
import { putOver, questionOf } from './look.ts';
import { endWatch } from './manage.ts';
import type { WatchParts } from './parts.ts';

/** More events are asked for by their time: a look-up each would take long. */
const IDS_MAX = 20;

/** What `schedule` is given: `hits <watch> <at>`, `blind <watch> <since>` or `ended <watch>`. */
export async function tellWatch(
  deps: WorkingDeps,
  parts: WatchParts,
  work: Work,
  what: string,
  verdict: Verdict,
): Promise<Failure | null> {
  const [kind, id = '', at = '0'] = what.split(' ');
  const watch = await parts.watches.watch(id);
  if (watch === null || watch.state === 'removed') {
    await endAsking(deps, work.asking, 'answered', null, 'watch removed');
    return null;
  }
  // What their watch finds, its owner may not see any more: nothing of it is shown.
  if (verdict.may === 'unknown') return ownerUnknown(deps, work, watch);
  if (verdict.may === 'no') {
    const ended = await endWatch(deps, parts, watch, 'ended', 'system', work.asking.id);
    // What was found before waits in other messages: to say it once is enough.
    if (!ended && !work.again) return endQuietly(deps, work, verdict.why);
    const text = 'Ended: whoever set this watch up may no longer ask here.';
    return sayOne(deps, work, watch, [() => ({ text, blocks: [] })]);
  }
  if (kind === 'hits') return tellHits(deps, parts, work, watch, Number(at));
  const exposed = watchesExposures(watch);
  const message = kind === 'blind' ? watchBlind(watch, Number(at), exposed) : watchEnded(watch, exposed);
  return sayOne(deps, work, watch, [() => message]);
}

/** Not known is not refused: the watch goes on, and only what it found is kept back. */
async function ownerUnknown(deps: WorkingDeps, work: Work, watch: Watch): Promise<Failure | null> {
  const failure: Failure = {
    failure: 'storage',
    what: 'What a watch found was not shown.',
    why: 'Whether its owner may still ask there could not be looked up in Slack.',
    instead: 'Ask the question.',
  };
  if (!work.last) return failure;
  const text = `🔔 <@${watch.ownerId}> Your watch \`${watch.id}\` has something to say, and I do not show it: ${failure.why} ${failure.instead}`;
  return sayOne(deps, work, watch, [() => ({ text, blocks: [] })]);
}

async function endQuietly(deps: WorkingDeps, { asking }: Work, why: string): Promise<null> {
  await endAsking(deps, asking, 'refused', null, why);
  return null;
}

async function tellHits(
  deps: WorkingDeps,
  parts: WatchParts,
  work: Work,
  watch: Watch,
  at: number,
): Promise<Failure | null> {
  const hits = await parts.watches.hitsOf(watch.id, at);
  if (watchesExposures(watch)) return tellExposures(deps, parts, work, watch, hits);
  const reply = await answerAbout(deps, watch, hits);
  if (isFailure(reply) && !work.last) return reply;
  const line = { watch, count: hits.length, exposed: false };
  if (reply === null || isFailure(reply)) return sayOne(deps, work, watch, [() => hitsWithoutAnswer(line, hits)]);
  const contract = toContractJson(reply);
  await deps.state.saveReply(work.asking.id, JSON.stringify(contract));
  const { forms, needsCsv } = messageForms(reply, { askingId: work.asking.id, csvButton: true });
  const { thread, inThread } = await threadOf(deps, work, watch);
  const said = withWatchLine(forms, line);
  if (inThread) {
    const form = await thread.end(said);
    if (needsCsv(form)) await attachCsv(thread, reply);
  } else {
    const posted = await thread.head(said);
    if (!posted.ok) return unreachable(deps, work, watch, posted.code);
    if (needsCsv(posted.form ?? 0)) await attachCsv(thread, reply);
  }
  await endAsking(deps, work.asking, 'answered', contract, 'watch');
  return null;
}

async function tellExposures(
  deps: WorkingDeps,
  { exposed }: WatchParts,
  work: Work,
  watch: Watch,
  hits: readonly WatchHit[],
): Promise<Failure | null> {
  const found = exposed === undefined ? null : await exposuresAbout(deps, exposed, work, watch, hits);
  if (isFailure(found) && !work.last) return found;
  const line = { watch, count: hits.length, exposed: true };
  // What was closed again meanwhile was open all the same.
  if (found === null || isFailure(found)) return sayOne(deps, work, watch, [() => hitsWithoutAnswer(line, hits)]);
  const closed = hits.length - found.active.length;
  return sayOne(deps, work, watch, withWatchLine(exposedForms(found).forms, { ...line, closed }));
}

/** These events and no others; null: they cannot be read any more. */
async function answerAbout(deps: WorkingDeps, watch: Watch, hits: readonly WatchHit[]) {
  const [first, last] = [hits[0], hits.at(-1)];
  const question = await questionOf(deps, watch, deps.clock());
  if (first === undefined || last === undefined || typeof question === 'string') return null;
  const these: readonly EventTest[] = hits.map(({ eventId }) => ({ kind: 'event-id', id: eventId }));
  const test: EventTest =
    hits.length > IDS_MAX ? question.test : { kind: 'all', tests: [question.test, { kind: 'any', tests: these }] };
  const read = await putOver(deps, watch, { ...question, test }, first.at, last.at + 1000);
  if (isFailure(read)) return read;
  if ('kind' in read || read.done.length + read.attempted.length === 0) return null;
  return read;
}

async function sayOne(deps: WorkingDeps, work: Work, watch: Watch, forms: MessageForms): Promise<null> {
  const { thread, inThread } = await threadOf(deps, work, watch);
  const said = inThread ? await thread.say('notice', forms) : await thread.head(forms);
  if (!said.ok) return unreachable(deps, work, watch, said.code);
  await endAsking(deps, work.asking, 'answered', null, 'watch');
  return null;
}

/** Where it was set up: the thread of that message, wherever it went. */
async function threadOf(deps: WorkingDeps, work: Work, watch: Watch): Promise<{ thread: Thread; inThread: boolean }> {
  const setUp = await deps.state.asking(watch.askingId);
  const [said] = (setUp?.messages ?? []).filter(({ purpose }) => purpose === 'answer');
  const parent = setUp?.messages.find(({ purpose }) => purpose === 'parent');
  const channelId = said?.channelId ?? watch.channelId;
  const threadTs = parent?.channelId === channelId ? parent.ts : channelId === watch.channelId ? watch.threadTs : null;
  const thread = await deps.threads.openAt(work.asking, { channelId, threadTs }, work.again);
  return { thread, inThread: threadTs !== null };
}

/** Slack does not take it there: the owner hears of it directly. */
async function unreachable(deps: WorkingDeps, work: Work, watch: Watch, code: string): Promise<null> {
  const direct = await deps.threads.openDirect(work.asking, watch.ownerId, work.again);
  const text =
    `⚠ Your watch “${escapeMrkdwn(watch.text, 300)}” found something, and I could not say so in <#${watch.channelId}>: ` +
    `Slack says \`${code.replace(/[^\w]/g, '')}\`. Ask the question here, or end the watch with \`/whodid watch remove ${watch.id}\`.`;
  await direct?.say('notice', [() => ({ text, blocks: [] })]);
  await endAsking(deps, work.asking, 'failed', null, `Slack: ${code}`);
  return null;
}
