// Trails as they stand → which of CIS's controls about CloudTrail they meet, by what each control means: its number differs
// from version to version. What could not be read is neither met nor missed.
// Numbers: https://github.com/prowler-cloud/prowler (prowler/compliance/aws/cis_{3,5,6,7}.0_aws.json)
import { bucketOf, isGone, type Posture, type TrailPosture } from './posture.ts';
import { rulesOf, shareOf } from './selector-set.ts';
import { isUnread } from './trail-report.ts';

export interface CisControl {
  readonly meaning: string;
  /** By version of the CIS AWS Foundations Benchmark. */
  readonly numbers: { readonly v3: string; readonly v5: string; readonly v7: string };
}

export type CisName = 'all-regions' | 'validation' | 'access-log' | 'kms' | 's3-writes' | 's3-reads';

export const CIS: Readonly<Record<CisName, CisControl>> = {
  'all-regions': { meaning: 'CloudTrail records all Regions', numbers: { v3: '3.1', v5: '3.1', v7: '4.1' } },
  validation: { meaning: 'log files are validated', numbers: { v3: '3.2', v5: '3.2', v7: '4.2' } },
  'access-log': { meaning: 'the log bucket keeps an access log', numbers: { v3: '3.4', v5: '3.4', v7: '4.4' } },
  kms: { meaning: 'log files are encrypted with a KMS key', numbers: { v3: '3.5', v5: '3.5', v7: '4.5' } },
  's3-writes': { meaning: 'writes of S3 objects are recorded', numbers: { v3: '3.8', v5: '3.8', v7: '4.8' } },
  's3-reads': { meaning: 'reads of S3 objects are recorded', numbers: { v3: '3.9', v5: '3.9', v7: '4.9' } },
};

export type CisVerdict = 'met' | 'missed' | 'unknown';

/** Of one trail; a control about Regions and objects is met by the account when one of its trails meets it. */
export function cisOf(posture: TrailPosture): Readonly<Record<CisName, CisVerdict>> {
  const { trail, status, selectors } = posture;
  const logs = isUnread(status) ? null : status.logging;
  const management = isUnread(selectors) ? null : shareOf(selectors, 'Management') === 'all';
  const bucket = bucketOf(posture);
  return {
    'all-regions': verdict(all([trail.multiRegion, logs, management])),
    validation: verdict(trail.validation),
    'access-log': verdict(
      isGone(posture.bucket) ? false : bucket === null || isUnread(bucket.accessLog) ? null : bucket.accessLog !== null,
    ),
    kms: verdict(trail.kmsKey !== null),
    's3-writes': verdict(objects(posture, 'false')),
    's3-reads': verdict(objects(posture, 'true')),
  };
}

/** All S3 objects, in one direction. */
function objects({ selectors }: TrailPosture, readOnly: 'true' | 'false'): boolean | null {
  if (isUnread(selectors)) return null;
  return rulesOf(selectors).some(
    ({ category, fields }) =>
      category === 'Data' &&
      fields.every(({ field, some, not }) => {
        if (not.length > 0) return false;
        if (field === 'resources.type') return some.some(({ value }) => value === 'AWS::S3::Object');
        if (field === 'readOnly') return some.some(({ value }) => value === readOnly);
        return field === 'eventSource' && some.some(({ value }) => value === 's3.amazonaws.com');
      }),
  );
}

function all(parts: readonly (boolean | null)[]): boolean | null {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

function verdict(met: boolean | null): CisVerdict {
  return met === null ? 'unknown' : met ? 'met' : 'missed';
}

/** `validation (CIS 3.2; v7.0: 4.2)`. */
export function cisWords(name: CisName): string {
  const { meaning, numbers } = CIS[name];
  return `${meaning} (CIS v3.0 to v5.0 ${numbers.v5}, v6.0 and v7.0 ${numbers.v7})`;
}

export const CIS_NAMES = Object.keys(CIS) as readonly CisName[];

/** Controls that no trail here meets, and those that could not be told. */
export function cisMissed({ trails }: Pick<Posture, 'trails'>): {
  readonly missed: readonly CisName[];
  readonly unknown: readonly CisName[];
} {
  const verdicts = trails.map(cisOf);
  const open = CIS_NAMES.filter((name) => !verdicts.some((each) => each[name] === 'met'));
  const unknown = open.filter((name) => verdicts.some((each) => each[name] === 'unknown'));
  return { missed: open.filter((name) => !unknown.includes(name)), unknown };
}
