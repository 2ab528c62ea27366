// The asker's verb around what it was done to: "terminated i-1", "made logs public". Only where the calls really did that
// to the thing named: deleting a bucket's policy or an object in it is not deleting the bucket.
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { EventTest, Question, ResourceRef } from '../../domain/question.ts';
import { namesResource } from '../../records/holds.ts';
import { listOf } from './count.ts';
import { pastTense } from './past-tense.ts';

const NAMES_MAX = 3;

/** null where the verb would say more than the calls did, or where nothing was named: then the event names speak. */
export function deedPhrase(question: Question, events: readonly AuditEvent[]): string | null {
  const on = namedIn(question, events);
  if (question.verb === null || on.length === 0 || !isPlainVerb(question.verb.word)) return null;
  if (!events.every((event) => actsOnThing(question, event))) return null;
  const [verb = '', ...after] = question.verb.word.split(/\s*…\s*/);
  return [pastTense(verb), listOf(on, NAMES_MAX), ...after].filter((part) => part !== '').join(' ');
}

/** Of the resources asked about, those that these calls name, as typed. */
export function namedIn(question: Question, events: readonly AuditEvent[]): readonly string[] {
  const named = question.resources.filter((resource) => events.some((event) => namesResource(event, resource)));
  return named.map((resource) => resource.text);
}

/** A literal API name is no English verb, and neither are two verbs joined: one of them may not have happened. */
function isPlainVerb(word: string): boolean {
  return /^[a-z]+( [a-z]+){0,2}(\s*…\s*[a-z ]+)?$/i.test(word) && !/\b(and|or)\b/i.test(word);
}

function actsOnThing(question: Question, event: AuditEvent): boolean {
  // A condition on the parameters was part of the question, so the call did to the thing what the words say.
  if (asksForFact(question.test)) return true;
  const noun = singular(event.action.replace(/^[A-Z][a-z]+/, ''));
  return question.resources
    .filter((resource) => namesResource(event, resource))
    .every((resource) => resource.type === null || sameNoun(noun, resource));
}

/** `DBInstance` for rds:db; `Instance` for ec2:instance; never `BucketPolicy` for s3:bucket. */
function sameNoun(noun: string, resource: ResourceRef): boolean {
  const type = singular((resource.type ?? '').replace(/^.*:/, '').replace(/[^a-z]/gi, ''));
  return noun === type || noun === `${type}instance` || noun === `db${type}` || (type !== '' && type.endsWith(noun));
}

function singular(noun: string): string {
  const lower = noun.toLowerCase();
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  return lower.endsWith('s') && !lower.endsWith('ss') ? lower.slice(0, -1) : lower;
}

function asksForFact(test: EventTest): boolean {
  switch (test.kind) {
    case 'fact':
      return test.fact !== 'ingress' && test.fact !== 'egress';
    case 'all':
      return test.tests.some(asksForFact);
    case 'any':
      return test.tests.length > 0 && test.tests.every(asksForFact);
    default:
      return false;
  }
}
