// A service's host name as records write it → the name people know. Only names that do not follow from the host
// are listed; any other service is shown by its own prefix, so that a new one is still named truthfully.

const KNOWN: Readonly<Record<string, string>> = {
  autoscaling: 'Auto Scaling',
  cloudformation: 'CloudFormation',
  cloudtrail: 'CloudTrail',
  codebuild: 'CodeBuild',
  codepipeline: 'CodePipeline',
  config: 'AWS Config',
  dynamodb: 'DynamoDB',
  ec2: 'EC2',
  ecs: 'ECS',
  eks: 'EKS',
  elasticbeanstalk: 'Elastic Beanstalk',
  elasticloadbalancing: 'Elastic Load Balancing',
  elasticmapreduce: 'EMR',
  guardduty: 'GuardDuty',
  lambda: 'Lambda',
  opsworks: 'OpsWorks',
  rds: 'RDS',
  s3: 'S3',
  securityhub: 'Security Hub',
  ssm: 'Systems Manager',
  sso: 'IAM Identity Center',
  'servicecatalog-appregistry': 'Service Catalog AppRegistry',
};

/** `cloudformation.amazonaws.com` or `cloudformation` → `CloudFormation`; `new.amazonaws.com` → `the new service`. */
export function describeService(host: string): string {
  const prefix = host.replace(/\.amazonaws\.com(?:\.cn)?$/i, '');
  if (Object.hasOwn(KNOWN, prefix.toLowerCase())) return KNOWN[prefix.toLowerCase()] ?? prefix;
  return prefix === host ? host : `the ${prefix} service`;
}
