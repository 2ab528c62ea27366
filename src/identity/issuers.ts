// Temporary credentials → the calls that issued them, for all that are asked for in one read. Linked by the issued key;
// where the record bears another key or none, by session and the very instant of issue. Never by session name alone: two
// sessions may share it.
import type { ActorKind, AuditEvent } from '../domain/audit-event.ts';
import type { EventTest, ResourceRef } from '../domain/question.ts';
import { identifierTokens } from '../records/identifier.ts';
import { textAt } from '../records/json.ts';
import { type Batch, type ChainRead, type ReadThrough, readBatched, type Span } from './chain-read.ts';
import type { Contested, Found, Link } from './link.ts';
import type { NeedOf } from './needs.ts';
import { CLOCKS_APART_MS, CREDENTIALS_MS_MAX, keyOf, type Session } from './session-of.ts';
import { hopKindOf } from './who-called.ts';

type IssuerNeed = NeedOf<'issuer'>;
type Sought = IssuerNeed & { readonly span: Span };

/** Calls whose response carries new credentials, by the kind of caller that they make. */
const ISSUING_ACTIONS: Readonly<Partial<Record<ActorKind, readonly string[]>>> = {
  'role-session': ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
  'federated-user': ['GetFederationToken'],
  root: ['AssumeRoot'],
};
const ANY_ISSUING = [...new Set([...Object.values(ISSUING_ACTIONS).flat(), 'GetSessionToken'])];

/** Issued in the same second, give or take one: where no key links, nothing looser will do. */
const SAME_INSTANT_MS = 1_000;

export async function findIssuers(needs: readonly IssuerNeed[], read: ReadThrough): Promise<Found> {
  const near = await look(needs, nearIssue, 'needed', read);
  const links = new Map(near.flatMap(({ wanted, events }) => linked(wanted, events)));
  // Where the record's own date of issue led nowhere, all the time that such credentials can live.
  const rest = needs.filter(({ id, session }) => !links.has(id) && session.key !== null && session.createdMs !== null);
  const far = await look(rest, lifetime, 'when-free', read);
  for (const { wanted, events } of far) for (const [id, link] of linked(wanted, events)) links.set(id, link);
  const gaps = near.flatMap((batch) => (batch.wanted.every(({ id }) => links.has(id)) ? [] : batch.gaps));
  return { links, gaps };
}

function look(
  needs: readonly IssuerNeed[],
  spanOf: (session: Session) => Span,
  worth: ChainRead['worth'],
  read: ReadThrough,
): Promise<readonly Batch<Sought>[]> {
  const sought = needs.map((need): Sought => ({ ...need, span: spanOf(need.session) }));
  return readBatched(sought, (wanted) => ({ test: issuersTest(wanted), limit: null, worth }), read);
}

function nearIssue(session: Session): Span {
  const { createdMs } = session;
  if (createdMs === null) return lifetime(session);
  return { fromMs: createdMs - CLOCKS_APART_MS, toMs: createdMs + CLOCKS_APART_MS };
}

function lifetime({ usedMs }: Session): Span {
  return { fromMs: usedMs - CREDENTIALS_MS_MAX, toMs: usedMs + CLOCKS_APART_MS };
}

/** The event names and what each call must name, so that a source may look up by either. */
function issuersTest(wanted: readonly IssuerNeed[]): EventTest {
  const keys = wanted.flatMap(({ session: { key } }) => (key === null ? [] : [keyRef(key)]));
  const sessions = wanted.flatMap(({ session }) => (session.otherKey ? named(session) : []));
  const resources = [...keys, ...new Map(sessions.map((ref) => [ref.text.toLowerCase(), ref])).values()];
  const actions = new Set(wanted.flatMap(({ call }) => ISSUING_ACTIONS[call.actor.kind] ?? ANY_ISSUING));
  return {
    kind: 'all',
    tests: [
      { kind: 'any', tests: [...actions].map((name) => ({ kind: 'action', service: 'sts', name })) },
      { kind: 'any', tests: resources.map((resource) => ({ kind: 'resource', resource })) },
    ],
  };
}

/** The session's own ARN, which most responses bear, and the role's, which all requests do. */
function named({ arn, roleArn }: Session): readonly ResourceRef[] {
  return [arn, roleArn].filter((each): each is string => each !== null).map(arnRef);
}

export function arnRef(arn: string): ResourceRef {
  return { text: arn, form: 'arn', type: null, tokens: identifierTokens(arn), partial: false };
}

export function keyRef(key: string): ResourceRef {
  return { text: key, form: 'access-key', type: null, tokens: identifierTokens(key), partial: false };
}

function linked(wanted: readonly Sought[], events: readonly AuditEvent[]): readonly [string, Link | Contested][] {
  const issued = events.filter(({ outcome }) => outcome.kind !== 'attempted');
  const byKey = new Map<string, AuditEvent[]>();
  for (const event of issued) {
    const key = keyOf(event.issuedAccessKeyId);
    if (key === null) continue;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [event]);
    else known.push(event);
  }
  return wanted.flatMap((need): readonly [string, Link | Contested][] => {
    const link = linkOf(need, byKey, issued);
    return link === null ? [] : [[need.id, link]];
  });
}

function linkOf(
  { call, session }: Sought,
  byKey: ReadonlyMap<string, readonly AuditEvent[]>,
  issued: readonly AuditEvent[],
): Link | Contested | null {
  const before = (event: AuditEvent) => event.timeMs <= session.usedMs + CLOCKS_APART_MS && event !== call;
  const exact = (session.key === null ? [] : (byKey.get(session.key) ?? [])).filter(before);
  const candidates =
    exact.length > 0 || !session.otherKey ? exact : issued.filter((event) => before(event) && opened(event, session));
  const calls = callsOf(candidates);
  const [only] = calls;
  if (only === undefined) return null;
  if (new Set(calls.map(callerKey)).size > 1) {
    const what = exact.length > 0 ? 'issued this access key' : 'opened a session of this name in the same second';
    return { contested: `${calls.length} calls by different callers ${what}, so none of them can be held to be it.` };
  }
  return { kind: hopKindOf(only, call), to: only, confidence: exact.length > 0 ? 'certain' : 'likely' };
}

/** One event for each call: a call across accounts is logged in both, and only the caller's own names who it was. */
function callsOf(events: readonly AuditEvent[]): readonly AuditEvent[] {
  const calls = new Map<string, AuditEvent>();
  for (const event of events) {
    const id = event.sharedEventID ?? event.eventID;
    const known = calls.get(id);
    if (known === undefined || known.actor.kind === 'aws-account') calls.set(id, event);
  }
  return [...calls.values()];
}

function callerKey({ actor }: AuditEvent): string {
  return `${actor.kind} ${(actor.arn ?? actor.name).toLowerCase()} ${actor.accountId ?? ''}`;
}

/** True when this call opened a session of that name at the instant the session's credentials were issued. */
function opened(event: AuditEvent, { arn, createdMs }: Session): boolean {
  if (arn === null || createdMs === null || Math.abs(event.timeMs - createdMs) > SAME_INSTANT_MS) return false;
  const { responseElements, requestParameters } = event.record;
  const given = textAt(responseElements, 'assumedRoleUser', 'arn') ?? textAt(responseElements, 'federatedUser', 'arn');
  if (given !== null) return given.toLowerCase() === arn.toLowerCase();
  const role = textAt(requestParameters, 'roleArn')?.split('/').at(-1);
  const name = textAt(requestParameters, 'roleSessionName');
  return role !== undefined && name !== null && arn.toLowerCase().endsWith(`/${role}/${name}`.toLowerCase());
}
