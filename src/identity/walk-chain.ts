// An event signed with temporary credentials → the calls that issued them, hop by hop, to the caller at the start.
// Links by the issued access key, never by session name: two sessions may share a name.
import type { Human } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { EventTest, ResourceRef } from '../domain/question.ts';
import { identifierTokens } from '../records/identifier.ts';

/** AWS limits role chaining by time, not by depth; nobody's real chain comes near this. */
const HOPS_MAX = 8;

/** Temporary access keys; long-term ones begin with AKIA. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const TEMPORARY_KEY = /^ASIA[A-Z0-9]{12,}$/i;

/** Calls whose response carries new credentials. */
const ISSUING_ACTIONS = [
  'AssumeRole',
  'AssumeRoleWithSAML',
  'AssumeRoleWithWebIdentity',
  'AssumeRoot',
  'GetFederationToken',
  'GetSessionToken',
] as const;

export interface Chain {
  readonly human: Human | null;
  /** The issuing calls, nearest first. */
  readonly hops: readonly AuditEvent[];
}

/** The issuing calls for these keys, in whatever window the source reaches. */
export type FindIssuers = (test: EventTest) => Promise<readonly AuditEvent[]>;

/** Chains of the given events by actor access key, walked together: one read of the source per depth. */
export async function walkChains(
  events: readonly AuditEvent[],
  find: FindIssuers,
): Promise<ReadonlyMap<string, Chain>> {
  const issuers = new Map<string, AuditEvent>();
  let wanted = keysOf(events);
  for (let depth = 0; depth < HOPS_MAX && wanted.length > 0; depth++) {
    const found = await find(issuersTest(wanted));
    for (const event of found) {
      const key = event.issuedAccessKeyId;
      if (key !== null && wanted.includes(key) && !issuers.has(key)) issuers.set(key, event);
    }
    wanted = keysOf(found).filter((key) => !issuers.has(key));
  }
  return new Map(keysOf(events).map((key) => [key, chainFrom(key, issuers)]));
}

function keysOf(events: readonly AuditEvent[]): readonly string[] {
  const keys = events.map((event) => event.actor.accessKeyId).filter((key): key is string => key !== null);
  return [...new Set(keys)].filter((key) => TEMPORARY_KEY.test(key));
}

function issuersTest(keys: readonly string[]): EventTest {
  return {
    kind: 'all',
    tests: [
      { kind: 'any', tests: ISSUING_ACTIONS.map((name) => ({ kind: 'action', service: 'sts', name })) },
      { kind: 'any', tests: keys.map((key) => ({ kind: 'resource', resource: keyRef(key) })) },
    ],
  };
}

function keyRef(key: string): ResourceRef {
  return { text: key, form: 'access-key', type: null, tokens: identifierTokens(key), partial: false };
}

function chainFrom(key: string, issuers: ReadonlyMap<string, AuditEvent>): Chain {
  const hops: AuditEvent[] = [];
  for (let next: string | null = key; next !== null && hops.length < HOPS_MAX; ) {
    const issuer: AuditEvent | undefined = issuers.get(next);
    if (issuer === undefined || hops.includes(issuer)) break;
    hops.push(issuer);
    next = issuer.actor.accessKeyId;
  }
  return { human: humanAt(hops), hops };
}

/** Whoever made the first call: a person only where the record names one. A service or a role alone is nobody. */
function humanAt(hops: readonly AuditEvent[]): Human | null {
  const first = hops.at(-1);
  if (first === undefined) return null;
  const { actor } = first;
  if (actor.kind !== 'iam-user' && actor.kind !== 'identity-center-user') return null;
  return { name: actor.name, confidence: 'certain', hops: hops.map((hop) => hop.eventID) };
}
