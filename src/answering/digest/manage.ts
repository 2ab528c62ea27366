// `/whodid digest …` and its buttons → digests added, listed, paused, resumed, removed or run now. What is not one's own is left
// alone: a digest is its owner's, and that of whoever may ask in its channel.
import { listOf } from '../../answer/words/count.ts';
import { instantCell } from '../../answer/words/describe-instant.ts';
import { definitionOf } from '../../digest/definitions/index.ts';
import { lastOccurrence, nextOccurrence } from '../../digest/due-periods.ts';
import { type AddCommand, addWords, type ChannelNamed, readDigestCommand } from '../../digest/read-command.ts';
import { readSchedule } from '../../digest/read-schedule.ts';
import type { Digest, DigestState } from '../../domain/digest.ts';
import type { Failure } from '../../domain/failure.ts';
import type { LedgerEntry } from '../../domain/state.ts';
import { addedMessage, digestHelp, listMessage, scheduleText } from '../../render/digest-list.ts';
import { escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import type { WorkingDeps } from '../feature.ts';
import { say, tell, type Work } from '../work.ts';
import type { DigestParts } from './parts.ts';
import { nowWhat } from './post-digest.ts';

export async function digestCommand(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  rest: string,
): Promise<Failure | null> {
  const command = readDigestCommand(rest);
  switch (command.kind) {
    case 'problem':
      return tell(deps, work, escapeProblem(command.problem));
    case 'help':
      return tell(deps, work, digestHelp());
    case 'list':
      return list(deps, parts, work);
    case 'add':
      return add(deps, parts, work, command);
    case 'run':
    case 'pause':
    case 'resume':
    case 'remove': {
      const digest = await chosen(parts, work, command.which);
      return typeof digest === 'string' ? tell(deps, work, digest) : act(deps, parts, work, command.kind, digest);
    }
    default: {
      const never: never = command;
      throw new Error(`unknown command ${JSON.stringify(never)}`);
    }
  }
}

export async function digestPress(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  verb: string,
  value: string,
): Promise<Failure | null> {
  const kind = (['run', 'pause', 'resume', 'remove'] as const).find((each) => each === verb);
  const digest = kind === undefined ? null : await parts.digests.digest(value);
  if (kind === undefined || digest === null || digest.state === 'removed') return tell(deps, work, GONE);
  return act(deps, parts, work, kind, digest);
}

const GONE = 'That digest is gone. `/whodid digest` lists those that are there.';

/** What was typed stands between “ and ” and is made inert; the rest is ours. */
function escapeProblem(problem: string): string {
  return problem
    .split(/(“[^”]*”)/)
    .map((part) => {
      const typed = /^“(.*)”$/s.exec(part)?.[1];
      return typed === undefined ? part.replace(/[<>&]/g, ' ') : `“${escapeMrkdwn(typed)}”`;
    })
    .join('');
}

async function list(deps: WorkingDeps, parts: DigestParts, work: Work): Promise<Failure | null> {
  const all = await parts.digests.list(work.asking.teamId);
  const shown = all.filter((digest) => mine(digest, work));
  const rows = shown.map((digest) => ({ digest, number: all.indexOf(digest) + 1, next: nextOf(digest, deps.clock()) }));
  const thread = await deps.threads.open(work.asking, work.person.name, work.again);
  return say(deps, { ...work, thread }, listMessage(work.asking.id, rows, all.length - shown.length));
}

function mine({ ownerId, channelId }: Digest, { asking }: Work): boolean {
  return ownerId === asking.userId || channelId === asking.channelId;
}

/** By id, by its number in the list, or by name where that means one. A sentence: none is meant, or several are. */
async function chosen({ digests }: DigestParts, work: Work, which: string): Promise<Digest | string> {
  const all = await digests.list(work.asking.teamId);
  const own = all.filter((digest) => mine(digest, work));
  const wanted = which.trim().replace(/^#/, '').toLowerCase();
  const numbered = /^\d{1,4}$/.test(wanted) ? all[Number(wanted) - 1] : undefined;
  const found =
    all.find(({ id }) => id === wanted) ?? (numbered !== undefined && mine(numbered, work) ? numbered : undefined);
  if (found !== undefined) return found;
  const named = own.filter(({ name }) => name === wanted || (wanted === '' && own.length === 1));
  const [one, ...more] = named;
  if (one !== undefined && more.length === 0) return one;
  if (one !== undefined) {
    const each = named.map(({ id, schedule, zone }) => `\`${id}\` (${scheduleText(schedule)} ${escapeMrkdwn(zone)})`);
    return `There are ${named.length} of that name: say which by its id, ${listOf(each, NAMED_MAX)}.`;
  }
  const typed =
    wanted === ''
      ? 'I was not told which digest'
      : `There is no digest “${escapeMrkdwn(which, 60)}” of yours or this channel’s`;
  return `${typed}: \`/whodid digest\` lists them with their ids.`;
}

/** Digests named before "and 14 more". */
const NAMED_MAX = 8;

type Act = 'run' | 'pause' | 'resume' | 'remove';

async function act(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  kind: Act,
  digest: Digest,
): Promise<Failure | null> {
  if (!mine(digest, work)) {
    return tell(
      deps,
      work,
      `That digest is <@${digest.ownerId}>’s and of <#${digest.channelId}>: only they, or somebody there, can do that.`,
    );
  }
  const title = `*${escapeMrkdwn(definitionOf(digest.name)?.title ?? digest.name)}*`;
  const { asking } = work;
  switch (kind) {
    case 'run': {
      const to = asking.askedAt;
      // With the period told last: a minute after it there would be nothing to tell.
      const from = previousOf(digest, previousOf(digest, to));
      await deps.schedule({
        feature: 'digest',
        key: `now/${asking.id}`,
        what: nowWhat(digest.id, { from, to }),
        userId: digest.ownerId,
        channelId: digest.channelId,
      });
      return tell(
        deps,
        work,
        `On it: ${title}${isFindings(digest) ? '' : ` since ${whenText(from, digest.zone)}`} comes in <#${digest.channelId}>. The next one on schedule comes all the same.`,
      );
    }
    case 'pause':
      return changed(
        deps,
        parts,
        work,
        digest,
        'paused',
        null,
        `${title} is paused. \`/whodid digest resume ${digest.id}\` starts it again; what it would have told meanwhile is left out.`,
      );
    case 'resume': {
      const lastTo = previousOf(digest, asking.askedAt);
      const next = nextOf({ ...digest, state: 'active' }, asking.askedAt);
      const when = next === null ? '' : ` The next one comes at ${whenText(next, digest.zone)}.`;
      return changed(deps, parts, work, digest, 'active', lastTo, `${title} is on again.${when}`);
    }
    case 'remove':
      return changed(
        deps,
        parts,
        work,
        digest,
        'removed',
        null,
        `${title} (\`${digest.id}\`) is removed. What it posted stays; those after it in the list have moved up by one number.`,
      );
    default: {
      const never: never = kind;
      throw new Error(`unknown act ${JSON.stringify(never)}`);
    }
  }
}

function isFindings({ name }: Digest): boolean {
  return definitionOf(name)?.content.kind === 'findings';
}

async function changed(
  deps: WorkingDeps,
  { digests }: DigestParts,
  work: Work,
  digest: Digest,
  state: DigestState,
  lastTo: number | null,
  text: string,
): Promise<null> {
  const kind = state === 'active' ? 'scheduled' : 'unscheduled';
  const done = await digests.change(digest.id, state, lastTo, entryOf(work, kind, { ...digest, state }, deps.clock()));
  if (done || work.again) await tellOwner(deps, work, digest, text);
  return tell(deps, work, done || work.again ? text : `It was ${state} already.`);
}

/** Whoever may ask in its channel may silence a digest: not without its owner hearing of it. */
async function tellOwner(deps: WorkingDeps, { asking, again }: Work, digest: Digest, text: string): Promise<void> {
  if (digest.ownerId === asking.userId) return;
  const direct = await deps.threads.openDirect(asking, digest.ownerId, again);
  const said = `By <@${asking.userId}>, of <#${digest.channelId}>: ${text}`;
  await direct?.say('notice', [() => ({ text: said, blocks: [] })]);
}

function entryOf({ asking }: Work, kind: 'scheduled' | 'unscheduled', digest: Digest, at: number): LedgerEntry {
  const { id, name, channelId, schedule, zone, state } = digest;
  const detail = { digest: id, name, channelId, schedule, zone, state };
  return { teamId: asking.teamId, kind, actorId: asking.userId, askingId: asking.id, at, detail };
}

async function add(deps: WorkingDeps, parts: DigestParts, work: Work, command: AddCommand): Promise<Failure | null> {
  const { asking, person } = work;
  const definition = definitionOf(command.name);
  if (definition?.content.kind === 'findings' && parts.findings[command.name] === undefined) {
    return tell(
      deps,
      work,
      `I could not add \`${command.name}\`: what it looks at is not switched on here. \`whodid doctor\` says what it needs.`,
    );
  }
  const channelId = await channelOf(parts, command.channel, asking.channelId);
  if (channelId === null || !(await parts.channels.joined(channelId))) {
    return tell(deps, work, notIn(command.channel));
  }
  const zone = command.zone ?? person.zone;
  const elsewhere = channelId !== asking.channelId || !(await parts.channels.has(channelId, asking.userId));
  if (!elsewhere) return addHere(deps, parts, work, command, channelId, zone);
  const what = addWords(command, zone, channelId);
  const action = { kind: 'schedule-elsewhere', feature: 'digest', what, channelId } as const;
  if (parts.requestApproval === undefined) {
    return tell(
      deps,
      work,
      `I did not add it: a digest in a channel that is not the one it is typed in needs an approval, and no approvers are set here. Type the same in <#${channelId}>.`,
    );
  }
  return parts.requestApproval(deps, work, action, `to have the digest ${command.name} there`);
}

async function channelOf({ channels }: DigestParts, named: ChannelNamed | null, here: string): Promise<string | null> {
  if (named === null) return here;
  return named.kind === 'id' ? named.id : channels.named(named.name);
}

function notIn(named: ChannelNamed | null): string {
  const where =
    named === null ? 'this channel' : named.kind === 'id' ? `<#${named.id}>` : `“#${escapeMrkdwn(named.name, 80)}”`;
  const also = named?.kind === 'name' ? ', or there is no such channel' : '';
  return `I did not add it: I am not in ${where}${also}. Invite me there with \`/invite @whodid\`, and type this again.`;
}

/** Also what an approval runs: `work` is then whoever's asking it was. */
export async function addHere(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  command: AddCommand,
  channelId: string,
  zone: string,
): Promise<Failure | null> {
  const { asking } = work;
  const same = (await parts.digests.list(asking.teamId)).find(
    (digest) =>
      digest.name === command.name &&
      digest.channelId === channelId &&
      digest.schedule === command.schedule.words &&
      digest.zone === zone &&
      digest.id !== asking.id.slice(0, 8),
  );
  if (same !== undefined) {
    const state = same.state === 'paused' ? `; it is paused: \`/whodid digest resume ${same.id}\`` : '';
    return tell(deps, work, `That digest is there already, as \`${same.id}\`${state}.`);
  }
  const digest = digestOf(work, command, channelId, zone);
  await parts.digests.add(digest, entryOf(work, 'scheduled', digest, deps.clock()));
  const thread = await deps.threads.open(asking, work.person.name, work.again);
  return say(deps, { ...work, thread }, addedMessage(asking.id, digest, nextOf(digest, asking.askedAt)));
}

/** The same for the same asking, however often it is worked on. */
function digestOf({ asking }: Work, command: AddCommand, channelId: string, zone: string): Digest {
  const { schedule } = command;
  return {
    id: asking.id.slice(0, 8),
    teamId: asking.teamId,
    name: command.name,
    ownerId: asking.userId,
    channelId,
    schedule: schedule.words,
    zone,
    state: 'active',
    lastTo: lastOccurrence(schedule, zone, asking.askedAt) ?? asking.askedAt,
    createdAt: asking.askedAt,
  };
}

function nextOf({ schedule, zone, state }: Digest, now: number): number | null {
  const reading = readSchedule(schedule);
  return reading.ok && state === 'active' ? nextOccurrence(reading.schedule, zone, now) : null;
}

/** The last time it was due, which a digest asked for now begins at. */
function previousOf({ schedule, zone, lastTo }: Digest, now: number): number {
  const reading = readSchedule(schedule);
  const last = reading.ok ? lastOccurrence(reading.schedule, zone, now - 1) : null;
  return last ?? lastTo;
}

function whenText(ms: number, zone: string): string {
  return escapeMrkdwn(`${instantCell(new Date(ms).toISOString(), zone).slice(0, 16)} ${zone}`);
}
