// What watches need beside what every feature is given. Milliseconds.

import type { Watches } from '../../domain/watch.ts';
import type { ExposedParts } from '../exposed/feature.ts';

export interface WatchParts {
  readonly watches: Watches;
  /** What is open to the outside; left out: Access Analyzer is not asked here. */
  readonly exposed?: ExposedParts;
  readonly everyMs: number;
  readonly forMs: number;
}

/** Nobody reads what a hundred watches of theirs say. */
export const WATCHES_MAX = 25;
/** A paced source is looked at this many times less often than a free one. */
export const PACED_TIMES = 3;
/** Each look goes back this far behind what it saw in full: events come late. Milliseconds. */
export const OVERLAP_MS = 60 * 60_000;
/** After an outage no look goes back further. Milliseconds. */
export const LOOK_BACK_MAX_MS = 7 * 24 * 60 * 60_000;
/** Nothing is spent for a look: a billed source is not asked. */
export const NO_MONEY = { perQuestionUsd: 0, personLeftUsd: 0, channelLeftUsd: 0 } as const;
