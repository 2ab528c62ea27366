// One event → what it changed, in a few plain sentences read from its parameters. Nothing secret: the parameters are
// redacted before any reader sees them. Says nothing of calls that only read, and never more than the record holds:
// CloudTrail has no "before", so a difference is given only against an earlier event of the same answer.
import type { AuditEvent, JsonObject } from '../../domain/audit-event.ts';
import { isObject, objectOf } from '../../records/json.ts';
import { redactRecord, redactText } from '../../records/redact.ts';
import { countOf } from '../words/count.ts';
import { cutText } from '../words/cut-text.ts';
import { type Call, type Change, type ChangeReader, flag, note, word } from './change.ts';
import { accessKeys, memberships, passwords, secondFactors, signIns } from './identities.ts';
import { aclEntries, dnsRecords, modifiedRules, routes, securityGroupRules } from './network-rules.ts';
import { parameterList } from './parameters.ts';
import { managedPolicies, type PolicyPut, policyPut, policyPutBy, policyRemoved, policyRemovedBy } from './policies.ts';
import { trails, watchers } from './recording.ts';
import {
  capacities,
  databases,
  encryptionKeys,
  functions,
  instanceAttributes,
  instanceStates,
  newInstances,
  otherProtections,
} from './settings.ts';
import {
  accessControlLists,
  bucketSettings,
  functionUrls,
  grants,
  imageAndSnapshotSharing,
  permissions,
  publicAccessBlocks,
} from './sharing.ts';
import { tags } from './tags.ts';

/** Sentences for one event; a last one counts the rest. */
const CHANGES_MAX = 8;
/** UTF-16 units of one sentence. */
const TEXT_MAX = 400;
/** Events looked back through for what a policy held before. */
const EARLIER_MAX = 200;

/** The first that knows a call describes it. */
const READERS: readonly ChangeReader[] = [
  securityGroupRules,
  modifiedRules,
  aclEntries,
  routes,
  dnsRecords,
  managedPolicies,
  accessKeys,
  passwords,
  secondFactors,
  memberships,
  signIns,
  imageAndSnapshotSharing,
  publicAccessBlocks,
  accessControlLists,
  permissions,
  functionUrls,
  grants,
  bucketSettings,
  instanceAttributes,
  instanceStates,
  newInstances,
  databases,
  otherProtections,
  capacities,
  functions,
  encryptionKeys,
  trails,
  watchers,
  tags,
];

/**
 * What `event` changed, or would have changed where it was only tried: at most 8 sentences of at most 400 UTF-16 units,
 * plain text. `earlier`: events of the same answer that happened before it and took effect, oldest first. Empty for calls
 * that only read, and where the record holds nothing to tell.
 */
export function changesOf(event: AuditEvent, earlier: readonly AuditEvent[] = []): readonly Change[] {
  if (event.readOnly) return [];
  const { requestParameters } = event.record;
  const request = unwrapped(objectOf(requestParameters) ?? {});
  if (flag(request, 'omitted') === true) {
    const why = word(request, 'reason');
    return [note(`AWS left the parameters of this call out of its record${why === '' ? '' : ` (${why})`}.`)];
  }
  if (event.outcome.kind === 'attempted' && Object.keys(request).length === 0) {
    return [note('AWS recorded no parameters for this call.')];
  }
  return bounded(read(callOf(event), earlier));
}

function read(call: Call, earlier: readonly AuditEvent[]): readonly Change[] {
  const gone = policyRemovedBy(call);
  if (gone !== null) return policyRemoved(gone, lastPut(gone, call.service, earlier), call);
  const put = policyPutBy(call);
  if (put !== null) return policyPut(put, lastPut(put.name, call.service, earlier), call);
  for (const reader of READERS) {
    const found = reader(call);
    if (found !== null) return found;
  }
  return parameterList(call.request);
}

/** What an earlier event put under that name, unless a later one took it away: then nothing is known to be before. */
function lastPut(name: string, service: string, earlier: readonly AuditEvent[]): PolicyPut | null {
  const near = earlier.slice(-EARLIER_MAX).filter((event) => event.service === service && !event.readOnly);
  for (const event of near.reverse()) {
    const call = callOf(event);
    const put = policyPutBy(call);
    if (put?.name === name) return put;
    if (policyRemovedBy(call) === name) return null;
  }
  return null;
}

function callOf(event: AuditEvent): Call {
  return {
    service: event.service,
    action: event.action,
    request: unwrapped(redacted(event.record.requestParameters)),
    response: unwrapped(redacted(event.record.responseElements)),
    accountId: event.accountId,
  };
}

function redacted(value: JsonObject[string] | undefined): JsonObject {
  return redactRecord(objectOf(value) ?? {});
}

/** EC2 writes some calls as `{ "ModifySecurityGroupRulesRequest": { … } }`. */
function unwrapped(object: JsonObject): JsonObject {
  const entries = Object.entries(object);
  const [only] = entries;
  if (entries.length !== 1 || only === undefined || !/^\w+(Request|Response)$/.test(only[0])) return object;
  return isObject(only[1]) ? only[1] : object;
}

function bounded(changes: readonly Change[]): readonly Change[] {
  const shown = changes.length > CHANGES_MAX ? changes.slice(0, CHANGES_MAX - 1) : changes;
  const rest = changes.length - shown.length;
  const texts = shown.map(({ mark, text }) => ({ mark, text: cutText(redactText(text.trim()), TEXT_MAX) }));
  return rest === 0 ? texts : [...texts, note(`And ${countOf(rest, 'more change')} in the same call.`)];
}
