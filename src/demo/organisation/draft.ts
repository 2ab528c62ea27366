// One call as the generator thinks of it, and the CloudTrail record it becomes.
// Record fields: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import type { Json, JsonObject } from '../../domain/audit-event.ts';
import type { Account } from './accounts.ts';
import type { Caller } from './caller.ts';
import { instant } from './time.ts';

export interface Draft {
  /** `eventID`. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly time: number;
  readonly account: Account;
  readonly region: string;
  /** `ec2` of `ec2.amazonaws.com`. */
  readonly service: string;
  /** `eventName`. */
  readonly name: string;
  readonly caller: Caller;
  readonly readOnly: boolean;
  readonly request?: Json;
  readonly response?: Json;
  /** `code` null: a sign-in, whose failure has a message only. */
  readonly error?: { readonly code: string | null; readonly message: string };
  readonly additional?: JsonObject;
  readonly resources?: readonly JsonObject[];
  readonly serviceEventDetails?: JsonObject;
  readonly type?: 'AwsApiCall' | 'AwsServiceEvent' | 'AwsConsoleSignIn';
  readonly category?: 'Management' | 'Data';
  readonly sharedEventID?: string;
  readonly vpcEndpointId?: string;
}

/** Services write different minor versions at the same time; these are what public records of 2024–2026 show. */
const EVENT_VERSIONS: Readonly<Record<string, string>> = {
  ec2: '1.10',
  s3: '1.11',
  iam: '1.11',
  kms: '1.11',
  cloudtrail: '1.11',
  secretsmanager: '1.11',
  rds: '1.11',
  lambda: '1.08',
  sts: '1.08',
  signin: '1.09',
  ssm: '1.08',
  logs: '1.09',
  autoscaling: '1.09',
};

function hostOf(draft: Draft): string {
  if (draft.service === 'iam') return 'iam.amazonaws.com';
  if (draft.service === 'signin') return 'signin.aws.amazon.com';
  return `${draft.service}.${draft.region}.amazonaws.com`;
}

/** A request id that differs from the event id and needs no further draw. */
function requestIdOf(draft: Draft): string {
  const turned = draft.id.split('-').reverse().join('');
  if (draft.service === 's3') return turned.slice(0, 16).toUpperCase();
  return `${turned.slice(0, 8)}-${turned.slice(8, 12)}-${turned.slice(12, 16)}-${turned.slice(16, 20)}-${turned.slice(20)}`;
}

/** The record as CloudTrail would deliver it, fields in AWS's order. */
export function toRecord(draft: Draft): JsonObject {
  const { caller, error } = draft;
  const category = draft.category ?? 'Management';
  const type = draft.type ?? 'AwsApiCall';
  const overTls = type !== 'AwsServiceEvent' && caller.userIdentity.invokedBy === undefined;
  return {
    eventVersion: EVENT_VERSIONS[draft.service] ?? '1.09',
    userIdentity: caller.userIdentity,
    eventTime: instant(draft.time),
    eventSource: `${draft.service}.amazonaws.com`,
    eventName: draft.name,
    awsRegion: draft.region,
    sourceIPAddress: caller.sourceIp,
    userAgent: draft.service === 's3' && overTls ? `[${caller.userAgent}]` : caller.userAgent,
    ...(error === undefined
      ? {}
      : { ...(error.code === null ? {} : { errorCode: error.code }), errorMessage: error.message }),
    requestParameters: draft.request ?? null,
    responseElements: draft.response ?? null,
    ...(draft.additional === undefined ? {} : { additionalEventData: draft.additional }),
    ...(type === 'AwsApiCall' ? { requestID: requestIdOf(draft) } : {}),
    eventID: draft.id,
    readOnly: draft.readOnly,
    ...(draft.resources === undefined ? {} : { resources: draft.resources }),
    eventType: type,
    managementEvent: category === 'Management',
    recipientAccountId: draft.account.id,
    ...(draft.sharedEventID === undefined ? {} : { sharedEventID: draft.sharedEventID }),
    ...(draft.vpcEndpointId === undefined ? {} : { vpcEndpointId: draft.vpcEndpointId }),
    ...(draft.serviceEventDetails === undefined ? {} : { serviceEventDetails: draft.serviceEventDetails }),
    eventCategory: category,
    ...(overTls
      ? {
          tlsDetails: {
            tlsVersion: 'TLSv1.3',
            cipherSuite: 'TLS_AES_128_GCM_SHA256',
            clientProvidedHostHeader: hostOf(draft),
          },
        }
      : {}),
    ...(caller.console ? { sessionCredentialFromConsole: 'true' } : {}),
  };
}
