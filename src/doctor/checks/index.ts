// Every check there is, in the order they are printed: from what everything needs to what only some set-ups have.
import { resolve } from 'node:path';
import { type AwsOptions, reachOf } from '../../aws/aws-options.ts';
import type { Config, ConfigReading } from '../../config/config.ts';
import type { Clock } from '../../domain/clock.ts';
import { bucketSettingsOf } from '../../open-sources.ts';
import { awsReach } from '../aws-reach.ts';
import type { Check } from '../check.ts';
import { accessAnalyzerCheck } from './access-analyzer.ts';
import { athenaCheck, athenaPort } from './athena.ts';
import { awsIdentityCheck } from './aws-identity.ts';
import { awsOrganisationCheck } from './aws-organisation.ts';
import { awsRolesCheck } from './aws-roles.ts';
import { dataFolderCheck } from './data-folder.ts';
import { eventHistoryCheck } from './event-history.ts';
import { lakeCheck, lakePort } from './lake.ts';
import { logBucketCheck, logBucketPort } from './log-bucket.ts';
import { archiveCheck, logFolderCheck } from './logs.ts';
import { logsInsightsCheck, logsInsightsPort } from './logs-insights.ts';
import { postgresCheck } from './postgres.ts';
import { redisCheck } from './redis.ts';
import { settingsCheck } from './settings.ts';
import { slackBotCheck, slackConnectionCheck } from './slack.ts';
import { trailWatchCheck } from './trail-watch.ts';
import { trailsCheck } from './trails.ts';

export interface DoctorOptions {
  /** Looked at in place of WHODID_LOGS. */
  readonly logs?: string | undefined;
  /** How AWS is reached, besides what the settings say. */
  readonly aws?: AwsOptions;
  readonly clock?: Clock;
}

/** Only the settings where they cannot be read: everything else would be guessed. */
export function checksFor(reading: ConfigReading, options: DoctorOptions = {}): readonly Check[] {
  if (!reading.ok) return [settingsCheck(reading)];
  const { config } = reading;
  const clock = options.clock ?? Date.now;
  const logs = options.logs === undefined ? config.logsFolder : resolve(options.logs);
  const reach = awsReach(config, options.aws);
  const lake = config.lake === null ? null : lakePort(config.lake, { ...reachOf(config.eventHistory), ...options.aws });
  return [
    settingsCheck(reading),
    dataFolderCheck(config.dataFolder),
    logFolderCheck(logs),
    archiveCheck(logs, config.dataFolder),
    awsIdentityCheck(reach),
    awsOrganisationCheck(reach),
    awsRolesCheck(reach, config.eventHistory.externalId, clock),
    eventHistoryCheck(reach, clock),
    trailsCheck(reach, clock),
    trailWatchCheck(reach, config, clock),
    accessAnalyzerCheck(reach, clock),
    lakeCheck(config.lake, lake, clock),
    logBucketCheck(bucketOf(config, options, clock), clock),
    athenaCheck(config.athena, athenaOf(config, options)),
    logsInsightsCheck(config.logsInsights, logsInsightsOf(config, options, clock), clock),
    slackBotCheck(config.slack),
    slackConnectionCheck(config.slack),
    postgresCheck(config.databaseUrl, config.dataFolder),
    redisCheck(config.redisUrl),
  ];
}

function bucketOf({ bucket, eventHistory }: Config, { aws }: DoctorOptions, clock: Clock) {
  if (bucket === null) return null;
  return logBucketPort(bucketSettingsOf(bucket, eventHistory), { ...reachOf(eventHistory), ...aws }, clock);
}

function athenaOf({ athena, eventHistory }: Config, { aws }: DoctorOptions) {
  return athena === null ? null : athenaPort(athena, { ...reachOf(eventHistory), ...aws });
}

function logsInsightsOf({ logsInsights, eventHistory }: Config, { aws }: DoctorOptions, clock: Clock) {
  if (logsInsights === null) return null;
  const reach = { ...reachOf(eventHistory), ...aws };
  return logsInsightsPort(logsInsights, reach, eventHistory.externalId, clock);
}
