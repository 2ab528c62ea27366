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
  const calls = openingCalls(findings[0]?.resourceType ?? '').filter(
    ({ means }) => means !== 'block' || anyPublic(findings),
  );
  if (calls.length === 0) return null;
  // Whoever makes the call, it is in the log of the resource's account.
  const here = anyOf(distinct(findings.map(({ account }) => account)).map((account) => ({ kind: 'account', account })));
  const names = distinct(findings.flatMap(namesOf)).map(resourceTest);
  const named = findings.length > BY_NAME_MAX ? [] : [anyOf(names)];
  const onThese = calls.filter(({ scope }) => scope === 'resource').map(actionTest);
  const onAccounts = calls.filter(({ scope }) => scope === 'account').map(actionTest);
  const onThem = allOf([anyOf(onThese), here, ...named, ...regionsOf(findings)]);
  return anyOf(onAccounts.length === 0 ? [onThem] : [onThem, allOf([anyOf(onAccounts), here])]);
}

/** What keeps the public out hides nothing else. Whom the others let in is not known of findings without details. */
function anyPublic(findings: readonly ExposureFinding[]): boolean {
  return findings.some(({ details }) => details === null || details.isPublic);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}

/** Without a Region of their own, calls come here. */
const GLOBAL_REGION = 'us-east-1';

/**
 * Where the calls of these findings are recorded; empty: anywhere. A bucket's ARN names no Region: its calls are recorded
 * in its own, or where S3's global endpoint is. IAM has one place for all, another one in other partitions.
 */
function regionsOf(findings: readonly ExposureFinding[]): readonly EventTest[] {
  const regions = findings.flatMap(({ resource, region }) => {
    const [, partition, service = '', own = ''] = resource.split(':');
    if (own !== '') return [own];
    if (partition !== 'aws') return [''];
    if (service === 's3') return [region, GLOBAL_REGION];
    return service === 'iam' ? [GLOBAL_REGION] : [''];
  });
  if (regions.includes('')) return [];
  return [anyOf(distinct(regions).map((region) => ({ kind: 'region', region })))];
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

/** By what a finding's resource may be named. A bucket may be open through an access point, whose calls name the point alone. */
export function namesOf({ resource, details }: ExposureFinding): readonly string[] {
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
