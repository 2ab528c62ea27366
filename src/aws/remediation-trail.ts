// A trail's name → how CloudTrail tells it now: by its ARN from its home Region, where alone it can be changed.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
import { type CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import type { TrailName } from '../domain/approval.ts';
import type { TrailNow } from '../domain/remediation.ts';
import { type AwsTrouble, isTrouble } from './aws-trouble.ts';
import type { PlaceClients, RolePlace } from './place-clients.ts';

/** As much of a trail's settings as a change is checked against. */
export interface DescribedTrail {
  readonly arn: string;
  readonly homeRegion: string;
  readonly organization: boolean;
  readonly multiRegion: boolean;
  readonly validation: boolean;
  readonly bucket: string | null;
  readonly prefix: string | null;
  readonly kmsKey: string | null;
}

/** null: there is no such trail. An organization's trail is found from a member account too, under its owner's ARN. */
export async function describeTrail(
  trails: PlaceClients<CloudTrailClient>,
  place: RolePlace,
  { name, homeRegion }: TrailName,
): Promise<DescribedTrail | null | AwsTrouble> {
  return trails.call(place, 'cloudtrail:DescribeTrails', async (client, abort) => {
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), abort);
    const named = trailList.filter((trail) => trail.Name === name);
    const own = named.filter((trail) => trail.TrailARN?.split(':')[4] === place.accountId);
    const found = own.find((trail) => trail.HomeRegion === homeRegion) ?? own[0] ?? named[0];
    if (found?.TrailARN === undefined) return null;
    return {
      arn: found.TrailARN,
      homeRegion: found.HomeRegion ?? place.region,
      organization: found.IsOrganizationTrail === true,
      multiRegion: found.IsMultiRegionTrail === true,
      validation: found.LogFileValidationEnabled === true,
      bucket: found.S3BucketName ?? null,
      prefix: found.S3KeyPrefix ?? null,
      kmsKey: found.KmsKeyId ?? null,
    };
  });
}

export async function readTrail(
  trails: PlaceClients<CloudTrailClient>,
  place: RolePlace,
  name: TrailName,
): Promise<TrailNow | null | AwsTrouble> {
  const described = await describeTrail(trails, place, name);
  if (described === null || isTrouble(described)) return described;
  const { arn, organization, multiRegion } = described;
  return trails.call(place, 'cloudtrail:GetTrailStatus', async (client, abort) => {
    const status = await client.send(new GetTrailStatusCommand({ Name: arn }), abort);
    return {
      arn,
      organization,
      multiRegion,
      logging: status.IsLogging === true,
      startedMs: status.StartLoggingTime?.getTime() ?? null,
      stoppedMs: status.StopLoggingTime?.getTime() ?? null,
      deliveredMs: status.LatestDeliveryTime?.getTime() ?? null,
      deliveryError: status.LatestDeliveryError || null,
    };
  });
}
