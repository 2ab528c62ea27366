// A call that creates something names it only in its response, so the failed tries before it name nothing that could be
// asked for. They are found as what they are: the same request by the same caller, made again until it worked.
import type { AuditEvent, Json } from '../domain/audit-event.ts';
import type { EventTest, Question, ResourceRef, Window } from '../domain/question.ts';
import { sameThing } from '../records/identifier.ts';
import { isObject } from '../records/json.ts';

/** Tools give up retrying within minutes: Terraform's longest default wait for propagation is two. */
const RETRY_MS_MAX = 10 * 60_000;

export interface TriesRequest {
  readonly test: EventTest;
  readonly window: Window;
}

/** What to read to find earlier tries of the done calls; null when no call created the resource asked about. */
export function earlierTriesRequest(
  question: Question,
  done: readonly AuditEvent[],
  window: Window,
): TriesRequest | null {
  const creations = done.filter((event) => isCreation(event, question.resources));
  const first = creations[0];
  const last = creations.at(-1);
  if (first === undefined || last === undefined) return null;
  const actions = [...new Set(creations.map((event) => `${event.service}\n${event.action}`))];
  const tests: EventTest[] = actions.map((each) => {
    const [service = '', name = ''] = each.split('\n');
    return { kind: 'action', service, name };
  });
  const from = Math.max(first.timeMs - RETRY_MS_MAX, window.from === null ? 0 : Date.parse(window.from));
  return {
    test: {
      kind: 'all',
      tests: [
        { kind: 'any', tests },
        { kind: 'outcome', outcome: 'attempted' },
      ],
    },
    window: { ...window, from: new Date(from).toISOString(), to: new Date(last.timeMs + 1_000).toISOString() },
  };
}

/** Of `candidates`, the failed calls that are the same request as one of the done calls, made shortly before it. */
export function earlierTries(
  question: Question,
  done: readonly AuditEvent[],
  candidates: readonly AuditEvent[],
): readonly AuditEvent[] {
  const creations = done.filter((event) => isCreation(event, question.resources));
  return candidates.filter((candidate) =>
    creations.some((event) => {
      const before = event.timeMs - candidate.timeMs;
      return before >= 0 && before <= RETRY_MS_MAX && sameRequest(event, candidate);
    }),
  );
}

/** The resource asked about stands in the response and nowhere in the request. */
function isCreation(event: AuditEvent, resources: readonly ResourceRef[]): boolean {
  return resources.some((resource) => {
    const places = event.identifiers.filter((identifier) => sameThing(resource, identifier.value));
    return places.length > 0 && places.every((identifier) => identifier.place === 'response');
  });
}

function sameRequest(left: AuditEvent, right: AuditEvent): boolean {
  return (
    left.action === right.action &&
    left.service === right.service &&
    sameCaller(left, right) &&
    requestKey(left.record.requestParameters) === requestKey(right.record.requestParameters)
  );
}

function sameCaller(left: AuditEvent, right: AuditEvent): boolean {
  return (left.actor.arn ?? left.actor.name) === (right.actor.arn ?? right.actor.name);
}

/** Tokens that make each try unique by design; a retry differs in nothing else. */
const PER_CALL_KEY = /^(clientToken|clientRequestToken|idempotencyToken|creationToken|requestId)$/i;

function requestKey(value: Json | undefined): string {
  return JSON.stringify(value ?? null, (key, inner: unknown) => {
    if (PER_CALL_KEY.test(key)) return undefined;
    if (!isObject(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
