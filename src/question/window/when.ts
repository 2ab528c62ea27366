// The tree that date words are read into, before it is known which Friday is meant. `resolve-when.ts` decides that.
import type { Problem } from '../../domain/question.ts';
import { MINUTE, startOfDay, type Wall, type WallSpan } from './wall.ts';

export type Grain = 'point' | 'part' | 'day' | 'weekend' | 'week' | 'month' | 'quarter' | 'half' | 'year' | 'rolling';

/** One end of a span. `day`: the wall time begins a day, whatever clocks do at midnight. */
export type Edge =
  | { readonly kind: 'day' | 'clock'; readonly at: Wall }
  | { readonly kind: 'instant'; readonly at: number };

export interface Span {
  /** null: as far back as there is. */
  readonly from: Edge | null;
  /** null: now. */
  readonly to: Edge | null;
  readonly grain: Grain;
  /** The point that a clock time stands for: "at 15:20" covers half an hour, "since 15:20" starts at the point. */
  readonly anchor: Edge | null;
  /** What "before" and "after" measure from where that is narrower than the span ("2 weeks ago"). */
  readonly core?: WallSpan;
  /** Said as seen from now ("yesterday", "last week"): "from" before it means "during". */
  readonly relative?: boolean;
  readonly notes: readonly string[];
}

/** A time of day, in milliseconds from midnight; `to` may lie past 24 hours. */
export type Clock =
  /** `twelve`: the hour may also be meant twelve hours later, should a part of the day say so. */
  | {
      readonly kind: 'at';
      readonly at: number;
      readonly from: number;
      readonly to: number;
      readonly twelve: boolean;
      readonly note?: string;
    }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'part'; readonly from: number; readonly to: number; readonly name: string }
  | { readonly kind: 'after'; readonly at: number }
  | { readonly kind: 'before'; readonly at: number }
  /** An hour without am or pm; to be settled by a part of the day or asked back. */
  | { readonly kind: 'bare'; readonly at: number; readonly around: boolean }
  | { readonly kind: 'bare-range'; readonly from: number; readonly to: number };

/** What cannot be read, with date phrases to type instead. */
export interface Trouble {
  readonly kind: Extract<Problem['kind'], 'bad-date' | 'bad-zone' | 'future-window' | 'inverted-window'>;
  readonly text: string;
  readonly phrases: readonly string[];
}

export type When =
  | { readonly kind: 'fixed'; readonly span: Span }
  /** Comes round again: a weekday, a date without a year. The latest that has begun is meant. */
  | {
      readonly kind: 'floating';
      readonly name: string;
      readonly grain: Grain;
      /** How far back to look; a leap day needs eight years. */
      readonly backDays: number;
      /** Those that start in [from, to), ascending. */
      readonly list: (from: Wall, to: Wall) => readonly WallSpan[];
      readonly weekday: boolean;
      /** A bare day of the month: at the end of a range it is the first after the start. */
      readonly inAnyMonth?: boolean;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'clock'; readonly clocks: readonly Clock[] }
  | { readonly kind: 'dated'; readonly date: When; readonly clocks: readonly Clock[] }
  | { readonly kind: 'within'; readonly outer: When; readonly inner: When }
  | { readonly kind: 'since' | 'until' | 'before' | 'after' | 'around' | 'from'; readonly of: When }
  | { readonly kind: 'pair'; readonly first: When; readonly last: When }
  | { readonly kind: 'both' | 'either'; readonly first: When; readonly last: When }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

export type Floating = Extract<When, { kind: 'floating' }>;

/** What a recogniser may know. */
export interface Scene {
  /** Epoch milliseconds, whole seconds. */
  readonly now: number;
  readonly zone: string;
  /** `now` on the wall. */
  readonly wall: Wall;
  /** Start of today. */
  readonly today: Wall;
  /** Numeric dates are month first: in the United States, and in Japan, where the year would lead. */
  readonly monthFirst: boolean;
}

const isMidnight = (wall: Wall): boolean => startOfDay(wall) === wall;

/** A period of whole days. */
export const period = (span: WallSpan, grain: Grain, notes: readonly string[] = []): When => ({
  kind: 'fixed',
  span: { from: { kind: 'day', at: span.from }, to: { kind: 'day', at: span.to }, grain, anchor: null, notes },
});

/** A period of whole days named as seen from now. */
export const relativePeriod = (span: WallSpan, grain: Grain, notes: readonly string[] = [], core?: WallSpan): When => ({
  kind: 'fixed',
  span: {
    from: { kind: 'day', at: span.from },
    to: { kind: 'day', at: span.to },
    grain,
    anchor: null,
    notes,
    relative: true,
    ...(core === undefined ? {} : { core }),
  },
});

/** A stretch of hours. */
export const stretch = (span: WallSpan, grain: Grain, notes: readonly string[] = []): Span => ({
  from: { kind: isMidnight(span.from) ? 'day' : 'clock', at: span.from },
  to: { kind: isMidnight(span.to) ? 'day' : 'clock', at: span.to },
  grain,
  anchor: null,
  notes,
});

/** An instant with what is read around it. */
export const moment = (at: number, slack: number, notes: readonly string[] = []): When => ({
  kind: 'fixed',
  span: {
    from: { kind: 'instant', at: at - slack },
    to: { kind: 'instant', at: at + slack },
    grain: 'point',
    anchor: { kind: 'instant', at },
    notes,
  },
});

export const trouble = (text: string, phrases: readonly string[] = [], kind: Trouble['kind'] = 'bad-date'): When => ({
  kind: 'trouble',
  trouble: { kind, text, phrases },
});

export const floating = (
  name: string,
  grain: Grain,
  list: Floating['list'],
  more: Partial<Pick<Floating, 'backDays' | 'weekday' | 'notes' | 'inAnyMonth'>> = {},
): Floating => ({ kind: 'floating', name, grain, list, backDays: 370, weekday: false, notes: [], ...more });

/** What is read around a time given to the minute, and around "around". */
export const AROUND = 15 * MINUTE;
