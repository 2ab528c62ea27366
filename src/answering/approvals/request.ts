// What somebody wants done → looked at beforehand, kept, and put before the approvers; or a sentence that says why not, with
// the command that somebody with the rights can run. Ends its asking. May run again after any crash.
import { actionKey, isTrailAction, isTrailName, switchesOn } from '../../approval/actions.ts';
import { samePin, weakness } from '../../approval/baseline-settings.ts';
import { bucketPolicy } from '../../approval/bucket-policy.ts';
import { commandLine } from '../../approval/command-line.ts';
import { entryOfStep } from '../../approval/ledger-entry.ts';
import { step } from '../../approval/step.ts';
import { dueAt } from '../../approval/step-run.ts';
import type { Approval, ApprovalAction, BaselinePin, Preflight } from '../../domain/approval.ts';
import { SYSTEM } from '../../domain/asking.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { Remediator, TrailAction, TrailNow, TrailSettingsKept } from '../../domain/remediation.ts';
import { codeSpan, escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import type { WorkingDeps } from '../feature.ts';
import { tell, type Work } from '../work.ts';
import { change } from './change.ts';
import { type Evidence, findEvidence } from './evidence.ts';
import {
  type ApprovalParts,
  isOn,
  type RequestApproval,
  type RequestTrailApproval,
  type TrailRequest,
} from './parts.ts';
import { linkOf, show } from './show.ts';

/** For features that ask for something of their own. */
export function requestApproval(parts: ApprovalParts): RequestApproval {
  return (deps, work, action, reason) => request(deps, parts, work, action, reason);
}

/** For whoever knows a trail and what should be done about it. */
export function requestTrailApproval(parts: ApprovalParts): RequestTrailApproval {
  return async (deps, work, asked) => {
    if (!isTrailName(asked.trail)) return tell(deps, work, 'I asked nobody: that is no name of a trail.');
    const action = await actionOf(parts, asked);
    if (typeof action === 'string') return tell(deps, work, `I asked nobody. ${action}`);
    return request(deps, parts, work, action, asked.reason);
  };
}

/** With the baseline that it takes; else why not, as mrkdwn. */
async function actionOf(parts: ApprovalParts, asked: TrailRequest): Promise<TrailAction | string> {
  const { action: kind, trail, bucket } = asked;
  if (kind === 'start-logging') return { kind, trail };
  if (kind === 'set-up-trail') {
    if (bucket === undefined || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
      return 'Name the bucket that its files are to go to.';
    }
    return { kind, trail, bucket };
  }
  const found = await baselineFor(parts, { kind, trail });
  return typeof found === 'string' ? escapeMrkdwn(found) : { kind, trail, baseline: found.pin };
}

type FromBaseline = Extract<TrailAction, { readonly baseline: BaselinePin }>;

/** `pin`: the one that was asked for; left out: whatever is accepted now. A string: why it is not to be put back. */
export async function baselineFor(
  { baselines }: ApprovalParts,
  { kind, trail, baseline }: Pick<FromBaseline, 'kind' | 'trail'> & { readonly baseline?: BaselinePin },
): Promise<{ readonly pin: BaselinePin; readonly settings: TrailSettingsKept } | string> {
  const found = (await baselines?.baselineOf(trail)) ?? null;
  if (found === null)
    return 'There is no baseline of this trail that anybody accepted, so I do not know what to put back.';
  if (isFailure(found)) return `${found.what} ${found.why} ${found.instead}`;
  if (baseline !== undefined && !samePin(found.pin, baseline)) {
    return 'The baseline was changed after this was asked for, so it is not put back. Ask for it again.';
  }
  return weakness(kind, found.settings) ?? found;
}

async function request(
  deps: WorkingDeps,
  parts: ApprovalParts,
  work: Work,
  action: ApprovalAction,
  reason: string,
): Promise<Failure | null> {
  const { asking } = work;
  if (!isOn(parts) || (isTrailAction(action) && parts.remediator === null))
    return tell(deps, work, await offText(parts, action));
  const stepped = step(
    null,
    {
      kind: 'request',
      at: deps.clock(),
      byId: asking.id,
      id: asking.id,
      teamId: asking.teamId,
      userId: asking.userId,
      action,
      reason,
    },
    parts.policy,
  );
  if (!stepped.ok) return tell(deps, work, `I asked nobody. ${escapeMrkdwn(stepped.refusal)}`);
  const { state } = stepped;
  const opened = await parts.approvals.open(state, actionKey(action), dueAt(state, parts.policy), entryOfStep(state));
  if (opened.kind === 'open') return tell(deps, work, await alreadyText(deps, opened.kept.approval));
  return goOn(deps, parts, work, opened.kept.approval);
}

async function goOn(deps: WorkingDeps, parts: ApprovalParts, work: Work, kept: Approval): Promise<Failure | null> {
  const { asking } = work;
  if (kept.state === 'requested') {
    const looked = await lookBefore(deps, parts, work, kept);
    if (isFailure(looked)) return looked;
    await change(parts, kept.id, { kind: 'preflight', at: deps.clock(), byId: asking.id, ...looked });
  }
  const shown = await show(deps, parts, kept.id, work.again);
  if (!shown.ok) return notAsked(deps, parts, work, shown.code);
  const after = (await parts.approvals.get(kept.id))?.approval ?? kept;
  const [problem] = after.preflight.problems;
  if (problem !== undefined) {
    const said = `I asked nobody, because it could not work. ${escapeMrkdwn(problem)}`;
    return tell(deps, work, `${said}${policyText(after.action, problem)}`);
  }
  const link = await linkOf(deps, (await deps.state.asking(kept.id)) ?? asking);
  const where = link === null ? 'the approvers' : `<${link}|the approvers>`;
  return tell(deps, work, `I asked ${where}. You will get a direct message when it is decided.`);
}

/** What the bucket of a new trail needs, where that is what stands in the way. */
function policyText(action: ApprovalAction, problem: string): string {
  if (action.kind !== 'set-up-trail' || !problem.includes(action.bucket)) return '';
  return `\nIts policy has to hold: ${codeSpan(bucketPolicy(action.trail, action.bucket), 1_500)}`;
}

async function lookBefore(
  deps: WorkingDeps,
  parts: ApprovalParts,
  work: Work,
  { action }: Approval,
): Promise<({ readonly preflight: Preflight } & Evidence) | Failure> {
  if (!isTrailAction(action)) return { preflight: NOTHING, suspects: [], offSince: null };
  const { remediator } = parts;
  if (remediator === null) throw new Error('a change is asked for without a way to make it');
  const base = 'baseline' in action ? await baselineFor(parts, action) : null;
  if (typeof base === 'string') return { preflight: { ...NOTHING, problems: [base] }, suspects: [], offSince: null };
  const as = work.asking.userId;
  const preflight = await remediator.preflight(action, base?.settings ?? null, as);
  if (isFailure(preflight)) return orProblem(work, preflight);
  if (preflight.problems.length > 0) return { preflight, suspects: [], offSince: null };
  const now = await remediator.trail(action.trail, as);
  if (isFailure(now)) return orProblem(work, now);
  const needless = await whyNeedless(remediator, action, now, base?.settings ?? null, as);
  if (needless !== null) return { preflight: { ...NOTHING, problems: [needless] }, suspects: [], offSince: null };
  const evidence = await findEvidence(deps, work.asking, action, now === null || now.logging ? null : now.stoppedMs);
  if (!isFailure(evidence)) return { preflight, ...evidence };
  if (evidence.failure === 'still-running' && !work.last) return evidence;
  const why = `events could not be read (${evidence.why})`;
  return { preflight, suspects: [{ kind: 'unknown', why }], offSince: now?.stoppedMs ?? null };
}

/** Why nobody has to decide about it now; null: somebody has to. */
async function whyNeedless(
  remediator: Remediator,
  action: TrailAction,
  now: TrailNow | null,
  settings: TrailSettingsKept | null,
  as: string,
): Promise<string | null> {
  if (now === null || switchesOn(action)) {
    return now?.logging === true ? 'It is logging already: nothing has to be done.' : null;
  }
  if (!now.logging) {
    return 'It does not log, and so nothing could prove the change: ask to enable it first.';
  }
  const made = await remediator.isMade(action, settings, as);
  return made === true ? 'It is as its baseline says already: nothing has to be done.' : null;
}

/** The last try says so; an earlier one is made again. */
function orProblem(work: Work, failure: Failure) {
  if (!work.last && failure.failure === 'timed-out') return failure;
  const problems = [`${failure.what} ${failure.why} ${failure.instead}`];
  return { preflight: { ...NOTHING, problems }, suspects: [], offSince: null };
}

const NOTHING: Preflight = { passed: [], unchecked: [], problems: [] };

/** Approvers that cannot be asked decide nothing: the request is taken back. */
async function notAsked(deps: WorkingDeps, parts: ApprovalParts, work: Work, code: string): Promise<null> {
  const { id } = work.asking;
  // By ourselves: the ledger is not to say that whoever asked took it back.
  await change(parts, id, { kind: 'cancel', at: deps.clock(), byId: id, userId: SYSTEM, rights: { may: 'yes' } });
  return tell(
    deps,
    work,
    `I could not ask the approvers: Slack said \`${code}\` for <#${parts.channel}>. Nothing was done. Ask whoever runs me to look at APPROVAL_CHANNEL, and that I am in it.`,
  );
}

async function alreadyText(deps: WorkingDeps, other: Approval): Promise<string> {
  const asking = await deps.state.asking(other.id);
  const link = asking === null ? null : await linkOf(deps, asking);
  const where = link === null ? '' : ` See <${link}|the request>.`;
  return `Somebody asked for this before, and it is not decided or done yet. Nothing was asked twice.${where}`;
}

async function offText(parts: ApprovalParts, action: ApprovalAction): Promise<string> {
  const why = isOn(parts)
    ? 'there is no role to change anything through (WHODID_REMEDIATION_ROLE)'
    : 'no approvers are set here (APPROVERS or APPROVER_GROUPS, and APPROVAL_CHANNEL)';
  const said = `I change nothing: ${why}.`;
  if (!isTrailAction(action)) return `${said} Ask whoever runs me.`;
  const base = 'baseline' in action ? await baselineFor(parts, action) : null;
  const settings = base === null || typeof base === 'string' ? null : base.settings;
  return `${said} Somebody with the rights can run:\n${codeSpan(commandLine(action, settings), 2_500)}`;
}
