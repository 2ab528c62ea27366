// Text that callers control, made to hurt whoever shows it: mentions, links, formulas, newlines, direction marks.
// None of it is an instruction to anybody; it is here so that the demo proves it harmless.
import { DEV, GLOBAL_REGION, HOME_REGION, PROD } from '../accounts.ts';
import { roleCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { uniqueId } from '../random.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE, SECOND } from '../time.ts';
import { BOTO } from '../tools.ts';
import { LOGGED_BUCKET } from './deleted-objects.ts';

const BUCKET = 'sample-hostile-strings';
const USER = '=cmd-sample@channel';
const VOLUME = 'vol-0badc0de0badc0de0';

export const hostileStrings: TellStory = (t) => {
  const at = t.ago(11, '13:13:13');
  const session = (userAgent: string, account: typeof PROD): Draft['caller'] =>
    roleCaller({
      account,
      roleName: 'sample-sandbox',
      sessionName: '@here',
      accessKeyId: uniqueId('ASIA', t.random),
      started: at - 5 * MINUTE,
      ip: '192.0.2.99',
      userAgent,
    });
  const bucket: Draft = {
    id: t.id(),
    account: DEV,
    region: HOME_REGION,
    service: 's3',
    name: 'DeleteBucket',
    readOnly: false,
    time: at,
    caller: session('<!channel> *<https://example.com/sample|click me>* <@U0SAMPLE>', DEV),
    request: { bucketName: BUCKET, Host: `${BUCKET}.s3.${HOME_REGION}.amazonaws.com` },
    resources: [{ accountId: DEV.id, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET}` }],
  };
  const user: Draft = {
    id: t.id(),
    account: DEV,
    region: GLOBAL_REGION,
    service: 'iam',
    name: 'CreateUser',
    readOnly: false,
    time: at + 20 * SECOND,
    caller: session("=cmd|' /C calc'!A0", DEV),
    request: { userName: USER, tags: [{ key: 'owner', value: '=HYPERLINK("https://example.com/sample","click")' }] },
    response: {
      user: { userName: USER, arn: `arn:aws:iam::${DEV.id}:user/${USER}`, path: '/' },
    },
  };
  const tagged: Draft = {
    id: t.id(),
    account: DEV,
    region: HOME_REGION,
    service: 'ec2',
    name: 'CreateTags',
    readOnly: false,
    time: at + 45 * SECOND,
    caller: session(BOTO, DEV),
    request: {
      resourcesSet: { items: [{ resourceId: VOLUME }] },
      tagSet: {
        items: [
          { key: 'Name', value: '<!channel> <!here> `*_~&lt;' },
          { key: '@everyone', value: '+1+1' },
        ],
      },
    },
    response: { _return: true },
  };
  // A newline, a right-to-left override and a formula in an object's name: all legal in S3.
  const key = 'inbox/\n=1+1\u202Efdp.exe <!here>.txt';
  const object: Draft = {
    id: t.id(),
    account: PROD,
    region: HOME_REGION,
    service: 's3',
    name: 'PutObject',
    category: 'Data',
    readOnly: false,
    time: at + 70 * SECOND,
    caller: session('sample-uploader/1.0\u200B', PROD),
    request: { bucketName: LOGGED_BUCKET, Host: `${LOGGED_BUCKET}.s3.${HOME_REGION}.amazonaws.com`, key },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${LOGGED_BUCKET}/${key}` },
      { accountId: PROD.id, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${LOGGED_BUCKET}` },
    ],
  };
  return {
    events: [bucket, user, tagged, object],
    asked: [
      {
        question: `who deleted bucket ${BUCKET}?`,
        why: 'the session is called @here and its user agent tries to mention everyone',
        doneIds: ids(bucket),
        attemptedIds: [],
      },
      {
        question: `who created user ${USER}?`,
        why: 'a legal user name that a spreadsheet would run',
        doneIds: ids(user),
        attemptedIds: [],
      },
    ],
  };
};
