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
import type { Json } from '../domain/audit-event.ts';
import type { TrailAction, TrailSettingsKept } from '../domain/remediation.ts';
import { type AwsTrouble, isTrouble } from './aws-trouble.ts';
import type { PlaceClients, RolePlace } from './place-clients.ts';
import { describeTrail } from './remediation-trail.ts';

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
        (await create(trails, place, action.trail.name, { ...NEW, bucket: action.bucket })) ??
        (await start(trails, place, name))
      );
    default:
      if (settings === null) throw new Error('a change from a baseline without one');
      return restore(trails, place, action, settings);
  }
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
      const prefix = settings.prefix === null ? {} : { S3KeyPrefix: settings.prefix };
      return update(trails, place, { Name: name, S3BucketName: settings.bucket, ...prefix });
    }
    case 'restore-kms-key':
      return update(trails, place, { Name: name, KmsKeyId: settings.kmsKey ?? '' });
    case 'restore-multi-region':
      return update(trails, place, { Name: name, IsMultiRegionTrail: true });
    case 'recreate-trail':
      return (
        (await create(trails, place, trail.name, settings)) ??
        (await selectorsIfAny(trails, place, name, settings)) ??
        (await start(trails, place, name))
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

/** One that is there already was made by an earlier try. */
async function create(
  trails: Trails,
  place: RolePlace,
  name: string,
  settings: TrailSettingsKept,
): Promise<AwsTrouble | null> {
  const input = {
    Name: name,
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
  return trouble?.code === 'TrailAlreadyExistsException' ? null : trouble;
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
    case 'recreate-trail':
    case 'set-up-trail':
      return trails.call(place, 'cloudtrail:GetTrailStatus', async (client, abort) => {
        return (await client.send(new GetTrailStatusCommand({ Name: arn }), abort)).IsLogging === true;
      });
    case 'restore-validation':
      return described.validation;
    case 'restore-multi-region':
      return described.multiRegion;
    case 'restore-bucket':
      return described.bucket === settings?.bucket;
    case 'restore-kms-key':
      return described.kmsKey === (settings?.kmsKey ?? null);
    case 'restore-selectors':
      return trails.call(place, 'cloudtrail:GetEventSelectors', async (client, abort) => {
        const now = await client.send(new GetEventSelectorsCommand({ TrailName: arn }), abort);
        const { eventSelectors, advancedEventSelectors } = settings ?? NEW;
        return advancedEventSelectors !== null
          ? holds(advancedEventSelectors, now.AdvancedEventSelectors)
          : holds(eventSelectors ?? BY_DEFAULT, now.EventSelectors);
      });
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
