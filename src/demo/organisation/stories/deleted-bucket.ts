// A bucket that would not go at first: two tries failed because it was not empty, the third one worked.
import { HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { BEN } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE, SECOND } from '../time.ts';

const BUCKET = 'sample-backups';

export const deletedBucket: TellStory = (t) => {
  const at = t.ago(15, '18:25:50');
  const ben = openStaffSession(t.random, BEN, PROD, at - 2 * MINUTE, false);
  const call = (time: number, emptied: boolean): Draft => ({
    id: t.id(),
    account: PROD,
    region: HOME_REGION,
    service: 's3',
    name: 'DeleteBucket',
    readOnly: false,
    time,
    caller: ben.caller,
    request: { bucketName: BUCKET, Host: `${BUCKET}.s3.${HOME_REGION}.amazonaws.com` },
    resources: [{ accountId: PROD.id, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET}` }],
    ...(emptied ? {} : { error: { code: 'BucketNotEmpty', message: 'The bucket you tried to delete is not empty' } }),
  });
  const first = call(at, false);
  const second = call(at + 12 * SECOND, false);
  const deleted = call(at + 26 * MINUTE, true);
  return {
    events: [...ben.events, first, second, deleted],
    asked: [
      {
        question: `who deleted bucket ${BUCKET}?`,
        why: 'two failures and one success under one event name',
        doneIds: ids(deleted),
        attemptedIds: ids(first, second),
      },
    ],
  };
};
