// The stories told for one `now`: their events for the generator, their questions for tests and for the demo's page.
import type { Draft } from './draft.ts';
import { STORIES } from './stories/index.ts';
import { type SampleStory, type Story, tellerFor } from './story.ts';

export const DEFAULT_SEED = 1;

function tellAll(now: number, seed: number): readonly Story[] {
  return Object.entries(STORIES).map(([name, tell]) => tell(tellerFor(now, seed, name)));
}

/** Events of all stories, unsorted. `now` in epoch milliseconds. */
export function storyEvents(now: number, seed: number): readonly Draft[] {
  return tellAll(now, seed).flatMap((story) => story.events);
}

/**
 * Questions about the sample organisation with their true answers, for a `now` (epoch milliseconds) and the same seed
 * as the generated logs. Dates in the questions are meant in UTC.
 */
export function sampleStories(now: number, seed: number = DEFAULT_SEED): readonly SampleStory[] {
  return tellAll(now, seed).flatMap((story) => story.asked);
}

/** Questions to offer on the demo's page, shortest and best known first; each is typed as in Slack. */
export function sampleSuggestions(now: number, seed: number = DEFAULT_SEED): readonly string[] {
  const whole = sampleStories(now, seed).map((story) => `/whodid ${story.question}`);
  const about = (text: string): string => {
    const found = whole.find((question) => question.includes(text));
    if (found === undefined) throw new Error(`no sample story asks about ${text}`);
    return found;
  };
  return [
    '/whodid i-0abc terminate',
    about('i-0abc12de34f567890'),
    about('last Friday'),
    about('logging on trail'),
    about('public'),
    about('root'),
    about('orders-db'),
    about('snap-0c0ffee'),
    about('sample-backups'),
    about('prod/payments'),
    about('sample-hostile-strings'),
  ];
}
