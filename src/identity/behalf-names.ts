// `onBehalfOf` names an Identity Center user by id only. The sign-in that the id appears in too also has the user name.
// https://docs.aws.amazon.com/singlesignon/latest/userguide/sso-cloudtrail-use-cases.html
import type { AuditEvent } from '../domain/audit-event.ts';
import type { EventTest, ResourceRef } from '../domain/question.ts';
import { identifierTokens } from '../records/identifier.ts';
import { textAt } from '../records/json.ts';
import { type ReadThrough, readBatched } from './chain-read.ts';
import { behalfOf } from './identity-center.ts';

/** Sign-ins whose `additionalEventData` has the name. */
const SIGN_INS = ['UserAuthentication', 'CredentialVerification'] as const;
/** A sign-in to Identity Center lasts this long unless it was set longer, in milliseconds; people sign in often. */
const SIGNED_IN_MS = 8 * 3_600_000;
/** Distinct people looked up for one answer. */
const PEOPLE_MAX = 50;

export interface BehalfName {
  readonly name: string;
  readonly eventID: string;
  readonly event: AuditEvent;
}

export async function behalfNames(
  calls: readonly AuditEvent[],
  read: ReadThrough,
): Promise<ReadonlyMap<string, BehalfName>> {
  const wanted = calls.flatMap((call) => {
    const of = behalfOf(call);
    return of === null ? [] : [{ call, ...of, span: { fromMs: call.timeMs - SIGNED_IN_MS, toMs: call.timeMs + 1 } }];
  });
  if (wanted.length === 0) return new Map();
  const people = new Set([...new Set(wanted.map(({ userId }) => userId))].slice(0, PEOPLE_MAX));
  const batches = await readBatched(
    wanted.filter(({ userId }) => people.has(userId)),
    (each) => ({ test: signInTest(each.map(({ userId }) => userId)), limit: null, worth: 'needed' }),
    read,
  );
  const names = new Map<string, BehalfName>();
  for (const batch of batches) {
    for (const { call, userId, store } of batch.wanted) {
      const found = batch.events.flatMap((event) => named(event, userId, store) ?? []);
      const last = found.at(-1);
      // One id with two names is no proof of either.
      if (last !== undefined && new Set(found.map(({ name }) => name)).size === 1) names.set(call.eventID, last);
    }
  }
  return names;
}

function signInTest(userIds: readonly string[]): EventTest {
  return {
    kind: 'all',
    tests: [
      { kind: 'any', tests: SIGN_INS.map((name) => ({ kind: 'action', service: 'signin', name })) },
      { kind: 'any', tests: [...new Set(userIds)].map((id) => ({ kind: 'actor', resource: idRef(id) })) },
    ],
  };
}

function idRef(id: string): ResourceRef {
  return { text: id, form: 'principal-id', type: null, tokens: identifierTokens(id), partial: false };
}

function named(event: AuditEvent, userId: string, store: string | null): BehalfName | null {
  const of = behalfOf(event);
  const name = textAt(event.record.additionalEventData, 'UserName');
  if (name === null || of?.userId !== userId) return null;
  if (of.store !== null && store !== null && of.store !== store) return null;
  return { name, eventID: event.eventID, event };
}
