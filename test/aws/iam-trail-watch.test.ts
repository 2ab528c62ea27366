// deploy/iam/trail-watch.json held against what a look at trails really calls: with it nothing is left out, every action in it
// is used, and without any one of them a gap says which.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { trailPostures } from '../../src/aws/trail-posture.ts';
import { DEV, HOME, NOW, PROD } from '../fakes/aws/sample-record.ts';
import { KEYS, openStage } from '../fakes/aws/stage.ts';

const ROLE = `arn:aws:iam::${DEV}:role/whodid-event-history`;
const KEY_ID = '11111111-2222-4333-8444-555555555555';
const policy = JSON.parse(readFileSync(new URL('../../deploy/iam/trail-watch.json', import.meta.url), 'utf8')) as {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
};
/** Listing is for what storage costs, which nobody misses where it is not allowed. */
const ACTIONS = policy.Statement.flatMap(({ Action }) => Action)
  .filter((action) => action !== 's3:ListBucket')
  .sort();

async function lookWith(allowed: readonly string[]) {
  const stage = await openStage({
    trails: [
      {
        name: 'sample-trail',
        account: PROD,
        homeRegion: HOME,
        bucket: 'sample-logs',
        kmsKeyId: `arn:aws:kms:${HOME}:${PROD}:key/${KEY_ID}`,
        insightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
      },
    ],
    keys: [{ id: KEY_ID, account: PROD, region: HOME }],
    buckets: [{ name: 'sample-logs', account: PROD, region: HOME }],
    credentials: [{ ...KEYS, account: PROD, allowed }],
    roles: [{ arn: ROLE, trusts: [PROD], allowed }],
  });
  const postures = trailPostures({ endpoint: stage.fake.url, credentials: KEYS }, () => NOW, 'tester');
  const own = { accountId: PROD, region: HOME, role: null };
  const posture = await postures.read([own, { accountId: DEV, region: HOME, role: { roleArn: ROLE } }]);
  postures.close();
  return { posture, calls: stage.fake.calls };
}

it('is enough, and every action in it is used', async () => {
  const { posture, calls } = await lookWith(ACTIONS);
  expect(posture.gaps).toEqual([]);
  const [trail] = posture.trails;
  expect(trail).toMatchObject({
    insights: ['ApiCallRateInsight'],
    key: { state: 'Enabled' },
    bucket: { name: 'sample-logs' },
  });
  expect(posture.stores).toHaveLength(1);
  expect(calls.filter(({ outcome }) => /denied/i.test(String(outcome)))).toEqual([]);
});

it.each(ACTIONS.filter((action) => action !== 'sts:SetSourceIdentity'))(
  'says so where %s is missing',
  async (missing) => {
    const { posture } = await lookWith(ACTIONS.filter((action) => action !== missing));
    expect(posture.gaps.join('\n')).toContain(`allow ${missing}`);
    for (const { status } of posture.trails) expect(status).not.toMatchObject({ logging: false });
  },
);

it('names what AWS can tell apart, and lets nothing be changed', () => {
  const wide = policy.Statement.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
  expect(wide).toEqual(['cloudtrail:DescribeTrails', 'cloudtrail:ListEventDataStores']);
  expect(ACTIONS.filter((action) => !/:(Describe|Get|List)|^sts:/.test(action))).toEqual([]);
});
