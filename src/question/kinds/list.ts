// Lists and counts without a verb: root activity, denied calls of A or on R, terraform changes, iam activity by B.
import { compose } from './compose.ts';
import type { KindRecogniser } from './kind.ts';

export const listKind: KindRecogniser = {
  id: 'list',
  read: ({ meaning, sentence }) => {
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
    { text: 'activity of ci-deploy yesterday', kind: 'actor', actors: ['ci-deploy'] },
    { text: "show me build-bot-1's calls", kind: 'actor', actors: ['build-bot-1'] },
    { text: 'how many denied calls yesterday?', kind: 'count', leaves: [{ kind: 'outcome', outcome: 'denied' }] },
    { text: 'all events on bucket orders-archive', kind: 'list', resources: ['orders-archive'] },
  ],
};
