// An approval that others than people move on: begun, run, looked at, closed, as far as it goes now. What is begun is written
// down before AWS is called; whoever finds it begun by somebody dead looks at AWS first, and then acts.

import { isTrailAction, switchesOn } from '../../approval/actions.ts';
import type { ApprovalEvent } from '../../approval/events.ts';
import { judgeTrail } from '../../approval/judge-trail.ts';
import type { Approval } from '../../domain/approval.ts';
import { SYSTEM } from '../../domain/asking.ts';
import { isFailure } from '../../domain/failure.ts';
import type { Ran, TrailAction, TrailSettingsKept } from '../../domain/remediation.ts';
import { hasBlindWindow } from '../../render/approval.ts';
import type { WorkingDeps } from '../feature.ts';
import { blindWindowSettlesAt } from './blind-window.ts';
import { change } from './change.ts';
import { runElsewhere } from './elsewhere.ts';
import type { ApprovalParts } from './parts.ts';
import { baselineFor } from './request.ts';
import { show } from './show.ts';

/** After so many tries that were cut off it is told as failed. */
const RESUMES_MAX = 5;

export async function drive(deps: WorkingDeps, parts: ApprovalParts, id: string): Promise<void> {
  const kept = await parts.approvals.get(id);
  if (kept === null) return;
  const { approval } = kept;
  switch (approval.state) {
    case 'approved':
      return begin(deps, parts, approval);
    case 'running':
      return resume(deps, parts, approval);
    case 'verifying':
    case 'inconclusive':
      return look(deps, parts, approval);
    case 'verified':
      return close(deps, parts, approval);
    default:
      return undefined;
  }
}

/** Notes what happened, shows it, and goes on; false: somebody else was first. */
async function note(deps: WorkingDeps, parts: ApprovalParts, id: string, event: ApprovalEvent): Promise<boolean> {
  const changed = await change(parts, id, event);
  if (changed.kind !== 'changed') return false;
  await show(deps, parts, id, false);
  return true;
}

async function begin(deps: WorkingDeps, parts: ApprovalParts, { id }: Approval): Promise<void> {
  const begun = await change(parts, id, { kind: 'begin-run', at: deps.clock(), byId: null });
  if (begun.kind === 'changed') await run(deps, parts, begun.kept.approval);
}

async function resume(deps: WorkingDeps, parts: ApprovalParts, { id, run: before, steps }: Approval): Promise<void> {
  const at = deps.clock();
  if (before !== null && at < before.until) return;
  if (steps.filter(({ kind }) => kind === 'resume-run').length >= RESUMES_MAX) {
    await note(deps, parts, id, { kind: 'failed', at, byId: null, words: GAVE_UP });
    return;
  }
  const resumed = await change(parts, id, { kind: 'resume-run', at, byId: null });
  if (resumed.kind === 'changed') await run(deps, parts, resumed.kept.approval);
}

const GAVE_UP = 'AWS gave no answer, again and again; look at the trail, and ask for it again';

async function run(deps: WorkingDeps, parts: ApprovalParts, approval: Approval): Promise<void> {
  const { id, action } = approval;
  const ended = (event: { readonly kind: 'ran' | 'failed'; readonly words: string }) =>
    note(deps, parts, id, { ...event, at: deps.clock(), byId: null });
  if (!isTrailAction(action)) {
    const words = await runElsewhere(deps, parts, approval);
    if (await ended({ kind: 'ran', words })) await look(deps, parts, approval);
    return;
  }
  const base = 'baseline' in action ? await baselineFor(parts, action) : null;
  if (typeof base === 'string') {
    await ended({ kind: 'failed', words: `${base} Nothing was done.` });
    return;
  }
  const ran = await runAtAws(parts, approval, action, base?.settings ?? null);
  // Not known: left as begun, and looked at again when its time is up.
  if (ran.kind === 'unsure') return;
  const event =
    ran.kind === 'done' ? ({ kind: 'ran', words: ran.words } as const) : ({ kind: 'failed', words: ran.why } as const);
  if ((await ended(event)) && event.kind === 'ran') await look(deps, parts, approval);
}

async function runAtAws(
  { remediator }: ApprovalParts,
  approval: Approval,
  action: TrailAction,
  settings: TrailSettingsKept | null,
): Promise<Exclude<Ran, { kind: 'done' }> | { readonly kind: 'done'; readonly words: string }> {
  if (remediator === null) return { kind: 'refused', why: 'There is no role to change anything through any more.' };
  const as = actsFor(approval);
  // An earlier try, or somebody else, may have done it: AWS is not asked to do it twice.
  const made = await remediator.isMade(action, settings, as);
  if (made === true) return { kind: 'done', words: 'found done when it was looked at; nothing was called' };
  if (made === null) return { kind: 'unsure', why: 'The trail could not be looked at.' };
  const ran = await remediator.run(action, settings, as);
  return ran.kind === 'done' ? { kind: 'done', words: `done at AWS, once, in a session named whodid-${as}` } : ran;
}

/** Whom the session is named for: whoever decided last. */
function actsFor({ glass, approvers, requesterId }: Approval): string {
  return glass?.userId ?? approvers.at(-1) ?? requesterId;
}

async function look(deps: WorkingDeps, parts: ApprovalParts, { id }: Approval): Promise<void> {
  const approval = (await parts.approvals.get(id))?.approval;
  if (approval === undefined) return;
  const judged = await judge(deps, parts, approval);
  const noted = await note(deps, parts, id, { ...judged, at: deps.clock(), byId: null });
  if (noted && judged.kind === 'verified') await drive(deps, parts, id);
}

async function judge(deps: WorkingDeps, { remediator, ...parts }: ApprovalParts, approval: Approval) {
  const { action } = approval;
  if (!isTrailAction(action)) return { kind: 'verified', words: 'it is done' } as const;
  const unread = { kind: 'inconclusive', words: 'the trail could not be looked at' } as const;
  if (remediator === null) return unread;
  const as = actsFor(approval);
  const base = 'baseline' in action ? await baselineFor({ ...parts, remediator }, action) : null;
  const settings = base === null || typeof base === 'string' ? null : base.settings;
  const trail = await remediator.trail(action.trail, as);
  if (isFailure(trail)) return { ...unread, words: `the trail could not be looked at (${trail.why})` };
  const made = typeof base === 'string' ? null : await remediator.isMade(action, settings, as);
  const ranAt = approval.run?.ranAt ?? deps.clock();
  return judgeTrail(trail, { starts: switchesOn(action), made, ranAt }, deps.clock());
}

/**
 * What was lost is told by an asking of its own, so that its answer and its file are made once; and looked at again by
 * another when every event must have arrived.
 */
async function close(deps: WorkingDeps, parts: ApprovalParts, approval: Approval): Promise<void> {
  const { id } = approval;
  if (approval.closed) return;
  const asking = await deps.state.asking(id);
  const head = asking?.messages.find(({ purpose }) => purpose === 'parent');
  if (!hasBlindWindow(approval) || head === undefined) {
    await note(deps, parts, id, { kind: 'closed', at: deps.clock(), byId: null, words: 'closed' });
    return;
  }
  const telling = (verb: 'blind' | 'late') =>
    deps.schedule({
      feature: 'approvals',
      key: `${id}/${verb}`,
      what: `${verb} ${id}`,
      userId: SYSTEM,
      channelId: head.channelId,
    });
  await telling('blind');
  if (deps.clock() >= blindWindowSettlesAt(approval)) await telling('late');
}
