// A production secret read by a person in the console, and once, by its full ARN, by the service that owns it.
import { HOME_REGION, PROD } from '../accounts.ts';
import { eveCaller, roleCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { FINN } from '../people.ts';
import { uniqueId } from '../random.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { HOUR, MINUTE } from '../time.ts';
import { JAVA_SDK } from '../tools.ts';

const SECRET = 'prod/payments/api-key';
const ARN = `arn:aws:secretsmanager:${HOME_REGION}:${PROD.id}:secret:${SECRET}-sAmPlE`;

export const readSecret: TellStory = (t) => {
  const secrets = {
    account: PROD,
    region: HOME_REGION,
    service: 'secretsmanager',
    name: 'GetSecretValue',
    readOnly: true,
  } as const;
  const at = t.ago(7, '19:03:21');
  const finn = openStaffSession(t.random, FINN, PROD, at - 8 * MINUTE, true);
  const person: Draft = { ...secrets, id: t.id(), time: at, caller: finn.caller, request: { secretId: SECRET } };
  const service: Draft = {
    ...secrets,
    id: t.id(),
    time: at - 6 * HOUR,
    caller: roleCaller({
      account: PROD,
      roleName: 'sample-payments',
      sessionName: 'i-0b0a7b0a7b0a7b0a7',
      accessKeyId: uniqueId('ASIA', t.random),
      started: at - 7 * HOUR,
      ip: '10.0.12.34',
      userAgent: JAVA_SDK,
    }),
    request: { secretId: ARN },
    vpcEndpointId: 'vpce-0a1b2c3d4e5f60718',
  };
  const denied: Draft = {
    ...secrets,
    id: t.id(),
    time: at + 22 * HOUR,
    caller: eveCaller(PROD),
    error: {
      code: 'AccessDenied',
      message: `User: arn:aws:iam::${PROD.id}:user/eve is not authorized to perform: secretsmanager:GetSecretValue on resource: ${SECRET} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
    },
  };
  return {
    events: [service, ...finn.events, person, denied],
    asked: [
      {
        question: `who read the secret ${SECRET}?`,
        why: 'one read names the secret, one its ARN; a third was denied',
        doneIds: ids(service, person),
        attemptedIds: ids(denied),
      },
    ],
  };
};
