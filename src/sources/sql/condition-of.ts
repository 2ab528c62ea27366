// A question's condition → what a query can be asked for: a superset of the events it holds for. What cannot be said in
// columns, or not without risk of missing one, is left to `records/holds.ts`, which decides on our side.
import type { EventTest } from '../../domain/question.ts';
import { addressCondition } from './address-condition.ts';
import { ALWAYS, allOf, anyOf, type Condition, NEVER } from './condition.ts';
import { namePieces, valuePieces } from './name-pieces.ts';

export function conditionOf(test: EventTest): Condition {
  switch (test.kind) {
    case 'action':
      return allOf([test.service === null ? ALWAYS : services([test.service]), eventNames([test.name])]);
    case 'resource':
    case 'actor':
      // All names of a caller are cut out of the record's text as well; some stand in fields that have no column.
      return named(namePieces(test.resource.text));
    case 'value':
      return named(valuePieces(test.value));
    case 'root':
      return anyOf([
        { kind: 'is', column: 'useridentity.type', oneOf: ['root'], orMissing: false },
        { kind: 'holds', column: 'useridentity.arn', oneOf: [':root'] },
      ]);
    case 'source-ip':
      return addressCondition(test.ip);
    case 'service':
      return services([test.service]);
    case 'account':
      // Where a record lacks the account, the caller's counts (`records/read-record.ts`).
      return isWellFormed(test.account)
        ? { kind: 'is', column: 'recipientaccountid', oneOf: [test.account], orMissing: true }
        : ALWAYS;
    case 'region':
      return is('awsregion', [test.region]);
    case 'read-only':
      return { kind: 'read-only', readOnly: test.readOnly };
    case 'all':
      return allOf(test.tests.map(conditionOf));
    case 'any':
      return anyAction(test.tests);
    case 'always':
    case 'tool':
    case 'outcome':
    case 'fact':
    case 'port':
    // Asked only of sources that do not bill what they read.
    case 'event-id':
    case 'not':
      return ALWAYS;
    default:
      return unreachable(test);
  }
}

function unreachable(test: never): never {
  throw new Error(`unknown test ${JSON.stringify(test)}`);
}

/** Many actions are asked for as one set of services and one set of names: shorter, and it lets through hardly more. */
function anyAction(tests: readonly EventTest[]): Condition {
  if (tests.length === 0) return NEVER;
  const actions = tests.filter((test) => test.kind === 'action');
  const others = tests.filter((test) => test.kind !== 'action').map(conditionOf);
  if (actions.length === 0) return anyOf(others);
  const known = actions.flatMap(({ service }) => (service === null ? [] : [service]));
  const where = known.length < actions.length ? ALWAYS : services(known);
  return anyOf([...others, allOf([where, eventNames(actions.map(({ name }) => name))])]);
}

function services(names: readonly string[]): Condition {
  const lower = distinct(names.map((name) => name.toLowerCase()));
  const sources = lower.flatMap((name) => [`${name}.amazonaws.com`, `${name}.amazonaws.com.cn`, name]);
  // A record without an event source is read as of the service "unknown".
  return is('eventsource', sources, lower.includes('unknown'));
}

/** Insights events have no event name, and their type stands in for it. */
const NO_NAME = 'awscloudtrailinsight';

function eventNames(names: readonly string[]): Condition {
  const plain = names.every((name) => /^[A-Za-z0-9_-]+$/.test(name) && name.toLowerCase() !== NO_NAME);
  return plain ? { kind: 'event-name', names: distinct(names) } : ALWAYS;
}

function is(
  column: 'eventsource' | 'awsregion' | 'sourceipaddress',
  values: readonly string[],
  orMissing = false,
): Condition {
  // Beyond ASCII, databases and JavaScript disagree on what lower case is.
  const ascii = values.every((value) => /^[\x20-\x7e]*$/.test(value));
  return ascii
    ? { kind: 'is', column, oneOf: distinct(values.map((value) => value.toLowerCase())), orMissing }
    : ALWAYS;
}

function named(names: readonly (readonly string[])[] | null): Condition {
  return names === null ? ALWAYS : { kind: 'named', names };
}

/** Half a surrogate pair cannot be sent to anybody. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
