// What digests need beside what every feature is given.
import type { Errand } from '../../ask.ts';
import type { ApprovalAction } from '../../domain/approval.ts';
import type { Channels } from '../../domain/channels.ts';
import type { Digests, FindingsRead } from '../../domain/digest.ts';
import type { Failure } from '../../domain/failure.ts';
import type { AggregateRead, AggregateRequest } from '../../domain/source.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';

/** What was found by whoever watches it: now, or when it looked last. `zone`: IANA, in which times are told. */
export type ReadFindings = (errand: Errand, zone: string) => Promise<FindingsRead | Failure>;

export type ElsewhereAction = Extract<ApprovalAction, { readonly kind: 'schedule-elsewhere' }>;

/** Asks others to decide, and ends the asking. `reason`: plain text of ours. */
export type RequestApproval = (
  deps: WorkingDeps,
  work: Work,
  action: ElsewhereAction,
  reason: string,
) => Promise<Failure | null>;

export interface DigestParts {
  readonly digests: Digests;
  readonly channels: Channels;
  /** A period's window ends this long before it is told, so that its events have arrived. Milliseconds. */
  readonly settleMs: number;
  /** Counts events without reading them; left out: no source can. */
  readonly count?: (request: AggregateRequest) => Promise<AggregateRead | Failure>;
  /** By the name of a digest of findings; one that is left out is not switched on here. */
  readonly findings: Readonly<Record<string, ReadFindings | undefined>>;
  /** Left out: what needs an approval is refused. */
  readonly requestApproval?: RequestApproval;
}
