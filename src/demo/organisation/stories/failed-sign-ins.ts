// Someone guesses user names at the console (AWS hides what was typed), then eve's password, in vain; eve signs in later.
import type { JsonObject } from '../../../domain/audit-event.ts';
import { DEV, GLOBAL_REGION } from '../accounts.ts';
import { principalId } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { EVE } from '../people.ts';
import { ids, type TellStory } from '../story.ts';
import { SECOND } from '../time.ts';

const GUESSER = '192.0.2.250';
const GUESSER_BROWSER = 'Mozilla/5.0 (compatible; sample-guesser/1.0)';

export const failedSignIns: TellStory = (t) => {
  const at = t.ago(3, '22:31:05');
  const eve: JsonObject = {
    type: 'IAMUser',
    principalId: principalId('AIDA', DEV, EVE.userName),
    arn: `arn:aws:iam::${DEV.id}:user/${EVE.userName}`,
    accountId: DEV.id,
    userName: EVE.userName,
  };
  const nobody: JsonObject = {
    type: 'IAMUser',
    accountId: DEV.id,
    accessKeyId: '',
    userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
  };
  const signIn = (time: number, userIdentity: JsonObject, failure: string | null): Draft => ({
    id: t.id(),
    account: DEV,
    region: GLOBAL_REGION,
    service: 'signin',
    name: 'ConsoleLogin',
    type: 'AwsConsoleSignIn',
    readOnly: false,
    time,
    caller: {
      userIdentity,
      sourceIp: failure === null ? EVE.ip : GUESSER,
      userAgent: failure === null ? EVE.browser : GUESSER_BROWSER,
      console: false,
    },
    response: { ConsoleLogin: failure === null ? 'Success' : 'Failure' },
    additional: {
      LoginTo: 'https://console.aws.amazon.com/console/home?state=hashArgs%23&isauthcode=true',
      MobileVersion: 'No',
      MFAUsed: 'No',
    },
    ...(failure === null ? {} : { error: { code: null, message: failure } }),
  });
  const unknown = [0, 4, 9, 15].map((s) => signIn(at + s * SECOND, nobody, 'No username found in supplied account'));
  const wrong = [31, 38].map((s) => signIn(at + s * SECOND, eve, 'Failed authentication'));
  const signedIn = signIn(t.ago(2, '15:58:20'), eve, null);
  return {
    events: [...unknown, ...wrong, signedIn],
    asked: [
      {
        question: `who tried to sign in to the console from ${GUESSER}?`,
        why: 'four guesses at user names, hidden by AWS, and two at a password: no sign-in came of it',
        doneIds: [],
        attemptedIds: ids(...unknown, ...wrong),
      },
    ],
  };
};
