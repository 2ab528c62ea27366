// deploy/iam/remediation.json held against what is really called through its role: every change is made with it, each needs
// what it says, and nothing that blinds a trail is in it.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pinOf } from '../../src/approval/baseline-settings.ts';
import { remediator } from '../../src/aws/remediation.ts';
import type { ApprovalAction } from '../../src/domain/approval.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { TrailAction, TrailSettingsKept } from '../../src/domain/remediation.ts';
import { HOME, NOW, PROD } from '../fakes/aws/sample-record.ts';
import { KEYS, openStage } from '../fakes/aws/stage.ts';

const policy = JSON.parse(readFileSync(new URL('../../deploy/iam/remediation.json', import.meta.url), 'utf8')) as {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
};
const ACTIONS = policy.Statement.flatMap(({ Action }) => Action).sort();
const BUCKET = 'sample-trail-logs';
const KEY = `arn:aws:kms:${HOME}:${PROD}:key/00000000-0000-4000-8000-0000000000aa`;
const WANTED: TrailSettingsKept = {
  bucket: BUCKET,
  prefix: null,
  kmsKey: KEY,
  multiRegion: true,
  organization: false,
  globalServices: true,
  validation: true,
  eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
  advancedEventSelectors: null,
  insightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
};
const baseline = pinOf(1, WANTED);
const trail = { name: 'sample-trail', account: PROD, homeRegion: HOME };
const CHANGES: readonly TrailAction[] = [
  { kind: 'start-logging', trail },
  { kind: 'restore-selectors', trail, baseline },
  { kind: 'restore-insights', trail, baseline },
  { kind: 'restore-validation', trail, baseline },
  { kind: 'restore-bucket', trail, baseline },
  { kind: 'restore-kms-key', trail, baseline },
  { kind: 'restore-multi-region', trail, baseline },
  { kind: 'recreate-trail', trail: { ...trail, name: 'gone-trail' }, baseline },
  { kind: 'set-up-trail', trail: { ...trail, name: 'first-trail' }, bucket: BUCKET },
] satisfies readonly ApprovalAction[];

async function tryAll(allowed: readonly string[]) {
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${BUCKET}/*`,
  };
  const stage = await openStage({
    clock: () => NOW,
    trails: [
      {
        ...trail,
        bucket: 'other-bucket',
        logging: false,
        validation: false,
        eventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }],
      },
    ],
    keys: [{ id: KEY.slice(KEY.lastIndexOf('/') + 1), account: PROD, region: HOME }],
    buckets: [
      { name: BUCKET, account: PROD, region: HOME, policy: { Version: '2012-10-17', Statement: [statement] } },
      { name: 'other-bucket', account: PROD, region: HOME, policy: { Version: '2012-10-17', Statement: [statement] } },
    ],
    roles: [{ arn: `arn:aws:iam::${PROD}:role/whodid-remediation`, trusts: [PROD], allowed }],
  });
  const aws = { endpoint: stage.fake.url, credentials: KEYS };
  const made = remediator({ aws, role: 'whodid-remediation', externalId: null, clock: () => NOW });
  const results: string[] = [];
  for (const change of CHANGES) {
    const settings = 'baseline' in change ? WANTED : null;
    const before = await made.preflight(change, settings, 'U0000ADMIN');
    const ran = await made.run(change, settings, 'U0000ADMIN');
    const after = await made.isMade(change, settings, 'U0000ADMIN');
    const found = isFailure(before) ? before.why : [...before.problems, ...before.unchecked].join(' ');
    results.push(`${change.kind}: ${ran.kind === 'done' ? 'done' : ran.why}, ${after} ${found}`.trim());
  }
  made.close();
  return { results, calls: stage.fake.calls };
}

it('is enough for every change, and every action in it is used', async () => {
  const { results, calls } = await tryAll(ACTIONS);
  expect(results.filter((result) => !result.includes(': done, true'))).toEqual([]);
  expect(results.filter((result) => /denied|not allowed/.test(result))).toEqual([]);
  const used = new Set(calls.map(({ service, operation }) => `${service}:${operation}`));
  // S3's HeadBucket is allowed by ListBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
  const named = [...used].map((each) => each.replace('s3:HeadBucket', 's3:ListBucket'));
  expect(named.filter((each) => !each.startsWith('sts:')).sort()).toEqual(ACTIONS);
}, 30_000);

it('makes no change without its own action, and says which was denied', async () => {
  const { results } = await tryAll(ACTIONS.filter((action) => !/Start|Update|Create|Put/.test(action)));
  for (const result of results) expect(result).toMatch(/AccessDenied.* to cloudtrail:(Start|Update|Create|Put)/);
}, 30_000);

it('holds nothing that switches recording off, no wildcard action, and no resource wider than AWS makes it be', () => {
  expect(ACTIONS.join()).not.toMatch(/\*|Stop|Delete|Disable|Remove/);
  const wide = policy.Statement.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect(wide).toEqual(['cloudtrail:DescribeTrails']);
});
