// A condition on events in words that can be shown: "iam:CreateAccessKey, naming bob, not with Terraform".
import type { EventTest, ParameterFact } from '../domain/question.ts';

/** More calls than this are counted, not listed. */
const CALLS_MAX = 8;

const FACTS: Readonly<Record<ParameterFact, string>> = {
  'opened-to-world': 'lets the world in',
  'closed-to-world': 'shuts the world out',
  ingress: 'is about traffic coming in',
  egress: 'is about traffic going out',
  'made-public': 'makes it public',
  'made-private': 'makes it private',
  'shared-outside': 'shares it with another account',
  unshared: 'withdraws it from another account',
  'key-inactive': 'makes the key inactive',
  'key-active': 'makes the key active',
  'management-events-off': 'leaves management events out',
  'management-events-on': 'records management events',
  'protection-off': 'switches protection off',
  'protection-on': 'switches protection on',
  disabled: 'switches it off',
  enabled: 'switches it on',
  'mfa-used': 'confirmed by MFA',
};

/** One phrase for a condition; nested conditions in brackets. */
export function describeTest(test: EventTest): string {
  switch (test.kind) {
    case 'always':
      return 'any event';
    case 'action':
      return `${test.service ?? 'any service'}:${test.name}`;
    case 'resource':
      return `naming ${test.resource.text}`;
    case 'actor':
      return `made by ${test.resource.text}`;
    case 'root':
      return 'made by root';
    case 'source-ip':
      return `from ${test.ip}`;
    case 'tool':
      return `with ${test.tool}`;
    case 'service':
      return `in ${test.service}`;
    case 'account':
      return `in account ${test.account}`;
    case 'region':
      return `in ${test.region}`;
    case 'read-only':
      return test.readOnly ? 'that only reads' : 'that writes';
    case 'outcome':
      return OUTCOMES[test.outcome];
    case 'fact':
      return FACTS[test.fact];
    case 'value':
      return `with ${test.value} in its parameters`;
    case 'port':
      return `covering port ${test.port}`;
    case 'event-id':
      return `with the event id ${test.id}`;
    case 'all':
      return test.tests.map(describeTest).join(', ');
    case 'any':
      return describeAny(test.tests);
    case 'not':
      return `not (${describeTest(test.test)})`;
    default:
      return unreachable(test);
  }
}

const OUTCOMES = { done: 'that succeeded', attempted: 'that failed or was denied', denied: 'that was denied' } as const;

function describeAny(tests: readonly EventTest[]): string {
  if (tests.length <= CALLS_MAX) return `(${tests.map(describeTest).join(' or ')})`;
  const shown = tests.slice(0, CALLS_MAX - 2).map(describeTest);
  return `(${shown.join(' or ')} or ${tests.length - shown.length} other calls)`;
}

function unreachable(test: never): never {
  throw new Error(`unknown test ${JSON.stringify(test)}`);
}
