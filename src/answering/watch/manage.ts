// `/whodid watch …` and *Tell me if it happens again* → watches set up, listed and ended. One is its owner's alone to end.
import { cutText } from '../../answer/words/cut-text.ts';
import type { Failure } from '../../domain/failure.ts';
import { isFailure } from '../../domain/failure.ts';
import type { LedgerEntry } from '../../domain/state.ts';
import type { Watch, WatchState } from '../../domain/watch.ts';
import { readWatchCommand } from '../../follow-up/read-watch-command.ts';
import { escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import { watchAdded, watchHelp, watchList } from '../../render/watch-messages.ts';
import type { WorkingDeps } from '../feature.ts';
import { answerBefore, NO_ANSWER, say, tell, type Work } from '../work.ts';
import { exposuresSince, watchesExposures } from './exposures.ts';
import { blindTo, isPaced, putOver, questionOf } from './look.ts';
import { PACED_TIMES, WATCHES_MAX, type WatchParts } from './parts.ts';

const DAY_MS = 86_400_000;
/** What a question costs is tried on the time that one look covers. Milliseconds. */
const TRIED_MS = 60 * 60_000;
/** Gaps said when it is set up; the question itself tells them all. */
const NOT_SEEN_MAX = 3;

export async function watchCommand(
  deps: WorkingDeps,
  parts: WatchParts,
  work: Work,
  rest: string,
): Promise<Failure | null> {
  const command = readWatchCommand(rest);
  switch (command.kind) {
    case 'problem':
      return tell(
        deps,
        work,
        command.problem.replace(/“(.*)”/s, (_, typed: string) => `“${escapeMrkdwn(typed)}”`),
      );
    case 'help':
      return tell(deps, work, watchHelp());
    case 'list':
      return list(deps, parts, work);
    case 'add':
      return add(deps, parts, work, command.question, command.days);
    case 'remove':
      return remove(deps, parts, work, command.which);
    default: {
      const never: never = command;
      throw new Error(`unknown command ${JSON.stringify(never)}`);
    }
  }
}

export async function watchPress(
  deps: WorkingDeps,
  parts: WatchParts,
  work: Work,
  verb: string,
  value: string,
): Promise<Failure | null> {
  if (verb === 'remove') return remove(deps, parts, work, value);
  const before = await answerBefore(deps, work.asking, value);
  if (before === null || before.reply.question.text === '') return tell(deps, work, NO_ANSWER);
  return add(deps, parts, work, before.reply.question.text, null);
}

async function add(
  deps: WorkingDeps,
  parts: WatchParts,
  work: Work,
  text: string,
  days: number | null,
): Promise<Failure | null> {
  const { asking, person } = work;
  const id = asking.id.slice(0, 8);
  const now = asking.askedAt;
  const own = (await parts.watches.list(asking.teamId)).filter(({ ownerId }) => ownerId === asking.userId);
  const same = own.find((watch) => isSame(watch.text, text) && watch.channelId === asking.channelId && watch.id !== id);
  if (same !== undefined) return tell(deps, work, `You watch that here already, as \`${same.id}\`.`);
  if (own.filter((watch) => watch.id !== id).length >= WATCHES_MAX) {
    return tell(
      deps,
      work,
      `I did not add it: you have ${WATCHES_MAX} watches. \`/whodid watch\` lists them; end one first.`,
    );
  }
  const watch: Watch = {
    id,
    teamId: asking.teamId,
    ownerId: asking.userId,
    askingId: asking.id,
    channelId: asking.channelId,
    threadTs: asking.threadTs,
    text,
    zone: person.zone,
    locale: person.locale,
    state: 'active',
    from: now,
    seenTo: now,
    nextAt: now + parts.everyMs,
    expiresAt: now + (days === null ? parts.forMs : days * DAY_MS),
    blindSince: null,
  };
  if (watchesExposures(watch)) return addExposures(deps, parts, work, watch);
  const question = await questionOf(deps, watch, now);
  if (typeof question === 'string') {
    return tell(deps, work, `I did not add it: I cannot read the question. ${escapeMrkdwn(question)}`);
  }
  const tried = await putOver(deps, watch, question, now - TRIED_MS, now);
  if (!isFailure(tried) && 'kind' in tried) {
    const every = Math.round(parts.everyMs / 60_000);
    const quote = /^This was not run: (.*?), and /.exec(tried.why)?.[1] ?? 'it would be billed';
    const cost = `a watch may not cost anything. At each look, every ${every} minutes, ${quote}.`;
    const why = tried.overBudget ? cost : tried.why;
    return tell(deps, work, `I did not add it: ${escapeMrkdwn(cutText(why, 1500))}`);
  }
  if (isFailure(tried)) return added(deps, parts, work, watch, failedFirst(tried), parts.everyMs);
  const unseen = blindTo(tried).map(({ detail }) => detail);
  const everyMs = parts.everyMs * (isPaced(tried) ? PACED_TIMES : 1);
  return added(deps, parts, work, watch, notSeenText(unseen), everyMs);
}

function failedFirst({ what, why }: Failure): string {
  return `The first look failed. ${what} ${why} I go on trying.`;
}

function notSeenText(details: readonly string[]): string | null {
  if (details.length === 0) return null;
  const shown = details.slice(0, NOT_SEEN_MAX).join(' ');
  const more = details.length > NOT_SEEN_MAX ? ` And ${details.length - NOT_SEEN_MAX} more.` : '';
  return `I do not see everything, and cannot tell what happens there. ${shown}${more}`;
}

/** Names of AWS may differ by case alone; the word for what is open does not. */
function isSame(left: string, right: string): boolean {
  return left === right || (watchesExposures({ text: left }) && watchesExposures({ text: right }));
}

async function addExposures(deps: WorkingDeps, parts: WatchParts, work: Work, watch: Watch): Promise<Failure | null> {
  if (parts.exposed === undefined) {
    return tell(
      deps,
      work,
      'I did not add it: Access Analyzer is not asked here. Ask whoever runs me to give me AWS credentials.',
    );
  }
  const tried = await exposuresSince(parts.exposed, watch.from);
  const trouble = isFailure(tried) ? failedFirst(tried) : notSeenText(tried.notSeen);
  return added(deps, parts, work, watch, trouble, parts.everyMs * PACED_TIMES);
}

async function added(
  deps: WorkingDeps,
  parts: WatchParts,
  work: Work,
  watch: Watch,
  trouble: string | null,
  everyMs: number,
): Promise<Failure | null> {
  const { asking, person } = work;
  await parts.watches.add(watch, entryOf(work, 'watched', watch, deps.clock()));
  const thread = await deps.threads.open(asking, person.name, work.again);
  return say(deps, { ...work, thread }, watchAdded(asking.id, watch, everyMs, trouble, watchesExposures(watch)));
}

async function list(deps: WorkingDeps, parts: WatchParts, work: Work): Promise<Failure | null> {
  const own = (await parts.watches.list(work.asking.teamId)).filter(({ ownerId }) => ownerId === work.asking.userId);
  return tell(deps, work, watchList(own));
}

async function remove(deps: WorkingDeps, { watches }: WatchParts, work: Work, which: string): Promise<Failure | null> {
  const { asking } = work;
  const own = (await watches.list(asking.teamId)).filter(({ ownerId }) => ownerId === asking.userId);
  const numbered = /^\d{1,3}$/.test(which) ? own[Number(which) - 1] : undefined;
  const watch = own.find(({ id }) => id === which) ?? numbered;
  if (watch === undefined) {
    const kept = await watches.watch(which);
    const whose = kept !== null && kept.ownerId !== asking.userId && kept.state === 'active';
    const ended = kept !== null && kept.ownerId === asking.userId;
    if (ended) return tell(deps, work, 'That watch has ended.');
    return tell(
      deps,
      work,
      whose
        ? 'That watch is somebody else’s: only they can end it.'
        : 'You have no such watch: `/whodid watch` lists yours.',
    );
  }
  await endWatch(deps, { watches }, watch, 'removed', asking.userId, asking.id);
  const moved = watch === numbered && own.indexOf(watch) < own.length - 1 ? ' The numbers after it have moved up.' : '';
  return tell(deps, work, `I no longer watch “${escapeMrkdwn(watch.text, 300)}”.${moved}`);
}

export async function endWatch(
  deps: WorkingDeps,
  { watches }: Pick<WatchParts, 'watches'>,
  watch: Watch,
  state: Exclude<WatchState, 'active'>,
  actorId: string,
  askingId: string | null,
): Promise<boolean> {
  const { id, teamId } = watch;
  const at = deps.clock();
  return watches.end(id, state, { teamId, kind: 'unwatched', actorId, askingId, at, detail: { watch: id, state } });
}

function entryOf({ asking }: Work, kind: 'watched', { id, channelId, expiresAt }: Watch, at: number): LedgerEntry {
  const detail = { watch: id, channelId, expires_at: expiresAt };
  return { teamId: asking.teamId, kind, actorId: asking.userId, askingId: asking.id, at, detail };
}
