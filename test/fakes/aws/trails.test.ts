// Trails: who sees which from where, their status and selectors, and switching them.
import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTrailsCommand,
  LookupEventsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import type { SeedTrail } from '../../../src/fakes/aws/world.ts';
import { HOME, MINUTE, NOW, PROD, record } from './sample-record.ts';
import { DEV_KEYS, KEYS, openStage, refusal, type Stage } from './stage.ts';

const ORG: SeedTrail = { name: 'sample-org', account: PROD, homeRegion: HOME, multiRegion: true, organization: true };
const LOCAL: SeedTrail = {
  name: 'sample-local',
  account: PROD,
  homeRegion: 'us-east-1',
  logging: false,
  latestDeliveryError: 'AccessDenied',
  advancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
  insightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
};
const ORG_ARN = `arn:aws:cloudtrail:${HOME}:${PROD}:trail/sample-org`;

async function names(stage: Stage, region: string, keys = KEYS, input = {}) {
  const { trailList } = await stage.cloudTrail(region, keys).send(new DescribeTrailsCommand(input));
  return trailList?.map((trail) => trail.Name);
}

describe('trails', () => {
  it('are seen at home, as shadows in other Regions, and from the organization’s members', async () => {
    const stage = await openStage({ trails: [ORG, LOCAL] });
    expect(await names(stage, HOME)).toEqual(['sample-org']);
    expect(await names(stage, 'us-east-1')).toEqual(['sample-org', 'sample-local']);
    expect(await names(stage, 'us-east-1', KEYS, { includeShadowTrails: false })).toEqual(['sample-local']);
    expect(await names(stage, 'us-east-1', DEV_KEYS)).toEqual(['sample-org']);
    expect(await names(stage, 'us-east-1', KEYS, { trailNameList: ['sample-org'] })).toEqual([]);
    expect(await names(stage, 'us-east-1', KEYS, { trailNameList: [ORG_ARN] })).toEqual(['sample-org']);
    const { Trails } = await stage.cloudTrail(HOME).send(new ListTrailsCommand({}));
    expect(Trails?.map(({ Name, HomeRegion }) => [Name, HomeRegion])).toEqual([
      ['sample-org', HOME],
      ['sample-local', 'us-east-1'],
    ]);
  });

  it('are found by name at home and by ARN elsewhere', async () => {
    const stage = await openStage({ trails: [ORG] });
    const get = (Name: string, region: string, keys = KEYS) =>
      stage.cloudTrail(region, keys).send(new GetTrailCommand({ Name }));
    expect((await get('sample-org', HOME)).Trail).toMatchObject({
      TrailARN: ORG_ARN,
      HomeRegion: HOME,
      IsMultiRegionTrail: true,
      IsOrganizationTrail: true,
    });
    expect((await get(ORG_ARN, 'us-east-1', DEV_KEYS)).Trail?.Name).toBe('sample-org');
    expect((await refusal(get('sample-org', 'us-east-1'))).name).toBe('TrailNotFoundException');
    expect((await refusal(get('sample-org', HOME, DEV_KEYS))).name).toBe('TrailNotFoundException');
  });

  it('say whether they log, up to when, and what went wrong', async () => {
    const stage = await openStage({ trails: [ORG, LOCAL], events: [record(30), record(10), record(1)] });
    const status = (Name: string, region: string) => stage.cloudTrail(region).send(new GetTrailStatusCommand({ Name }));
    const latest = new Date(NOW - 5 * MINUTE);
    expect(await status('sample-org', HOME)).toMatchObject({ IsLogging: true, LatestDeliveryTime: latest });
    expect(await status('sample-local', 'us-east-1')).toMatchObject({
      IsLogging: false,
      LatestDeliveryError: 'AccessDenied',
      StopLoggingTime: new Date(NOW),
    });
    // Of a quiet Region there is nothing to deliver, however busy the others are.
    expect((await status(ORG_ARN, 'us-east-1')).LatestDeliveryTime).toBeUndefined();
  });

  it('say what they select', async () => {
    const stage = await openStage({ trails: [ORG, LOCAL] });
    const basic = await stage.cloudTrail().send(new GetEventSelectorsCommand({ TrailName: 'sample-org' }));
    expect(basic.EventSelectors).toMatchObject([{ ReadWriteType: 'All', IncludeManagementEvents: true }]);
    expect(basic.AdvancedEventSelectors).toBeUndefined();
    const there = stage.cloudTrail('us-east-1');
    const advanced = await there.send(new GetEventSelectorsCommand({ TrailName: 'sample-local' }));
    expect([advanced.EventSelectors, advanced.AdvancedEventSelectors?.length]).toEqual([undefined, 1]);
    const insights = await there.send(new GetInsightSelectorsCommand({ TrailName: 'sample-local' }));
    expect(insights.InsightSelectors).toEqual(LOCAL.insightSelectors);
    const none = stage.cloudTrail().send(new GetInsightSelectorsCommand({ TrailName: 'sample-org' }));
    expect((await refusal(none)).name).toBe('InsightNotEnabledException');
  });

  it('are switched at home by their own account only, and leave a record of it', async () => {
    const stage = await openStage({ trails: [ORG], events: [record(10)] });
    const stop = (region: string, keys = KEYS) =>
      stage.cloudTrail(region, keys).send(new StopLoggingCommand({ Name: ORG_ARN }));
    expect((await refusal(stop('us-east-1'))).name).toBe('InvalidHomeRegionException');
    expect((await refusal(stop(HOME, DEV_KEYS))).name).toBe('NotOrganizationMasterAccountException');
    await stop(HOME);
    stage.advance(60 * MINUTE);
    const status = await stage.cloudTrail().send(new GetTrailStatusCommand({ Name: ORG_ARN }));
    expect(status).toMatchObject({ IsLogging: false, StopLoggingTime: new Date(NOW) });
    expect(status.LatestDeliveryTime).toEqual(new Date(NOW - 5 * MINUTE));
    await stage.cloudTrail().send(new StartLoggingCommand({ Name: ORG_ARN }));
    const { Events } = await stage.cloudTrail().send(new LookupEventsCommand({}));
    expect(Events?.slice(0, 2).map(({ EventName, EventTime }) => [EventName, EventTime?.getTime()])).toEqual([
      ['StartLogging', NOW + 60 * MINUTE],
      ['StopLogging', NOW],
    ]);
    expect(Events?.[0]?.Resources).toEqual([{ ResourceType: 'AWS::CloudTrail::Trail', ResourceName: ORG_ARN }]);
  });
});
