// The calls about trails through the real SDK, and what becomes of them where something is denied or switched off.
import { describe, expect, it } from 'vitest';
import { isTrouble } from '../../src/aws/aws-trouble.ts';
import { type TrailCalls, trailCalls } from '../../src/aws/trails.ts';
import type { SeedTrail } from '../../src/fakes/aws/world.ts';
import { categoriesOf, leftOutWords } from '../../src/trails/recording.ts';
import { DEV, HOME, MINUTE, NOW, PROD, record } from '../fakes/aws/sample-record.ts';
import { KEYS, openStage, type Stage } from '../fakes/aws/stage.ts';

const ORG: SeedTrail = { name: 'sample-org', account: PROD, homeRegion: HOME, multiRegion: true, organization: true };
const ARN = `arn:aws:cloudtrail:${HOME}:${PROD}:trail/sample-org`;
const ROLE = { roleArn: `arn:aws:iam::${DEV}:role/whodid-event-history`, externalId: 'sample-external-id' };
const roles = [{ arn: ROLE.roleArn, trusts: [PROD], externalId: ROLE.externalId }];
const here = { accountId: PROD, region: HOME, role: null };

function callsOn(stage: Stage): TrailCalls {
  return trailCalls({ endpoint: stage.fake.url, credentials: KEYS }, () => NOW, 'tester');
}

describe('what AWS says of trails', () => {
  it('is the trail, its status in this Region, and what it records', async () => {
    const stage = await openStage({ trails: [ORG], events: [record(10)] });
    const calls = callsOn(stage);
    expect(await calls.describe(here)).toMatchObject([
      { arn: ARN, name: 'sample-org', account: PROD, homeRegion: HOME, multiRegion: true, organization: true },
    ]);
    expect(await calls.status(here, ARN)).toMatchObject({
      logging: true,
      deliveredMs: NOW - 5 * MINUTE,
      startedMs: NOW,
    });
    const recording = await calls.recording(here, ARN);
    if (isTrouble(recording)) throw new Error(recording.code);
    expect([categoriesOf(recording), leftOutWords(recording)]).toEqual([['Management'], null]);
    calls.close();
  });

  it('is read through the role of another account, and in its words where it was denied', async () => {
    const trails = [{ ...ORG, eventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] }];
    const stage = await openStage({ trails, roles });
    const calls = callsOn(stage);
    const there = { accountId: DEV, region: 'us-east-1', role: ROLE };
    expect(await calls.describe(there)).toMatchObject([{ arn: ARN }]);
    const recording = await calls.recording(there, ARN);
    expect(isTrouble(recording) ? recording : leftOutWords(recording)).toBe(
      'of the management events, writes were not recorded',
    );
    stage.fake.inject({ kind: 'denied', operation: 'GetTrailStatus' });
    expect(await calls.status(there, ARN)).toMatchObject({ trouble: 'denied', action: 'cloudtrail:GetTrailStatus' });
    const strange = { ...there, role: { roleArn: ROLE.roleArn, externalId: 'another' } };
    expect(await callsOn(stage).describe(strange)).toMatchObject({ trouble: 'denied', action: 'sts:AssumeRole' });
    expect(await calls.describe({ ...there, region: 'eu-south-1' })).toMatchObject({ trouble: 'credentials' });
    calls.close();
  });
});
