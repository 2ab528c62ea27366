// What a story is: events worth asking about, and the questions with the answers that are true of them.
import type { Draft } from './draft.ts';
import { type Random, randomFor } from './random.ts';
import { daysAgo } from './time.ts';

/** A question whose true answer is known. Dates in it are meant in UTC. */
export interface SampleStory {
  readonly question: string;
  /** What makes it worth asking. */
  readonly why: string;
  /** Event ids of the calls that succeeded and answer it. */
  readonly doneIds: readonly string[];
  /** Event ids of the failed or denied ones. */
  readonly attemptedIds: readonly string[];
}

export interface Story {
  readonly events: readonly Draft[];
  readonly asked: readonly SampleStory[];
}

/** What a story is told with. */
export interface Teller {
  readonly now: number;
  readonly random: Random;
  /** Epoch milliseconds of `clock` (`HH:MM:SS`, UTC), that many days before today. */
  ago(days: number, clock: string): number;
  id(): string;
}

export type TellStory = (teller: Teller) => Story;

export function tellerFor(now: number, seed: number, name: string): Teller {
  const random = randomFor(seed, `story/${name}`);
  return { now, random, ago: (days, clock) => daysAgo(now, days, clock), id: () => random.uuid() };
}

/** Shorthand for the ids of events. */
export function ids(...events: readonly Draft[]): readonly string[] {
  return events.map((event) => event.id);
}
