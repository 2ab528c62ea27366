// A queue's message → the objects it tells of: S3's own notifications, the same through SNS or EventBridge, and the ones
// CloudTrail sends to a trail's SNS topic. Anything else is left to whoever it is for.
import { isObject } from '../records/json.ts';

export interface ToldObject {
  readonly bucket: string;
  readonly key: string;
}

export type Notice =
  | { readonly kind: 'objects'; readonly objects: readonly ToldObject[] }
  /** S3's test message when notifications are set up, or of something else than a new object: nothing to do. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

/** SNS may wrap, and be wrapped itself; deeper it is nobody's format. */
const WRAPPED_MAX = 3;

export function readNotice(body: string): Notice {
  let text = body;
  for (let depth = 0; depth < WRAPPED_MAX; depth++) {
    const value = parse(text);
    if (!isObject(value)) return { kind: 'unknown' };
    if (typeof value.Message === 'string') {
      text = value.Message;
      continue;
    }
    return noticeIn(value);
  }
  return { kind: 'unknown' };
}

function noticeIn(value: Readonly<Record<string, unknown>>): Notice {
  if (value.Event === 's3:TestEvent') return { kind: 'nothing' };
  if (Array.isArray(value.Records)) return ofRecords(value.Records);
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
  if (isObject(value.detail)) {
    const { bucket, object } = value.detail;
    if (value['detail-type'] !== 'Object Created') return { kind: 'nothing' };
    return told(isObject(bucket) ? bucket.name : null, isObject(object) ? [object.key] : []);
  }
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/configure-sns-notifications-for-cloudtrail.html
  if (Array.isArray(value.s3ObjectKey)) return told(value.s3Bucket, value.s3ObjectKey);
  return { kind: 'unknown' };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
function ofRecords(records: readonly unknown[]): Notice {
  const objects: ToldObject[] = [];
  for (const record of records) {
    if (!isObject(record) || !isObject(record.s3)) return { kind: 'unknown' };
    const { bucket, object } = record.s3;
    if (!String(record.eventName ?? '').startsWith('ObjectCreated:')) continue;
    const notice = told(isObject(bucket) ? bucket.name : null, isObject(object) ? [decoded(object.key)] : []);
    if (notice.kind !== 'objects') return notice;
    objects.push(...notice.objects);
  }
  return objects.length === 0 ? { kind: 'nothing' } : { kind: 'objects', objects };
}

function told(bucket: unknown, keys: readonly unknown[]): Notice {
  const known = keys.filter((key): key is string => typeof key === 'string' && key !== '');
  if (typeof bucket !== 'string' || known.length === 0 || known.length < keys.length) return { kind: 'unknown' };
  return { kind: 'objects', objects: known.map((key) => ({ bucket, key })) };
}

/** Keys come encoded as in a form; one that is not is no key of ours. */
function decoded(key: unknown): string | null {
  try {
    return typeof key === 'string' ? decodeURIComponent(key.replaceAll('+', ' ')) : null;
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
