// Findings → the conditions on events by which those who opened the resources are looked for.
import type { EventTest, ResourceRef } from '../domain/question.ts';
import { identifierTokens } from '../records/identifier.ts';
import type { ExposureFinding } from './finding.ts';
import { type OpeningCall, openingCalls } from './opening-calls.ts';

/** What a call that can have opened this finding's resource has to be. */
export function callTest(call: OpeningCall, finding: ExposureFinding): EventTest {
  const action: EventTest = { kind: 'action', service: call.service, name: call.action };
  if (call.scope === 'account') return { kind: 'all', tests: [action, { kind: 'account', account: finding.account }] };
  return { kind: 'all', tests: [action, { kind: 'any', tests: namesOf(finding).map(resourceTest) }] };
}

/** Findings of one kind of resource looked for by name together: more are looked for by the calls alone. */
const BY_NAME_MAX = 5;

/** One condition for findings of one kind of resource; null: no call is known that opens it. */
export function openingTest(findings: readonly ExposureFinding[]): EventTest | null {
  const calls = openingCalls(findings[0]?.resourceType ?? '');
  if (calls.length === 0) return null;
  const accounts = [...new Set(findings.map(({ account }) => account))];
  const here = anyOf(accounts.map((account) => ({ kind: 'account', account })));
  const names = [...new Map(findings.flatMap(namesOf).map((name) => [name, resourceTest(name)])).values()];
  const onThese = calls.filter(({ scope }) => scope === 'resource').map(actionTest);
  const onAccounts = calls.filter(({ scope }) => scope === 'account').map(actionTest);
  const named = findings.length > BY_NAME_MAX ? here : anyOf(names);
  const onThem = allOf([anyOf(onThese), named, ...regionsOf(findings)]);
  const tests = onAccounts.length === 0 ? [onThem] : [onThem, allOf([anyOf(onAccounts), here])];
  return anyOf(tests);
}

/**
 * Where the calls of these findings are recorded; empty: anywhere. An ARN without a Region is a bucket's, whose calls may
 * come through another Region, or is IAM's.
 */
function regionsOf(findings: readonly ExposureFinding[]): readonly EventTest[] {
  const regions = new Set(findings.map(({ resource }) => resource.split(':')[3] ?? ''));
  return regions.has('') ? [] : [anyOf([...regions].map((region) => ({ kind: 'region', region })))];
}

function actionTest({ service, action }: OpeningCall): EventTest {
  return { kind: 'action', service, name: action };
}

function anyOf(tests: readonly EventTest[]): EventTest {
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : { kind: 'any', tests };
}

function allOf(tests: readonly EventTest[]): EventTest {
  return { kind: 'all', tests };
}

/** A bucket may be open through an access point, whose calls name the point alone. */
function namesOf({ resource, details }: ExposureFinding): readonly string[] {
  const points = (details?.via ?? []).flatMap(({ accessPointArn }) =>
    accessPointArn === null ? [] : [accessPointArn],
  );
  // A layer's version stands apart from its name in the call; a stream's table has the policies of both.
  const plain = resource.replace(/(:layer:[^:]+):\d+$/, '$1').replace(/\/stream\/[^/]+$/, '');
  return [...new Set([resource, plain, ...points])];
}

function resourceTest(name: string): EventTest {
  const resource: ResourceRef = {
    text: name,
    form: name.startsWith('arn:') ? 'arn' : 'name',
    type: null,
    tokens: identifierTokens(name),
    partial: false,
  };
  return { kind: 'resource', resource };
}
