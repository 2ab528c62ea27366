// CloudTrail's calls about trails at one place, as values: what AWS says of them, or what went wrong.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html and the pages beside it.
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail as SdkTrail,
} from '@aws-sdk/client-cloudtrail';
import type { Clock } from '../domain/clock.ts';
import { isObject } from '../records/json.ts';
import { BY_DEFAULT, type Recording, readRecording } from '../trails/recording.ts';
import { trailOfArn } from '../trails/trail-change.ts';
import type { Trail, TrailStatus } from '../trails/trail-report.ts';
import type { AwsOptions } from './aws-options.ts';
import type { AwsTrouble } from './aws-trouble.ts';
import { placeClients, type RolePlace } from './place-clients.ts';

export interface TrailCalls {
  /** Trails that record this Region, shadows of other Regions' and the organization's included. */
  describe(place: RolePlace, signal?: AbortSignal): Promise<readonly Trail[] | AwsTrouble>;
  /** By ARN: the only name by which a shadow or an organization's trail is found. As this Region sees it. */
  status(place: RolePlace, arn: string, signal?: AbortSignal): Promise<TrailStatus | AwsTrouble>;
  recording(place: RolePlace, arn: string, signal?: AbortSignal): Promise<Recording | AwsTrouble>;
  close(): void;
}

/** `asker`: names the sessions of assumed roles. */
export function trailCalls(options: AwsOptions, clock: Clock, asker: string): TrailCalls {
  const clients = placeClients(options, clock, asker, (settings) => new CloudTrailClient(settings));
  return {
    describe: (place, signal) =>
      clients.call(
        place,
        'cloudtrail:DescribeTrails',
        async (client, abort) => {
          const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), abort);
          return trailList.flatMap(trailOf);
        },
        signal,
      ),
    status: (place, arn, signal) =>
      clients.call(
        place,
        'cloudtrail:GetTrailStatus',
        async (client, abort): Promise<TrailStatus> => {
          const status = await client.send(new GetTrailStatusCommand({ Name: arn }), abort);
          return {
            logging: status.IsLogging === true,
            deliveredMs: status.LatestDeliveryTime?.getTime() ?? null,
            deliveryError: status.LatestDeliveryError || null,
            startedMs: status.StartLoggingTime?.getTime() ?? null,
            stoppedMs: status.StopLoggingTime?.getTime() ?? null,
            digestError: status.LatestDigestDeliveryError || null,
            logGroupError: status.LatestCloudWatchLogsDeliveryError || null,
          };
        },
        signal,
      ),
    recording: (place, arn, signal) =>
      clients.call(
        place,
        'cloudtrail:GetEventSelectors',
        async (client, abort) => {
          const answer = await client.send(new GetEventSelectorsCommand({ TrailName: arn }), abort);
          const value: unknown = JSON.parse(JSON.stringify(answer));
          return (isObject(value) ? readRecording(value) : null) ?? BY_DEFAULT;
        },
        signal,
      ),
    close: () => clients.close(),
  };
}

function trailOf(trail: SdkTrail): readonly Trail[] {
  const arn = trail.TrailARN ?? '';
  const ref = trailOfArn(arn);
  if (ref === null) return [];
  return [
    {
      ...ref,
      homeRegion: trail.HomeRegion ?? ref.homeRegion,
      arn,
      multiRegion: trail.IsMultiRegionTrail === true,
      organization: trail.IsOrganizationTrail === true,
      globalServices: trail.IncludeGlobalServiceEvents === true,
      validation: trail.LogFileValidationEnabled === true,
      bucket: trail.S3BucketName ?? null,
      prefix: trail.S3KeyPrefix ?? null,
      kmsKey: trail.KmsKeyId ?? null,
      logGroup: trail.CloudWatchLogsLogGroupArn ?? null,
      snsTopic: trail.SnsTopicARN ?? null,
      insights: trail.HasInsightSelectors === true,
    },
  ];
}
