// A service's host name as records write it → the name people know. Only names that do not follow from the host
// are listed; any other service is shown by its own prefix, so that a new one is still named truthfully.

const KNOWN: Readonly<Record<string, string>> = {
  'access-analyzer': 'IAM Access Analyzer',
  autoscaling: 'Auto Scaling',
  backup: 'AWS Backup',
  bedrock: 'Bedrock',
  cloudformation: 'CloudFormation',
  cloudtrail: 'CloudTrail',
  codebuild: 'CodeBuild',
  codepipeline: 'CodePipeline',
  config: 'AWS Config',
  controltower: 'Control Tower',
  dynamodb: 'DynamoDB',
  ec2: 'EC2',
  ecs: 'ECS',
  eks: 'EKS',
  elasticbeanstalk: 'Elastic Beanstalk',
  elasticloadbalancing: 'Elastic Load Balancing',
  elasticmapreduce: 'EMR',
  events: 'EventBridge',
  guardduty: 'GuardDuty',
  health: 'AWS Health',
  inspector2: 'Inspector',
  kms: 'KMS',
  lambda: 'Lambda',
  opsworks: 'OpsWorks',
  rds: 'RDS',
  rolesanywhere: 'IAM Roles Anywhere',
  s3: 'S3',
  secretsmanager: 'Secrets Manager',
  securityhub: 'Security Hub',
  ssm: 'Systems Manager',
  sso: 'IAM Identity Center',
  servicecatalog: 'Service Catalog',
  states: 'Step Functions',
};

/** `cloudformation.amazonaws.com` or `cloudformation` → `CloudFormation`; `new.amazonaws.com` → `the new service`. */
export function describeService(host: string): string {
  const prefix = host.replace(/\.amazonaws\.com(?:\.cn)?$/i, '');
  if (Object.hasOwn(KNOWN, prefix.toLowerCase())) return KNOWN[prefix.toLowerCase()] ?? prefix;
  return prefix === host ? host : `the ${prefix} service`;
}
