// Which trail a call means, seen from its account and Region, and whether that caller may change it.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
import { type AwsError, refuse } from '../outcome.ts';
import type { Caller, SeedTrail, TrailState, World } from '../world.ts';

/** The trail of a seed, running unless the seed says otherwise. */
export function startTrail(seed: SeedTrail, nowMs: number): TrailState {
  const logging = seed.logging ?? true;
  const arn = `arn:aws:cloudtrail:${seed.homeRegion}:${seed.account}:trail/${seed.name}`;
  // What was delivered before the fake began is told too: a seed's trail has logged from the start, or until now.
  const stoppedMs = seed.stoppedMs ?? nowMs;
  const spans = [{ fromMs: Number.NEGATIVE_INFINITY, ...(logging ? {} : { toMs: stoppedMs }) }];
  return { seed, arn, logging, spans, ...(logging ? { startedMs: nowMs } : { stoppedMs }) };
}

/** Seen from this account and Region, either as its own or as the shadow of one elsewhere. */
export function isSeen({ seed }: TrailState, caller: Caller): boolean {
  const mine = seed.account === caller.account || seed.organization === true;
  return mine && (seed.homeRegion === caller.region || seed.multiRegion === true);
}

/** At home here: a name alone finds it. */
export function isHome({ seed }: TrailState, caller: Caller): boolean {
  return seed.account === caller.account && seed.homeRegion === caller.region;
}

/** A shadow trail, or an organization's trail in a member account, is found by its full ARN only. */
export function findTrail(world: World, caller: Caller, name: string | undefined): TrailState | AwsError {
  if (name === undefined || name === '') return refuse('InvalidTrailNameException', 'Trail name cannot be blank!');
  const byArn = name.startsWith('arn:');
  if (byArn && !/^arn:aws[\w-]*:cloudtrail:[a-z0-9-]+:\d{12}:trail\/.+$/.test(name)) {
    return refuse('CloudTrailARNInvalidException', `Invalid ARN: ${name}`);
  }
  const found = world.trails.find((trail) =>
    byArn ? trail.arn === name && isSeen(trail, caller) : trail.seed.name === name && isHome(trail, caller),
  );
  return found ?? refuse('TrailNotFoundException', `Unknown trail: ${name} for the user: ${caller.account}`);
}

/** Why this caller may not change it; undefined when it may. Only its own account may, from its home Region. */
export function mayNotChange(trail: TrailState, caller: Caller): AwsError | undefined {
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
  return undefined;
}
