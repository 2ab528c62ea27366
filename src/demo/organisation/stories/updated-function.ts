// A Lambda function's code replaced by hand, after a try that came while the last update was still running.
import type { JsonObject } from '../../../domain/audit-event.ts';
import { HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { ANA } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { instant, MINUTE } from '../time.ts';

const FUNCTION = 'sample-invoice-mailer';

export const updatedFunction: TellStory = (t) => {
  const at = t.ago(2, '09:26:44');
  const ana = openStaffSession(t.random, ANA, PROD, at - 7 * MINUTE, false);
  const arn = `arn:aws:lambda:${HOME_REGION}:${PROD.id}:function:${FUNCTION}`;
  const call = {
    account: PROD,
    region: HOME_REGION,
    service: 'lambda',
    name: 'UpdateFunctionCode20150331v2',
    readOnly: false,
    caller: ana.caller,
  } as const;
  const request: JsonObject = {
    fullyQualifiedArn: {
      arnPrefix: { partition: 'aws', region: HOME_REGION, account: PROD.id },
      relativeId: { functionName: FUNCTION },
      functionQualifier: {},
    },
    functionName: FUNCTION,
    publish: false,
    dryRun: false,
  };
  const early: Draft = {
    ...call,
    id: t.id(),
    time: at - MINUTE,
    request,
    error: {
      code: 'ResourceConflictException',
      message: `The operation cannot be performed at this time. An update is in progress for resource: ${arn}`,
    },
  };
  const updated: Draft = {
    ...call,
    id: t.id(),
    time: at,
    request,
    response: {
      functionName: FUNCTION,
      functionArn: arn,
      runtime: 'nodejs22.x',
      role: `arn:aws:iam::${PROD.id}:role/sample-invoice-mailer`,
      handler: 'index.handler',
      codeSize: 48213,
      lastModified: instant(at),
      version: '$LATEST',
      state: 'Active',
      lastUpdateStatus: 'InProgress',
    },
  };
  return {
    events: [...ana.events, early, updated],
    asked: [
      {
        question: `who updated the code of lambda ${FUNCTION}?`,
        why: 'the event name carries an API date; the first try failed',
        doneIds: ids(updated),
        attemptedIds: ids(early),
      },
    ],
  };
};
