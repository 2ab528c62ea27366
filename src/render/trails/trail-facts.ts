// One trail as it stands → the words for each of its properties, the same for Slack's table and the CSV. Plain text,
// unescaped. What could not be read says so and why.
import { CIS_NAMES, cisOf } from '../../trails/cis.ts';
import { mayDeliver } from '../../trails/compare-bucket.ts';
import { bucketOf, isGone, keptDays, logPrefix, type TrailPosture } from '../../trails/posture.ts';
import { shareOf } from '../../trails/selector-set.ts';
import { isUnread, type Unread } from '../../trails/trail-report.ts';

export interface TrailFacts {
  readonly name: string;
  readonly account: string;
  readonly logs: string;
  readonly regions: string;
  readonly records: string;
  readonly validated: string;
  readonly encrypted: string;
  readonly bucketWords: string;
  readonly publicAccess: string;
  readonly versioning: string;
  readonly objectLock: string;
  readonly accessLog: string;
  readonly kept: string;
  readonly mayWrite: string;
  readonly logGroup: string;
  readonly insights: string;
  /** Epoch milliseconds; null: see the words. */
  readonly deliveredMs: number | null;
  readonly deliveredWords: string;
  readonly deliveryError: string;
  readonly cis: string;
}

export function trailFacts(posture: TrailPosture): TrailFacts {
  const { trail, status, insights } = posture;
  const read = isUnread(status) ? null : status;
  return {
    name: trail.name,
    account: trail.account,
    logs: isUnread(status) ? unreadWords(status) : status.logging ? 'yes' : 'NO',
    regions: `${trail.multiRegion ? 'all' : trail.homeRegion}${trail.organization ? ', organization' : ''}`,
    records: recordsWords(posture),
    validated: trail.validation ? 'yes' : 'no',
    encrypted: encryptedWords(posture),
    ...bucketFacts(posture),
    logGroup: trail.logGroup ?? 'none',
    insights: isUnread(insights) ? unreadWords(insights) : insights.length === 0 ? 'off' : insights.join(' '),
    deliveredMs: read?.deliveredMs ?? null,
    deliveredWords: read === null ? 'not known' : 'never, or not told',
    deliveryError: read?.deliveryError ?? '',
    cis: cisText(posture),
  };
}

export function unreadWords({ unread, action }: Unread): string {
  return unread === 'denied' ? `not known (allow ${action})` : 'not known (no answer)';
}

function recordsWords({ selectors }: TrailPosture): string {
  if (isUnread(selectors)) return unreadWords(selectors);
  const words = { all: '', some: 'some ', none: '' } as const;
  const parts = (['Management', 'Data', 'NetworkActivity'] as const).flatMap((category) => {
    const share = shareOf(selectors, category);
    const name = category === 'NetworkActivity' ? 'network' : category.toLowerCase();
    return share === 'none' ? [] : [`${words[share]}${name}`];
  });
  return parts.length === 0 ? 'NOTHING' : parts.join(', ');
}

function encryptedWords({ trail, key }: TrailPosture): string {
  if (trail.kmsKey === null) return 'SSE-S3';
  if (key === null || isUnread(key)) return 'KMS, state not known';
  return key.state === 'Enabled' ? 'KMS' : `KMS, key ${key.state}`;
}

type BucketFacts = Pick<
  TrailFacts,
  'bucketWords' | 'publicAccess' | 'versioning' | 'objectLock' | 'accessLog' | 'kept' | 'mayWrite'
>;

function bucketFacts(posture: TrailPosture): BucketFacts {
  const { trail, bucket: whole } = posture;
  const bucket = bucketOf(posture);
  if (bucket === null) {
    const why = whole === null ? 'none' : isGone(whole) ? 'GONE' : isUnread(whole) ? unreadWords(whole) : '';
    const same = { publicAccess: why, versioning: why, objectLock: why, accessLog: why, kept: why, mayWrite: why };
    return { bucketWords: `${trail.bucket ?? ''} ${why}`.trim(), ...same };
  }
  const { publicAccess, versioning, objectLock, accessLog, expiries, policy } = bucket;
  const days = isUnread(expiries) ? null : keptDays(expiries, logPrefix(trail));
  const facts = {
    publicAccess: isUnread(publicAccess)
      ? unreadWords(publicAccess)
      : Object.values(publicAccess).every(Boolean)
        ? 'blocked'
        : 'NOT BLOCKED',
    versioning: isUnread(versioning) ? unreadWords(versioning) : versioning.status,
    objectLock: isUnread(objectLock)
      ? unreadWords(objectLock)
      : objectLock === null
        ? 'none'
        : `${objectLock.days} days, ${objectLock.mode}`,
    accessLog: isUnread(accessLog) ? unreadWords(accessLog) : (accessLog ?? 'none'),
    kept: isUnread(expiries) ? 'not known' : days === null ? 'no end' : days === 0 ? 'to a date' : `${days} days`,
    mayWrite: isUnread(policy) ? unreadWords(policy) : mayDeliver(trail, bucket.name, policy),
  };
  const marks = [
    ...(facts.publicAccess === 'NOT BLOCKED' ? ['public access not blocked'] : []),
    ...(facts.mayWrite === 'no' ? ['CloudTrail may not write'] : []),
    ...(facts.versioning === 'enabled' ? ['versions'] : []),
    ...(isUnread(objectLock) || objectLock === null ? [] : ['locked']),
  ];
  return { bucketWords: `${bucket.name}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`, ...facts };
}

function cisText(posture: TrailPosture): string {
  const verdicts = cisOf(posture);
  return CIS_NAMES.map((name) => `${name}: ${verdicts[name]}`).join('; ');
}
