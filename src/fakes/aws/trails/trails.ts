// CloudTrail's operations that read trails: who sees which trail from where, its status and its selectors.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html and the pages beside it.
import { type Dict, listAt, textAt } from '../json.ts';
import { isError, type Outcome, ok, refuse } from '../outcome.ts';
import type { Caller, Operation, TrailState, World } from '../world.ts';
import { bucketOf, deliveryOf } from './delivery.ts';
import { findTrail, isHome, isSeen } from './find-trail.ts';

export const TRAILS: Readonly<Record<string, Operation>> = {
  DescribeTrails: { action: 'cloudtrail:DescribeTrails', run: describeTrails },
  ListTrails: { action: 'cloudtrail:ListTrails', run: listTrails },
  GetTrail: {
    action: 'cloudtrail:GetTrail',
    run: (world, caller, input) => withTrail(world, caller, input, 'Name', (trail) => ok({ Trail: shown(trail) })),
  },
  GetTrailStatus: {
    action: 'cloudtrail:GetTrailStatus',
    run: (world, caller, input) => withTrail(world, caller, input, 'Name', (trail) => ok(status(world, caller, trail))),
  },
  GetEventSelectors: {
    action: 'cloudtrail:GetEventSelectors',
    run: (world, caller, input) => withTrail(world, caller, input, 'TrailName', (trail) => ok(selectors(trail))),
  },
  GetInsightSelectors: {
    action: 'cloudtrail:GetInsightSelectors',
    run: (world, caller, input) => withTrail(world, caller, input, 'TrailName', insightSelectors),
  },
};

function describeTrails(world: World, caller: Caller, input: Dict): Outcome {
  const names = listAt(input, 'trailNameList');
  const shadows = input.includeShadowTrails !== false; // true by default
  const seen = world.trails.filter((trail) => isSeen(trail, caller));
  const found = seen.filter((trail) => {
    if (names.length === 0) return shadows || trail.seed.homeRegion === caller.region;
    return names.includes(trail.arn) || (isHome(trail, caller) && names.includes(trail.seed.name));
  });
  return ok({ trailList: found.map(shown) });
}

// Trails of all Regions that the account has or is part of.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListTrails.html
function listTrails(world: World, caller: Caller): Outcome {
  const mine = world.trails.filter(({ seed }) => seed.account === caller.account || seed.organization === true);
  return ok({ Trails: mine.map((t) => ({ TrailARN: t.arn, Name: t.seed.name, HomeRegion: t.seed.homeRegion })) });
}

function withTrail(
  world: World,
  caller: Caller,
  input: Dict,
  key: string,
  use: (trail: TrailState) => Outcome,
): Outcome {
  const trail = findTrail(world, caller, textAt(input, key));
  return isError(trail) ? trail : use(trail);
}

function shown(trail: TrailState): Dict {
  const { seed } = trail;
  return {
    ...settings(trail),
    HomeRegion: seed.homeRegion,
    HasCustomEventSelectors: seed.eventSelectors !== undefined || seed.advancedEventSelectors !== undefined,
    HasInsightSelectors: (seed.insightSelectors ?? []).length > 0,
  };
}

/** What creating and updating a trail answer with. */
export function settings({ seed, arn }: TrailState): Dict {
  const given: Readonly<Record<string, string | undefined>> = {
    S3KeyPrefix: seed.prefix,
    KmsKeyId: seed.kmsKeyId,
    CloudWatchLogsLogGroupArn: seed.logGroupArn,
    CloudWatchLogsRoleArn: seed.logRoleArn,
    SnsTopicARN: seed.snsTopicArn,
    SnsTopicName: seed.snsTopicArn?.slice(seed.snsTopicArn.lastIndexOf(':') + 1),
  };
  return {
    Name: seed.name,
    S3BucketName: bucketOf(seed),
    IncludeGlobalServiceEvents: seed.globalServices !== false,
    IsMultiRegionTrail: seed.multiRegion === true,
    TrailARN: arn,
    LogFileValidationEnabled: seed.validation !== false,
    IsOrganizationTrail: seed.organization === true,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

function status(world: World, caller: Caller, trail: TrailState): Dict {
  const { startedMs, stoppedMs } = trail;
  const { latestMs, error } = deliveryOf(world, caller, trail);
  return {
    IsLogging: trail.logging,
    ...(latestMs === undefined ? {} : { LatestDeliveryTime: latestMs / 1_000 }),
    ...(error === undefined ? {} : { LatestDeliveryError: error }),
    ...(startedMs === undefined ? {} : { StartLoggingTime: startedMs / 1_000 }),
    ...(stoppedMs === undefined ? {} : { StopLoggingTime: stoppedMs / 1_000 }),
  };
}

const MANAGEMENT_EVENTS: Dict = {
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};

/** Basic and advanced selectors replace each other: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
export function selectors({ seed, arn }: TrailState): Dict {
  if (seed.advancedEventSelectors) return { TrailARN: arn, AdvancedEventSelectors: seed.advancedEventSelectors };
  return { TrailARN: arn, EventSelectors: seed.eventSelectors ?? [MANAGEMENT_EVENTS] };
}

function insightSelectors({ seed, arn }: TrailState): Outcome {
  if (!seed.insightSelectors?.length) {
    return refuse('InsightNotEnabledException', `Trail ${arn} does not have Insights enabled.`);
  }
  return ok({ TrailARN: arn, InsightSelectors: seed.insightSelectors });
}
