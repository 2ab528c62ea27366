// Objects deleted from the one bucket whose data events are logged; names carry blanks and dots as real ones do.
import { HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { BEN } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE, SECOND } from '../time.ts';

/** The bucket whose data events the sample trail logs. */
export const LOGGED_BUCKET = 'sample-orders-exports';
const OBJECT = 'exports/orders-final.csv';

export const deletedObjects: TellStory = (t) => {
  const at = t.ago(1, '17:40:12');
  const ben = openStaffSession(t.random, BEN, PROD, at - 3 * MINUTE, false);
  const call = (name: string, key: string, time: number, readOnly: boolean): Draft => ({
    id: t.id(),
    account: PROD,
    region: HOME_REGION,
    service: 's3',
    name,
    category: 'Data',
    readOnly,
    time,
    caller: ben.caller,
    request: { bucketName: LOGGED_BUCKET, Host: `${LOGGED_BUCKET}.s3.${HOME_REGION}.amazonaws.com`, key },
    additional: {
      SignatureVersion: 'SigV4',
      AuthenticationMethod: 'AuthHeader',
      bytesTransferredIn: 0,
      bytesTransferredOut: 0,
    },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${LOGGED_BUCKET}/${key}` },
      { accountId: PROD.id, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${LOGGED_BUCKET}` },
    ],
  });
  const read = call('GetObject', OBJECT, at - 40 * SECOND, true);
  const deleted = call('DeleteObject', OBJECT, at, false);
  const other = call('DeleteObject', 'exports/orders final (copy).csv', at + 5 * SECOND, false);
  return {
    events: [...ben.events, read, deleted, other],
    asked: [
      {
        question: `who deleted s3://${LOGGED_BUCKET}/${OBJECT}?`,
        why: 'a data event: it is there only because this bucket logs them',
        doneIds: ids(deleted),
        attemptedIds: [],
      },
    ],
  };
};
