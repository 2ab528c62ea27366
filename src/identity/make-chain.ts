// One call and the links that were found → its chain: hops nearest first, the person at its end if there is one, and the
// facts that bear on it. Claims (session name, source identity) are never worth more than what issued the keys shows.
import type { Chain, Confidence, Hop, Human } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { localPart } from '../records/identifier.ts';
import { textAt } from '../records/json.ts';
import { differingClaim, missingBehind, openedByService } from './hints.ts';
import { behalfOf, reservedRole } from './identity-center.ts';
import type { Link } from './link.ts';
import { isMachineName, isMadeUpName } from './machine-name.ts';
import { instanceOf, isDeliveredToInstance, isServiceLinked } from './session-of.ts';
import { runOf } from './token-subject.ts';
import { sessionAt, type Trail, trailOf } from './trail.ts';
import type { Walked } from './walk-back.ts';
import { callerName, hopKindOf, type Person, personOf } from './who-called.ts';

/** What else was found out about a call, besides its chain of credentials. */
export interface SideFacts {
  readonly hops: readonly Hop[];
  readonly hints: readonly string[];
  /** The name behind `onBehalfOf`, and the event that shows it. */
  readonly behalf: { readonly name: string; readonly eventID: string } | null;
}

/** null: the record names the caller, and that is all there is to say. */
export function makeChain(call: AuditEvent, walked: Walked, facts: SideFacts): Chain | null {
  const trail = trailOf(call, walked);
  const human = humanOf(call, trail, facts);
  const hops = [...claims(call, trail, facts), ...trail.links.flatMap((link, at) => hopsOf(call, trail, link, at))];
  const own = ownHops(call, trail);
  const all = [...hops, ...own, ...facts.hops];
  const hints = [...hintsOf(call, trail, human), ...facts.hints];
  return all.length === 0 && hints.length === 0 ? null : { hops: all, human, hints };
}

function hopsOf(call: AuditEvent, { links }: Trail, link: Link, at: number): readonly Hop[] {
  const session = sessionAt(call, links, at);
  const eventID = link.to.eventID;
  const deed = link.deed === undefined ? {} : { deed: link.deed };
  if (link.kind === 'instance') {
    return [{ kind: 'instance', name: instanceOf(session) ?? callerName(link.to), confidence: 'certain', eventID }];
  }
  const name = link.name ?? `${callerName(link.to)}${link.kind === 'web-identity' ? runWords(session) : ''}`;
  return [{ kind: link.kind, name, confidence: link.confidence, eventID, ...deed }];
}

/** A workflow puts its run number into the session name; whoever may run one may write another. */
function runWords({ actor }: AuditEvent): string {
  const run = runOf(actor.sessionName);
  return run === null ? '' : `, run ${run}`;
}

/** What the call's own record claims: whom the session is for. */
function claims(call: AuditEvent, trail: Trail, { behalf }: SideFacts): readonly Hop[] {
  const hops: Hop[] = [];
  const claimed = claimedBy(call);
  if (claimed !== null) {
    const confidence = isVouched(call, trail) ? 'certain' : 'likely';
    hops.push({ kind: 'source-identity', name: claimed, confidence, eventID: null });
  }
  const of = behalfOf(call);
  if (of !== null && (call.actor.kind !== 'identity-center-user' || behalf !== null)) {
    const eventID = behalf?.eventID ?? null;
    hops.push({ kind: 'on-behalf-of', name: behalf?.name ?? of.userId, confidence: 'certain', eventID });
  }
  return hops;
}

function claimedBy({ actor }: AuditEvent): string | null {
  const claimed = actor.sourceIdentity?.trim() ?? '';
  return claimed === '' ? null : claimed;
}

/** True where an identity provider, or the person found at the end, stands behind the source identity. */
function isVouched(call: AuditEvent, trail: Trail): boolean {
  const claimed = claimedBy(call) ?? '';
  const person = personAt(call, trail);
  if (person?.confidence === 'certain' && samePerson(person.name, claimed)) return true;
  const { kind } = trail.end.actor;
  if (kind !== 'saml-user' && kind !== 'web-identity-user') return false;
  const { requestParameters, responseElements } = trail.end.record;
  const given = textAt(requestParameters, 'sourceIdentity') ?? textAt(responseElements, 'sourceIdentity');
  return given?.toLowerCase() === claimed.toLowerCase();
}

/** What the last record of the trail says by itself. */
function ownHops(call: AuditEvent, { links, end }: Trail): readonly Hop[] {
  const last = links.at(-1);
  if (last?.name !== undefined || last?.kind === 'instance') return [];
  if (end.actor.kind === 'identity-center-user') {
    const person = end === call ? null : personOf(end);
    const imitated = end.actor.arn !== null && reservedRole(end) === 'imitated';
    if (imitated) return [selfAsserted(end)];
    return person === null ? [] : [{ kind: 'identity-center', ...person, eventID: null }];
  }
  if (end === call && (end.actor.kind === 'saml-user' || end.actor.kind === 'web-identity-user')) {
    return [{ kind: hopKindOf(end, end), name: callerName(end), confidence: 'certain', eventID: null }];
  }
  if (end.actor.kind !== 'role-session' || isServiceLinked(end)) return [];
  const instance = instanceOf(end);
  if (instance !== null) {
    const confidence = isDeliveredToInstance(end) ? 'certain' : 'self-asserted';
    return [{ kind: 'instance', name: instance, confidence, eventID: null }];
  }
  const workload = textAt(end.record.userIdentity, 'inScopeOf', 'sourceArn');
  if (workload !== null) return [{ kind: 'service-acting', name: workload, confidence: 'certain', eventID: null }];
  const name = end.actor.sessionName;
  const chosen = name !== null && name !== end.actor.roleName && !isMadeUpName(name) && end.actor.invokedBy === null;
  return chosen ? [selfAsserted(end)] : [];
}

function selfAsserted({ actor }: AuditEvent): Hop {
  const name = actor.sessionName ?? actor.name;
  return { kind: 'session-name', name, confidence: 'self-asserted', eventID: null };
}

/** The person at the trail's end; null where the call's own record names them, or nobody is named. */
function personAt(call: AuditEvent, { links, end }: Trail): Person | null {
  const last = links.at(-1);
  if (last?.name !== undefined) {
    return last.person === true ? { name: last.name, confidence: last.confidence } : null;
  }
  const outsider = call.actor.kind === 'saml-user' || call.actor.kind === 'web-identity-user';
  return end === call && !outsider ? null : personOf(end);
}

function humanOf(call: AuditEvent, trail: Trail, { behalf }: SideFacts): Human | null {
  const person = personAt(call, trail);
  const claimed = claimedBy(call);
  const hops = trail.links.map(({ to }) => to.eventID);
  const worth = least(trail.links.map(({ confidence }) => confidence));
  if (claimed !== null && !isCertificate(claimed)) {
    const vouched = isVouched(call, trail);
    if (vouched && (person === null || !samePerson(person.name, claimed))) {
      return { name: claimed, confidence: worth, hops };
    }
    if (person === null) return { name: claimed, confidence: 'likely', hops: [] };
  }
  if (behalf !== null) return { name: behalf.name, confidence: 'certain', hops: [behalf.eventID] };
  if (person === null) {
    const of = call.actor.kind === 'identity-center-user' ? null : behalfOf(call);
    return of === null ? null : { name: of.userId, confidence: 'certain', hops: [] };
  }
  return { name: person.name, confidence: least([worth, person.confidence]), hops };
}

/** IAM Roles Anywhere writes the certificate's subject as source identity: a machine's, as a rule. */
function isCertificate(claimed: string): boolean {
  return /^CN=/i.test(claimed);
}

function hintsOf(call: AuditEvent, trail: Trail, human: Human | null): readonly string[] {
  const hints: string[] = [];
  const { links, end, stopped } = trail;
  const person = personAt(call, trail);
  const claimed = claimedBy(call);
  if (claimed !== null && person !== null && human !== null && !samePerson(human.name, claimed)) {
    hints.push(differingClaim(claimed, human.name));
  }
  if (stopped !== null) return [...hints, stopped];
  if (person !== null && isMachineName(person.name)) hints.push(`${person.name} is a machine’s name, not a person’s.`);
  if (human !== null) return hints;
  const last = links.at(-1);
  if (last?.name !== undefined)
    return [...hints, `${last.name} is no user’s name; who that was is not in these records.`];
  if (end.actor.kind === 'aws-service' && last !== undefined && last.deed === undefined) {
    return [...hints, openedByService(end, sessionAt(call, links, links.length - 1))];
  }
  return [...hints, ...missingBehind(end)];
}

const RANK: readonly Confidence[] = ['self-asserted', 'likely', 'certain'];

function least(all: readonly Confidence[]): Confidence {
  return RANK.find((each) => all.includes(each)) ?? 'certain';
}

/** `ana`, `Ana` and `ana@example.com` are one name. */
function samePerson(left: string, right: string): boolean {
  const [a, b] = [left.trim().toLowerCase(), right.trim().toLowerCase()];
  return a === b || localPart(a) === b || a === localPart(b);
}
