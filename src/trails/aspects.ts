// What of a trail can be weakened, as a closed list: what is lost with it, and what would put it back. A poll and an event
// that speak of the same aspect of the same trail speak of the same thing.

export type Aspect =
  | 'trail'
  | 'logging'
  | 'regions'
  | 'member-accounts'
  | 'global-services'
  | 'selectors'
  | 'insights'
  | 'validation'
  | 'bucket'
  | 'prefix'
  | 'encryption'
  | 'log-group'
  | 'notifications'
  | 'delivery'
  | 'bucket-gone'
  | 'bucket-policy'
  | 'bucket-lifecycle'
  | 'bucket-public'
  | 'bucket-versioning'
  | 'bucket-lock'
  | 'bucket-replication'
  | 'bucket-access-log'
  | 'bucket-encryption'
  | 'key'
  | 'store-gone'
  | 'store-ingestion'
  | 'store-settings'
  | 'baseline';

/**
 * How much goes unrecorded: nothing more is written down at all, a part is not, files wait to be delivered (AWS tries for
 * 30 days), or all is recorded and only its safekeeping is weaker.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export type Blindness = 'all' | 'some' | 'undelivered' | 'none';

/** What somebody may ask to have done about it: the kind of an approval's action. */
export type Remedy =
  | 'start-logging'
  | 'recreate-trail'
  | 'restore-selectors'
  | 'restore-insights'
  | 'restore-validation'
  | 'restore-bucket'
  | 'restore-kms-key'
  | 'restore-multi-region';

interface AspectFacts {
  readonly blind: Blindness;
  /** null: nothing that can be done from here. */
  readonly remedy: Remedy | null;
  /** In a sentence: what this means for whoever investigates later. */
  readonly means: string;
}

const KEPT = 'Events go on being recorded';

export const ASPECTS: Readonly<Record<Aspect, AspectFacts>> = {
  trail: {
    blind: 'all',
    remedy: 'recreate-trail',
    means: 'This trail records nothing any more. Its old files are still in its bucket.',
  },
  logging: { blind: 'all', remedy: 'start-logging', means: 'This trail records nothing until its logging is started.' },
  regions: {
    blind: 'some',
    remedy: 'restore-multi-region',
    means: 'Outside its home Region this trail records nothing any more.',
  },
  'member-accounts': {
    blind: 'some',
    remedy: null,
    means: 'The other accounts of the organization are not recorded by this trail any more.',
  },
  'global-services': {
    blind: 'some',
    remedy: null,
    means: 'Calls of global services (IAM, STS, CloudFront) are not recorded any more.',
  },
  selectors: {
    blind: 'some',
    remedy: 'restore-selectors',
    means: 'What the selectors leave out is not recorded, though the trail is on.',
  },
  insights: {
    blind: 'none',
    remedy: 'restore-insights',
    means: `${KEPT}, but unusual activity is not pointed out any more.`,
  },
  validation: {
    blind: 'none',
    remedy: 'restore-validation',
    means: `${KEPT}, but files changed or removed from now on cannot be told by their digests.`,
  },
  bucket: {
    blind: 'none',
    remedy: 'restore-bucket',
    means: 'Its files go where whoever reads the old bucket does not look.',
  },
  prefix: {
    blind: 'none',
    remedy: 'restore-bucket',
    means: 'Its files go to another folder, where whoever reads the old one does not look.',
  },
  encryption: { blind: 'none', remedy: 'restore-kms-key', means: `${KEPT}, encrypted otherwise than before.` },
  'log-group': {
    blind: 'none',
    remedy: null,
    means: `${KEPT} in S3, but alarms and queries on the log group see nothing new.`,
  },
  notifications: {
    blind: 'none',
    remedy: null,
    means: `${KEPT}, but whoever waits for the notices of new files hears nothing.`,
  },
  delivery: {
    blind: 'undelivered',
    remedy: null,
    means: 'Files wait at AWS, which tries again for 30 days; after that they are lost.',
  },
  'bucket-gone': {
    blind: 'undelivered',
    remedy: null,
    means: 'The log files that were in it are gone, and new ones cannot be delivered.',
  },
  'bucket-policy': {
    blind: 'undelivered',
    remedy: null,
    means: 'CloudTrail cannot deliver: files wait at AWS, which tries again for 30 days; after that they are lost.',
  },
  'bucket-lifecycle': { blind: 'none', remedy: null, means: `${KEPT}, but log files are deleted soon after.` },
  'bucket-public': {
    blind: 'none',
    remedy: null,
    means: `${KEPT}, but people outside may read or change the log files.`,
  },
  'bucket-versioning': {
    blind: 'none',
    remedy: null,
    means: `${KEPT}, but log files can be overwritten or deleted for good.`,
  },
  'bucket-lock': { blind: 'none', remedy: null, means: `${KEPT}, but new log files can be deleted before their time.` },
  'bucket-replication': {
    blind: 'none',
    remedy: null,
    means: `${KEPT}; the copies of the log files are not what they were.`,
  },
  'bucket-access-log': {
    blind: 'none',
    remedy: null,
    means: `${KEPT}, but who reads or deletes log files is not written down.`,
  },
  'bucket-encryption': {
    blind: 'none',
    remedy: null,
    means: 'Files may not be deliverable, or not readable, if CloudTrail and readers may not use that key.',
  },
  key: {
    blind: 'undelivered',
    remedy: null,
    means: 'CloudTrail cannot encrypt new files, so it cannot deliver them; old ones cannot be read.',
  },
  'store-gone': {
    blind: 'all',
    remedy: null,
    means: 'The event data store records nothing, and is deleted for good after seven days.',
  },
  'store-ingestion': { blind: 'all', remedy: null, means: 'The event data store takes in nothing new.' },
  'store-settings': { blind: 'some', remedy: null, means: 'The event data store takes in or keeps less than before.' },
  baseline: { blind: 'none', remedy: null, means: 'What this trail should look like is not known for sure any more.' },
};
