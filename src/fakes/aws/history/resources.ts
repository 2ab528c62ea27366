// The Resources[] that Event history computes for a record. The raw record often has no `resources` at all; history
// reads them out of the parameters. KMS and SNS keep whole ARNs; S3, IAM, EC2, Lambda, RDS and most others a bare name.
// Which form: https://github.com/prowler-cloud/prowler/pull/10828 and its cloudtrail_timeline.py; AssumeRole and the
// attached policy's ARN as seen in look-ups people have published. AWS documents no table: this one is our reading.
import { type Dict, isDict, listAt, textAt } from '../json.ts';

export type HistoryResource = { readonly ResourceType: string; readonly ResourceName: string };

/** How the name is kept: the ARN as it stands, what the caller wrote, or the last part of an ARN. */
type Form = 'arn' | 'as-given' | 'bare';

type Rules = { readonly form: Form; readonly keys: Readonly<Record<string, string>> };

/** By service: parameters (anywhere in request or response) that name a resource, and its type. */
const RULES: Readonly<Record<string, Rules>> = {
  ec2: {
    form: 'bare',
    keys: {
      instanceId: 'AWS::EC2::Instance',
      groupId: 'AWS::EC2::SecurityGroup',
      groupName: 'AWS::EC2::SecurityGroup',
      volumeId: 'AWS::EC2::Volume',
      snapshotId: 'AWS::EC2::Snapshot',
      imageId: 'AWS::EC2::Ami',
      vpcId: 'AWS::EC2::VPC',
      subnetId: 'AWS::EC2::Subnet',
      networkInterfaceId: 'AWS::EC2::NetworkInterface',
      networkAclId: 'AWS::EC2::NetworkAcl',
      routeTableId: 'AWS::EC2::RouteTable',
      internetGatewayId: 'AWS::EC2::InternetGateway',
      natGatewayId: 'AWS::EC2::NatGateway',
      allocationId: 'AWS::EC2::EIP',
      keyName: 'AWS::EC2::KeyPair',
      launchTemplateId: 'AWS::EC2::LaunchTemplate',
    },
  },
  s3: { form: 'bare', keys: { bucketName: 'AWS::S3::Bucket' } },
  iam: {
    form: 'as-given', // names are given bare, policies by ARN
    keys: {
      userName: 'AWS::IAM::User',
      roleName: 'AWS::IAM::Role',
      groupName: 'AWS::IAM::Group',
      policyArn: 'AWS::IAM::Policy',
      policyName: 'AWS::IAM::Policy',
      instanceProfileName: 'AWS::IAM::InstanceProfile',
      accessKeyId: 'AWS::IAM::AccessKey',
    },
  },
  sts: {
    form: 'as-given',
    keys: {
      roleArn: 'AWS::IAM::Role',
      accessKeyId: 'AWS::IAM::AccessKey',
      assumedRoleId: 'AWS::STS::AssumedRole',
      arn: 'AWS::STS::AssumedRole',
      roleSessionName: 'AWS::STS::AssumedRole',
    },
  },
  lambda: { form: 'bare', keys: { functionName: 'AWS::Lambda::Function' } },
  rds: {
    form: 'bare',
    keys: {
      dBInstanceIdentifier: 'AWS::RDS::DBInstance',
      dBClusterIdentifier: 'AWS::RDS::DBCluster',
      dBSnapshotIdentifier: 'AWS::RDS::DBSnapshot',
      dBClusterSnapshotIdentifier: 'AWS::RDS::DBClusterSnapshot',
      dBParameterGroupName: 'AWS::RDS::DBParameterGroup',
      dBSubnetGroupName: 'AWS::RDS::DBSubnetGroup',
    },
  },
  kms: { form: 'arn', keys: { keyId: 'AWS::KMS::Key', arn: 'AWS::KMS::Key' } },
  sns: { form: 'arn', keys: { topicArn: 'AWS::SNS::Topic' } },
  sqs: { form: 'as-given', keys: { queueUrl: 'AWS::SQS::Queue', queueName: 'AWS::SQS::Queue' } },
  // By ARN or by name, whichever the caller used: https://github.com/cloud-custodian/cloud-custodian/issues/11061
  secretsmanager: { form: 'as-given', keys: { secretId: 'AWS::SecretsManager::Secret' } },
  ssm: { form: 'as-given', keys: { name: 'AWS::SSM::Parameter', instanceId: 'AWS::EC2::Instance' } },
  dynamodb: { form: 'bare', keys: { tableName: 'AWS::DynamoDB::Table' } },
  cloudtrail: {
    form: 'as-given',
    keys: { name: 'AWS::CloudTrail::Trail', trailName: 'AWS::CloudTrail::Trail', trailARN: 'AWS::CloudTrail::Trail' },
  },
  cloudformation: {
    form: 'as-given',
    keys: { stackName: 'AWS::CloudFormation::Stack', stackId: 'AWS::CloudFormation::Stack' },
  },
  logs: { form: 'bare', keys: { logGroupName: 'AWS::Logs::LogGroup' } },
  autoscaling: {
    form: 'bare',
    keys: {
      autoScalingGroupName: 'AWS::AutoScaling::AutoScalingGroup',
      launchConfigurationName: 'AWS::AutoScaling::LaunchConfiguration',
    },
  },
  elasticloadbalancing: {
    form: 'as-given',
    keys: {
      loadBalancerArn: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      loadBalancerName: 'AWS::ElasticLoadBalancing::LoadBalancer',
      targetGroupArn: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    },
  },
  eks: { form: 'bare', keys: { clusterName: 'AWS::EKS::Cluster', name: 'AWS::EKS::Cluster' } },
  ecs: { form: 'bare', keys: { cluster: 'AWS::ECS::Cluster', service: 'AWS::ECS::Service' } },
  ecr: { form: 'bare', keys: { repositoryName: 'AWS::ECR::Repository' } },
  route53: { form: 'bare', keys: { hostedZoneId: 'AWS::Route53::HostedZone', id: 'AWS::Route53::HostedZone' } },
  cloudfront: { form: 'bare', keys: { id: 'AWS::CloudFront::Distribution' } },
  redshift: { form: 'bare', keys: { clusterIdentifier: 'AWS::Redshift::Cluster' } },
};

/** Deeper than any parameter AWS logs; guards against hostile nesting. */
const DEPTH_MAX = 12;

/** A look-up by resource reads every event of the window, so what was computed once is kept. */
const known = new WeakMap<Dict, readonly HistoryResource[]>();

/** The resources Event history shows for the record, each once, in the order they were met. */
export function historyResources(record: Dict): readonly HistoryResource[] {
  const kept = known.get(record) ?? computeResources(record);
  known.set(record, kept);
  return kept;
}

function computeResources(record: Dict): readonly HistoryResource[] {
  const service = (textAt(record, 'eventSource') ?? '').replace(/\.amazonaws\.com$/, '');
  const rules = RULES[service];
  const form = rules?.form ?? 'bare';
  const found = new Map<string, HistoryResource>();
  const note = (type: string, text: string, as: Form): void => {
    const name = nameIn(text, as);
    if (name !== undefined) found.set(`${type} ${name}`, { ResourceType: type, ResourceName: name });
  };
  for (const resource of listAt(record, 'resources')) {
    const arn = textAt(resource, 'ARN') ?? textAt(resource, 'arn');
    // An STS record lists the role it is about by ARN, and history keeps that ARN.
    if (arn !== undefined) note(textAt(resource, 'type') ?? '', arn, form === 'bare' ? 'bare' : 'arn');
  }
  if (rules) {
    for (const part of [record.requestParameters, record.responseElements]) walk(part, rules, note, 0);
  }
  return [...found.values()];
}

function walk(value: unknown, rules: Rules, note: (type: string, text: string, as: Form) => void, depth: number): void {
  if (depth > DEPTH_MAX) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, rules, note, depth + 1);
    return;
  }
  if (!isDict(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const type = Object.hasOwn(rules.keys, key) ? rules.keys[key] : undefined;
    if (type !== undefined && typeof inner === 'string') note(type, inner, rules.form);
    else walk(inner, rules, note, depth + 1);
  }
}

function nameIn(text: string, form: Form): string | undefined {
  if (text === '') return undefined;
  switch (form) {
    case 'as-given':
      return text;
    case 'arn':
      return text.startsWith('arn:') ? text : undefined;
    case 'bare':
      return text.startsWith('arn:') ? text.slice(text.lastIndexOf(':') + 1).replace(/^.*\//, '') : text;
    default: {
      const never: never = form;
      return never;
    }
  }
}
