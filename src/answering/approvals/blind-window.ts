// A change that was verified → what was written while the trail recorded nothing, or less: event history records without a
// trail, so it is asked about that time, and the answer with its CSV goes into the approval's thread. Then it is closed.

import { countOf, listOf } from '../../answer/words/count.ts';
import { isTrailAction } from '../../approval/actions.ts';
import type { Reply } from '../../domain/answer.ts';
import type { Approval } from '../../domain/approval.ts';
import { DELIVERY_MS } from '../../domain/delivery.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { listQuestion } from '../../domain/list-question.ts';
import type { Question } from '../../domain/question.ts';
import type { TrailAction, TrailNow } from '../../domain/remediation.ts';
import { idOfAsking } from '../../ledger/id-of-asking.ts';
import { sourceWords } from '../../planning/source-words.ts';
import { withFirstLine } from '../../render/first-line.ts';
import { toContractJson } from '../../render/json.ts';
import { messageForms, rowsOf } from '../../render/message-forms.ts';
import { attachCsv, endAsking, savedReply } from '../deps.ts';
import { errandFor } from '../errand.ts';
import type { WorkingDeps } from '../feature.ts';
import { putElsewhere } from '../put-elsewhere.ts';
import type { Work } from '../work.ts';
import { change } from './change.ts';
import type { ApprovalParts } from './parts.ts';
import { show } from './show.ts';

export async function tellBlindWindow(
  deps: WorkingDeps,
  parts: ApprovalParts,
  work: Work,
  id: string,
): Promise<Failure | null> {
  const { asking } = work;
  const approval = (await parts.approvals.get(id))?.approval;
  const head = (await deps.state.asking(id))?.messages.find(({ purpose }) => purpose === 'parent');
  if (approval === undefined || head === undefined || !isTrailAction(approval.action)) {
    await endAsking(deps, asking, 'failed', null, 'no such request');
    return null;
  }
  const thread = await deps.threads.openAt(asking, { channelId: head.channelId, threadTs: head.ts }, work.again);
  const window = await windowOf(parts, approval, approval.action, work.last);
  if (isFailure(window)) return window;
  if (window === null) {
    await thread.end([() => ({ text: UNKNOWN, blocks: [] })]);
    return closed(deps, parts, work, id, 'since when nothing was recorded is not known', null);
  }
  const reply = await ask(deps, work, questionOf(approval.action, window));
  if (reply.status === 'failed' && (reply.failure.failure === 'still-running' || !work.last)) return reply.failure;
  const { forms } = messageForms(reply, { askingId: asking.id, csvButton: false });
  const contract = toContractJson(reply);
  await deps.state.saveReply(asking.id, JSON.stringify(contract));
  await thread.end(withFirstLine(forms, firstLine(approval.action, reply)));
  if (rowsOf(reply) > 0) await attachCsv(thread, reply);
  if (reply.status !== 'answered' || reply.provisionalUntil === undefined) {
    return closed(deps, parts, work, id, wordsOf(reply), contract);
  }
  await endAsking(deps, asking, 'answered', contract, 'approvals blind window');
  return null;
}

/** Every event of the blind window has arrived by then. Epoch milliseconds. */
export function blindWindowSettlesAt({ run }: Approval): number {
  return (run?.ranAt ?? 0) + DELIVERY_MS;
}

/** The same question once all has arrived: what came late is written into the answer that is there, with a file anew. */
export async function tellLateEvents(
  deps: WorkingDeps,
  parts: ApprovalParts,
  work: Work,
  id: string,
): Promise<Failure | null> {
  const { asking } = work;
  const approval = (await parts.approvals.get(id))?.approval;
  const first = await deps.state.asking(blindAskingId(asking.teamId, id));
  const posted = first?.messages.find(({ purpose }) => purpose === 'answer');
  const head = (await deps.state.asking(id))?.messages.find(({ purpose }) => purpose === 'parent');
  if (approval === undefined || first === null || head === undefined || !isTrailAction(approval.action)) {
    await endAsking(deps, asking, 'failed', null, 'no such request');
    return null;
  }
  const window = await windowOf(parts, approval, approval.action, work.last);
  if (isFailure(window)) return window;
  if (window === null) return closed(deps, parts, work, id, 'what was missed: see the thread', null);
  const reply = await ask(deps, work, questionOf(approval.action, window));
  if (reply.status === 'failed' && (reply.failure.failure === 'still-running' || !work.last)) return reply.failure;
  const before = savedReply(first);
  const contract = toContractJson(reply);
  if (reply.status === 'answered' && posted !== undefined) {
    const known = new Set([...(before?.done ?? []), ...(before?.attempted ?? [])]);
    const late = [...reply.done, ...reply.attempted].filter(({ eventID }) => !known.has(eventID)).length;
    const { provisionalUntil: _, ...final } = reply;
    const { forms } = messageForms(late > 0 ? { ...final, lateEvents: late } : final, {
      askingId: first.id,
      csvButton: false,
    });
    const place = { channelId: head.channelId, threadTs: head.ts };
    await (await deps.threads.openAt(first, place, false)).amend(
      withFirstLine(forms, firstLine(approval.action, reply)),
    );
    if (late > 0) await attachCsv(await deps.threads.openAt(asking, place, work.again), reply);
  }
  return closed(deps, parts, work, id, wordsOf(reply), contract);
}

function blindAskingId(teamId: string, id: string): string {
  return idOfAsking({ teamId, door: 'schedule', deliveryKey: `approvals/${id}/blind` });
}

const UNKNOWN =
  'Since when this trail recorded less is not known, so I cannot say what was missed. Ask for the time you suspect, with source:event-history.';

/** With what was really read: where event history cannot be asked, another source may have been. */
function firstLine({ kind }: TrailAction, reply: Reply): string {
  const off = kind === 'start-logging' || kind === 'recreate-trail';
  const what = `What was written while the trail ${off ? 'was off' : 'recorded less than it should'}`;
  const read = reply.status === 'answered' ? reply.receipt.sources.map(({ source }) => sourceWords(source)) : [];
  return read.length === 0 ? `${what}:` : `${what}, from ${listOf([...new Set(read)])}:`;
}

function wordsOf(reply: Reply): string {
  if (reply.status !== 'answered') return 'what was missed could not be read: see the thread';
  const gaps = reply.receipt.complete ? '' : ', with gaps';
  return `${countOf(reply.done.length, 'write')} and ${countOf(reply.attempted.length, 'attempt')} while it was off${gaps}: see the thread`;
}

async function closed(
  deps: WorkingDeps,
  parts: ApprovalParts,
  { asking }: Work,
  id: string,
  words: string,
  contract: Parameters<typeof endAsking>[3],
): Promise<null> {
  await change(parts, id, { kind: 'closed', at: deps.clock(), byId: asking.id, words });
  await show(deps, parts, id, false);
  await endAsking(deps, asking, 'answered', contract, 'approvals blind window');
  return null;
}

interface Blind {
  readonly fromMs: number;
  readonly toMs: number;
  /** Whose events it would have recorded; null: that could not be read, and so all Regions of its account are asked. */
  readonly trail: TrailNow | null;
}

/** null: since when it was off is not known. `last`: no other try follows, so what cannot be read is done without. */
async function windowOf(
  { remediator }: ApprovalParts,
  approval: Approval,
  action: TrailAction,
  last: boolean,
): Promise<Blind | Failure | null> {
  const { offSince, run, approvers, glass, requesterId } = approval;
  if (offSince === null || run?.ranAt == null) return null;
  const found = await remediator?.trail(action.trail, glass?.userId ?? approvers.at(-1) ?? requesterId);
  if (found !== undefined && isFailure(found) && !last) return found;
  const trail = found === undefined || isFailure(found) ? null : found;
  const began = action.kind === 'start-logging' ? trail?.startedMs : null;
  return { fromMs: offSince, toMs: began ?? run.ranAt, trail };
}

async function ask(deps: WorkingDeps, { asking }: Work, question: Question): Promise<Reply> {
  const asked = { now: deps.clock(), zone: deps.zone, locale: 'en-US' };
  const errand = await errandFor(deps, asking, new AbortController().signal, () => {});
  return putElsewhere(deps, question, asked, errand);
}

/** Writes only: reads are no change, and there are many more. */
function questionOf({ kind, trail }: TrailAction, { fromMs, toMs, trail: now }: Blind): Question {
  const everywhere = now === null || now.multiRegion || kind === 'restore-multi-region';
  return listQuestion({
    text: `what was written in account ${trail.account} while trail ${trail.name} was off`,
    test: {
      kind: 'all',
      tests: [
        { kind: 'read-only', readOnly: false },
        ...(now?.organization === true ? [] : [{ kind: 'account', account: trail.account } as const]),
        ...(everywhere ? [] : [{ kind: 'region', region: trail.homeRegion } as const]),
      ],
    },
    // AWS counts in whole seconds, and what switched it back on belongs to the window.
    window: {
      from: new Date(Math.floor(fromMs / 1_000) * 1_000).toISOString(),
      to: new Date((Math.floor(toMs / 1_000) + 1) * 1_000).toISOString(),
      zone: 'UTC',
      phrase: null,
    },
    source: 'event-history',
  });
}
