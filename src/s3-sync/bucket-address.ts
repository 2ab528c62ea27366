// `s3://bucket/prefix` as somebody typed it → which bucket, what stands before `AWSLogs/` in its keys, and to which part of
// the trail's folders it is narrowed; or the sentence that says what to type instead.

export interface BucketAddress {
  readonly bucket: string;
  /** Before `AWSLogs/`: '' or ending in `/`. */
  readonly prefix: string;
  /** Folders after `AWSLogs/`, as far as they were named: organization, account, kind, Region. */
  readonly narrowed: readonly string[];
}

export type AddressReading =
  | { readonly ok: true; readonly address: BucketAddress }
  | { readonly ok: false; readonly why: string };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const LOGS = 'AWSLogs';
/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
const LEVELS: readonly RegExp[] = [
  /^o-[a-z0-9]{10,32}$/,
  /^\d{12}$/,
  /^CloudTrail(-Insight|-NetworkActivity)?$/,
  /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/,
];

export function isS3Address(text: string): boolean {
  return /^s3:\/\//i.test(text);
}

export function readBucketAddress(text: string): AddressReading {
  const [bucket = '', ...rest] = text.replace(/^s3:\/\//i, '').split('/');
  if (!BUCKET.test(bucket)) {
    return no(`"${bucket}" is not the name of a bucket. Write s3://BUCKET/PREFIX, as in the trail's settings.`);
  }
  const parts = rest.at(-1) === '' ? rest.slice(0, -1) : rest;
  const logs = parts.indexOf(LOGS);
  const before = logs < 0 ? parts : parts.slice(0, logs);
  const narrowed = logs < 0 ? [] : parts.slice(logs + 1);
  const odd = oddAt(narrowed);
  if (odd !== null) {
    return no(
      `"${odd}" does not belong after AWSLogs/. Stop at the account, the kind of log or the Region, such as AWSLogs/111122223333/CloudTrail/eu-west-1, and name the time with --days or --from and --to.`,
    );
  }
  return { ok: true, address: { bucket, prefix: before.map((part) => `${part}/`).join(''), narrowed } };
}

/** Each folder is of a later level than the one before; an organization may be left out. */
function oddAt(narrowed: readonly string[]): string | null {
  let level = 0;
  for (const part of narrowed) {
    const found = LEVELS.findIndex((pattern, at) => at >= level && (at === level || level === 0) && pattern.test(part));
    if (found < 0 || found > level + 1) return part;
    level = found + 1;
  }
  return null;
}

/** As it was meant, to be typed again. */
export function writeAddress({ bucket, prefix, narrowed }: BucketAddress): string {
  const below = narrowed.length === 0 ? '' : `${LOGS}/${narrowed.join('/')}/`;
  return `s3://${bucket}/${prefix}${below}`;
}

/** Where the trail's own folders begin in the keys. */
export function logsRoot({ prefix }: Pick<BucketAddress, 'prefix'>): string {
  return `${prefix}${LOGS}/`;
}

function no(why: string): AddressReading {
  return { ok: false, why };
}
