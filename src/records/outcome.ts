// Whether a call took effect, for the call as a whole and for single resources in it. Decided here and nowhere else.
import type { AuditEvent, JsonObject, Outcome } from '../domain/audit-event.ts';
import type { ResourceRef } from '../domain/question.ts';
import { sameThing } from './identifier.ts';
import { isObject, objectOf, objectsUnder, someLeaf, text, textAt } from './json.ts';

/**
 * AWS has no one spelling of "denied": AccessDenied, AccessDeniedException, Client.UnauthorizedOperation,
 * UnauthorizedOperation, NotAuthorized, AuthorizationError, Forbidden, KMS.AccessDenied… A missing resource is not one.
 */
const DENIED = /access.?denied|unauthori[sz]ed|not.?authori[sz]ed|authorization(error|failure)|forbidden|authfailure/i;
const DRY_RUN = /(^|\.)DryRunOperation$/;
/** Values of a status or state field that mean: taken on, not finished. */
const UNDER_WAY =
  /^(pending|creating|deleting|modifying|updating|queued|scheduled|submitted|in[-_ ]?progress|pending_?deletion|(create|delete|update)_in_progress|requested|accepted)$/i;
const STATUS_KEY = /(status|state)$/i;
/** How deep below responseElements a status may lie: `volume.status`, `createAccountStatus.state`. */
const STATUS_DEPTH_MAX = 2;

export function readOutcome(record: JsonObject): Outcome {
  const response = objectOf(record.responseElements);
  const code = text(record.errorCode) ?? textAt(response, 'errorCode');
  const message = text(record.errorMessage) ?? (code === null ? null : textAt(response, 'errorMessage'));
  if (code !== null && DRY_RUN.test(code)) return { kind: 'attempted', reason: 'dry-run', code, message };
  if (code !== null || message !== null) {
    const reason = DENIED.test(code ?? '') || (code === null && DENIED.test(message ?? '')) ? 'denied' : 'failed';
    return { kind: 'attempted', reason, code, message };
  }
  if (signInFailed(record, response)) return { kind: 'attempted', reason: 'failed', code: null, message: null };
  if (isDryRun(objectOf(record.requestParameters))) {
    return { kind: 'attempted', reason: 'dry-run', code: null, message: null };
  }
  return underWay(response) || ANSWERS_BEFORE_DOING.test(callOf(record)) ? { kind: 'accepted' } : { kind: 'done' };
}

/**
 * Calls whose record carries no status, though the work only starts with the answer.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeleteStack.html
 */
const ANSWERS_BEFORE_DOING = /^cloudformation\.amazonaws\.com:(Create|Update|Delete)Stack(Set|Instances)?$/;

function callOf(record: JsonObject): string {
  return `${text(record.eventSource) ?? ''}:${text(record.eventName) ?? ''}`;
}

/** A failed sign-in carries no errorCode: `responseElements` says `{"ConsoleLogin": "Failure"}`. */
function signInFailed(record: JsonObject, response: JsonObject | null): boolean {
  if (record.eventSource !== 'signin.amazonaws.com' || response === null) return false;
  return Object.values(response).some((value) => value === 'Failure');
}

function isDryRun(request: JsonObject | null): boolean {
  const flag = request?.dryRun ?? request?.DryRun;
  return flag === true || flag === 'true';
}

function underWay(value: JsonObject | null, depth = 0): boolean {
  if (value === null) return false;
  return Object.entries(value).some(([key, field]) => {
    if (typeof field === 'string') return STATUS_KEY.test(key) && UNDER_WAY.test(field);
    return depth < STATUS_DEPTH_MAX && isObject(field) && underWay(field, depth + 1);
  });
}

/** Fields in which a call that succeeded as a whole lists what it could not do. */
const FAILED_LISTS = /^(unsuccessful|failed|failures|errors?|unprocessed\w*|failed\w+|unsuccessful\w+|errorSet)$/i;
/** Keys of such an item that hold its reason, not its name. */
const REASON_KEYS = /^(code|message|reason|error\w*|status\w*)$/i;

/** Identifiers listed as failed inside a response that is otherwise a success. */
export function readFailedIdentifiers(record: JsonObject): readonly string[] {
  const found = new Set<string>();
  for (const object of objectsUnder(objectOf(record.responseElements))) {
    for (const key in object) {
      if (!FAILED_LISTS.test(key) || typeof object[key] === 'string') continue;
      someLeaf(object[key], (leaf, itemKey) => {
        if (typeof leaf === 'string' && leaf !== '' && !REASON_KEYS.test(itemKey ?? '')) found.add(leaf);
        return false;
      });
    }
  }
  return [...found];
}

/**
 * The outcome for the resources asked about: an attempt when the call failed, or when it lists every one of them that it
 * names as failed. With no resource asked about, the call's own outcome.
 */
export function outcomeFor(event: AuditEvent, resources: readonly ResourceRef[]): 'done' | 'accepted' | 'attempted' {
  if (event.outcome.kind === 'attempted' || event.failedIdentifiers.length === 0) return event.outcome.kind;
  const named = resources.filter((resource) =>
    event.identifiers.some((identifier) => sameThing(resource, identifier.value)),
  );
  const allFailed =
    named.length > 0 &&
    named.every((resource) => event.failedIdentifiers.some((failed) => sameThing(resource, failed)));
  return allFailed ? 'attempted' : event.outcome.kind;
}

/** True when the call was refused for want of permission. */
export function isDenied(event: AuditEvent): boolean {
  return event.outcome.kind === 'attempted' && event.outcome.reason === 'denied';
}
