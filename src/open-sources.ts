// The settings → the sources there are to ask: the folder of logs, AWS's own event history, CloudTrail Lake, Athena,
// Logs Insights. Planning chooses among them. AWS's clients are loaded only where one of them is used.
import { reachOf } from './aws/aws-options.ts';
import type {
  AthenaSettings,
  BucketSettings,
  Config,
  EventHistorySettings,
  LakeSettings,
  LogsInsightsSettings,
} from './config/config.ts';
import type { Source } from './domain/source.ts';
import { readBucketAddress } from './s3-sync/bucket-address.ts';
import type { BucketKeeper } from './s3-sync/bucket-keeper.ts';
import { archiveSource } from './sources/archive.ts';
import type { HistoryTarget } from './sources/event-history.ts';
import type { Organisation } from './sources/organisation/list-places.ts';
import type { SlotBook } from './sources/slots/slot-book.ts';

export interface OpenSources {
  readonly sources: readonly Source[];
  /** What people call the accounts, by id. */
  readonly accountNames: () => Promise<Readonly<Record<string, string>>>;
  /** Who tells accounts and Regions, asked once for all that want to know; null or left out: the settings do. */
  readonly places?: Organisation | null;
  /** Keeps the copies of a trail's bucket in step, where one is copied. */
  readonly keeper?: BucketKeeper;
  close(): Promise<void>;
}

export type SourceSettings = Pick<Config, 'logsFolder' | 'dataFolder' | 'eventHistory' | 'lake' | 'accountNames'> &
  Partial<Pick<Config, 'athena' | 'logsInsights' | 'bucket'>>;

/** Opens nothing yet: each source does that when it is first asked. `slots`: where the times of calls to AWS are kept. */
export async function openSources(settings: SourceSettings, slots?: SlotBook): Promise<OpenSources> {
  const { logsFolder, dataFolder, eventHistory, lake, athena = null, logsInsights = null } = settings;
  const keeper = await keeperOf(settings);
  const logs = keeper?.folder ?? logsFolder;
  const archive = logs === null ? null : archiveSource({ folder: logs, dataDir: dataFolder });
  const aws = await awsSources(settings, slots);
  const folder = archive === null ? [] : [eventHistory.use ? await withTrails(archive, eventHistory, aws) : archive];
  const store = lake === null ? [] : [await lakeOf(lake, eventHistory, aws)];
  const table = athena === null ? [] : [await athenaOf(athena, eventHistory, aws)];
  const groups = logsInsights === null ? [] : [await logsInsightsOf(logsInsights, eventHistory, aws)];
  return {
    sources: [...folder, ...aws.sources, ...store, ...table, ...groups],
    accountNames: aws.accountNames,
    places: aws.places,
    ...(keeper === null ? {} : { keeper }),
    async close() {
      keeper?.close();
      for (const close of aws.closers) close();
      await archive?.close();
    },
  };
}

/** S3 itself says where a bucket is; it is asked there first. */
const FIRST_REGION = 'us-east-1';

async function keeperOf({ bucket = null, dataFolder, eventHistory }: SourceSettings): Promise<BucketKeeper | null> {
  if (bucket === null) return null;
  const { bucketKeeper } = await import('./s3-sync/bucket-keeper.ts');
  const settings = bucketSettingsOf(bucket, eventHistory);
  return bucketKeeper(settings, reachOf(eventHistory), dataFolder, Date.now);
}

/** The settings as the copying takes them. Throws on an address that reading the settings has let through. */
export function bucketSettingsOf(bucket: BucketSettings, eventHistory: EventHistorySettings) {
  const reading = readBucketAddress(bucket.address);
  if (!reading.ok) throw new Error(reading.why);
  const { days, keepDays, diskBytesMax, queueUrl, roleArn } = bucket;
  const { externalId } = eventHistory;
  const role = roleArn === null ? null : { roleArn, ...(externalId === null ? {} : { externalId }) };
  const region = eventHistory.regions[0] ?? FIRST_REGION;
  return { address: reading.address, region, role, days, keepDays, diskBytesMax, queueUrl };
}

interface AwsSources extends Pick<OpenSources, 'sources' | 'accountNames'> {
  /** Called in order; further ones may be added. */
  readonly closers: (() => void)[];
  /** Who tells accounts and Regions; null: the settings do. */
  readonly places: Organisation | null;
}

async function awsSources(
  { eventHistory, accountNames: given }: SourceSettings,
  slots?: SlotBook,
): Promise<AwsSources> {
  if (!eventHistory.use) return { sources: [], accountNames: async () => given, closers: [], places: null };
  const { DEFAULT_REGIONS, eventHistorySource } = await import('./sources/event-history.ts');
  const { fairPacer } = await import('./sources/event-history/pacer.ts');
  const { accountNames } = await import('./sources/organisation/account-names.ts');
  const listed = eventHistory.organization ? await organisationOf(eventHistory) : null;
  // Where nobody named Regions, each account is asked which are on: an opt-in Region left out would be a silent gap.
  const places = listed ?? (eventHistory.regions.length === 0 ? await organisationOf(eventHistory) : null);
  const history = eventHistorySource({
    aws: reachOf(eventHistory),
    targets: targetsOf(eventHistory, DEFAULT_REGIONS),
    pagesMax: eventHistory.pagesMax,
    ...(places === null ? {} : { organisation: places }),
    ...(slots === undefined ? {} : { pacer: fairPacer(slots) }),
  });
  return { sources: [history], accountNames: accountNames(given, listed), closers: [() => history.close()], places };
}

/** Accounts and Regions as Organizations, or each account itself, tells them. */
async function organisationOf(settings: EventHistorySettings) {
  const { organisation } = await import('./sources/organisation/list-places.ts');
  const { regions, accounts, organization: list } = settings;
  const aws = reachOf(settings);
  return organisation({ aws, list, regions, accounts, roleIn: (account) => roleIn(account, settings) });
}

/** Receipts of the folder also say what AWS says of the trails. */
async function withTrails(archive: Source, settings: EventHistorySettings, aws: AwsSources): Promise<Source> {
  const { trailPort } = await import('./sources/trail-receipt/trail-port.ts');
  const { withTrailReceipt } = await import('./sources/trail-receipt/with-trail-receipt.ts');
  const { DEFAULT_REGIONS } = await import('./sources/event-history.ts');
  const port = trailPort({
    aws: reachOf(settings),
    targets: targetsOf(settings, DEFAULT_REGIONS),
    ...(aws.places === null ? {} : { organisation: aws.places }),
  });
  aws.closers.push(() => port.close());
  return withTrailReceipt(archive, port);
}

const GB = 1_000_000_000;

async function lakeOf(settings: LakeSettings, reach: EventHistorySettings, aws: AwsSources): Promise<Source> {
  const { lakeSource } = await import('./sources/lake.ts');
  const { store, region, usdPerGb, gbPerDay } = settings;
  const lake = lakeSource({
    aws: reachOf(reach),
    dataStore: store,
    usdPerGb,
    bytesPerDay: gbPerDay * GB,
    ...(region === null ? {} : { region }),
  });
  aws.closers.push(() => lake.close());
  return lake;
}

async function logsInsightsOf(
  settings: LogsInsightsSettings,
  reach: EventHistorySettings,
  aws: AwsSources,
): Promise<Source> {
  const { logsInsightsSource } = await import('./sources/logs-insights.ts');
  const { groups, region, role, usdPerGb, gbPerDay } = settings;
  const source = logsInsightsSource({
    ...{ aws: reachOf(reach), groups, usdPerGb, bytesPerDay: gbPerDay * GB },
    ...(region === null ? {} : { region }),
    ...(role === null ? {} : { role }),
    ...(role === null || reach.externalId === null ? {} : { externalId: reach.externalId }),
  });
  aws.closers.push(() => source.close());
  return source;
}

async function athenaOf(settings: AthenaSettings, reach: EventHistorySettings, aws: AwsSources): Promise<Source> {
  const { athenaSource } = await import('./sources/athena.ts');
  const { gbPerDay, ...address } = settings;
  const athena = athenaSource({ ...address, aws: reachOf(reach), bytesPerDay: gbPerDay * GB });
  aws.closers.push(() => athena.close());
  return athena;
}

export function targetsOf(settings: EventHistorySettings, usual: readonly string[]): readonly HistoryTarget[] {
  const regions = settings.regions.length === 0 ? usual : settings.regions;
  const further = settings.accounts.map((accountId) => ({ accountId, regions, ...roleIn(accountId, settings) }));
  return [{ accountId: null, regions }, ...further];
}

function roleIn(accountId: string, { role, externalId }: EventHistorySettings) {
  const roleArn = `arn:aws:iam::${accountId}:role/${role ?? ''}`;
  return { roleArn, ...(externalId === null ? {} : { externalId }) };
}
