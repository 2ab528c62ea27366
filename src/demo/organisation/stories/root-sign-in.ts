// The root user signs in with MFA after a mistyped password, and looks at the bill; another try failed weeks ago.
import { AUDIT, GLOBAL_REGION, PROD } from '../accounts.ts';
import { rootCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { ANA } from '../people.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE, SECOND } from '../time.ts';

const LOGIN_TO = 'https://console.aws.amazon.com/console/home?state=hashArgs%23&isauthcode=true';

export const rootSignIn: TellStory = (t) => {
  const signIn = {
    region: GLOBAL_REGION,
    service: 'signin',
    name: 'ConsoleLogin',
    type: 'AwsConsoleSignIn',
    readOnly: false,
  } as const;
  const failed = {
    error: { code: null, message: 'Failed authentication' },
    response: { ConsoleLogin: 'Failure' },
    additional: { LoginTo: LOGIN_TO, MobileVersion: 'No', MFAUsed: 'No' },
  } as const;
  const root = rootCaller(PROD, ANA.ip, ANA.browser);
  const at = t.ago(5, '08:47:12');
  const mistyped: Draft = { ...signIn, ...failed, id: t.id(), account: PROD, time: at - 40 * SECOND, caller: root };
  const signedIn: Draft = {
    ...signIn,
    id: t.id(),
    account: PROD,
    time: at,
    caller: root,
    response: { ConsoleLogin: 'Success' },
    additional: {
      LoginTo: LOGIN_TO,
      MobileVersion: 'No',
      MFAIdentifier: `arn:aws:iam::${PROD.id}:mfa/root-account-mfa-device`,
      MFAUsed: 'Yes',
    },
  };
  const looked: Draft = {
    id: t.id(),
    account: PROD,
    region: GLOBAL_REGION,
    time: at + 2 * MINUTE,
    service: 'billingconsole',
    name: 'GetBillsForLinkedAccount',
    readOnly: true,
    caller: { ...root, console: true },
  };
  const stranger: Draft = {
    ...signIn,
    ...failed,
    id: t.id(),
    account: AUDIT,
    time: t.ago(40, '02:14:09'),
    caller: rootCaller(
      AUDIT,
      '192.0.2.201',
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    ),
  };
  return {
    events: [mistyped, signedIn, looked, stranger],
    asked: [
      {
        question: 'did root sign in in the last 14 days?',
        why: 'once, with MFA; a failed sign-in carries no error code and must not count as one',
        doneIds: ids(signedIn),
        attemptedIds: ids(mistyped),
      },
    ],
  };
};
