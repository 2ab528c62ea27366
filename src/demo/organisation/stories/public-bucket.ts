// A bucket made public in two steps, then made private again by somebody else.
import type { JsonObject } from '../../../domain/audit-event.ts';
import { HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { BEN, CLEO } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE, SECOND } from '../time.ts';

const BUCKET = 'sample-press-kit';

const bucket = (more: JsonObject = {}): JsonObject => ({
  bucketName: BUCKET,
  Host: `${BUCKET}.s3.${HOME_REGION}.amazonaws.com`,
  ...more,
});

export const publicBucket: TellStory = (t) => {
  const s3 = {
    account: PROD,
    region: HOME_REGION,
    service: 's3',
    readOnly: false,
    additional: {
      SignatureVersion: 'SigV4',
      AuthenticationMethod: 'AuthHeader',
      bytesTransferredIn: 0,
      bytesTransferredOut: 0,
    },
    resources: [{ accountId: PROD.id, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET}` }],
  } as const;
  const at = t.ago(12, '15:20:03');
  const ben = openStaffSession(t.random, BEN, PROD, at - 11 * MINUTE, true);
  const unblocked: Draft = {
    ...s3,
    id: t.id(),
    time: at,
    name: 'DeleteBucketPublicAccessBlock',
    caller: ben.caller,
    request: bucket({ publicAccessBlock: '' }),
  };
  const opened: Draft = {
    ...s3,
    id: t.id(),
    time: at + 34 * SECOND,
    name: 'PutBucketPolicy',
    caller: ben.caller,
    request: bucket({
      policy: '',
      bucketPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'PublicRead',
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${BUCKET}/*`,
          },
        ],
      },
    }),
  };
  const closedAt = at + 170 * MINUTE;
  const cleo = openStaffSession(t.random, CLEO, PROD, closedAt - 3 * MINUTE, false);
  const removed: Draft = {
    ...s3,
    id: t.id(),
    time: closedAt,
    name: 'DeleteBucketPolicy',
    caller: cleo.caller,
    request: bucket({ policy: '' }),
  };
  const blocked: Draft = {
    ...s3,
    id: t.id(),
    time: closedAt + 9 * SECOND,
    name: 'PutBucketPublicAccessBlock',
    caller: cleo.caller,
    request: bucket({
      publicAccessBlock: '',
      PublicAccessBlockConfiguration: {
        xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    }),
  };
  return {
    events: [...ben.events, unblocked, opened, ...cleo.events, removed, blocked],
    asked: [
      {
        question: `who made bucket ${BUCKET} public?`,
        why: 'two calls together did it: the block was taken off, then a policy let everyone read',
        doneIds: ids(unblocked, opened),
        attemptedIds: [],
      },
    ],
  };
};
