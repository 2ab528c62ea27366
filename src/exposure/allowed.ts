// What a call's parameters let in: the Allow statements of the policies in them, permissions granted by name, snapshots
// shared, grants, ACLs. Whether that is what a finding tells of is judged elsewhere.
import type { AuditEvent, Json, JsonObject } from '../domain/audit-event.ts';
import { isObject, leavesOf, objectOf, objectsUnder } from '../records/json.ts';

export interface Allowed {
  /** As written: `*`, an account id, an ARN, a canonical user id, a provider. */
  readonly principals: readonly string[];
  /** As written, with wildcards; null: not told, so any. */
  readonly actions: readonly string[] | null;
}

export interface AllowedBy {
  readonly allowed: readonly Allowed[];
  /** The record does not have the parameters whole: what they let in is not known. */
  readonly withheld: boolean;
}

/** Of a call that is on the list of calls that can open something. */
export function allowedBy(event: AuditEvent): AllowedBy {
  const request = objectOf(event.record.requestParameters);
  // Above 100 KB they are left out: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
  if (request === null || request.omitted === true) return { allowed: [], withheld: true };
  const permission = /^Add(LayerVersion)?Permission/.test(event.action);
  const statements = Object.entries(request).flatMap(([key, value]) =>
    /policy|^attributes?(Value)?$/i.test(key) ? documentsIn(value).flatMap(statementsIn) : [],
  );
  const more = permission ? [permitted(request)] : [];
  const others = [...more, ...shared(request), ...granted(event, request), ...listed(event, request)];
  return { allowed: [...statements, ...others].filter(({ principals }) => principals.length > 0), withheld: false };
}

function statementsIn(document: JsonObject): readonly Allowed[] {
  const found: Allowed[] = [];
  for (const statement of objectsUnder(document)) {
    if (statement.Effect !== 'Allow') continue;
    // Everybody but those it names: everybody, for whoever reads what is open.
    const principals = statement.NotPrincipal === undefined ? leavesOf(statement.Principal) : ['*'];
    found.push({ principals, actions: statement.Action === undefined ? null : leavesOf(statement.Action) });
  }
  return found;
}

/** A policy comes as an object, as JSON in a string, or percent-encoded; alone or inside a map of attributes. */
function documentsIn(value: Json | undefined, depth = 0): readonly JsonObject[] {
  if (typeof value === 'string') {
    const document = objectOf(value) ?? objectOf(decoded(value));
    return document === null ? [] : [document];
  }
  if (isObject(value)) return [value, ...(depth > 0 ? [] : Object.values(value).flatMap((one) => documentsIn(one, 1)))];
  return [];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** AddPermission of Lambda, SQS and SNS, and of layers: principals and actions are parameters. */
function permitted(request: JsonObject): Allowed {
  const people = [request.principal, request.aWSAccountIds, request.aWSAccountId, request.AWSAccountIds];
  const actions = leavesOf(request.action ?? request.actions ?? request.actionName);
  return { principals: people.flatMap(leavesOf), actions: actions.length === 0 ? null : actions };
}

/** Snapshots: whom a volume may be made by, or a copy restored by. `all` is everybody. */
function shared(request: JsonObject): readonly Allowed[] {
  const added = [objectOf(request.createVolumePermission)?.add, request.valuesToAdd];
  const principals = added.flatMap(leavesOf).map((value) => (value === 'all' ? '*' : value));
  return [{ principals, actions: null }];
}

function granted(event: AuditEvent, request: JsonObject): readonly Allowed[] {
  if (event.action !== 'CreateGrant') return [];
  return [{ principals: leavesOf(request.granteePrincipal), actions: null }];
}

const PUBLIC_ACL = /^(public-read|public-read-write|authenticated-read)$/;
const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)/;

/** Bucket ACLs: a ready-made one, grants in headers, or the list itself. */
function listed(event: AuditEvent, request: JsonObject): readonly Allowed[] {
  if (!/^(PutBucketAcl|CreateBucket)$/.test(event.action)) return [];
  const leaves = leavesOf(request.AccessControlPolicy ?? request.accessControlList);
  const headers = Object.entries(request).filter(([key]) => /^x-amz-(acl|grant-)/i.test(key));
  const all = [...leaves, ...headers.flatMap(([, value]) => leavesOf(value))];
  const everybody = all.some((leaf) => PUBLIC_ACL.test(leaf) || EVERYBODY.test(leaf));
  return [{ principals: [...(everybody ? ['*'] : []), ...all], actions: null }];
}
