// A bare name in a question may be a Name tag: finds the ids it stood for, from past events, and widens the question to
// them. Two things of one name are offered, never chosen between.
import { type Failure, isFailure } from '../domain/failure.ts';
import type { Assumption, EventTest, Problem, Question, ResourceRef, Window } from '../domain/question.ts';
import { identifierTokens } from '../records/identifier.ts';
import { thingsNamed } from '../records/named-things.ts';
import type { PlannedSource } from './over-parts.ts';

export interface NamesFound {
  readonly question: Question;
  readonly assumptions: readonly Assumption[];
  readonly problems: readonly Problem[];
}

const OFFERED_MAX = 5;
/** Calls that give things a Name tag. Others that take tags are found by the same read of their own creation. */
const NAMING_ACTIONS = [
  'CreateTags',
  'RunInstances',
  'CreateVolume',
  'CreateSnapshot',
  'CreateVpc',
  'CreateSubnet',
  'CreateSecurityGroup',
  'CreateImage',
  'CreateNatGateway',
  'TagResource',
  'TagResources',
  'AddTags',
] as const;

/** Reads a free source as far back as it reaches: a name is given once and used for years. A paced one only in the window. */
export async function findNames(
  question: Question,
  window: Window,
  source: Pick<PlannedSource, 'events' | 'free'>,
): Promise<NamesFound | Failure> {
  const assumptions: Assumption[] = [];
  const problems: Problem[] = [];
  let widened = question;
  for (const resource of question.resources) {
    if (resource.form !== 'name' || !mayBeTag(resource)) continue;
    const ids = await idsNamed(resource, window, source);
    if (isFailure(ids)) return ids;
    const [only, second] = ids;
    if (only === undefined) continue;
    if (second !== undefined) problems.push(twoThings(question, resource, ids));
    else {
      widened = withAlias(widened, resource, only);
      assumptions.push(`“${resource.text}” is the Name tag of ${only}; both were searched for.`);
    }
  }
  return { question: widened, assumptions, problems };
}

/** A bucket, role or database is called by its own name; only things with ids are called by a tag. */
function mayBeTag(resource: ResourceRef): boolean {
  return resource.type === null || resource.type.startsWith('ec2:');
}

async function idsNamed(
  resource: ResourceRef,
  window: Window,
  source: Pick<PlannedSource, 'events' | 'free'>,
): Promise<readonly string[] | Failure> {
  const test: EventTest = {
    kind: 'all',
    tests: [
      { kind: 'any', tests: NAMING_ACTIONS.map((name) => ({ kind: 'action', service: null, name })) },
      { kind: 'resource', resource },
    ],
  };
  const over = source.free ? { ...window, from: null } : window;
  const read = await source.events({ test, window: over, order: 'oldest-first', limit: null });
  if (isFailure(read)) return read;
  const ids = read.events.flatMap((event) => thingsNamed(event, resource.text));
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}

function twoThings(question: Question, resource: ResourceRef, ids: readonly string[]): Problem {
  const offered = ids.slice(0, OFFERED_MAX);
  const more = ids.length > OFFERED_MAX ? ` and ${ids.length - OFFERED_MAX} more` : '';
  return {
    kind: 'ambiguous-name',
    text: `${ids.length} things bear the name “${resource.text}”: ${offered.join(', ')}${more}. Which one?`,
    instead: offered.map((id) => question.text.replace(resource.text, () => id)),
  };
}

function withAlias(question: Question, resource: ResourceRef, id: string): Question {
  const alias: ResourceRef = {
    text: id,
    form: 'id',
    type: resource.type,
    tokens: identifierTokens(id),
    partial: false,
  };
  const widen = (test: EventTest): EventTest => {
    switch (test.kind) {
      case 'resource':
        return test.resource.text === resource.text
          ? { kind: 'any', tests: [test, { kind: 'resource', resource: alias }] }
          : test;
      case 'all':
      case 'any':
        return { ...test, tests: test.tests.map(widen) };
      case 'not':
        return { kind: 'not', test: widen(test.test) };
      default:
        return test;
    }
  };
  return {
    ...question,
    resources: [...question.resources, alias],
    test: widen(question.test),
    related: question.related === null ? null : widen(question.related),
  };
}
