// What works by itself beside answering questions: how its subcommand, its buttons and what falls due reach it. Everything it
// says is an asking's, so that a crash at any point loses nothing and says nothing twice.
import type { Failure } from '../domain/failure.ts';
import type { Verdict } from '../domain/rights.ts';
import type { FeatureName } from '../domain/wanted.ts';
import type { AnswerDeps } from './deps.ts';
import type { Work } from './work.ts';

/** Something due now: recorded as an asking of its own, once for its key. */
export interface Due {
  readonly feature: FeatureName;
  /** One per thing that falls due, such as `<digest id>/<period>`: the same key is recorded once. */
  readonly key: string;
  /** What the feature's `run` is given: ids and instants of ours, no text from records. */
  readonly what: string;
  /** Whose it is; SYSTEM: nobody's. */
  readonly userId: string;
  /** Where it is told. */
  readonly channelId: string;
}

/** What ticks and chores are given beside what answering is given. */
export interface WorkingDeps extends AnswerDeps {
  /** Records and enqueues an asking at the door `schedule`; its id. `already`: its key was recorded before. */
  readonly schedule: (due: Due) => Promise<{ readonly id: string; readonly kind: 'recorded' | 'already' }>;
  /** Enqueues long work that says nothing itself: one job for one `id` (`[\w.-]`, up to 80) and due time (epoch ms). */
  readonly chore: (feature: FeatureName, id: string, dueAt: number) => Promise<void>;
}

/**
 * Each method returns null when it is done, or a Failure that the queue may try again; `command`, `press` and `run` end
 * their asking themselves. Any of them may run again after a crash anywhere inside it.
 */
export interface Feature {
  readonly name: FeatureName;
  /** `rest`: what was typed after the feature's name. The person may ask. */
  command?(deps: WorkingDeps, work: Work, rest: string): Promise<Failure | null>;
  /** A pressed button `<feature>_<verb>`. The person may ask, where they pressed. */
  press?(deps: WorkingDeps, work: Work, verb: string, value: string): Promise<Failure | null>;
  /** What `schedule` recorded. `verdict`: whether its owner may still ask there; always yes for SYSTEM. */
  run?(deps: WorkingDeps, work: Work, what: string, verdict: Verdict): Promise<Failure | null>;
  /** No further try of a `run` will be made. Left out: its channel is told in one sentence. */
  gaveUp?(deps: WorkingDeps, work: Work, what: string): Promise<void>;
  /** About once a minute, in one process at a time; quick. `now`: epoch milliseconds. */
  tick?(deps: WorkingDeps, now: number): Promise<void>;
  /** What `chore` enqueued. */
  chore?(deps: WorkingDeps, id: string): Promise<Failure | null>;
}

/** What the jobs are given: all of the above, and every feature that is switched on. */
export interface Answering extends WorkingDeps {
  readonly features: readonly Feature[];
}

export function featureOf(features: readonly Feature[], name: FeatureName): Feature | null {
  return features.find((feature) => feature.name === name) ?? null;
}
