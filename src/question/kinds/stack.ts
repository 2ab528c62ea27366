// what CloudFormation changed for stack S → the calls it made that carry the stack's name, not the calls on the stack.
import type { EventTest, ResourceRef } from '../../domain/question.ts';
import { allOf, anyOf } from '../filters/index.ts';
import type { Meaning } from '../grammar/meaning.ts';
import { actorTest, resourceTests } from './compose.ts';
import type { KindInput, KindRecogniser } from './kind.ts';
import { readVerbPart } from './verb-part.ts';

const FOR = /^(?:for|of|in|from|via|through|under|on behalf of)$/;

export const stackKind: KindRecogniser = {
  id: 'stack',
  read: (input) => {
    const { meaning, words, text } = input;
    const stacks = meaning.objects.flat();
    if (!byCloudFormation(meaning) || stacks.length === 0 || !stacks.every(isStack) || !isFor(input)) return null;
    const part = readVerbPart({ ...meaning, objects: [], head: null, own: false, owners: [], loose: [] }, words, text);
    const names = stacks.map(({ text: name }) => `“${name}”`).join(' or ');
    return {
      kind: 'list',
      verb: part === null ? null : { word: part.word, eventNames: part.eventNames },
      resources: stacks,
      actors: [],
      test: allOf([anyOf(stacks.map(carries)), ...(part === null ? [] : [part.test]), ...meaning.tests]),
      related: allOf([{ kind: 'service', service: 'cloudformation' }, WRITES, ...resourceTests([stacks])]),
      assumptions: [
        `CloudFormation’s calls seldom name their stack: found are those that carry ${names} in a name, a tag or the session. What was done to the stack itself is linked.`,
      ],
      problems: part?.problems ?? [],
    };
  },
  examples: [
    {
      text: 'what was changed by CloudFormation for stack web-1?',
      kind: 'list',
      resources: ['web-1'],
      leaves: [
        { kind: 'tool', tool: 'cloudformation' },
        { kind: 'value', value: 'web-1' },
      ],
    },
    {
      text: 'what did cloudformation do for stack web-1?',
      kind: 'list',
      leaves: [{ kind: 'tool', tool: 'cloudformation' }],
    },
  ],
};

const WRITES: EventTest = { kind: 'read-only', readOnly: false };

function byCloudFormation({ tests }: Meaning): boolean {
  return tests.some((test) => test.kind === 'tool' && test.tool === 'cloudformation');
}

function isStack({ type }: ResourceRef): boolean {
  return type === 'cloudformation:stack';
}

/** "for stack S"; "stack S deleted by CloudFormation" is about the stack. */
function isFor({ sentence }: KindInput): boolean {
  return sentence.phrases.some(({ prep, items }) => FOR.test(prep ?? '') && items.some(({ ref }) => ref !== null));
}

/** The name in an identifier, as the session's, or as the value of a tag. */
function carries(resource: ResourceRef): EventTest {
  return anyOf([
    { kind: 'resource', resource },
    actorTest(resource),
    { kind: 'value', value: resource.text.toLowerCase() },
  ]);
}
