// What approvals need beside what every feature is given.

import type { TrailActionKind } from '../../approval/actions.ts';
import type { ApprovalPolicy } from '../../approval/events.ts';
import type { ApprovalAction, Approvals, TrailName } from '../../domain/approval.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Baselines, Remediator } from '../../domain/remediation.ts';
import type { Decision, Person, Verdict } from '../../domain/rights.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';

export interface ApprovalParts {
  readonly approvals: Approvals;
  readonly policy: ApprovalPolicy;
  /** Slack ids of who may approve; both empty: nobody, and nothing is ever changed. */
  readonly approvers: readonly string[];
  readonly approverGroups: readonly string[];
  readonly breakGlassGroup: string | null;
  /** Where approvers are asked; null: nowhere, and nothing is ever changed. */
  readonly channel: string | null;
  readonly mayDecide: (person: Person, decision: Decision) => Verdict;
  /** null: there is no role to change anything through. */
  readonly remediator: Remediator | null;
  /** null: nobody accepts baselines here. */
  readonly baselines: Baselines | null;
  /** What people call accounts, by id; left out: ids are all there is. */
  readonly accountNames?: () => Promise<Readonly<Record<string, string>>>;
  /** Does what was approved for another feature, as the asking that asked for it; by the name of the feature. Once or more is once. */
  readonly elsewhere?: Readonly<Record<string, (deps: WorkingDeps, work: Work, what: string) => Promise<void>>>;
}

/** Asks others to decide, and ends the asking. `reason`: plain text. */
export type RequestApproval = (
  deps: WorkingDeps,
  work: Work,
  action: ApprovalAction,
  reason: string,
) => Promise<Failure | null>;

/** What is asked for about a trail, by whoever knows its name. `bucket`: for a trail to be set up. */
export interface TrailRequest {
  readonly action: TrailActionKind;
  readonly trail: TrailName;
  readonly reason: string;
  readonly bucket?: string;
}

/** As RequestApproval: what else it takes (the baseline) is found here. */
export type RequestTrailApproval = (deps: WorkingDeps, work: Work, asked: TrailRequest) => Promise<Failure | null>;

export function isOn({ policy, channel }: ApprovalParts): boolean {
  return policy.on && channel !== null;
}
