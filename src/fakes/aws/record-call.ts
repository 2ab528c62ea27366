// The CloudTrail record of a call that changed something, as Event history shows it even while no trail logs. Names as
// AWS writes them: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import { randomUUID } from 'node:crypto';
import type { Dict } from './json.ts';
import type { Caller, World } from './world.ts';

/** What of a record depends on the call. Names of parameters in records begin with a small letter. */
export type RecordedCall = {
  /** "kms.amazonaws.com" */
  readonly source: string;
  readonly name: string;
  readonly request: Dict;
  readonly response?: Dict | null;
  readonly resources?: readonly Dict[];
  /** Epoch milliseconds; the fake's clock when left out. */
  readonly atMs?: number;
  /** Members that are not as they are in most records. */
  readonly over?: Dict;
};

/** Adds the record of a successful write to the fake's events; returns its eventID. */
export function recordCall(world: World, caller: Caller, call: RecordedCall): string {
  const eventID = randomUUID();
  const stamp = instant(call.atMs ?? world.clock());
  const record = {
    eventVersion: '1.11',
    userIdentity: recordedIdentity(caller),
    eventTime: stamp,
    eventSource: call.source,
    eventName: call.name,
    awsRegion: caller.region,
    sourceIPAddress: '127.0.0.1',
    userAgent: 'fake-aws',
    requestParameters: call.request,
    responseElements: call.response ?? null,
    requestID: randomUUID(),
    eventID,
    readOnly: false,
    ...(call.resources === undefined ? {} : { resources: call.resources }),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: caller.account,
    eventCategory: 'Management',
    ...call.over,
  };
  world.events.add([record]);
  return eventID;
}

/**
 * Who called, with the session's issuer and source identity where a role was assumed.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export function recordedIdentity({ account, principal, accessKeyId }: Caller): Dict {
  const { arn, userId, session } = principal;
  const common = { principalId: userId, arn, accountId: account, accessKeyId };
  if (session === undefined) {
    if (arn.endsWith(':root')) return { type: 'Root', ...common };
    return { type: 'IAMUser', ...common, userName: arn.slice(arn.lastIndexOf('/') + 1) };
  }
  return {
    type: 'AssumedRole',
    ...common,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: userId.split(':')[0] ?? userId,
        arn: session.roleArn,
        accountId: account,
        userName: session.roleArn.slice(session.roleArn.lastIndexOf('/') + 1),
      },
      attributes: {
        ...(session.createdMs === undefined ? {} : { creationDate: instant(session.createdMs) }),
        mfaAuthenticated: 'false',
      },
      ...(session.sourceIdentity === undefined ? {} : { sourceIdentity: session.sourceIdentity }),
    },
  };
}

/** CloudTrail's eventTime has whole seconds. */
function instant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
