// who did V to R · was R ever V'd · R V · what did A V · changes by … : any question with a verb or a literal API name.
import type { EventTest } from '../../domain/question.ts';
import { allOf } from '../filters/index.ts';
import { compose, resourceTests } from './compose.ts';
import type { Draft, KindInput, KindRecogniser } from './kind.ts';
import { inServices, readVerbPart, type VerbPart } from './verb-part.ts';

export const whoKind: KindRecogniser = {
  id: 'who',
  read: (input) => {
    const { meaning } = input;
    const part = readVerbPart(meaning, input.words, input.text);
    if (part === null) return null;
    const calls = usedBy(input) ? null : part.test;
    return {
      kind: kindOf(input),
      verb: { word: part.word, eventNames: calls === null ? [] : part.eventNames },
      resources: meaning.objects.flat(),
      actors: meaning.actors,
      // "used the s3 console": only what was done there.
      test: allOf([compose(calls, meaning), ...(usesTool(input) ? inServices(meaning.services) : [])]),
      related: related(part, input),
      assumptions: part.assumptions,
      problems: usedBy(input) ? [] : part.problems,
    };
  },
  examples: [
    {
      text: 'who terminated i-0a1b2c3d4e5f60718 last friday?',
      kind: 'who',
      eventNames: ['ec2:TerminateInstances'],
      resources: ['i-0a1b2c3d4e5f60718'],
    },
    {
      text: 'who stopped i-0a1b2c3d4e5f60718 and i-0a1b2c3d4e5f60719?',
      kind: 'who',
      resources: ['i-0a1b2c3d4e5f60718', 'i-0a1b2c3d4e5f60719'],
    },
    { text: 'who deleted orders-db-1?', kind: 'who', resources: ['orders-db-1'] },
    { text: 'who deleted bucket orders-archive except by ci-deploy?', kind: 'who', leaves: [] },
    { text: 'DeleteDBInstance orders-db-1', kind: 'who', includes: ['rds:DeleteDBInstance'] },
    { text: 'who called s3:putbucketpolicy on orders-archive', kind: 'who', eventNames: ['s3:PutBucketPolicy'] },
    { text: 'delete-db-instance yesterday', kind: 'list', includes: ['rds:DeleteDBInstance'] },
    { text: 'who ran terraform yesterday?', kind: 'list', leaves: [{ kind: 'tool', tool: 'terraform' }] },
    { text: 'what did build-bot-1 delete yesterday?', kind: 'actor', actors: ['build-bot-1'] },
  ],
};

/** "who used key K", "who ran terraform": everything signed with it, everything made with it. */
function usedBy(input: KindInput): boolean {
  const { meaning, words } = input;
  if (usesTool(input)) return true;
  const use = words.verbs.families.get('use');
  const byRoot = meaning.tests.some(({ kind }) => kind === 'root') && meaning.objects.length === 0;
  return meaning.verbs.length === 1 && meaning.verbs[0]?.verb.family === use && (meaning.actors.length > 0 || byRoot);
}

function usesTool({ meaning, sentence }: KindInput): boolean {
  const [use, second] = meaning.verbs;
  const works = use !== undefined && second === undefined && /^(?:use|run|apply|deploy)$/.test(use.verb.family.id);
  const idle = meaning.head === null && meaning.objects.length === 0;
  const tool = sentence.phrases.find(
    ({ items, prep }) => prep === null && items.some(({ filter }) => filter?.kind === 'tool'),
  );
  return works && idle && tool !== undefined && meaning.tests.some(({ kind }) => kind === 'tool');
}

function kindOf(input: KindInput): Draft['kind'] {
  const { sentence, meaning, leads } = input;
  if (usesTool(input)) return sentence.asks.has('count') ? 'count' : 'list';
  if (usedBy(input)) return 'actor';
  if (sentence.asks.has('count')) return 'count';
  if (leads.has('timeline')) return 'timeline';
  const signIn = meaning.verbs.some(({ verb }) => verb.family.id === 'sign-in');
  if (meaning.actors.length > 0 && !sentence.asks.has('who') && meaning.objects.length === 0) {
    return signIn || !asks(sentence.asks) ? 'list' : 'actor';
  }
  if (meaning.tests.some(({ kind }) => kind === 'source-ip') && sentence.asks.has('what')) return 'actor';
  if (signIn) return 'list';
  if (meaning.objects.length > 0) return 'who';
  const person = ['who', 'somebody', 'responsible', 'pronoun', 'behind'] as const;
  return person.some((role) => sentence.asks.has(role)) ? 'who' : 'list';
}

function asks(roles: ReadonlySet<string>): boolean {
  return roles.has('what') || roles.has('which') || roles.has('aux');
}

/** The undo on the same resources, by anybody. Without a resource it would be every undo there was: none. */
function related(part: VerbPart, { meaning }: KindInput): EventTest | null {
  if (part.undo === null || meaning.objects.length === 0) return null;
  return allOf([part.undo, ...resourceTests(meaning.objects)]);
}
