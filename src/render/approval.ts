// An approval → its one message in the approvers' channel: what would be done, why, who may decide, and everything that
// happened to it, with who and when. The same message is changed with each step. Names and reasons are escaped; times are
// Slack's own, shown to each reader in their zone: https://docs.slack.dev/messaging/formatting-message-text#date-formatting
import { actionWords, doneWords, isTrailAction } from '../approval/actions.ts';
import { approversNeeded, isSuspect, whyOneMore } from '../approval/who-may.ts';
import type { Approval, ApprovalAction, Suspect } from '../domain/approval.ts';
import type { MessageForms, RenderedMessage } from '../domain/thread.ts';
import { historyLines } from './approval-history.ts';
import { actions, type Block, button, context, SLACK_MAX, section } from './block-kit.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';
import { groupMention, mentionOf, slackTime } from './mention.ts';

/** What the message shows that is not the approval's own. */
export interface ApprovalView {
  readonly approval: Approval;
  readonly approvers: readonly string[];
  readonly approverGroups: readonly string[];
  readonly breakGlassGroup: string | null;
  /** What people call the account; null: its id is all there is. */
  readonly accountName: string | null;
  /** What would be run, as a shell line; null: nothing at AWS. */
  readonly command: string | null;
}

const NAME_MAX = 150;
const REASON_MAX = 700;
const COMMAND_MAX = 900;
const LINE_MAX = 400;
const HISTORY_MAX = 2_400;
const PEOPLE_MAX = 12;

export function approvalForms(view: ApprovalView): MessageForms {
  const text = `${headline(view.approval, view)} ${plainly(view)}`.slice(0, SLACK_MAX.message);
  return [(): RenderedMessage => ({ text, blocks: blocksOf(view) }), () => ({ text, blocks: [] })];
}

function blocksOf(view: ApprovalView): readonly Block[] {
  const { approval } = view;
  return [
    section(`${headline(approval, view)}\n${factLines(approval).join('\n')}`),
    ...preflightBlock(approval),
    ...commandBlock(view),
    ...(approval.state === 'waiting' ? [section(whoMay(view))] : []),
    context(history(approval)),
    ...buttonsOf(view),
  ];
}

/** The state first: it is what a reader who comes back looks for. */
function headline(approval: Approval, view: Pick<ApprovalView, 'accountName'>): string {
  const words = approval.state === 'verified' ? doneWords : actionWords;
  return `*${stateWords(approval)}:* ${escapeMrkdwn(words(approval.action), NAME_MAX)}${subject(approval, view)}`;
}

const STATE_WORDS: Readonly<Record<Approval['state'], string>> = {
  requested: 'Being looked at',
  'preflight-failed': 'Cannot be done',
  waiting: 'Approval needed',
  approved: 'Approved',
  running: 'Being done',
  verifying: 'Done, being checked',
  inconclusive: 'Done, not proven yet',
  verified: '✅ Verified',
  failed: '❌ Failed',
  denied: '⛔ Denied',
  cancelled: 'Cancelled',
  expired: 'Expired, nothing was done',
};

function stateWords({ state, lookAt }: Approval): string {
  return state === 'inconclusive' && lookAt === null ? 'Done, and never proven' : STATE_WORDS[state];
}

function subject({ action }: Approval, { accountName }: Pick<ApprovalView, 'accountName'>): string {
  if (action.kind === 'over-budget-query') return `: ${escapeMrkdwn(action.question, REASON_MAX)}`;
  if (action.kind === 'schedule-elsewhere') return scheduleText(action);
  const { name, account, homeRegion } = action.trail;
  const called = accountName === null ? '' : ` (${escapeMrkdwn(accountName, 60)})`;
  return ` – trail ${codeSpan(name, NAME_MAX)}, account ${codeSpan(account)}${called}, ${codeSpan(homeRegion)}`;
}

const CHANNEL_TYPED = /<#[CG][0-9A-Z]{6,20}(?:\|[^>]*)?>/g;

/** The channel is named as Slack shows channels, which pings nobody. */
function scheduleText({ what, channelId }: Extract<ApprovalAction, { kind: 'schedule-elsewhere' }>): string {
  const typed = escapeMrkdwn(what.replace(CHANNEL_TYPED, '').trim(), REASON_MAX);
  return `: ${typed}${/^[CG][0-9A-Z]{6,20}$/.test(channelId) ? ` in <#${channelId}>` : ''}`;
}

function factLines({ requesterId, reason, suspects, offSince, glass, run, state }: Approval): readonly string[] {
  const since =
    offSince === null
      ? []
      : [
          `${state === 'verified' && run?.ranAt != null ? `Was blind from ${slackTime(offSince)} to ${slackTime(run.ranAt)}` : `Blind since ${slackTime(offSince)}`}.`,
        ];
  const broke =
    glass === null ? [] : [`🚨 ${mentionOf(glass.userId)}broke the glass: “${escapeMrkdwn(glass.reason, REASON_MAX)}”`];
  return [
    ...since,
    ...suspects.map(suspectLine),
    `Asked for by ${mentionOf(requesterId).trim()}: “${escapeMrkdwn(reason, REASON_MAX)}”`,
    ...broke,
  ];
}

/** Without a mention: whoever is named is told by people, not by a notification. */
function suspectLine(suspect: Suspect): string {
  if (suspect.kind === 'unknown') return `Who did it is not known: ${escapeMrkdwn(suspect.why, LINE_MAX)}`;
  const who = `Done by *${escapeMrkdwn(suspect.name, NAME_MAX).replaceAll('*', '∗')}*`;
  const doubt = suspect.kind === 'unmapped' ? ', whom I cannot find in Slack' : suspect.unproven ? ', likely' : '';
  return `${who}${doubt} (event ${codeSpan(suspect.eventId, 80)}).`;
}

/** What is decided on; what was done instead is in the history. */
function commandBlock({ approval, command }: ApprovalView): readonly Block[] {
  const undecided = approval.state === 'waiting' || approval.state === 'approved';
  return command === null || !undecided ? [] : [context(`Would run: ${codeSpan(command, COMMAND_MAX)}`)];
}

function preflightBlock({ preflight }: Approval): readonly Block[] {
  const { passed, unchecked, problems } = preflight;
  const lines = [
    ...(passed.length === 0 ? [] : [`Looked at beforehand: ${escapeMrkdwn(passed.join('; '), LINE_MAX)}.`]),
    ...unchecked.map((each) => `⚠ Not looked at: ${escapeMrkdwn(each, LINE_MAX)}.`),
    ...problems.map((each) => `✗ ${escapeMrkdwn(each, LINE_MAX)}`),
  ];
  return lines.length === 0 ? [] : [context(lines.join('\n'))];
}

function whoMay(view: ApprovalView): string {
  const { approval } = view;
  const needed = approversNeeded(approval);
  const got = approval.approvers.length;
  const count = `*${got} of ${needed}* ${needed === 1 ? 'approval' : 'approvals'} so far`;
  const why = whyOneMore(approval.suspects);
  return [
    `${count}. ${deciders(view)} may approve, but not ${exceptions(approval)}.`,
    ...(why === null ? [] : [escapeMrkdwn(why, LINE_MAX)]),
    ...tooFew(view),
    `It expires ${slackTime(approval.expiresAt)}.`,
  ].join('\n');
}

/** Said at once: else people wait until it expires. How many there are in a group is not known here. */
function tooFew(view: ApprovalView): readonly string[] {
  const { approval, approverGroups, breakGlassGroup } = view;
  const missing = approversNeeded(approval) - approval.approvers.length;
  const able = ableOf(view).length;
  if (approverGroups.length > 0 || able >= missing) return [];
  const glass = breakGlassGroup === null ? '' : ', or break the glass';
  return [`⚠ It cannot come to that: ${able} of those named may, and ${missing} must. Name more approvers${glass}.`];
}

/** The named who are not ruled out by what they did themselves. */
function ableOf({ approval, approvers }: ApprovalView): readonly string[] {
  const { requesterId, approvers: done } = approval;
  return approvers.filter((id) => id !== requesterId && !isSuspect(approval, id) && !done.includes(id));
}

function deciders(view: ApprovalView): string {
  const { approverGroups } = view;
  const able = ableOf(view);
  const more = able.length > PEOPLE_MAX ? [`${able.length - PEOPLE_MAX} more`] : [];
  const named = able.slice(0, PEOPLE_MAX).map((userId) => mentionOf(userId).trim());
  const all = [...approverGroups.map(groupMention), ...named, ...more].filter((each) => each !== '');
  if (all.length === 0) return 'Nobody who is named for it';
  return all.length === 1 ? (all[0] ?? '') : `Any of ${all.join(', ')}`;
}

function exceptions({ requesterId, suspects }: Approval): string {
  const named = suspects.flatMap((each) => (each.kind === 'member' ? [escapeMrkdwn(each.name, NAME_MAX)] : []));
  const did = named.length === 0 ? '' : `, nor ${named.join(', ')}, named by the records`;
  return `${mentionOf(requesterId).trim()}, who asked${did}`;
}

function history(approval: Approval): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of historyLines(approval).reverse()) {
    if (length + line.length + 1 > HISTORY_MAX) {
      kept.unshift('… earlier steps are in the ledger');
      break;
    }
    kept.unshift(line);
    length += line.length + 1;
  }
  return kept.join('\n');
}

function buttonsOf({ approval, breakGlassGroup }: ApprovalView): readonly Block[] {
  if (approval.state !== 'waiting') return [];
  const buttons = [
    button('Approve', 'approvals_approve', approval.id),
    button('Deny', 'approvals_deny', approval.id),
    button('Cancel', 'approvals_cancel', approval.id),
    ...(breakGlassGroup === null ? [] : [button('Break glass', 'approvals_break_glass', approval.id)]),
  ];
  return [actions('approvals', approval.id, buttons)];
}

/** For notifications and screen readers: one run of text. */
function plainly({ approval }: ApprovalView): string {
  const [latest = ''] = historyLines(approval).slice(-1);
  const asked = `Asked for by ${mentionOf(approval.requesterId).trim()}: “${escapeMrkdwn(approval.reason, 300)}”.`;
  return approval.state === 'waiting'
    ? `${asked} Needs ${approversNeeded(approval)} ${approversNeeded(approval) === 1 ? 'approval' : 'approvals'}.`
    : latest;
}

/** One line of a list. `link`: to its message; null: it has none yet. */
export function approvalLine(approval: Approval, accountName: string | null, link: string | null): string {
  const what = `${escapeMrkdwn(actionWords(approval.action), NAME_MAX)}${subject(approval, { accountName })}`;
  const where = link === null ? '' : ` <${link}|Open>`;
  const count =
    approval.state === 'waiting' ? `, ${approval.approvers.length} of ${approversNeeded(approval)} approvals` : '';
  return `• *${STATE_WORDS[approval.state]}*${count}: ${what}; asked for ${slackTime(approval.requestedAt)}, expires ${slackTime(approval.expiresAt)} (\`${approval.id.slice(0, 8)}\`)${where}`;
}

/** What happened in the end, for whoever asked for it. */
export function outcomeText(approval: Approval, accountName: string | null, link: string | null): string {
  const [latest = ''] = historyLines(approval).slice(-1);
  const where = link === null ? '' : ` <${link}|See the request>.`;
  return `${headline(approval, { accountName })}\n${latest}${where}`;
}

/** True for what is done at AWS and so leaves a time in which nothing, or less, was recorded. */
export function hasBlindWindow({ action }: Pick<Approval, 'action'>): boolean {
  return isTrailAction(action) && action.kind !== 'set-up-trail';
}
