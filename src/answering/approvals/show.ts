// An approval as it stands → its one message, posted or changed; and, once it has ended, a word to whoever asked. May be called
// by several at once and again after a crash: the message ends up at the newest version.

import { isTrailAction } from '../../approval/actions.ts';
import { commandLine } from '../../approval/command-line.ts';
import { hasEnded, isOpen } from '../../approval/step.ts';
import type { Approval, ApprovalState } from '../../domain/approval.ts';
import { isFailure } from '../../domain/failure.ts';
import type { RecordedAsking } from '../../domain/state.ts';
import type { Thread } from '../../domain/thread.ts';
import { type ApprovalView, approvalForms, outcomeText } from '../../render/approval.ts';
import type { WorkingDeps } from '../feature.ts';
import type { ApprovalParts } from './parts.ts';

/** Nobody was asked yet, or nobody is to be. */
const UNASKED: readonly ApprovalState[] = ['requested', 'preflight-failed'];

/** Versions that may come while it is shown, before the next minute's look takes over. */
const ROUNDS_MAX = 5;

export type Shown = { readonly ok: true } | { readonly ok: false; readonly code: string };

/** `again`: an earlier try may have posted it without living to say so. */
export async function show(deps: WorkingDeps, parts: ApprovalParts, id: string, again: boolean): Promise<Shown> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const kept = await parts.approvals.get(id);
    const asking = await deps.state.asking(id);
    if (kept === null || asking === null || kept.shown >= kept.version) return { ok: true };
    const shown = await put(deps, parts, asking, kept.approval, again);
    if (!shown.ok) return shown;
    await parts.approvals.shown(id, kept.version);
  }
  return { ok: true };
}

async function put(
  deps: WorkingDeps,
  parts: ApprovalParts,
  asking: RecordedAsking,
  approval: Approval,
  again: boolean,
): Promise<Shown> {
  if (UNASKED.includes(approval.state)) return { ok: true };
  const thread = await threadOf(deps, parts, asking, again);
  if (thread === null) return { ok: true };
  const forms = approvalForms(await viewOf(parts, approval));
  if (thread.posted('parent')) {
    // A message that somebody deleted stays away; the ledger has it all.
    await thread.change('parent', forms);
  } else {
    if (hasEnded(approval)) return { ok: true };
    const said = await thread.head(forms);
    if (!said.ok) return said;
  }
  if (!isOpen(approval)) await tellRequester(deps, parts, asking, approval);
  return { ok: true };
}

/** The message's thread in the approvers' channel; null: there is no channel any more. */
export async function threadOf(
  deps: WorkingDeps,
  { channel }: ApprovalParts,
  asking: RecordedAsking,
  again: boolean,
): Promise<Thread | null> {
  const posted = asking.messages.find(({ purpose }) => purpose === 'parent');
  const channelId = posted?.channelId ?? channel;
  if (channelId === null) return null;
  return deps.threads.openAt(asking, { channelId, threadTs: null }, again && posted === undefined);
}

export async function viewOf(parts: ApprovalParts, approval: Approval): Promise<ApprovalView> {
  const { approvers, approverGroups, breakGlassGroup } = parts;
  const [command, accountName] = [await commandOf(parts, approval), await accountNameOf(parts, approval)];
  return { approval, approvers, approverGroups, breakGlassGroup, accountName, command };
}

/** null: it has none, or none can be found out; nothing waits or fails for it. */
export async function accountNameOf({ accountNames }: ApprovalParts, { action }: Approval): Promise<string | null> {
  if (!isTrailAction(action) || accountNames === undefined) return null;
  const names = await accountNames().catch((): Readonly<Record<string, string>> => ({}));
  return names[action.trail.account] ?? null;
}

async function commandOf({ baselines }: ApprovalParts, { action }: Approval): Promise<string | null> {
  if (!isTrailAction(action)) return null;
  if (!('baseline' in action)) return commandLine(action, null);
  const found = await baselines?.baselineOf(action.trail);
  return commandLine(action, found === undefined || found === null || isFailure(found) ? null : found.settings);
}

/** By direct message, once. */
async function tellRequester(
  deps: WorkingDeps,
  parts: ApprovalParts,
  asking: RecordedAsking,
  approval: Approval,
): Promise<void> {
  if (asking.messages.some(({ purpose }) => purpose === 'outcome')) return;
  const direct = await deps.threads.openDirect(asking, approval.requesterId, false);
  if (direct === null) return;
  const text = outcomeText(approval, await accountNameOf(parts, approval), await linkOf(deps, asking));
  await direct.say('outcome', [() => ({ text, blocks: [] })]);
}

export async function linkOf(deps: WorkingDeps, { messages }: RecordedAsking): Promise<string | null> {
  const posted = messages.find(({ purpose }) => purpose === 'parent');
  return posted === undefined ? null : deps.reach.linkTo(posted.channelId, posted.ts);
}
