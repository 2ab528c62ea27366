// What Access Analyzer says is open to the outside, as data: findings with their details, the analyzers they come from,
// and what could not be read. Made in `src/aws/access-analyzer.ts`; read by the exposure report, its digest and its watch.

export type FindingStatus = 'active' | 'archived' | 'resolved';

/** Whom a policy lets in, as Access Analyzer keys it: `AWS`, `Federated`, `CanonicalUser`. */
export interface LetIn {
  readonly kind: string;
  /** An account id, an ARN, `*`, a provider; as AWS writes it. */
  readonly value: string;
}

/** How a bucket is open; told of buckets only. */
export interface OpenedVia {
  /** POLICY, BUCKET_ACL, S3_ACCESS_POINT, S3_ACCESS_POINT_ACCOUNT */
  readonly type: string;
  readonly accessPointArn: string | null;
}

/** What a summary lacks. */
export interface FindingDetails {
  readonly isPublic: boolean;
  readonly letIn: readonly LetIn[];
  readonly actions: readonly string[];
  /** Of the statement, by condition key; empty: none. */
  readonly condition: Readonly<Record<string, string>>;
  readonly via: readonly OpenedVia[];
}

export interface ExposureFinding {
  readonly id: string;
  /** ARN of the analyzer. */
  readonly analyzer: string;
  /** The analyzer was made at this time, epoch milliseconds: what it found first may be older than its findings. */
  readonly analyzerMs: number;
  /** ARN. */
  readonly resource: string;
  /** "AWS::S3::Bucket" */
  readonly resourceType: string;
  /** The account that owns the resource, and the Region of the analyzer. */
  readonly account: string;
  readonly region: string;
  readonly status: FindingStatus;
  /** Epoch milliseconds: when it was found, and when it last changed (was archived or resolved). */
  readonly createdMs: number;
  readonly updatedMs: number;
  /** null: not read, or none to be had (an error of the analysis, a resolved finding). */
  readonly details: FindingDetails | null;
  /** Why the analyzer could not judge the resource. */
  readonly error: string | null;
}

export interface Analyzer {
  readonly arn: string;
  readonly name: string;
  /** ORGANIZATION: what accounts of the organization are let in to is no finding. */
  readonly scope: 'account' | 'organization';
  /** AWS's word: ACTIVE, CREATING, DISABLED, FAILED. */
  readonly status: string;
  readonly createdMs: number;
}

/** Something that was not read, and why, in a clause. */
export interface NotRead {
  readonly kind: 'denied' | 'throttled' | 'timed-out' | 'page-limit' | 'not-enabled';
  readonly why: string;
}

/** One account's Region. */
export interface ExposurePlace {
  readonly account: string;
  readonly region: string;
  /** Analyzers of external access; those of unused and internal access are none. */
  readonly analyzers: readonly Analyzer[] | NotRead;
  readonly findings: readonly ExposureFinding[];
  /** What of its analyzers' findings could not be read. */
  readonly notRead: readonly NotRead[];
}

/** Everything there was to read at one time. */
export interface ExposureReport {
  /** Epoch milliseconds. */
  readonly checkedMs: number;
  readonly places: readonly ExposurePlace[];
  /** Accounts that were not looked at, each in a sentence. */
  readonly skipped: readonly string[];
}

export function isNotRead(value: unknown): value is NotRead {
  return typeof value === 'object' && value !== null && 'why' in value && 'kind' in value;
}
