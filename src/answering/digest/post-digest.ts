// A digest that is due, or asked for now → one message in its channel, its file and picture in the thread under it, and what
// the next one compares with. A crash anywhere: what was posted is looked for, and nothing is posted twice.

import type { DigestDefinition } from '../../digest/definition.ts';
import { definitionOf } from '../../digest/definitions/index.ts';
import { LATE_AFTER_MS } from '../../digest/due-periods.ts';
import type { Digest, DigestRun } from '../../domain/digest.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { Verdict } from '../../domain/rights.ts';
import type { Said, Thread } from '../../domain/thread.ts';
import { chartSvg } from '../../render/chart-svg.ts';
import { type DigestHead, digestFailedForms, digestForms } from '../../render/digest-message.ts';
import { drawPng } from '../../render/draw-png.ts';
import { escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import { endAsking } from '../deps.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';
import { type MadeReport, makeReport, type Span } from './make-report.ts';
import type { DigestParts } from './parts.ts';

/** Failures that another try may mend. */
const PASSING: readonly Failure['failure'][] = ['storage', 'ingest-busy'];

/** What `schedule` is given: `due <digest> <to>`, or `now <digest> <from> <to>`; instants in epoch milliseconds. */
export function dueWhat({ digestId, to }: Pick<DigestRun, 'digestId' | 'to'>): string {
  return `due ${digestId} ${to}`;
}

export function nowWhat(digestId: string, { from, to }: Span): string {
  return `now ${digestId} ${from} ${to}`;
}

interface ToPost {
  readonly digest: Digest;
  readonly definition: DigestDefinition;
  readonly span: Span;
  /** null: asked for now. */
  readonly run: DigestRun | null;
}

export async function postDigest(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  what: string,
  verdict: Verdict,
): Promise<Failure | null> {
  const toPost = await read(parts, what);
  if (typeof toPost === 'string') {
    await endAsking(deps, work.asking, 'answered', null, toPost);
    return null;
  }
  if (verdict.may === 'no') return ownerMayNot(deps, parts, work, toPost, verdict);
  if (verdict.may === 'unknown') {
    return work.last ? sayFailed(deps, parts, work, toPost, wordsOf(OWNER_UNKNOWN)) : OWNER_UNKNOWN;
  }
  const { digest, definition, span } = toPost;
  const made = await makeReport(deps, parts, work, digest, definition, span);
  if (isFailure(made)) {
    if (made.failure === 'still-running') return made;
    if (!work.last && PASSING.includes(made.failure)) return made;
    return sayFailed(deps, parts, work, toPost, wordsOf(made));
  }
  return tell(deps, parts, work, toPost, made);
}

/** Not known is not refused: the digest stays as it is. */
const OWNER_UNKNOWN: Failure = {
  failure: 'storage',
  what: 'It was not asked.',
  why: 'Whether its owner may still ask here could not be looked up in Slack.',
  instead: 'If it stays so, ask whoever runs me to run `whodid doctor`.',
};

function wordsOf({ what, why, instead }: Failure): string {
  return `${what} ${why} ${instead}`;
}

/** A word: it is not to be told any more. */
async function read({ digests }: DigestParts, what: string): Promise<ToPost | string> {
  const [kind, id = '', ...numbers] = what.split(' ');
  const [first = 0, second = 0] = numbers.map(Number);
  const digest = await digests.digest(id);
  const definition = digest === null ? null : definitionOf(digest.name);
  if (digest === null || definition === null || digest.state === 'removed') return 'digest removed';
  if (kind === 'now') return { digest, definition, span: { from: first, to: second }, run: null };
  const run = await digests.run(id, first);
  if (run === null) return 'no such period';
  return digest.state === 'paused' ? 'digest paused' : { digest, definition, span: run, run };
}

/** Late by when it is told: recorded in time, it may have waited for a worker all the same. */
function headOf(
  { clock }: Pick<WorkingDeps, 'clock'>,
  { settleMs }: DigestParts,
  { asking }: Work,
  { digest, definition, span, run }: ToPost,
): DigestHead {
  const now = clock();
  const afterMs = now - span.to;
  const settled = definition.content.kind === 'events' ? settleMs : 0;
  return {
    askingId: asking.id,
    digestId: digest.id,
    title: definition.title,
    schedule: digest.schedule,
    zone: digest.zone,
    from: span.from - settled,
    to: span.to - settled,
    lateMs: run !== null && (run.late || afterMs > LATE_AFTER_MS) ? afterMs : null,
    periods: run?.periods ?? 1,
    byHand: run === null,
    ...(definition.content.kind === 'findings' ? { asOfMs: now } : {}),
  };
}

async function tell(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  toPost: ToPost,
  { report, csv, reply }: MadeReport,
): Promise<null> {
  const thread = await threadOf(deps, work, toPost);
  const { forms, lacksChart } = digestForms(headOf(deps, parts, work, toPost), report);
  const said = await thread.head(forms);
  if (!said.ok) return unreachable(deps, parts, work, toPost, said);
  const { title } = toPost.definition;
  if (csv !== null && !thread.posted('csv')) await thread.attach({ title, extension: 'csv', content: csv });
  if (report.trend !== null && lacksChart(said.form ?? 0) && !thread.posted('picture')) {
    const content = await drawPng(chartSvg(report.trend));
    await thread.attach({ title: report.trend.title, extension: 'png', content, alt: report.trend.alt });
  }
  if (toPost.run !== null) await parts.digests.finish(toPost.run, 'told', JSON.stringify(report.facts));
  await endAsking(deps, work.asking, 'answered', reply, `digest ${toPost.digest.name}`);
  return null;
}

/** Where it would have been told, why it is not. */
async function sayFailed(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  toPost: ToPost,
  why: string,
): Promise<null> {
  const thread = await threadOf(deps, work, toPost);
  const said = await thread.head(digestFailedForms(headOf(deps, parts, work, toPost), why));
  if (!said.ok) return unreachable(deps, parts, work, toPost, said);
  if (toPost.run !== null) await parts.digests.finish(toPost.run, 'failed', null);
  await endAsking(deps, work.asking, 'failed', null, `digest ${toPost.digest.name}`);
  return null;
}

/** No further try follows: one sentence in its channel. */
export async function gaveUpDigest(deps: WorkingDeps, parts: DigestParts, work: Work, what: string): Promise<void> {
  const toPost = await read(parts, what);
  const number = work.asking.id.slice(0, 8);
  if (typeof toPost === 'string') await endAsking(deps, work.asking, 'failed', null, toPost);
  else {
    const why = `Every try failed. If it fails again, tell whoever runs me, with the number ${number}.`;
    const thread = await threadOf(deps, work, toPost);
    if (thread.posted('parent')) {
      if (toPost.run !== null) await parts.digests.finish(toPost.run, 'told', null);
      await endAsking(deps, work.asking, 'answered', null, `digest ${toPost.digest.name}, without its file`);
    } else await sayFailed(deps, parts, work, toPost, why);
  }
}

/** Once its owner may not ask any more, nobody answers for it: it says so where it was told, and pauses. */
async function ownerMayNot(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  toPost: ToPost,
  verdict: Extract<Verdict, { may: 'no' }>,
): Promise<null> {
  const { digest, definition, run } = toPost;
  const thread = await threadOf(deps, work, toPost);
  const text =
    `*${escapeMrkdwn(definition.title)}* is paused: <@${digest.ownerId}>, who set it up, may no longer ask here. ` +
    `Whoever may can set it up anew: \`/whodid digest add ${digest.name} ${digest.schedule}\`.`;
  await thread.head([() => ({ text, blocks: [] })]);
  await parts.digests.change(digest.id, 'paused', null, {
    teamId: digest.teamId,
    kind: 'unscheduled',
    actorId: 'system',
    askingId: work.asking.id,
    at: deps.clock(),
    detail: { digest: digest.id, name: digest.name, state: 'paused', why: 'its owner may not ask' },
  });
  if (run !== null) await parts.digests.finish(run, 'failed', null);
  await endAsking(deps, work.asking, 'refused', null, verdict.why);
  return null;
}

/** Slack does not take it there: its owner hears of it, as often as it is due. */
async function unreachable(
  deps: WorkingDeps,
  parts: DigestParts,
  work: Work,
  { digest, definition, run }: ToPost,
  { code }: Extract<Said, { ok: false }>,
): Promise<null> {
  const direct = await deps.threads.openDirect(work.asking, digest.ownerId, work.again);
  const text =
    `⚠ I could not post the digest *${escapeMrkdwn(definition.title)}* in <#${digest.channelId}>: Slack says \`${code.replace(/[^\w]/g, '')}\`. ` +
    `Invite me there again, or end it with \`/whodid digest remove ${digest.id}\`.`;
  await direct?.say('notice', [() => ({ text, blocks: [] })]);
  if (run !== null) await parts.digests.finish(run, 'failed', null);
  await endAsking(deps, work.asking, 'failed', null, `Slack: ${code}`);
  return null;
}

function threadOf(deps: WorkingDeps, work: Work, { digest }: ToPost): Promise<Thread> {
  return deps.threads.openAt(work.asking, { channelId: digest.channelId, threadTs: null }, work.again);
}
