// CloudTrail's operations on trails: who sees which trail from where, its status and selectors, and switching it on and
// off. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html and the pages beside it.
import { randomUUID } from 'node:crypto';
import { type Dict, listAt, textAt } from '../json.ts';
import { TRAIL_DELIVERY_MS } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import type { Caller, Operation, SeedTrail, TrailState, World } from '../world.ts';

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
  StartLogging: {
    action: 'cloudtrail:StartLogging',
    run: (world, caller, input) => switchLogging('StartLogging', world, caller, input),
  },
  StopLogging: {
    action: 'cloudtrail:StopLogging',
    run: (world, caller, input) => switchLogging('StopLogging', world, caller, input),
  },
};

/** The trail of a seed, running unless the seed says otherwise. */
export function startTrail(seed: SeedTrail, nowMs: number): TrailState {
  const logging = seed.logging ?? true;
  const arn = `arn:aws:cloudtrail:${seed.homeRegion}:${seed.account}:trail/${seed.name}`;
  return { seed, arn, logging, ...(logging ? { startedMs: nowMs } : { stoppedMs: nowMs }) };
}

/** Seen from this account and Region, either as its own or as the shadow of one elsewhere. */
function isSeen({ seed }: TrailState, caller: Caller): boolean {
  const mine = seed.account === caller.account || seed.organization === true;
  return mine && (seed.homeRegion === caller.region || seed.multiRegion === true);
}

/** At home here: a name alone finds it. */
function isHome({ seed }: TrailState, caller: Caller): boolean {
  return seed.account === caller.account && seed.homeRegion === caller.region;
}

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

// A shadow trail, or an organization's trail in a member account, is found by its full ARN only.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
function findTrail(world: World, caller: Caller, name: string | undefined): TrailState | AwsError {
  if (name === undefined) return refuse('InvalidTrailNameException', 'Trail name cannot be blank!');
  const byArn = name.startsWith('arn:');
  const found = world.trails.find((trail) =>
    byArn ? trail.arn === name && isSeen(trail, caller) : trail.seed.name === name && isHome(trail, caller),
  );
  return found ?? refuse('TrailNotFoundException', `Unknown trail: ${name} for the user: ${caller.account}`);
}

function shown({ seed, arn }: TrailState): Dict {
  return {
    Name: seed.name,
    S3BucketName: seed.bucket ?? `sample-trail-${seed.account}`,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: seed.multiRegion === true,
    HomeRegion: seed.homeRegion,
    TrailARN: arn,
    LogFileValidationEnabled: true,
    HasCustomEventSelectors: seed.eventSelectors !== undefined || seed.advancedEventSelectors !== undefined,
    HasInsightSelectors: (seed.insightSelectors ?? []).length > 0,
    IsOrganizationTrail: seed.organization === true,
  };
}

function status(world: World, caller: Caller, trail: TrailState): Dict {
  const { seed, startedMs, stoppedMs } = trail;
  const delivered = seed.latestDeliveryMs ?? lastDelivery(world, caller, trail);
  return {
    IsLogging: trail.logging,
    ...(delivered === undefined ? {} : { LatestDeliveryTime: delivered / 1_000 }),
    ...(seed.latestDeliveryError === undefined ? {} : { LatestDeliveryError: seed.latestDeliveryError }),
    ...(startedMs === undefined ? {} : { StartLoggingTime: startedMs / 1_000 }),
    ...(stoppedMs === undefined ? {} : { StopLoggingTime: stoppedMs / 1_000 }),
  };
}

/** A Region's files come with its events: the status is that of one Region, and a quiet one has none to deliver. */
function lastDelivery(world: World, caller: Caller, { seed, logging, stoppedMs }: TrailState): number | undefined {
  const until = logging ? world.clock() : (stoppedMs ?? world.clock());
  let last: number | undefined;
  for (const { account, region, timeMs } of world.events.all()) {
    if (region !== caller.region || (account !== seed.account && seed.organization !== true)) continue;
    const delivered = timeMs + TRAIL_DELIVERY_MS;
    if (delivered <= until && delivered > (last ?? Number.NEGATIVE_INFINITY)) last = delivered;
  }
  return last;
}

const MANAGEMENT_EVENTS: Dict = {
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};

// Basic and advanced selectors replace each other: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
function selectors({ seed, arn }: TrailState): Dict {
  if (seed.advancedEventSelectors) return { TrailARN: arn, AdvancedEventSelectors: seed.advancedEventSelectors };
  return { TrailARN: arn, EventSelectors: seed.eventSelectors ?? [MANAGEMENT_EVENTS] };
}

function insightSelectors({ seed, arn }: TrailState): Outcome {
  if (!seed.insightSelectors?.length) {
    return refuse('InsightNotEnabledException', `Trail ${arn} does not have Insights enabled.`);
  }
  return ok({ TrailARN: arn, InsightSelectors: seed.insightSelectors });
}

// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html
function switchLogging(what: 'StartLogging' | 'StopLogging', world: World, caller: Caller, input: Dict): Outcome {
  const trail = findTrail(world, caller, textAt(input, 'Name'));
  if (isError(trail)) return trail;
  if (trail.seed.account !== caller.account) {
    return refuse(
      'NotOrganizationMasterAccountException',
      'The organization trail can only be changed by its management account.',
    );
  }
  if (trail.seed.homeRegion !== caller.region) {
    return refuse(
      'InvalidHomeRegionException',
      `Trail ${trail.arn} must be updated from its home region: ${trail.seed.homeRegion}`,
    );
  }
  const now = world.clock();
  trail.logging = what === 'StartLogging';
  if (trail.logging) trail.startedMs = now;
  else trail.stoppedMs = now;
  world.events.add([logged(what, caller, trail, now)]);
  return ok({});
}

/** The call's own record, as Event history shows it even while the trail is off. */
function logged(what: string, caller: Caller, trail: TrailState, now: number): Dict {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: caller.principal.session ? 'AssumedRole' : 'IAMUser',
      principalId: caller.principal.userId,
      arn: caller.principal.arn,
      accountId: caller.account,
    },
    eventTime: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: what,
    awsRegion: caller.region,
    sourceIPAddress: '127.0.0.1',
    userAgent: 'fake-aws',
    requestParameters: { name: trail.arn },
    responseElements: null,
    requestID: randomUUID(),
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: caller.account,
    eventCategory: 'Management',
  };
}
