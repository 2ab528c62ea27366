// What AWS says now about the trails of each account and Region, as data: which there are, whether they record and deliver,
// and what. Made in `src/aws/trails.ts`; read by receipts, and by whatever watches trails.
import type { Recording } from './recording.ts';
import type { TrailRef } from './trail-change.ts';

/** A trail as DescribeTrails gives it. */
export interface Trail extends TrailRef {
  readonly arn: string;
  readonly multiRegion: boolean;
  readonly organization: boolean;
  readonly globalServices: boolean;
  readonly validation: boolean;
  readonly bucket: string | null;
  readonly prefix: string | null;
  readonly kmsKey: string | null;
  readonly logGroup: string | null;
  readonly snsTopic: string | null;
  readonly insights: boolean;
}

/** As one Region sees it. Epoch milliseconds; null: AWS names none. */
export interface TrailStatus {
  readonly logging: boolean;
  readonly deliveredMs: number | null;
  /** S3's error code from the last try to deliver. */
  readonly deliveryError: string | null;
  readonly startedMs: number | null;
  readonly stoppedMs: number | null;
  readonly digestError: string | null;
  readonly logGroupError: string | null;
}

/** Not read, and why. */
export interface Unread {
  readonly unread: 'denied' | 'not-enabled' | 'no-answer';
  /** The call that failed, as IAM writes it: `cloudtrail:GetTrailStatus`. */
  readonly action: string;
  /** AWS's name for it. */
  readonly code: string;
}

export interface SeenTrail {
  readonly trail: Trail;
  readonly status: TrailStatus | Unread;
  readonly recording: Recording | Unread;
}

export interface TrailPlace {
  readonly account: string;
  readonly region: string;
  /** Trails that record this Region, those of other Regions and of the organization included. */
  readonly trails: readonly SeenTrail[] | Unread;
}

export interface TrailReport {
  /** Epoch milliseconds. */
  readonly checkedMs: number;
  readonly places: readonly TrailPlace[];
}

export function isUnread(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null && 'unread' in value;
}
