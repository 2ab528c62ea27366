// Settings, SQL and what AWS can be asked → what approvals need. With no approvers, no channel or no role, they are off, and
// say so with the command to run instead.
import { mayDecide } from './access/may.ts';
import type { ApprovalParts } from './answering/approvals/parts.ts';
import type { ApprovalPolicy } from './approval/events.ts';
import { isOpen } from './approval/step.ts';
import type { ApprovalSettings } from './config/config.ts';
import type { Baselines, Remediator } from './domain/remediation.ts';
import type { Database } from './store/sql.ts';
import { sqlApprovals } from './store/sql-approvals.ts';

const MINUTE_MS = 60_000;

export interface ApprovalPorts {
  readonly remediator?: Remediator;
  readonly baselines?: Baselines;
  readonly accountNames?: () => Promise<Readonly<Record<string, string>>>;
  /** For tests and the demo: times that differ from the settings'. */
  readonly approvalTimes?: Partial<ApprovalPolicy>;
  readonly elsewhere?: NonNullable<ApprovalParts['elsewhere']>;
}

export function approvalParts(
  settings: ApprovalSettings,
  database: Database,
  homeTeamId: string,
  ports: ApprovalPorts,
): ApprovalParts {
  const { approvers, approverGroups, breakGlassGroup, channel } = settings;
  return {
    approvals: sqlApprovals(database.pool('whodid'), isOpen),
    policy: { ...policyOf(settings), ...ports.approvalTimes },
    approvers,
    approverGroups,
    breakGlassGroup,
    channel,
    mayDecide: (person, decision) => mayDecide(person, decision, homeTeamId, settings),
    remediator: ports.remediator ?? null,
    baselines: ports.baselines ?? null,
    ...(ports.accountNames === undefined ? {} : { accountNames: ports.accountNames }),
    ...(ports.elsewhere === undefined ? {} : { elsewhere: ports.elsewhere }),
  };
}

function policyOf({ approvers, approverGroups, expireAfterMs }: ApprovalSettings): ApprovalPolicy {
  return {
    on: approvers.length + approverGroups.length > 0,
    expireAfterMs,
    remindAfterMs: expireAfterMs / 2,
    beginWithinMs: 15 * MINUTE_MS,
    // Longer than all calls of one run together may take.
    runWithinMs: 3 * MINUTE_MS,
    lookEveryMs: 2 * MINUTE_MS,
    lookForMs: 6 * 60 * MINUTE_MS,
  };
}
