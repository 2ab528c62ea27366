// What a file's name says: whether it may be a CloudTrail log, and when CloudTrail delivered it.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html

const LOG_NAME = /\.(json|ndjson|jsonl)(\.gz)?$/i;
/** Digest files list log files for integrity checks; they hold no events. */
const DIGEST = /(^|[/_])CloudTrail-Digest([/_]|$)/;
const DELIVERED = /_CloudTrail(?:-Insight)?_[^/]*_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/;

/** True for a path that may hold events. LICENSE, README, hidden files and digests do not. */
export function isLogName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !name.startsWith('.') && LOG_NAME.test(name) && !DIGEST.test(path);
}

/** The minute in which the file was delivered, UTC, RFC 3339; null where the name does not say. */
export function publishedAt(path: string): string | null {
  const match = DELIVERED.exec(path);
  if (match === null) return null;
  const [, year, month, day, hour, minute] = match;
  const text = `${year}-${month}-${day}T${hour}:${minute}:00Z`;
  return Number.isNaN(Date.parse(text)) ? null : text;
}
