// Ten findings of Access Analyzer, of ten kinds of resources in two accounts and two Regions: one public, one archived, one
// resolved, one found by the first scan of its analyzer.
import type { SeedAnalyzer, SeedFinding } from '../../src/fakes/aws/access-analyzer/findings.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
export const PROD = '111122223333';
export const DEV = '444455556666';
export const LAB = '777788889999';
export const OUTSIDE = '999988887777';
export const EAST = 'us-east-1';
export const WEST = 'eu-west-1';
export const MINUTE = 60_000;
const DAY = 86_400_000;

export const at = (days: number) => NOW - days * DAY;
export const KEY = '11111111-2222-4333-8444-555555555555';
const ROLE = `arn:aws:iam::${PROD}:role/partner/sample-partner`;

export const F: Readonly<Record<string, SeedFinding & { readonly account: string; readonly region: string }>> = {
  bucket: {
    account: PROD,
    region: WEST,
    id: 'f-bucket',
    resource: 'arn:aws:s3:::sample-public',
    resourceType: 'AWS::S3::Bucket',
    owner: PROD,
    createdMs: at(2),
    isPublic: true,
    principal: { AWS: '*' },
    actions: ['s3:GetObject'],
    sources: [{ type: 'POLICY' }],
  },
  role: {
    account: PROD,
    region: WEST,
    id: 'f-role',
    resource: ROLE,
    resourceType: 'AWS::IAM::Role',
    owner: PROD,
    createdMs: at(3),
    principal: { AWS: `arn:aws:iam::${OUTSIDE}:role/deploy` },
    actions: ['sts:AssumeRole'],
    condition: { 'sts:ExternalId': 'sample' },
  },
  key: {
    account: PROD,
    region: EAST,
    id: 'f-key',
    resource: `arn:aws:kms:${EAST}:${PROD}:key/${KEY}`,
    resourceType: 'AWS::KMS::Key',
    owner: PROD,
    createdMs: at(4),
    principal: { AWS: OUTSIDE },
    actions: ['kms:Decrypt'],
  },
  queue: {
    account: DEV,
    region: WEST,
    id: 'f-queue',
    resource: `arn:aws:sqs:${WEST}:${DEV}:sample-jobs`,
    resourceType: 'AWS::SQS::Queue',
    owner: DEV,
    createdMs: at(5),
    principal: { AWS: OUTSIDE },
    actions: ['sqs:SendMessage'],
  },
  lambda: {
    account: DEV,
    region: EAST,
    id: 'f-lambda',
    resource: `arn:aws:lambda:${EAST}:${DEV}:function:sample-resize`,
    resourceType: 'AWS::Lambda::Function',
    owner: DEV,
    createdMs: at(6),
    principal: { AWS: OUTSIDE },
    actions: ['lambda:InvokeFunction'],
  },
  snapshot: {
    account: DEV,
    region: WEST,
    id: 'f-snapshot',
    resource: `arn:aws:ec2:${WEST}:${DEV}:snapshot/snap-0a1b2c3d4e5f60718`,
    resourceType: 'AWS::EC2::Snapshot',
    owner: DEV,
    createdMs: at(7),
    principal: { AWS: OUTSIDE },
  },
  secret: {
    account: PROD,
    region: WEST,
    id: 'f-secret',
    resource: `arn:aws:secretsmanager:${WEST}:${PROD}:secret:sample/db-AbCdEf`,
    resourceType: 'AWS::SecretsManager::Secret',
    owner: PROD,
    createdMs: at(8),
    principal: { AWS: `arn:aws:iam::${OUTSIDE}:root` },
    actions: ['secretsmanager:GetSecretValue'],
  },
  topic: {
    account: DEV,
    region: EAST,
    id: 'f-topic',
    resource: `arn:aws:sns:${EAST}:${DEV}:sample-alerts`,
    resourceType: 'AWS::SNS::Topic',
    owner: DEV,
    status: 'ARCHIVED',
    createdMs: at(9),
    principal: { AWS: OUTSIDE },
    actions: ['sns:Publish'],
  },
  repository: {
    account: PROD,
    region: WEST,
    id: 'f-repository',
    resource: `arn:aws:ecr:${WEST}:${PROD}:repository/sample/app`,
    resourceType: 'AWS::ECR::Repository',
    owner: PROD,
    status: 'RESOLVED',
    createdMs: at(10),
    updatedMs: at(1),
    principal: { AWS: OUTSIDE },
    actions: ['ecr:BatchGetImage'],
  },
  database: {
    account: PROD,
    region: EAST,
    id: 'f-database',
    resource: `arn:aws:rds:${EAST}:${PROD}:snapshot:sample-nightly`,
    resourceType: 'AWS::RDS::DBSnapshot',
    owner: PROD,
    // Found by the first scan of an analyzer that was made weeks after it was shared.
    createdMs: at(40) + 60 * MINUTE,
    principal: { AWS: OUTSIDE },
  },
};

export const ANALYZERS: readonly SeedAnalyzer[] = [PROD, DEV].flatMap((account) =>
  [WEST, EAST].map((region) => ({
    name: `sample-${region}`,
    account,
    region,
    createdMs: at(40),
    findings: [
      ...Object.values(F).filter((finding) => finding.account === account && finding.region === region),
      // A role is found in every Region.
      ...(account === PROD && region === EAST && F.role !== undefined
        ? [{ ...F.role, id: 'f-role-again', createdMs: at(3) + MINUTE }]
        : []),
    ],
  })),
);
