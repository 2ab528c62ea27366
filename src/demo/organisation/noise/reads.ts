// Read calls as tools and people make them all day, with the parameters each is known for.
import type { Json, JsonObject } from '../../../domain/audit-event.ts';
import { GLOBAL_REGION } from '../accounts.ts';
import type { Random } from '../random.ts';
import type { Fleet } from './fleet.ts';

export interface Call {
  readonly service: string;
  readonly name: string;
  readonly request: (random: Random, fleet: Fleet, region: string) => Json;
  /** Set where the service lives in one Region only. */
  readonly region?: string;
  /** True for a call that reports something and is no read, though nobody thinks of it as a change. */
  readonly writes?: boolean;
}

const NONE = (): Json => null;

function read(service: string, name: string, request: Call['request'] = NONE): Call {
  return service === 'iam' ? { service, name, request, region: GLOBAL_REGION } : { service, name, request };
}

function bucket(name: string, aspect: string): Call {
  return read('s3', name, (random, fleet, region) => {
    const bucketName = random.pick(fleet.buckets);
    return { bucketName, Host: `${bucketName}.s3.${region}.amazonaws.com`, [aspect]: '' };
  });
}

const instance = (random: Random, fleet: Fleet): JsonObject => ({
  instancesSet: { items: [{ instanceId: random.pick(fleet.instances) }] },
});

/** What inventory and posture tools ask. */
export const INVENTORY_READS: readonly Call[] = [
  read('ec2', 'DescribeInstances', () => ({ maxResults: 1000, instancesSet: {}, filterSet: {} })),
  read('ec2', 'DescribeVolumes', () => ({ maxResults: 500, volumeSet: {}, filterSet: {} })),
  read('ec2', 'DescribeSecurityGroups', () => ({
    maxResults: 1000,
    securityGroupSet: {},
    securityGroupIdSet: {},
    filterSet: {},
  })),
  read('ec2', 'DescribeSubnets', () => ({ subnetSet: {}, filterSet: {} })),
  read('ec2', 'DescribeVpcs', () => ({ vpcSet: {}, filterSet: {} })),
  read('ec2', 'DescribeRouteTables', () => ({ routeTableIdSet: {}, filterSet: {} })),
  read('ec2', 'DescribeSnapshots', (_, fleet) => ({
    ownersSet: { items: [{ owner: fleet.account.id }] },
    snapshotSet: {},
    filterSet: {},
  })),
  read('ec2', 'DescribeNetworkInterfaces', () => ({ networkInterfaceIdSet: {}, filterSet: {} })),
  read('ec2', 'DescribeAddresses', () => ({ publicIpsSet: {}, filterSet: {}, allocationIdsSet: {} })),
  read('ec2', 'DescribeInstanceStatus', (random, fleet) => ({
    ...instance(random, fleet),
    filterSet: {},
    includeAllInstances: false,
  })),
  read('ec2', 'DescribeRegions', () => ({ regionSet: {}, allRegions: true })),
  read('ec2', 'DescribeFlowLogs', () => ({ DescribeFlowLogsRequest: { MaxResults: 100 } })),
  read('ec2', 'DescribeNatGateways', () => ({ DescribeNatGatewaysRequest: { MaxResults: 100 } })),
  read('rds', 'DescribeDBInstances', (random, fleet) => ({ dBInstanceIdentifier: random.pick(fleet.databases) })),
  read('rds', 'DescribeDBSnapshots', () => ({ includeShared: false, includePublic: false })),
  read('rds', 'ListTagsForResource', (random, fleet, region) => ({
    resourceName: `arn:aws:rds:${region}:${fleet.account.id}:db:${random.pick(fleet.databases)}`,
  })),
  read('lambda', 'ListFunctions20150331', () => ({ maxItems: 50 })),
  read('lambda', 'GetFunction20150331v2', (random, fleet) => ({ functionName: random.pick(fleet.functions) })),
  read('lambda', 'GetPolicy20150331v2', (random, fleet) => ({ functionName: random.pick(fleet.functions) })),
  read('iam', 'ListRoles', () => ({ maxItems: 1000 })),
  read('iam', 'ListUsers', () => ({ maxItems: 1000 })),
  read('iam', 'GetRole', (random, fleet) => ({ roleName: random.pick(fleet.roles) })),
  read('iam', 'ListAttachedRolePolicies', (random, fleet) => ({ roleName: random.pick(fleet.roles) })),
  read('iam', 'GetAccountSummary'),
  read('iam', 'GetCredentialReport'),
  read('kms', 'ListKeys', () => ({ limit: 1000 })),
  read('kms', 'DescribeKey', (random, fleet) => ({ keyId: random.pick(fleet.keys) })),
  read('kms', 'GetKeyRotationStatus', (random, fleet) => ({ keyId: random.pick(fleet.keys) })),
  read('cloudtrail', 'DescribeTrails', () => ({ includeShadowTrails: true })),
  read('cloudtrail', 'GetTrailStatus', (_, fleet) => ({ name: `${fleet.account.name}-audit` })),
  read('s3', 'ListBuckets', (_, __, region) => ({ Host: `s3.${region}.amazonaws.com` })),
  bucket('GetBucketPolicyStatus', 'policyStatus'),
  bucket('GetBucketPublicAccessBlock', 'publicAccessBlock'),
  bucket('GetBucketEncryption', 'encryption'),
  bucket('GetBucketTagging', 'tagging'),
  bucket('GetBucketAcl', 'acl'),
  read('cloudformation', 'DescribeStacks'),
  read('cloudformation', 'ListStacks'),
  read('autoscaling', 'DescribeAutoScalingGroups', () => ({ maxRecords: 100 })),
  read('ecs', 'ListClusters'),
  read('ecs', 'DescribeServices', (random, fleet) => ({
    cluster: random.pick(fleet.clusters),
    services: ['web', 'api'],
  })),
  read('elasticloadbalancing', 'DescribeLoadBalancers', () => ({ pageSize: 400 })),
  read('elasticloadbalancing', 'DescribeTargetHealth', (_, fleet, region) => ({
    targetGroupArn: `arn:aws:elasticloadbalancing:${region}:${fleet.account.id}:targetgroup/web/5a5a5a5a5a5a5a5a`,
  })),
  read('monitoring', 'DescribeAlarms', () => ({ maxRecords: 100 })),
  read('logs', 'DescribeLogGroups', () => ({ limit: 50 })),
  read('secretsmanager', 'ListSecrets', () => ({ maxResults: 100 })),
  read('ssm', 'DescribeInstanceInformation', () => ({ maxResults: 50 })),
  read('tagging', 'GetResources', () => ({ resourcesPerPage: 100 })),
];

/** What people open and type while they work. */
export const STAFF_READS: readonly Call[] = [
  ...INVENTORY_READS.filter((call) => ['ec2', 'rds', 'lambda', 's3', 'ecs', 'monitoring'].includes(call.service)),
  read('logs', 'FilterLogEvents', (random, fleet) => ({ logGroupName: random.pick(fleet.logGroups), limit: 100 })),
  read('logs', 'StartQuery', (random, fleet) => ({
    logGroupName: random.pick(fleet.logGroups),
    queryString: 'fields @timestamp, @message | limit 50',
  })),
  read('monitoring', 'GetDashboard', () => ({ dashboardName: 'sample-overview' })),
  read('ssm', 'GetParameter', (random, fleet) => ({ name: random.pick(fleet.parameters), withDecryption: true })),
  read('cloudtrail', 'LookupEvents', () => ({ maxResults: 50 })),
  read('sts', 'GetCallerIdentity'),
  read('ce', 'GetCostAndUsage', () => ({ granularity: 'DAILY', metrics: ['UnblendedCost'] })),
  read('notifications', 'ListNotificationHubs'),
];
