// What one run of a digest says, as data: the headline, what is new, the parts, what was read and what was not. Plain text,
// unescaped; `render/digest-message.ts` makes a message of it.
import type { Gap } from '../domain/coverage.ts';
import type { Timeline } from '../render/timeline.ts';

export interface ReportLine {
  readonly text: string;
  /** The first event behind it; null: there is none. */
  readonly eventId: string | null;
}

export interface ReportSection {
  readonly title: string;
  /** Of events or findings, whether or not a line stands for them. */
  readonly total: number;
  readonly lines: readonly ReportLine[];
  /** Nothing that anybody has to look at. */
  readonly aside: boolean;
}

/** Kept with the run, so that the next one knows what is new. */
export interface RunFacts {
  /** What was told, each as 12 hexadecimal characters of a hash; at most FACTS_MAX. */
  readonly keys: readonly string[];
  readonly total: number;
  readonly complete: boolean;
}

export const FACTS_MAX = 2000;

export interface DigestReport {
  readonly sentence: string;
  /** `quiet`: proved that there is nothing; `open`: not all could be read. */
  readonly mood: 'quiet' | 'news' | 'open';
  /** Against the run before; null: there was none, or nothing is new. */
  readonly fresh: ReportSection | null;
  readonly sections: readonly ReportSection[];
  readonly gaps: readonly Gap[];
  /** What was read, in clauses. */
  readonly receipt: readonly string[];
  readonly trend: Timeline | null;
  /** Rows that belong into a CSV. */
  readonly rows: number;
  readonly facts: RunFacts;
  /** A whole question that asks for the same events; null: none does. */
  readonly question: string | null;
}
