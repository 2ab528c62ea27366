// A change that is asked for → what stands in its way, read from CloudTrail, S3 and KMS through the role that would make it:
// that the trail is there and may be changed from here, that its bucket takes its files, that its key can be used.
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetBucketPolicyCommand, HeadBucketCommand } from '@aws-sdk/client-s3';
import { trailArn } from '../approval/actions.ts';
import type { Preflight } from '../domain/approval.ts';
import type { TrailAction, TrailSettingsKept } from '../domain/remediation.ts';
import { serviceMay } from '../trails/service-may.ts';
import { type AwsTrouble, isTrouble, troubleClause } from './aws-trouble.ts';
import type { RolePlace } from './place-clients.ts';
import type { RemediationClients } from './remediation-clients.ts';
import { type DescribedTrail, describeTrail } from './remediation-trail.ts';

interface Found {
  readonly passed: readonly string[];
  readonly unchecked?: readonly string[];
  readonly problems?: readonly string[];
}

export async function preflightOf(
  clients: RemediationClients,
  place: RolePlace,
  action: TrailAction,
  settings: TrailSettingsKept | null,
): Promise<Preflight | AwsTrouble> {
  const described = await describeTrail(clients.trails, place, action.trail);
  if (isTrouble(described)) return described;
  const trail = trailFindings(described, action);
  if ((trail.problems ?? []).length > 0) return whole([trail]);
  const bucket = bucketAfter(described, action, settings);
  const key = keyAfter(described, action, settings);
  return whole([
    trail,
    bucket === null ? NONE : await bucketFindings(clients, place, action, bucket),
    key === null ? NONE : await keyFindings(clients, place, key),
  ]);
}

const NONE: Found = { passed: [] };

function whole(found: readonly Found[]): Preflight {
  return {
    passed: found.flatMap(({ passed }) => passed),
    unchecked: found.flatMap(({ unchecked }) => unchecked ?? []),
    problems: found.flatMap(({ problems }) => problems ?? []),
  };
}

function trailFindings(described: DescribedTrail | null, action: TrailAction): Found {
  const { name, account, homeRegion } = action.trail;
  const creates = action.kind === 'recreate-trail' || action.kind === 'set-up-trail';
  if (described === null) {
    if (creates) return { passed: [`there is no trail ${name} yet`] };
    const problem = `There is no trail ${name} in account ${account}, Region ${homeRegion}: it was deleted, or is at home elsewhere. It can be created again from its baseline.`;
    return { passed: [], problems: [problem] };
  }
  const owner = described.arn.split(':')[4] ?? account;
  if (owner !== account) {
    const problem = `Trail ${name} is the organization’s and belongs to account ${owner}: a member account cannot change it. Ask for it there.`;
    return { passed: [], problems: [problem] };
  }
  if (described.homeRegion !== homeRegion) {
    const problem = `Trail ${name} is at home in ${described.homeRegion} and can be changed from there only. Ask for it there.`;
    return { passed: [], problems: [problem] };
  }
  if (creates) return { passed: [], problems: [`There is a trail ${name} already. Nothing has to be created.`] };
  return { passed: ['the trail is there, at home in this Region'] };
}

function bucketAfter(described: DescribedTrail | null, action: TrailAction, settings: TrailSettingsKept | null) {
  if (action.kind === 'set-up-trail') return { name: action.bucket, prefix: null };
  const fromBaseline = action.kind === 'restore-bucket' || action.kind === 'recreate-trail';
  if (fromBaseline && settings !== null) return { name: settings.bucket, prefix: settings.prefix };
  return described === null || described.bucket === null ? null : { name: described.bucket, prefix: described.prefix };
}

function keyAfter(described: DescribedTrail | null, action: TrailAction, settings: TrailSettingsKept | null) {
  const fromBaseline = action.kind === 'restore-kms-key' || action.kind === 'recreate-trail';
  return fromBaseline ? (settings?.kmsKey ?? null) : (described?.kmsKey ?? null);
}

async function bucketFindings(
  { buckets }: RemediationClients,
  place: RolePlace,
  { trail }: TrailAction,
  { name: Bucket, prefix }: { readonly name: string; readonly prefix: string | null },
): Promise<Found> {
  const there = await buckets.call(place, 's3:ListBucket', async (client, abort) => {
    await client.send(new HeadBucketCommand({ Bucket }), abort);
    return true;
  });
  if (isTrouble(there)) {
    if (isMissing(there)) return { passed: [], problems: [`Bucket ${Bucket} is not there: create it first.`] };
    return { passed: [], unchecked: [`bucket ${Bucket}: ${troubleClause(there)}`] };
  }
  const policy = await buckets.call(place, 's3:GetBucketPolicy', async (client, abort) => {
    return (await client.send(new GetBucketPolicyCommand({ Bucket }), abort)).Policy ?? null;
  });
  if (isTrouble(policy) && policy.code !== 'NoSuchBucketPolicy') {
    return { passed: [`bucket ${Bucket} is there`], unchecked: [`its policy: ${troubleClause(policy)}`] };
  }
  const folder = `${prefix === null ? '' : `${prefix}/`}AWSLogs/${trail.account}/`;
  const may = serviceMay(isTrouble(policy) ? null : policy, {
    action: 's3:PutObject',
    resource: `arn:${trailArn(trail).split(':')[1]}:s3:::${Bucket}/${folder}CloudTrail/x.json.gz`,
    trailArn: trailArn(trail),
    account: trail.account,
  });
  if (may === 'no') {
    const problem = `The policy of bucket ${Bucket} does not let CloudTrail write there: mend it first, or nothing would be delivered.`;
    return { passed: [], problems: [problem] };
  }
  const doubt = may === 'yes' ? {} : { unchecked: ['its policy has conditions that I cannot judge'] };
  return { passed: [`bucket ${Bucket} is there${may === 'yes' ? ' and lets CloudTrail write' : ''}`], ...doubt };
}

function isMissing({ code }: AwsTrouble): boolean {
  return code === 'NotFound' || code === 'NoSuchBucket';
}

async function keyFindings({ keys }: RemediationClients, place: RolePlace, KeyId: string): Promise<Found> {
  const region = /^arn:[^:]+:kms:([^:]+):/.exec(KeyId)?.[1] ?? place.region;
  const state = await keys.call({ ...place, region }, 'kms:DescribeKey', async (client, abort) => {
    return (await client.send(new DescribeKeyCommand({ KeyId }), abort)).KeyMetadata?.KeyState ?? 'unknown';
  });
  if (isTrouble(state)) {
    if (state.code === 'NotFoundException') return { passed: [], problems: [`Its key ${KeyId} is not there.`] };
    return { passed: [], unchecked: [`its key: ${troubleClause(state)}`] };
  }
  if (state === 'Enabled') return { passed: ['its key is enabled'] };
  return { passed: [], problems: [`Its key is ${state}: CloudTrail could not encrypt with it. Enable the key first.`] };
}
