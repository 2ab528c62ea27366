// Which source answers a question, over which window, and why. Pure: what the sources can do arrives as an argument.
import type { SourceName } from '../domain/coverage.ts';
import type { AskedBy, Assumption, Problem, Question, Window } from '../domain/question.ts';

/** What planning must know of a source. */
export interface SourceAbilities {
  readonly name: SourceName;
  /** Costs nothing and is not paced: may be searched as far back as it reaches. */
  readonly free: boolean;
}

export interface Plan {
  readonly source: SourceName;
  readonly window: Window;
  /** One clause: why this source. */
  readonly why: string;
  readonly assumptions: readonly Assumption[];
}

export type Planned = { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly problem: Problem };

/** How far back a paced or paid source is searched when nobody typed a date. */
const DEFAULT_WINDOW_DAYS = 7;
const DAY_MS = 86_400_000;

export function planQuestion(question: Question, asked: AskedBy, sources: readonly SourceAbilities[]): Planned {
  const wanted = question.source;
  const source = wanted === null ? cheapest(sources) : sources.find((each) => each.name === wanted);
  if (source === undefined) return { ok: false, problem: noSource(wanted, sources) };
  const why = wanted === null ? whyThis(source, sources) : 'the question names it';
  if (question.window !== null) {
    return { ok: true, plan: { source: source.name, window: question.window, why, assumptions: [] } };
  }
  const { window, assumption } = defaultWindow(source, asked);
  return { ok: true, plan: { source: source.name, window, why, assumptions: [assumption] } };
}

function cheapest(sources: readonly SourceAbilities[]): SourceAbilities | undefined {
  return sources.find((source) => source.free) ?? sources[0];
}

function whyThis(source: SourceAbilities, sources: readonly SourceAbilities[]): string {
  if (sources.length === 1) return 'it is the only source configured';
  return source.free
    ? 'it holds what was asked for and costs nothing'
    : 'it is the first that holds what was asked for';
}

function defaultWindow(source: SourceAbilities, asked: AskedBy): { window: Window; assumption: Assumption } {
  const to = instant(asked.now);
  if (source.free) {
    return {
      window: { from: null, to, zone: asked.zone, phrase: null },
      assumption: 'No date was given, so everything up to now was searched.',
    };
  }
  const from = instant(asked.now - DEFAULT_WINDOW_DAYS * DAY_MS);
  return {
    window: { from, to, zone: asked.zone, phrase: null },
    assumption: `No date was given, so the last ${DEFAULT_WINDOW_DAYS} days were searched.`,
  };
}

function noSource(wanted: string | null, sources: readonly SourceAbilities[]): Problem {
  const names = sources.map((source) => source.name).join(', ');
  return {
    kind: 'unsupported',
    text:
      wanted === null
        ? 'No source of events is configured.'
        : `There is no source "${wanted}" here${names === '' ? '' : `; there is ${names}`}.`,
    instead: [],
  };
}

/** RFC 3339 in UTC, to the second, rounded up: `now` itself belongs to the window. */
function instant(timeMs: number): string {
  return new Date(Math.ceil(timeMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
