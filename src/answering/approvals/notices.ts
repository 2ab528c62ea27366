// What is said beside an approval's one message: a reminder to the approvers, and, when somebody breaks the glass, a word to
// everybody who should know. Each once.

import { actionWords } from '../../approval/actions.ts';
import { approversNeeded } from '../../approval/who-may.ts';
import type { Approval } from '../../domain/approval.ts';
import { escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import { groupMention, mentionOf, slackTime } from '../../render/mention.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';
import type { ApprovalParts } from './parts.ts';
import { linkOf } from './show.ts';

const PEOPLE_MAX = 12;

function approversMentioned({ approvers, approverGroups }: ApprovalParts): string {
  return [
    ...approverGroups.map(groupMention),
    ...approvers.slice(0, PEOPLE_MAX).map((id) => mentionOf(id).trim()),
  ].join(' ');
}

/** In the thread of the message. */
export async function remindApprovers(deps: WorkingDeps, parts: ApprovalParts, approval: Approval): Promise<void> {
  const asking = await deps.state.asking(approval.id);
  if (asking === null || asking.messages.some(({ purpose }) => purpose === 'reminder')) return;
  const missing = approversNeeded(approval) - approval.approvers.length;
  const text = `${approversMentioned(parts)} this still waits for ${missing} ${missing === 1 ? 'approval' : 'approvals'}, and expires ${slackTime(approval.expiresAt)}.`;
  await inThread(deps, approval, 'reminder', text);
}

/** In the thread, and in the security channel where there is one. */
export async function raiseAlarm(deps: WorkingDeps, parts: ApprovalParts, work: Work, id: string): Promise<void> {
  const kept = await parts.approvals.get(id);
  const { glass } = kept?.approval ?? { glass: null };
  if (kept === null || glass === null) return;
  const what = escapeMrkdwn(actionWords(kept.approval.action));
  const text = `🚨 ${mentionOf(glass.userId)}broke the glass: ${what}, without an approval. “${escapeMrkdwn(glass.reason)}”`;
  await inThread(deps, kept.approval, 'alert', `${text} ${approversMentioned(parts)}`);
  const { securityChannel } = deps;
  if (securityChannel === null) return;
  const asking = await deps.state.asking(id);
  const link = asking === null ? null : await linkOf(deps, asking);
  const thread = await deps.threads.openAt(work.asking, { channelId: securityChannel, threadTs: null }, work.again);
  const where = link === null ? '' : ` <${link}|See the request>.`;
  await thread.say('alert', [() => ({ text: `${text}${where}`, blocks: [] })]);
}

async function inThread(
  deps: WorkingDeps,
  { id }: Approval,
  purpose: 'reminder' | 'alert',
  text: string,
): Promise<void> {
  const asking = await deps.state.asking(id);
  const head = asking?.messages.find(({ purpose: it }) => it === 'parent');
  if (asking === null || head === undefined) return;
  const thread = await deps.threads.openAt(asking, { channelId: head.channelId, threadTs: head.ts }, true);
  await thread.say(purpose, [() => ({ text, blocks: [] })]);
}
