// What a language is to the reader: its words, as sources of regular expressions over folded text (lower case, no accents).
import type { Clock } from '../when.ts';

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'fortnight' | 'month' | 'quarter' | 'year';
export type LanguageCode = 'en' | 'de' | 'fr' | 'es' | 'pt' | 'ja';

/** A part of the day: hours from midnight, the end possibly past 24. */
export interface PartOfDay {
  readonly words: string;
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** A way to say a time of day: a source with groups `h`, `m`, `s`, and what they mean. */
export interface ClockForm {
  readonly source: string;
  /** `am`/`pm`: said so; `24`: the hour is as written; `twelve`: as written unless a part of the day says pm; `bare`: could be either. */
  readonly hours: 'am' | 'pm' | '24' | 'twelve' | 'bare' | Clock;
  /** Only as an end of a range of hours ("2-4pm"), or beside a part of the day. */
  readonly rangeOnly?: boolean;
}

export interface Language {
  readonly code: LanguageCode;
  /** Its name in English. */
  readonly name: string;
  /** False where words are written without blanks between them. */
  readonly spaced: boolean;
  /** Twelve, January first. */
  readonly months: readonly string[];
  /** Months and weekdays that are other words too: read only after a preposition or beside more date words. */
  readonly weak: RegExp;
  /** Seven, Monday first. */
  readonly weekdays: readonly string[];
  readonly units: Readonly<Record<Unit, string>>;
  readonly numbers: Readonly<Record<string, number>>;
  readonly parts: readonly PartOfDay[];
  /** Words that may lead a date or time without changing what it means. */
  readonly lead: string;
  readonly clocks: readonly ClockForm[];
  /** "around", before a time. */
  readonly around: string;
  readonly operators: Readonly<
    Record<'since' | 'until' | 'before' | 'after' | 'from' | 'to' | 'between' | 'and', string | null>
  >;
  /** Operators that follow their date. */
  readonly suffixes: Readonly<Partial<Record<'since' | 'until' | 'before' | 'after' | 'around', string>>>;
  /** Words of dates and times: where one is left unread, it is a problem. */
  readonly datelike: string;
}
