// One event → what it weakened about a trail, its bucket, its key or an event data store that is known; null for every other
// event. Judged by what was so before and what the parameters make of it: the same event name can be harmless or not.
import type { AuditEvent, JsonObject } from '../domain/audit-event.ts';
import { objectOf } from '../records/json.ts';
import type { Difference } from './difference.ts';
import type { StorePosture, TrailPosture } from './posture.ts';
import { bucketHits } from './tampering-bucket.ts';
import { keyHits } from './tampering-key.ts';
import { storeHits } from './tampering-store.ts';
import { trailHits } from './tampering-trail.ts';

/** How things should be: baselines, not what the last look found. */
export interface KnownTrails {
  readonly trails: readonly TrailPosture[];
  readonly stores: readonly StorePosture[];
}

export interface Hit {
  /** ARN of the trail or event data store. */
  readonly subject: string;
  readonly difference: Difference;
}

export interface Tampering {
  readonly event: AuditEvent;
  /** Never empty. */
  readonly hits: readonly Hit[];
}

/** One successful call, with its parameters laid open. */
export interface Call {
  readonly event: AuditEvent;
  readonly request: JsonObject;
  readonly response: JsonObject;
  /** The record leaves the parameters out, being over 100 KB: a way to hide them. https://github.com/elastic/security-docs/pull/6893 */
  readonly omitted: boolean;
}

export function tampering(event: AuditEvent, knownTrails: KnownTrails): Tampering | null {
  if (event.outcome.kind === 'attempted') return null;
  const request = objectOf(event.record.requestParameters) ?? {};
  const call: Call = {
    event,
    request,
    response: objectOf(event.record.responseElements) ?? {},
    omitted: request.omitted === true,
  };
  const hits = hitsOf(call, knownTrails).filter(({ difference }) => difference.direction === 'weaker');
  return hits.length === 0 ? null : { event, hits };
}

function hitsOf(call: Call, { trails, stores }: KnownTrails): readonly Hit[] {
  switch (call.event.service) {
    case 'cloudtrail':
      return [...trailHits(call, trails), ...storeHits(call, stores)];
    case 's3':
      return bucketHits(call, trails);
    case 'kms':
      return keyHits(call, trails);
    default:
      return [];
  }
}

/** The events worth looking for, by service. */
export const TAMPER_EVENTS = {
  cloudtrail: [
    'StopLogging',
    'DeleteTrail',
    'UpdateTrail',
    'PutEventSelectors',
    'PutInsightSelectors',
    'StopEventDataStoreIngestion',
    'UpdateEventDataStore',
    'DeleteEventDataStore',
  ],
  s3: [
    'PutBucketPolicy',
    'DeleteBucketPolicy',
    'PutBucketLifecycle',
    'PutBucketLifecycleConfiguration',
    'PutBucketAcl',
    'PutBucketReplication',
    'DeleteBucketReplication',
    'PutBucketPublicAccessBlock',
    'DeleteBucketPublicAccessBlock',
    'PutBucketVersioning',
    'PutBucketObjectLockConfiguration',
    'PutBucketLogging',
    'PutBucketEncryption',
    'DeleteBucketEncryption',
    'DeleteBucket',
  ],
  kms: ['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DeleteImportedKeyMaterial'],
} as const;
