// Calls on keys, users, databases, functions, trails and tags; and calls there is little to tell of.
import { sampleDenied } from '../../render/sample-replies.ts';
import { type ChangeCase, call } from './a-call.ts';

export const settingCases: readonly ChangeCase[] = [
  [
    'an access key switched off',
    call('iam:UpdateAccessKey', { userName: 'sample', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', status: 'Inactive' }),
    ['- Access key AKIAIOSFODNN7EXAMPLE of user sample set to inactive: calls signed with it are refused'],
  ],
  [
    'a new access key, without its secret',
    call(
      'iam:CreateAccessKey',
      { userName: 'sample' },
      {
        response: {
          accessKey: { userName: 'sample', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI' },
        },
      },
    ),
    ['+ Access key AKIAIOSFODNN7EXAMPLE of user sample created'],
  ],
  [
    'a password',
    call('iam:CreateLoginProfile', { userName: 'sample', passwordResetRequired: false }),
    ['+ Console password set for user sample, kept at the first sign-in'],
  ],
  [
    'a second factor taken away',
    call('iam:DeactivateMFADevice', { userName: 'sample', serialNumber: 'arn:aws:iam::111122223333:mfa/sample' }),
    ['- MFA device arn:aws:iam::111122223333:mfa/sample of user sample deactivated: it is no longer asked for'],
  ],
  [
    'group membership',
    call('iam:AddUserToGroup', { userName: 'sample', groupName: 'admins' }),
    ['+ User sample put into group admins'],
  ],
  [
    'an image shared with all',
    call('ec2:ModifyImageAttribute', {
      imageId: 'ami-1',
      launchPermission: { add: { items: [{ group: 'all' }, { userId: '444455556666' }] } },
    }),
    ['+ ami-1 shared with everybody (all AWS accounts) and account 444455556666'],
  ],
  [
    'a snapshot no longer shared',
    call('rds:ModifyDBSnapshotAttribute', {
      dBSnapshotIdentifier: 'snap',
      attributeName: 'restore',
      valuesToRemove: ['444455556666'],
    }),
    ['- snap no longer shared with account 444455556666'],
  ],
  [
    'a database opened, unprotected and without backups',
    call('rds:ModifyDBInstance', {
      dBInstanceIdentifier: 'db',
      publiclyAccessible: true,
      deletionProtection: false,
      backupRetentionPeriod: 0,
      masterUserPassword: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    }),
    [
      '+ db reachable from the internet',
      '- Deletion protection of db off',
      '- Automatic backups of db off',
      '= Master password of db replaced (not shown)',
    ],
  ],
  [
    'a database deleted for good',
    call('rds:DeleteDBInstance', { dBInstanceIdentifier: 'db', skipFinalSnapshot: true }),
    ['- db deleted without a last snapshot'],
  ],
  [
    'a key on its way out',
    call(
      'kms:ScheduleKeyDeletion',
      { keyId: 'k', pendingWindowInDays: 7 },
      { response: { deletionDate: 'Jul 17, 2023' } },
    ),
    ['- Key k will be deleted on Jul 17, 2023; until then that can be cancelled'],
  ],
  [
    'a key disabled',
    call('kms:DisableKey', { keyId: 'k' }),
    ['- Key k disabled: nothing can be encrypted or decrypted with it'],
  ],
  [
    'a trail stopped',
    call('cloudtrail:StopLogging', { name: 't' }),
    ['- Trail t records nothing until it is started again'],
  ],
  [
    'a trail narrowed',
    call('cloudtrail:UpdateTrail', {
      name: 't',
      isMultiRegionTrail: false,
      enableLogFileValidation: false,
      s3BucketName: 'other',
    }),
    [
      '- Trail t: no events of all Regions',
      '- Trail t: no proofs that log files are unchanged',
      '= Trail t delivers to bucket other',
    ],
  ],
  [
    'a trail’s selectors',
    call('cloudtrail:PutEventSelectors', {
      trailName: 't',
      eventSelectors: [
        {
          readWriteType: 'ReadOnly',
          includeManagementEvents: true,
          dataResources: [],
          excludeManagementEventSources: ['kms.amazonaws.com'],
        },
      ],
    }),
    ['= Trail t records management events that read only but those of kms.amazonaws.com; no data events'],
  ],
  [
    'advanced selectors',
    call('cloudtrail:PutEventSelectors', {
      trailName: 't',
      advancedEventSelectors: [
        {
          name: 'n',
          fieldSelectors: [
            { field: 'eventCategory', equals: ['Management'] },
            { field: 'readOnly', equals: ['true'] },
          ],
        },
      ],
    }),
    ['= Trail t records events with eventCategory equals Management and readOnly equals true (“n”)'],
  ],
  [
    'a detector switched off',
    call('guardduty:UpdateDetector', { detectorId: 'd', enable: false }),
    ['- GuardDuty detector d off'],
  ],
  [
    'flow logs',
    call('ec2:DeleteFlowLogs', { DeleteFlowLogsRequest: { FlowLogId: { content: 'fl-1', tag: 1 } } }),
    ['- Flow logs fl-1 deleted'],
  ],
  [
    'the size of a group',
    call('autoscaling:UpdateAutoScalingGroup', { autoScalingGroupName: 'g', desiredCapacity: 0, minSize: 0 }),
    ['= Desired capacity of g set to 0', '= Least size of g set to 0'],
  ],
  [
    'a function’s variables, by name only',
    call('lambda:UpdateFunctionConfiguration', {
      functionName: 'f',
      timeout: 30,
      environment: { variables: { TOKEN: 'wJalrXUtnFEMI', URL: 'wJalrXUtnFEMI' } },
    }),
    [
      '= Timeout of function f in seconds set to 30',
      '= Environment variables of function f (values not shown): TOKEN and URL',
    ],
  ],
  [
    'a function everybody may call',
    call('lambda:AddPermission', {
      functionName: 'f',
      statementId: 's',
      action: 'lambda:InvokeFunction',
      principal: '*',
    }),
    ['+ everybody (*) may call lambda:InvokeFunction on f (s)'],
  ],
  [
    'tags, where a secret is one',
    call('ec2:CreateTags', {
      resourcesSet: { items: [{ resourceId: 'i-1' }] },
      tagSet: {
        items: [
          { key: 'Owner', value: 'sample' },
          { key: 'db_password', value: 'wJalrXUtnFEMI' },
        ],
      },
    }),
    ['+ Tagged i-1: Owner = sample and db_password = <removed>'],
  ],
  [
    'tags of S3',
    call('s3:PutBucketTagging', {
      bucketName: 'b',
      Tagging: { TagSet: { Tag: { Key: 'a', Value: true } } },
      tagging: '',
    }),
    ['+ Tagged b: a = true'],
  ],
  [
    'any other call',
    call('ssm:PutParameter', {
      name: '/sample',
      value: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      type: 'SecureString',
      tags: [{ key: 'a', value: 'b' }],
      clientToken: 'x',
    }),
    ['= Parameters: name: /sample, value: hidden by AWS, type: SecureString, tags: a = b'],
  ],
  ['nothing but the name of a thing', call('iam:DeleteRole', { roleName: 'sample' }), []],
  ['a call that only reads', call('s3:GetBucketPolicy', { bucketName: 'b', policy: '' }, { readOnly: true }), []],
  [
    'parameters that were too large',
    call('ec2:AuthorizeSecurityGroupIngress', { reason: 'requestParameters too large', omitted: true }),
    ['# AWS left the parameters of this call out of its record (requestParameters too large).'],
  ],
  [
    'a denied call without parameters',
    sampleDenied(0, { record: { requestParameters: null } }),
    ['# AWS recorded no parameters for this call.'],
  ],
];
