// A change to a trail → CloudTrail's calls that make it, and whether CloudTrail shows that it was made. Never retried here: a
// call without an answer may have been carried out.
import {
  type AdvancedEventSelector,
  type CloudTrailClient,
  CreateTrailCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  type InsightSelector,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
  UpdateTrailCommand,
  type UpdateTrailCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { trailArn } from '../approval/actions.ts';
import type { TrailName } from '../domain/approval.ts';
import type { Json } from '../domain/audit-event.ts';
import type { TrailAction, TrailSettingsKept } from '../domain/remediation.ts';
import { type AwsTrouble, isTrouble } from './aws-trouble.ts';
import type { PlaceClients, RolePlace } from './place-clients.ts';
import { type DescribedTrail, describeTrail } from './remediation-trail.ts';

type Trails = PlaceClients<CloudTrailClient>;

/** null: done. `settings`: the baseline, without which nothing but starting and setting up can be done. */
export async function changeTrail(
  trails: Trails,
  place: RolePlace,
  action: TrailAction,
  settings: TrailSettingsKept | null,
): Promise<AwsTrouble | null> {
  const name = trailArn(action.trail);
  switch (action.kind) {
    case 'start-logging':
      return start(trails, place, name);
    case 'set-up-trail':
      return (
        (await create(trails, place, action.trail, { ...NEW, bucket: action.bucket })) ??
        halfDone(await start(trails, place, name))
      );
    default:
      if (settings === null) throw new Error('a change from a baseline without one');
      return restore(trails, place, action, settings);
  }
}

/** Whoever reads of the trouble is to know what is there now. */
function halfDone(trouble: AwsTrouble | null): AwsTrouble | null {
  if (trouble === null) return null;
  const said = trouble.message === '' ? '' : `${trouble.message}; `;
  return { ...trouble, message: `${said}the trail was created before that, and does not log` };
}

type Restore = Exclude<TrailAction, { kind: 'start-logging' | 'set-up-trail' }>;

async function restore(
  trails: Trails,
  place: RolePlace,
  { kind, trail }: Restore,
  settings: TrailSettingsKept,
): Promise<AwsTrouble | null> {
  const name = trailArn(trail);
  switch (kind) {
    case 'restore-selectors':
      return putSelectors(trails, place, name, settings);
    case 'restore-insights':
      return putInsights(trails, place, name, settings);
    case 'restore-validation':
      return update(trails, place, { Name: name, EnableLogFileValidation: true });
    case 'restore-bucket': {
      // An empty prefix takes away one that was set: left out, it would stay.
      return update(trails, place, { Name: name, S3BucketName: settings.bucket, S3KeyPrefix: settings.prefix ?? '' });
    }
    case 'restore-kms-key':
      return update(trails, place, { Name: name, KmsKeyId: settings.kmsKey ?? '' });
    case 'restore-multi-region':
      return update(trails, place, { Name: name, IsMultiRegionTrail: true });
    case 'recreate-trail':
      return (
        (await create(trails, place, trail, settings)) ??
        halfDone((await selectorsIfAny(trails, place, name, settings)) ?? (await start(trails, place, name)))
      );
    default: {
      const never: never = kind;
      throw new Error(`unknown change ${String(never)}`);
    }
  }
}

/** What a new trail is given where there is no baseline. */
const NEW: TrailSettingsKept = {
  bucket: '',
  prefix: null,
  kmsKey: null,
  multiRegion: true,
  organization: false,
  globalServices: true,
  validation: true,
  eventSelectors: null,
  advancedEventSelectors: null,
  insightSelectors: [],
};

function start(trails: Trails, place: RolePlace, name: string): Promise<AwsTrouble | null> {
  return done(
    trails.call(place, 'cloudtrail:StartLogging', (client, abort) =>
      client.send(new StartLoggingCommand({ Name: name }), abort),
    ),
  );
}

function update(trails: Trails, place: RolePlace, input: UpdateTrailCommandInput): Promise<AwsTrouble | null> {
  return done(
    trails.call(place, 'cloudtrail:UpdateTrail', (client, abort) => client.send(new UpdateTrailCommand(input), abort)),
  );
}

/** One that is there already, and is as it is to be, was made by an earlier try; another is somebody else's. */
async function create(
  trails: Trails,
  place: RolePlace,
  trail: TrailName,
  settings: TrailSettingsKept,
): Promise<AwsTrouble | null> {
  const input = {
    Name: trail.name,
    S3BucketName: settings.bucket,
    IsMultiRegionTrail: settings.multiRegion,
    IncludeGlobalServiceEvents: settings.multiRegion || settings.globalServices,
    EnableLogFileValidation: settings.validation,
    IsOrganizationTrail: settings.organization,
    ...(settings.prefix === null ? {} : { S3KeyPrefix: settings.prefix }),
    ...(settings.kmsKey === null ? {} : { KmsKeyId: settings.kmsKey }),
  };
  const trouble = await done(
    trails.call(place, 'cloudtrail:CreateTrail', (client, abort) => client.send(new CreateTrailCommand(input), abort)),
  );
  if (trouble?.code !== 'TrailAlreadyExistsException') return trouble;
  const described = await describeTrail(trails, place, trail);
  if (isTrouble(described)) return described;
  return described !== null && isLikeNew(described, settings) ? null : trouble;
}

async function selectorsIfAny(
  trails: Trails,
  place: RolePlace,
  name: string,
  settings: TrailSettingsKept,
): Promise<AwsTrouble | null> {
  const { eventSelectors, advancedEventSelectors, insightSelectors } = settings;
  const some = eventSelectors !== null || advancedEventSelectors !== null;
  const trouble = some ? await putSelectors(trails, place, name, settings) : null;
  if (trouble !== null || insightSelectors.length === 0) return trouble;
  return putInsights(trails, place, name, settings);
}

function putSelectors(
  trails: Trails,
  place: RolePlace,
  name: string,
  { eventSelectors, advancedEventSelectors }: TrailSettingsKept,
): Promise<AwsTrouble | null> {
  // Kept as AWS gave them when the baseline was accepted.
  const given =
    advancedEventSelectors !== null
      ? { AdvancedEventSelectors: advancedEventSelectors as unknown as AdvancedEventSelector[] }
      : { EventSelectors: (eventSelectors ?? BY_DEFAULT) as unknown as EventSelector[] };
  return done(
    trails.call(place, 'cloudtrail:PutEventSelectors', (client, abort) =>
      client.send(new PutEventSelectorsCommand({ TrailName: name, ...given }), abort),
    ),
  );
}

const BY_DEFAULT: readonly Json[] = [{ ReadWriteType: 'All', IncludeManagementEvents: true }];

function putInsights(
  trails: Trails,
  place: RolePlace,
  name: string,
  { insightSelectors }: TrailSettingsKept,
): Promise<AwsTrouble | null> {
  const input = { TrailName: name, InsightSelectors: insightSelectors as unknown as InsightSelector[] };
  return done(
    trails.call(place, 'cloudtrail:PutInsightSelectors', (client, abort) =>
      client.send(new PutInsightSelectorsCommand(input), abort),
    ),
  );
}

async function done(calling: Promise<unknown>): Promise<AwsTrouble | null> {
  const answer = await calling;
  return isTrouble(answer) ? answer : null;
}

/** Whether the trail stands as the change would leave it. */
export async function isAsWanted(
  trails: Trails,
  place: RolePlace,
  action: TrailAction,
  settings: TrailSettingsKept | null,
): Promise<boolean | AwsTrouble> {
  const described = await describeTrail(trails, place, action.trail);
  if (described === null || isTrouble(described)) return described ?? false;
  const { arn } = described;
  switch (action.kind) {
    case 'start-logging':
      return isLogging(trails, place, arn);
    case 'recreate-trail':
      // Somebody else may have made one of that name meanwhile, which writes elsewhere, or leaves events out.
      if (settings === null || !isLikeNew(described, settings)) return false;
      return both(await hasSelectors(trails, place, arn, settings), () => isLogging(trails, place, arn));
    case 'set-up-trail':
      return isLikeNew(described, { ...NEW, bucket: action.bucket }) && isLogging(trails, place, arn);
    case 'restore-validation':
      return described.validation;
    case 'restore-multi-region':
      return described.multiRegion;
    case 'restore-bucket':
      return described.bucket === settings?.bucket && (described.prefix ?? '') === (settings.prefix ?? '');
    case 'restore-kms-key':
      return described.kmsKey === (settings?.kmsKey ?? null);
    case 'restore-selectors':
      return hasSelectors(trails, place, arn, settings ?? NEW);
    case 'restore-insights':
      return trails.call(place, 'cloudtrail:GetInsightSelectors', async (client, abort) => {
        const now = await client.send(new GetInsightSelectorsCommand({ TrailName: arn }), abort).catch(notOn);
        return holds(settings?.insightSelectors ?? [], now.InsightSelectors);
      });
    default: {
      const never: never = action;
      throw new Error(`unknown change ${JSON.stringify(never)}`);
    }
  }
}

function isLogging(trails: Trails, place: RolePlace, arn: string): Promise<boolean | AwsTrouble> {
  return trails.call(place, 'cloudtrail:GetTrailStatus', async (client, abort) => {
    return (await client.send(new GetTrailStatusCommand({ Name: arn }), abort)).IsLogging === true;
  });
}

function hasSelectors(
  trails: Trails,
  place: RolePlace,
  arn: string,
  { eventSelectors, advancedEventSelectors }: TrailSettingsKept,
): Promise<boolean | AwsTrouble> {
  return trails.call(place, 'cloudtrail:GetEventSelectors', async (client, abort) => {
    const now = await client.send(new GetEventSelectorsCommand({ TrailName: arn }), abort);
    return advancedEventSelectors !== null
      ? holds(advancedEventSelectors, now.AdvancedEventSelectors)
      : holds(eventSelectors ?? BY_DEFAULT, now.EventSelectors);
  });
}

async function both(
  first: boolean | AwsTrouble,
  second: () => Promise<boolean | AwsTrouble>,
): Promise<boolean | AwsTrouble> {
  return first === true ? second() : first;
}

/** Whether a trail has what it would have been created with. */
function isLikeNew(described: DescribedTrail, settings: TrailSettingsKept): boolean {
  const { bucket, prefix, kmsKey, multiRegion, validation, organization } = described;
  return (
    bucket === settings.bucket &&
    (prefix ?? '') === (settings.prefix ?? '') &&
    kmsKey === settings.kmsKey &&
    multiRegion === settings.multiRegion &&
    validation === settings.validation &&
    organization === settings.organization
  );
}

/** AWS answers "Insights is not on" as an error. */
function notOn(error: unknown): { InsightSelectors: InsightSelector[] } {
  if (error instanceof Error && error.name === 'InsightNotEnabledException') return { InsightSelectors: [] };
  throw error;
}

/** Every wanted value is there; AWS may add fields of its own. */
function holds(wanted: unknown, given: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(given) && wanted.length === given.length && wanted.every((each, at) => holds(each, given[at]));
  }
  if (typeof wanted !== 'object' || wanted === null) return wanted === given;
  if (typeof given !== 'object' || given === null) return false;
  const values: Readonly<Record<string, unknown>> = { ...given };
  return Object.entries(wanted).every(([key, value]) => holds(value, values[key]));
}
