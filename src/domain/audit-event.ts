// One CloudTrail event as every stage after `records/` sees it, whatever version or container it came in.
// The raw record stays on it: nothing that AWS wrote is lost, and facts not lifted here can still be read.

/** Any JSON value. Records are data from outside: read them through type guards, never by assertion. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** AWS's `eventCategory`; a record older than version 1.07 has it derived (see `records/`). */
export type EventCategory = 'Management' | 'Data' | 'NetworkActivity' | 'Insight' | 'unrecognised';

/** Whether the call took effect. Decided once, in `records/outcome.ts`; never again in SQL or in rendering. */
export type Outcome =
  | { readonly kind: 'done' }
  /** The service said yes but does the work later (an asynchronous call): counted with `done`, worded "accepted". */
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'attempted';
      readonly reason: 'denied' | 'failed' | 'dry-run';
      /** AWS's error code, as written in the record; null where the record has none (a failed ConsoleLogin). */
      readonly code: string | null;
      readonly message: string | null;
    };

export type ActorKind =
  | 'root'
  | 'iam-user'
  | 'role-session'
  | 'identity-center-user'
  | 'federated-user'
  | 'saml-user'
  | 'web-identity-user'
  | 'aws-account'
  | 'aws-service'
  | 'unknown';

/** Whom the record names as caller, after reading session issuer, session name and invoked by. */
export interface Actor {
  readonly kind: ActorKind;
  /** As a person would name them: user name, Identity Center user name, role session name, "root", service name. */
  readonly name: string;
  /** Role or permission set they acted through, or the service that acted for them; null when they acted directly. */
  readonly via: string | null;
  readonly arn: string | null;
  readonly accountId: string | null;
  /** The access key that signed the call. An identifier, not a secret. */
  readonly accessKeyId: string | null;
  readonly sessionName: string | null;
  readonly roleName: string | null;
  readonly sourceIdentity: string | null;
  /** AWS's `invokedBy`: the service that made the call for the actor. */
  readonly invokedBy: string | null;
  /** Every name one may ask for this actor by, as written: user, session, role, ARN, principal id, key, e-mail. */
  readonly names: readonly string[];
}

/** What made the call, in the form of the JSON contract. */
export type Tool =
  | 'console'
  | 'cli'
  | 'terraform'
  | 'cloudformation'
  | 'aws-service-event'
  | 'aws-internal'
  | `sdk:${string}`
  | `aws-service:${string}`
  | `other:${string}`;

/** Where in the record an identifier was found. */
export type IdentifierPlace =
  | 'resources'
  | 'request'
  | 'response'
  | 'error'
  | 'additional'
  | 'service-event'
  /** The call's own subject where parameters are withheld: whoever signed in, or was denied about themselves. */
  | 'identity';

/** A resource named by the record (not its caller): an id, ARN, name, address or key, exactly as written. */
export interface Identifier {
  readonly value: string;
  readonly place: IdentifierPlace;
  /** The parameter's name, e.g. `instanceId`, `bucketName`, `roleArn`; null where the place has no key. */
  readonly key: string | null;
}

export interface AuditEvent {
  /** AWS's `eventID`: one event has one, however often it is delivered. */
  readonly eventID: string;
  /** UTC, RFC 3339, ending in `Z`. */
  readonly eventTime: string;
  /** `eventTime` in epoch milliseconds. */
  readonly timeMs: number;
  readonly eventVersion: string | null;
  readonly eventType: string | null;
  readonly eventCategory: EventCategory;
  /** As written: `ec2.amazonaws.com`. */
  readonly eventSource: string;
  /** `eventSource` without `.amazonaws.com`: `ec2`. `${service}:${eventName}` is the event name people see. */
  readonly service: string;
  /** As written, API date included: `DeleteFunction20150331`. */
  readonly eventName: string;
  /** `eventName` without an API date or version: `DeleteFunction`. What questions are matched on. */
  readonly action: string;
  readonly awsRegion: string | null;
  /** Account in whose log the event is: `recipientAccountId`, else the caller's account; null when neither is there. */
  readonly accountId: string | null;
  /** From the record, or by a rule on the event name where an old record lacks it. */
  readonly readOnly: boolean;
  readonly outcome: Outcome;
  /** Identifiers that a call which succeeded as a whole lists as `unsuccessful` or `failed`: attempts, for these. */
  readonly failedIdentifiers: readonly string[];
  readonly actor: Actor;
  readonly tool: Tool;
  /** `sourceIPAddress` as written: an address (not always a valid one) or a service's host name. */
  readonly sourceIp: string | null;
  readonly userAgent: string | null;
  readonly identifiers: readonly Identifier[];
  /** The temporary access key that this call issued (AssumeRole and its kin), which later calls are signed with. */
  readonly issuedAccessKeyId: string | null;
  readonly requestID: string | null;
  readonly sharedEventID: string | null;
  /** The record as delivered, credentials included: redact before showing or exporting any of it. */
  readonly record: JsonObject;
}
