// Decides a condition on one event, exactly. Sources may skip what cannot match (`prune.ts`); only this says what does.
import type { AuditEvent } from '../domain/audit-event.ts';
import type { EventTest, ResourceRef } from '../domain/question.ts';
import { coversAddress } from './address.ts';
import { factsOf } from './facts.ts';
import { identifierTokens, sameThing } from './identifier.ts';
import { objectOf, objectsUnder, plainText, someLeaf } from './json.ts';
import { isDenied } from './outcome.ts';

export function holds(test: EventTest, event: AuditEvent): boolean {
  switch (test.kind) {
    case 'always':
      return true;
    case 'action':
      return sameText(test.name, event.action) && (test.service === null || sameText(test.service, event.service));
    case 'resource':
      return namesResource(event, test.resource);
    case 'actor':
      return event.actor.names.some((name) => sameThing(test.resource, name));
    case 'root':
      return isRootPerson(event);
    case 'source-ip':
      return event.sourceIp !== null && coversAddress(test.ip, event.sourceIp);
    case 'tool':
      return madeWith(event, test.tool.toLowerCase());
    case 'service':
      return sameText(test.service, event.service);
    case 'account':
      return event.accountId === test.account;
    case 'region':
      return event.awsRegion !== null && sameText(test.region, event.awsRegion);
    case 'read-only':
      return event.readOnly === test.readOnly;
    case 'outcome':
      return test.outcome === 'denied'
        ? isDenied(event)
        : (event.outcome.kind === 'attempted') === (test.outcome === 'attempted');
    case 'fact':
      return factsOf(event).has(test.fact);
    case 'value':
      return hasValue(event, test.value.toLowerCase());
    case 'port':
      return coversPort(event, test.port);
    case 'event-id':
      return sameText(test.id, event.eventID);
    case 'all':
      return test.tests.every((inner) => holds(inner, event));
    case 'any':
      return test.tests.some((inner) => holds(inner, event));
    case 'not':
      return !holds(test.test, event);
    default:
      return unreachable(test);
  }
}

function unreachable(test: never): never {
  throw new Error(`unknown test ${JSON.stringify(test)}`);
}

function sameText(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/**
 * An event names a resource under any of its forms. A full ARN asked for is not matched by a bare name in another
 * account's log: two accounts may each have a role of that name.
 */
export function namesResource(event: AuditEvent, resource: ResourceRef): boolean {
  const account = accountOfArn(resource.text);
  return event.identifiers.some((identifier) => {
    if (!sameThing(resource, identifier.value)) return false;
    const bare = !identifier.value.toLowerCase().startsWith('arn:');
    return !(bare && account !== null && event.accountId !== null && event.accountId !== account);
  });
}

function accountOfArn(value: string): string | null {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/i.exec(value)?.[1] ?? null;
}

/**
 * Root as a person, as CIS control "root use" means it: no service event, and no service that acts for the account
 * (`records/actor.ts` has named that one already; some say so by their source address only).
 */
function isRootPerson(event: AuditEvent): boolean {
  return (
    event.actor.kind === 'root' &&
    event.eventType !== 'AwsServiceEvent' &&
    (event.tool === 'console' || !(event.sourceIp ?? '').endsWith('.amazonaws.com'))
  );
}

const PHONE = /\b(iPhone|iPad|Android|AWSMobile|aws-sdk-(ios|android)|Mobile)\b/i;

function madeWith(event: AuditEvent, tool: string): boolean {
  const made = event.tool.toLowerCase();
  if (tool === 'phone') {
    const mobile = objectOf(event.record.additionalEventData)?.MobileVersion;
    return mobile === 'Yes' || PHONE.test(event.userAgent ?? '');
  }
  return made === tool || made.startsWith(`${tool}:`) || made === `sdk:${tool}` || made === `aws-service:${tool}`;
}

const PARAMETER_FIELDS = [
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
] as const;

function hasValue(event: AuditEvent, value: string): boolean {
  return PARAMETER_FIELDS.some((field) =>
    someLeaf(event.record[field], (leaf) => {
      const written = plainText(leaf).toLowerCase();
      return written === value || (typeof leaf === 'string' && identifierTokens(leaf).includes(value));
    }),
  );
}

/** Port ranges come as fromPort/toPort, nested or flat; protocol -1 (or "all") is every port. */
function coversPort(event: AuditEvent, port: number): boolean {
  for (const rule of objectsUnder(objectOf(event.record.requestParameters))) {
    const protocol = String(rule.ipProtocol ?? rule.protocol ?? '');
    if (protocol === '-1' || protocol === 'all') return true;
    const from = Number(rule.fromPort ?? rule.from ?? Number.NaN);
    const to = Number(rule.toPort ?? rule.to ?? from);
    if (from <= port && port <= to) return true;
    if (Number(rule.port ?? Number.NaN) === port) return true;
  }
  return false;
}
