// The settings of what works by itself: digests, watches, the trail watch, approvals, and where audit events go.

import { z } from 'zod';
import { idList, setting, whole } from './setting.ts';

export const workSettings = {
  DIGEST_SETTLE_MINUTES: setting({
    schema: whole(0, 240),
    about:
      'Minutes before a digest is told that what it reads ends, so that its events have arrived; the next one begins there.',
    write: 'whole minutes from 0 to 240',
    default: '20',
  }),
  WATCH_EVERY_MINUTES: setting({
    schema: whole(1, 1440),
    about: 'How often a watch looks whether it happened again, in minutes.',
    write: 'whole minutes from 1 to 1440',
    default: '5',
  }),
  TRAIL_WATCH_MINUTES: setting({
    schema: whole(0, 1440),
    about:
      'How often trails are looked at by themselves, in minutes; 0: never. What is found is told in SECURITY_CHANNEL.',
    write: 'whole minutes from 0 to 1440',
    default: '5',
  }),
  WATCH_DAYS: setting({
    schema: whole(1, 365),
    about: 'Days after which a watch ends, where nobody says for how long.',
    write: 'whole days from 1 to 365',
    default: '30',
  }),
  APPROVERS: setting({
    schema: idList(/^[UW][0-9A-Z]{6,20}$/),
    about:
      'Slack user ids of those who may approve a change to a trail, by comma. With neither this nor APPROVER_GROUPS, nothing is ever changed.',
    write: 'user ids by comma, such as U0123ABCDEF',
    default: '',
  }),
  APPROVER_GROUPS: setting({
    schema: idList(/^S[0-9A-Z]{6,20}$/),
    about: 'Slack user group ids whose members may approve, by comma.',
    write: 'user group ids by comma, such as S0123456789',
    default: '',
  }),
  APPROVAL_CHANNEL: setting({
    schema: z.string().regex(/^[CG][0-9A-Z]{6,20}$/),
    about:
      'Slack channel in which approvers are asked. Needed for approvals; the bot must be a member if it is private.',
    write: 'a channel id such as C0123456789',
    default: null,
  }),
  BREAK_GLASS_GROUP: setting({
    schema: z.string().regex(/^S[0-9A-Z]{6,20}$/),
    about: 'Slack user group whose members may go ahead alone, with a reason, loudly. Unset: nobody may.',
    write: 'a user group id such as S0123456789',
    default: null,
  }),
  APPROVAL_HOURS: setting({
    schema: whole(1, 72),
    about: 'Hours after which a request that nobody decided expires; halfway there is one reminder.',
    write: 'a whole number from 1 to 72',
    default: '4',
  }),
  WHODID_REMEDIATION_ROLE: setting({
    schema: z.string().regex(/^[\w+=,.@/-]{1,512}$/),
    about:
      'Name of the role, in each account, through which an approved change is made: deploy/iam/remediation.json, and nothing more. Unset: nothing is ever changed.',
    write: 'the name of a role with the policy of deploy/iam/remediation.json, such as whodid-remediation',
    default: null,
  }),
  WHODID_AUDIT_FILE: setting({
    schema: z.string().min(1),
    about: 'File that what is asked, answered, approved and done is appended to, a line of JSON each. Unset: none.',
    write: 'the path of a file this user may write',
    default: null,
  }),
  WHODID_AUDIT_LOG_GROUP: setting({
    schema: z.string().regex(/^arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:[.\-_/#A-Za-z0-9]{1,512}$/),
    about: 'Log group of CloudWatch Logs that the same records go to. Unset: none.',
    write: 'the ARN of a log group, without :* at its end',
    default: null,
  }),
  WHODID_AUDIT_BUCKET: setting({
    schema: z.string().regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w!.*'()/-]{0,500})?$/),
    about: 'S3 bucket, and beginning of keys, that the same records go to. Unset: none.',
    write: 's3://bucket or s3://bucket/prefix',
    default: null,
  }),
  WHODID_AUDIT_BUCKET_REGION: setting({
    schema: z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
    about: 'Region of WHODID_AUDIT_BUCKET.',
    write: 'a Region name such as eu-west-1',
    default: 'us-east-1',
  }),
  WHODID_AUDIT_CHANNEL: setting({
    schema: z.string().regex(/^arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:channel\/[0-9a-f-]{36}$/i),
    about: 'Channel of CloudTrail Lake that the same records go to (PutAuditEvents). Unset: none.',
    write: 'the ARN of a channel',
    default: null,
  }),
} as const;
