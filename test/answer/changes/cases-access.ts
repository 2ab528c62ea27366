// Calls that decide who and what gets through: rules, routes, protections, policies.
import { ANYWHERE, allow, type ChangeCase, call, document } from './a-call.ts';

export const accessCases: readonly ChangeCase[] = [
  [
    'a nested rule',
    call('ec2:AuthorizeSecurityGroupIngress', { groupId: 'sg-1', ipPermissions: { items: [ANYWHERE] } }),
    ['+ Added inbound rule of sg-1: TCP 22 (SSH) from 0.0.0.0/0 (anywhere)'],
  ],
  [
    'a flat rule',
    call('ec2:RevokeSecurityGroupIngress', {
      groupId: 'sg-1',
      ipPermissions: {},
      ipProtocol: 'udp',
      fromPort: 1000,
      toPort: 2000,
      cidrIp: '10.0.0.0/8',
    }),
    ['- Removed inbound rule of sg-1: UDP 1000–2000 from 10.0.0.0/8'],
  ],
  [
    'all traffic to everywhere and to a group',
    call('ec2:AuthorizeSecurityGroupEgress', {
      groupName: 'web',
      ipPermissions: {
        items: [
          { ipProtocol: '-1', groups: { items: [{ groupId: 'sg-2' }] }, ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } },
        ],
      },
    }),
    ['+ Added outbound rule of web: all traffic to ::/0 (anywhere) and group sg-2'],
  ],
  [
    'a rule named by id, told by the response',
    call(
      'ec2:RevokeSecurityGroupIngress',
      {
        groupId: 'sg-1',
        securityGroupRuleIds: { items: [{ securityGroupRuleId: 'sgr-1' }, { securityGroupRuleId: 'sgr-2' }] },
      },
      {
        response: {
          revokedSecurityGroupRuleSet: {
            items: [
              { securityGroupRuleId: 'sgr-1', ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIpv4: '192.0.2.0/24' },
            ],
          },
        },
      },
    ),
    [
      '- Removed inbound rule of sg-1: sgr-1, TCP 443 (HTTPS) from 192.0.2.0/24',
      '- Removed inbound rule of sg-1: sgr-2 (the record does not say what it held)',
    ],
  ],
  [
    'a rule changed, in the wrapper of EC2',
    call('ec2:ModifySecurityGroupRules', {
      ModifySecurityGroupRulesRequest: {
        GroupId: 'sg-1',
        SecurityGroupRule: {
          SecurityGroupRuleId: 'sgr-1',
          SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 3389, ToPort: 3389, CidrIpv4: '0.0.0.0/0' },
        },
      },
    }),
    ['= Rule sgr-1 of sg-1 set to: TCP 3389 (RDP) from 0.0.0.0/0 (anywhere)'],
  ],
  [
    'a database’s own group',
    call('rds:AuthorizeDBSecurityGroupIngress', { dBSecurityGroupName: 'sample-db', cIDRIP: '0.0.0.0/0' }),
    ['+ Added inbound rule of sample-db: all traffic from 0.0.0.0/0 (anywhere)'],
  ],
  [
    'a network ACL',
    call('ec2:CreateNetworkAclEntry', {
      networkAclId: 'acl-1',
      ruleNumber: 100,
      egress: false,
      ruleAction: 'allow',
      aclProtocol: '17',
      portRange: { from: 53, to: 53 },
      cidrBlock: '0.0.0.0/0',
    }),
    ['+ Added inbound entry 100 of network ACL acl-1: allow UDP 53 (DNS) from 0.0.0.0/0 (anywhere)'],
  ],
  [
    'a route',
    call('ec2:CreateRoute', { routeTableId: 'rtb-1', destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-1' }),
    ['+ Added a route to 0.0.0.0/0 (anywhere) in rtb-1, through igw-1'],
  ],
  [
    'a DNS record',
    call('route53:ChangeResourceRecordSets', {
      hostedZoneId: 'Z1',
      changeBatch: {
        changes: [
          {
            action: 'UPSERT',
            resourceRecordSet: { name: 'www.sample.example', type: 'A', resourceRecords: [{ value: '192.0.2.1' }] },
          },
        ],
      },
    }),
    ['= Set DNS record www.sample.example (A) in zone Z1: 192.0.2.1'],
  ],
  [
    'termination protection, as a flag of its own',
    call('ec2:ModifyInstanceAttribute', { instanceId: 'i-1', disableApiTermination: { value: false } }),
    ['- Termination protection of i-1 off'],
  ],
  [
    'termination protection, as attribute and value',
    call('ec2:ModifyInstanceAttribute', { instanceId: 'i-1', attribute: 'disableApiTermination', value: 'true' }),
    ['+ Termination protection of i-1 on'],
  ],
  [
    'type, groups and user data of an instance',
    call('ec2:ModifyInstanceAttribute', {
      instanceId: 'i-1',
      instanceType: { value: 'm5.large' },
      groupSet: { items: [{ groupId: 'sg-1' }] },
      userData: { value: 'c2VjcmV0' },
    }),
    [
      '= Instance type of i-1 set to m5.large',
      '= Security groups of i-1 set to sg-1',
      '= User data of i-1 replaced (not shown)',
    ],
  ],
  [
    'metadata tokens',
    call('ec2:ModifyInstanceMetadataOptions', {
      ModifyInstanceMetadataOptionsRequest: { InstanceId: 'i-1', HttpTokens: 'optional' },
    }),
    ['= Metadata tokens of i-1 optional (IMDSv1 works again)'],
  ],
  [
    'what became of instances',
    call(
      'ec2:TerminateInstances',
      { instancesSet: { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] } },
      {
        response: {
          instancesSet: {
            items: [
              { instanceId: 'i-1', previousState: { name: 'running' }, currentState: { name: 'shutting-down' } },
              { instanceId: 'i-2', previousState: { name: 'terminated' }, currentState: { name: 'terminated' } },
            ],
          },
        },
      },
    ),
    ['- i-1: was running, now shutting-down', '= i-2: it was terminated already'],
  ],
  [
    'the public access block, in S3’s spelling',
    call('s3:PutBucketPublicAccessBlock', {
      bucketName: 'sample-logs',
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      },
    }),
    [
      '+ Block Public Access of bucket sample-logs: blockPublicAcls and ignorePublicAcls on',
      '- Block Public Access of bucket sample-logs: blockPublicPolicy and restrictPublicBuckets off',
    ],
  ],
  [
    'a canned ACL',
    call('s3:PutBucketAcl', { bucketName: 'sample-logs', 'x-amz-acl': 'public-read' }),
    ['= ACL of sample-logs set to public-read (everybody may read)'],
  ],
  [
    'a bucket policy that lets everybody in, on a condition',
    call('s3:PutBucketPolicy', {
      bucketName: 'sample-logs',
      bucketPolicy: {
        Statement: {
          ...allow('*', 's3:GetObject'),
          Resource: 'arn:aws:s3:::sample-logs/*',
          Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
        },
      },
    }),
    [
      '# The policy of bucket sample-logs now holds 1 statement:',
      '= Allow everyone (*) to call s3:GetObject on arn:aws:s3:::sample-logs/*, if aws:SourceVpc StringEquals vpc-1',
    ],
  ],
  [
    'a trust policy that lets another account in',
    call('iam:UpdateAssumeRolePolicy', {
      roleName: 'sample',
      policyDocument: document({
        ...allow({ AWS: 'arn:aws:iam::444455556666:root' }, 'sts:AssumeRole'),
        Resource: undefined,
      }),
    }),
    [
      '# The trust policy of role sample (who may take on the role) now holds 1 statement:',
      '= Allow account 444455556666 (another account) to call sts:AssumeRole',
    ],
  ],
  [
    'an inline policy with a denial of all but one',
    call('iam:PutRolePolicy', {
      roleName: 'sample',
      policyName: 'p',
      policyDocument: encodeURIComponent(
        document({ Effect: 'Deny', NotAction: 'iam:ListUsers', NotResource: 'arn:aws:s3:::x' }),
      ),
    }),
    [
      '# The inline policy p of role sample now holds 1 statement:',
      '= Deny every action but iam:ListUsers on everything but arn:aws:s3:::x',
    ],
  ],
  [
    'the policy of a queue',
    call('sqs:SetQueueAttributes', {
      queueUrl: 'https://sqs/q',
      attributes: { Policy: document(allow('*', 'sqs:*')) },
    }),
    ['# The policy of https://sqs/q now holds 1 statement:', '= Allow everyone (*) to call sqs:* on everything (*)'],
  ],
  [
    'a managed policy',
    call('iam:AttachUserPolicy', { userName: 'sample', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
    ['+ Policy arn:aws:iam::aws:policy/AdministratorAccess attached to user sample'],
  ],
];
