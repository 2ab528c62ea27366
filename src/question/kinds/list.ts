// Lists and counts without a verb: root activity, denied calls of A or on R, terraform changes, iam activity by B.
import type { EventTest, ResourceRef } from '../../domain/question.ts';
import { anyOf } from '../filters/index.ts';
import { PRINCIPAL } from '../grammar/acting.ts';
import { actorTest, compose } from './compose.ts';
import type { Draft, KindInput, KindRecogniser } from './kind.ts';

export const listKind: KindRecogniser = {
  id: 'list',
  read: (input) => {
    const { meaning, sentence } = input;
    if (isNameAndDate(input)) return byAndOn(meaning.objects.flat());
    if (meaning.verbs.length > 0 || meaning.api.length > 0) return null;
    const who = sentence.asks.has('who') || sentence.asks.has('somebody') || sentence.asks.has('aux');
    const narrowed = meaning.tests.length > 0 || meaning.actors.length > 0 || meaning.events;
    const asked = meaning.events || meaning.attempts || meaning.tests.length > 0 || (who && sentence.asks.has('what'));
    if (!narrowed || !asked || compose(null, meaning).kind === 'always') return null;
    if (meaning.tests.length === 0 && meaning.actors.length === 0 && meaning.objects.length === 0 && !meaning.events)
      return null;
    const only =
      meaning.actors.length > 0 &&
      meaning.objects.length === 0 &&
      meaning.tests.every(({ kind }) => kind !== 'outcome' && kind !== 'read-only');
    return {
      kind: sentence.asks.has('count') ? 'count' : only ? 'actor' : who && meaning.objects.length > 0 ? 'who' : 'list',
      verb: null,
      resources: meaning.objects.flat(),
      actors: meaning.actors,
      test: compose(null, meaning),
      related: null,
      assumptions: [],
      problems: [],
    };
  },
  examples: [
    { text: 'ci-deploy yesterday', kind: 'timeline', resources: ['ci-deploy'] },
    { text: 'activity of ci-deploy yesterday', kind: 'actor', actors: ['ci-deploy'] },
    { text: "show me build-bot-1's calls", kind: 'actor', actors: ['build-bot-1'] },
    { text: 'how many denied calls yesterday?', kind: 'count', leaves: [{ kind: 'outcome', outcome: 'denied' }] },
    { text: 'all events on bucket orders-archive', kind: 'list', resources: ['orders-archive'] },
  ],
};

/** "ci-deploy yesterday": nothing but what it is about, and when. */
function isNameAndDate({ meaning, sentence, dated }: KindInput): boolean {
  const said = meaning.verbs.length + meaning.api.length + meaning.tests.length + meaning.actors.length;
  const only = meaning.objects.length > 0 && meaning.unread.length === 0 && (meaning.head === null || meaning.own);
  return dated && said === 0 && only && sentence.asks.size === 0 && sentence.phrases.every(({ prep }) => prep === null);
}

/** What it did, and what was done to it: only one of them is there for what cannot act, or is never acted on. */
function byAndOn(refs: readonly ResourceRef[]): Draft {
  return {
    kind: 'timeline',
    verb: null,
    resources: refs,
    actors: [],
    test: anyOf(
      refs.flatMap((resource) => (isThing(resource) ? [onIt(resource)] : [onIt(resource), actorTest(resource)])),
    ),
    related: null,
    assumptions: [
      refs.every(isThing)
        ? 'A thing and a date alone are read as what was done to it.'
        : 'A name and a date alone are read as what it did and what was done to it.',
    ],
    problems: [],
  };
}

/** It cannot act: a bucket, a group. */
function isThing({ type, form }: ResourceRef): boolean {
  return type !== null && form !== 'access-key' && form !== 'principal-id' && !PRINCIPAL.test(type);
}

function onIt(resource: ResourceRef): EventTest {
  return { kind: 'resource', resource };
}
