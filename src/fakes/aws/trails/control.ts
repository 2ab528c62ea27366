// CloudTrail's operations that change trails, each with its record in the fake's events. Changes are made at home only, by
// the trail's own account. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html and beside it.
import { type Dict, isDict, listAt, textAt } from '../json.ts';
import { TRAIL } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import { recordCall } from '../record-call.ts';
import type { Caller, Operation, TrailState, World } from '../world.ts';
import { badName, changedSettings, emptyTrail } from './change-settings.ts';
import { badAdvanced, badInsights, badSelectors } from './check-selectors.ts';
import { findTrail, mayNotChange } from './find-trail.ts';
import { INGESTION } from './ingestion.ts';
import { selectors, settings } from './trails.ts';

export const TRAIL_CONTROL: Readonly<Record<string, Operation>> = {
  CreateTrail: { action: 'cloudtrail:CreateTrail', run: createTrail },
  UpdateTrail: { action: 'cloudtrail:UpdateTrail', run: changing('UpdateTrail', 'Name', updateTrail) },
  DeleteTrail: { action: 'cloudtrail:DeleteTrail', run: changing('DeleteTrail', 'Name', deleteTrail) },
  StartLogging: { action: 'cloudtrail:StartLogging', run: changing('StartLogging', 'Name', startLogging) },
  StopLogging: { action: 'cloudtrail:StopLogging', run: changing('StopLogging', 'Name', stopLogging) },
  PutEventSelectors: {
    action: 'cloudtrail:PutEventSelectors',
    run: changing('PutEventSelectors', 'TrailName', putEventSelectors),
  },
  PutInsightSelectors: {
    action: 'cloudtrail:PutInsightSelectors',
    run: changing('PutInsightSelectors', 'TrailName', putInsightSelectors),
  },
  ...INGESTION,
};

/** Changes the trail and says what to answer, or refuses and changes nothing. */
type Change = (world: World, caller: Caller, trail: TrailState, input: Dict) => Dict | AwsError;

function changing(name: string, key: string, change: Change): Operation['run'] {
  return (world, caller, input) => {
    const trail = findTrail(world, caller, textAt(input, key));
    if (isError(trail)) return trail;
    const answer = mayNotChange(trail, caller) ?? change(world, caller, trail, input);
    if (isError(answer)) return answer;
    logged(world, caller, name, input, answer);
    return ok(answer);
  };
}

function createTrail(world: World, caller: Caller, input: Dict): Outcome {
  const name = textAt(input, 'Name') ?? '';
  const refused = badName(name);
  if (refused) return refused;
  if (!textAt(input, 'S3BucketName')) return refuse('InvalidS3BucketNameException', 'Bucket name cannot be blank!');
  const mine = world.trails.filter(({ seed }) => seed.account === caller.account);
  const there = mine.filter(({ seed }) => seed.homeRegion === caller.region || seed.multiRegion === true);
  if (there.some(({ seed }) => seed.name === name)) {
    return refuse('TrailAlreadyExistsException', `Trail ${name} already exists for customer: ${caller.account}`);
  }
  if (there.length >= TRAIL.perRegion) {
    const why = `User: ${caller.account} already has ${TRAIL.perRegion} trails in ${caller.region}.`;
    return refuse('MaximumNumberOfTrailsExceededException', why);
  }
  const seed = changedSettings(world, caller, emptyTrail(name, caller), input);
  if (isError(seed)) return seed;
  const arn = `arn:aws:cloudtrail:${caller.region}:${caller.account}:trail/${name}`;
  const trail: TrailState = { seed, arn, logging: false, spans: [] };
  world.trails.push(trail);
  logged(world, caller, 'CreateTrail', input, settings(trail));
  return ok(settings(trail));
}

function updateTrail(world: World, caller: Caller, trail: TrailState, input: Dict): Dict | AwsError {
  const next = changedSettings(world, caller, trail.seed, input);
  if (isError(next)) return next;
  trail.seed = next;
  return settings(trail);
}

function deleteTrail(world: World, _: Caller, trail: TrailState): Dict {
  world.trails.splice(world.trails.indexOf(trail), 1);
  return {};
}

function startLogging(world: World, _: Caller, trail: TrailState): Dict {
  if (!trail.logging) trail.spans.push({ fromMs: secondOf(world.clock()) });
  trail.logging = true;
  trail.startedMs = world.clock();
  return {};
}

function stopLogging(world: World, _: Caller, trail: TrailState): Dict {
  const open = trail.spans.at(-1);
  if (trail.logging && open !== undefined) open.toMs = world.clock();
  trail.logging = false;
  trail.stoppedMs = world.clock();
  return {};
}

/** eventTime has whole seconds: the record of the start itself has to lie in the span it opens. */
function secondOf(ms: number): number {
  return Math.floor(ms / 1_000) * 1_000;
}

function putEventSelectors(_: World, __: Caller, trail: TrailState, input: Dict): Dict | AwsError {
  const basic = listAt(input, 'EventSelectors').filter(isDict);
  const advanced = listAt(input, 'AdvancedEventSelectors').filter(isDict);
  if ((basic.length === 0) === (advanced.length === 0)) {
    const why = 'Give either EventSelectors or AdvancedEventSelectors.';
    return refuse('InvalidEventSelectorsException', why);
  }
  const refused = basic.length > 0 ? badSelectors(basic) : badAdvanced(advanced);
  if (refused) return refused;
  const { eventSelectors: _basic, advancedEventSelectors: _advanced, ...rest } = trail.seed;
  trail.seed =
    basic.length > 0 ? { ...rest, eventSelectors: basic.map(filledIn) } : { ...rest, advancedEventSelectors: advanced };
  return selectors(trail);
}

function filledIn(selector: Dict): Dict {
  const defaults = { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [] };
  return { ...defaults, ExcludeManagementEventSources: [], ...selector };
}

function putInsightSelectors(_: World, __: Caller, trail: TrailState, input: Dict): Dict | AwsError {
  const given = listAt(input, 'InsightSelectors').filter(isDict);
  const refused = badInsights(given);
  if (refused) return refused;
  trail.seed = { ...trail.seed, insightSelectors: given };
  return { TrailARN: trail.arn, InsightSelectors: given };
}

function logged(world: World, caller: Caller, name: string, request: Dict, answer: Dict): void {
  const response = Object.keys(answer).length === 0 ? null : lowerFirst(answer);
  const call = { source: 'cloudtrail.amazonaws.com', name, request: lowerFirst(request), response };
  recordCall(world, caller, call);
}

/** Parameters as records write them: `S3BucketName` is `s3BucketName`, in nested objects too. */
function lowerFirst(value: Dict): Dict {
  const lower = (inner: unknown): unknown =>
    Array.isArray(inner) ? inner.map(lower) : isDict(inner) ? lowerFirst(inner) : inner;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [`${key.slice(0, 1).toLowerCase()}${key.slice(1)}`, lower(inner)]),
  );
}
