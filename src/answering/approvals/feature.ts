// Approvals as a feature: what is typed, pressed and due → the request, the decision, the run, the looks after it, its close.
import { readRequestValue } from '../../approval/actions.ts';
import type { Failure } from '../../domain/failure.ts';
import { approvalLine } from '../../render/approval.ts';
import { endAsking } from '../deps.ts';
import type { Feature, WorkingDeps } from '../feature.ts';
import { tell, type Work } from '../work.ts';
import { tellBlindWindow, tellLateEvents } from './blind-window.ts';
import { change } from './change.ts';
import { DECISIONS, type DecisionKind, decide, expireIfDue } from './decide.ts';
import { drive } from './drive.ts';
import { remindApprovers } from './notices.ts';
import { requestQuery } from './over-budget.ts';
import type { ApprovalParts } from './parts.ts';
import { requestTrailApproval } from './request.ts';
import { accountNameOf, linkOf, show } from './show.ts';

const DUE_MAX = 50;
const LISTED_MAX = 20;

export function approvalsFeature(parts: ApprovalParts): Feature {
  return {
    name: 'approvals',
    command: (deps, work, rest) => command(deps, parts, work, rest),
    press: (deps, work, verb, value) => press(deps, parts, work, verb, value),
    run: (deps, work, what) => run(deps, parts, work, what),
    async tick(deps, now) {
      for (const { id, at } of await parts.approvals.due(now, DUE_MAX)) {
        // Another due time each minute: what a job could not do, a later one tries again.
        await deps.chore('approvals', id, Math.max(at, Math.floor(now / MINUTE_MS) * MINUTE_MS));
      }
    },
    async chore(deps, id) {
      await advance(deps, parts, id);
      return null;
    },
  };
}

const MINUTE_MS = 60_000;

/** Whatever is due about one approval now. */
async function advance(deps: WorkingDeps, parts: ApprovalParts, id: string): Promise<void> {
  const kept = await parts.approvals.get(id);
  if (kept === null) return;
  const { approval } = kept;
  if (approval.state === 'requested' || approval.state === 'waiting' || approval.state === 'approved') {
    await expireIfDue(deps, parts, approval);
  }
  if (approval.state === 'waiting') {
    await change(parts, id, { kind: 'remind', at: deps.clock(), byId: null });
    const after = (await parts.approvals.get(id))?.approval;
    // Said once; after a crash between the two, it is said now.
    if (after?.state === 'waiting' && after.remindedAt !== null) await remindApprovers(deps, parts, after);
  }
  await drive(deps, parts, id);
  await show(deps, parts, id, true);
}

async function press(
  deps: WorkingDeps,
  parts: ApprovalParts,
  work: Work,
  verb: string,
  value: string,
): Promise<Failure | null> {
  const decision = DECISIONS.find((each) => each === verb);
  if (decision !== undefined) return decide(deps, parts, work, decision, value, '');
  if (verb === 'query') return requestQuery(deps, parts, work, value);
  const asked = verb === 'request' ? readRequestValue(value) : null;
  if (asked === null) return tell(deps, work, 'I do not know that button any more. Nothing was done.');
  const reason = 'by the button under the alert';
  return requestTrailApproval(parts)(deps, work, { action: asked.kind, trail: asked.trail, reason });
}

/** `approve ID`, `deny ID because …`, `cancel ID`, `break ID because …`; nothing: those that are open. */
const TYPED = /^(approve|deny|cancel|break(?:[ -]glass)?)\s+([0-9a-f]{8,32})(?:\s+(?:because\s+)?([\s\S]*))?$/i;

async function command(deps: WorkingDeps, parts: ApprovalParts, work: Work, rest: string): Promise<Failure | null> {
  if (rest.trim() === '') return list(deps, parts, work);
  const [, verb = '', prefix = '', reason = ''] = TYPED.exec(rest.trim()) ?? [];
  if (prefix === '') return tell(deps, work, HOW);
  const open = await parts.approvals.openOnes(work.asking.teamId, LISTED_MAX);
  const found = open.filter(({ approval }) => approval.id.startsWith(prefix.toLowerCase()));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    return tell(
      deps,
      work,
      'I know of no such open request. Nothing was done. `/whodid approvals` lists those that are open.',
    );
  }
  return decide(deps, parts, work, decisionTyped(verb), only.approval.id, reason);
}

function decisionTyped(verb: string): DecisionKind {
  const word = verb.toLowerCase();
  return DECISIONS.find((each) => each === word) ?? 'break-glass';
}

const HOW =
  'Type `/whodid approvals` for what is open, or `approve`, `deny`, `cancel` or `break` with the number of a request: `/whodid approvals deny 0123abcd because …`.';

async function list(deps: WorkingDeps, parts: ApprovalParts, work: Work): Promise<null> {
  const open = await parts.approvals.openOnes(work.asking.teamId, LISTED_MAX);
  const lines = await Promise.all(
    open.map(async ({ approval }) => {
      const asking = await deps.state.asking(approval.id);
      const link = asking === null ? null : await linkOf(deps, asking);
      return approvalLine(approval, await accountNameOf(parts, approval), link);
    }),
  );
  const text = lines.length === 0 ? 'Nothing waits for an approval.' : lines.join('\n');
  return tell(deps, work, text);
}

async function run(deps: WorkingDeps, parts: ApprovalParts, work: Work, what: string): Promise<Failure | null> {
  const [, verb, id] = /^(blind|late) ([0-9a-f]{32})$/.exec(what) ?? [];
  if (id !== undefined && verb === 'blind') return tellBlindWindow(deps, parts, work, id);
  if (id !== undefined) return tellLateEvents(deps, parts, work, id);
  await endAsking(deps, work.asking, 'failed', null, 'nothing of ours was due');
  return null;
}
