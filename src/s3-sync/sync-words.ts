// What S3, KMS or SQS refused → why, and what to change, in sentences; as a lack of the journal or as a failure.
import type { AwsTrouble } from '../aws/aws-trouble.ts';
import type { GapKind } from '../domain/coverage.ts';
import type { Failure } from '../domain/failure.ts';
import type { Lack } from './journal.ts';

/** What was wanted: a prefix to list or an object's key. */
export interface Wanted {
  readonly bucket: string;
  readonly path: string;
}

/** `files`: how many are lacking for it; null where a folder could not be listed. */
export function lackOf(trouble: AwsTrouble, wanted: Wanted, files: number | null): Lack {
  return { kind: kindOf(trouble), files, words: `${why(trouble, wanted)} ${remedy(trouble, wanted)}` };
}

export function bucketFailure(trouble: AwsTrouble, wanted: Wanted): Failure {
  const network = trouble.trouble === 'unreachable' || trouble.trouble === 'stopped';
  return {
    failure: network ? 'timed-out' : 'not-allowed',
    what: `The log files in s3://${wanted.bucket}/${wanted.path} could not be copied.`,
    why: why(trouble, wanted),
    instead: remedy(trouble, wanted),
  };
}

function kindOf(trouble: AwsTrouble): GapKind {
  switch (trouble.trouble) {
    case 'throttled':
      return 'throttled';
    case 'unreachable':
    case 'stopped':
    case 'lost-page':
      return 'timed-out';
    case 'refused':
      return isGone(trouble) ? 'unreadable-file' : 'denied';
    case 'denied':
    case 'credentials':
    case 'expired':
      return 'denied';
    default:
      return unreachable(trouble.trouble);
  }
}

/** It was listed, or told of, and is not there (any more). */
export function isGone({ code }: AwsTrouble): boolean {
  return code === 'NoSuchKey';
}

/** After looking for a bucket: nothing more can be learned by listing it. A HEAD says "denied" or "wrong", and not why. */
export function endsThere({ trouble, code }: AwsTrouble): boolean {
  return trouble !== 'denied' && (trouble !== 'refused' || code === 'NotFound' || code === 'NoSuchBucket');
}

/** Nothing but waiting settles these: worth another try. */
export function isPassing({ trouble }: AwsTrouble): boolean {
  return trouble === 'throttled' || trouble === 'unreachable';
}

function why(trouble: AwsTrouble, { bucket }: Wanted): string {
  const { code, message, action } = trouble;
  const said = `AWS says: ${code}${message === '' || message === code ? '' : ` (${message})`}.`;
  if (code === 'NoSuchBucket' || (code === 'NotFound' && action === 's3:ListBucket')) {
    return `There is no bucket ${bucket}.`;
  }
  if (isGone(trouble)) return 'The object is no longer in the bucket.';
  if (isPutAway(trouble)) return 'The files were moved to an archive class (S3 Glacier) and cannot be read from there.';
  if (isKeyTrouble(trouble)) return `The files are encrypted with a KMS key that cannot be used. ${said}`;
  switch (trouble.trouble) {
    case 'throttled':
      return 'S3 throttled the reading again and again, so it was given up.';
    case 'unreachable':
    case 'lost-page':
      return `There was no usable answer from S3 (${code}).`;
    case 'stopped':
      return 'It was stopped before it ended.';
    case 'denied':
      return `AWS denied ${isDecrypt(trouble) ? 'kms:Decrypt' : action}. ${said}`;
    case 'credentials':
      return `AWS did not accept the credentials. ${said}`;
    case 'expired':
      return `The credentials expired. ${said}`;
    case 'refused':
      return `AWS refused ${action}. ${said}`;
    default:
      return unreachable(trouble.trouble);
  }
}

function remedy(trouble: AwsTrouble, { bucket, path }: Wanted): string {
  const { code } = trouble;
  if (code === 'NoSuchBucket' || code === 'NotFound') return 'Check its name: DescribeTrails tells it as S3BucketName.';
  if (isGone(trouble)) {
    return 'A lifecycle rule or a person removed it: CloudTrail’s data events of the bucket, where they are on, say who.';
  }
  if (isPutAway(trouble)) {
    return 'Restore them, then copy again; a lifecycle rule of the bucket moves them.';
  }
  if (isDecrypt(trouble)) {
    return `Allow kms:Decrypt on the key to the credentials whodid runs with, in its key policy too where the key is another account’s.`;
  }
  if (isKeyTrouble(trouble)) return 'Enable the key, or cancel its deletion, in KMS; then copy again.';
  switch (trouble.trouble) {
    case 'throttled':
    case 'unreachable':
    case 'lost-page':
    case 'stopped':
      return 'Copy again; what is there already is not copied twice.';
    case 'denied': {
      const resource = trouble.action === 's3:GetObject' ? `${bucket}/${path}` : bucket;
      return `Allow ${trouble.action} on arn:aws:s3:::${resource} (deploy/iam/s3.json), and in the bucket’s policy where it is another account’s.`;
    }
    case 'credentials':
    case 'expired':
      return 'Set AWS credentials that are valid now, and check this machine’s clock.';
    case 'refused':
      return 'Check the bucket and prefix, then copy again.';
    default:
      return unreachable(trouble.trouble);
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_Errors */
function isPutAway({ code }: AwsTrouble): boolean {
  return code === 'InvalidObjectState';
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html: S3 passes KMS's code on after "KMS." */
function isKeyTrouble({ code }: AwsTrouble): boolean {
  return /^KMS\.|^KMS[A-Z]/.test(code);
}

function isDecrypt({ message }: AwsTrouble): boolean {
  return message.includes('kms:Decrypt');
}

function unreachable(kind: never): never {
  throw new Error(`unknown trouble ${String(kind)}`);
}
