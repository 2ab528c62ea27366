// A question and what the sources can do → which of them are asked, over which window each, at what cost, and why. Pure.
import type { Gap, SourceName } from '../domain/coverage.ts';
import type { Failure } from '../domain/failure.ts';
import type { AskedBy, Assumption, Problem, Question, Window } from '../domain/question.ts';
import type { Abilities } from '../domain/source.ts';
import { type Budget, NO_LIMIT, overBudget } from './budget.ts';
import { holdsNeeds, type Needs, needsOf } from './needs.ts';
import { type Quote, quoteFor } from './quote.ts';
import { sourceWords } from './source-words.ts';
import { isReached, type PlanPart, splitWindow } from './split-window.ts';

export interface Plan {
  /** Which source reads what, oldest first; at least one. */
  readonly parts: readonly PlanPart[];
  readonly window: Window;
  /** The sources the parts are of, cheapest first: whoever reads further for this question asks these. */
  readonly sources: readonly Abilities[];
  /** One clause: why these. */
  readonly why: string;
  readonly quote: Quote;
  readonly assumptions: readonly Assumption[];
  /** What is known not to be read before anything is. */
  readonly gaps: readonly Gap[];
}

export type Planned =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problem: Problem }
  /** Not one source can be asked. */
  | { readonly ok: false; readonly failure: Failure };

export interface PlanOptions {
  readonly sources: readonly Abilities[];
  /** Sources that cannot be asked at all now, and why. */
  readonly troubles?: readonly { readonly name: SourceName; readonly failure: Failure }[];
  readonly budget?: Budget;
}

/** How far back a paced or paid source is searched when nobody typed a date. */
const DEFAULT_WINDOW_DAYS = 7;
const DAY_MS = 86_400_000;

export function planQuestion(question: Question, asked: AskedBy, options: PlanOptions): Planned {
  const { sources, troubles = [] } = options;
  const wanted = question.source;
  const refused = troubles.find(({ name }) => wanted === null || name === wanted);
  const usable = wanted === null ? sources : sources.filter(({ name }) => name === wanted);
  if (usable.length === 0) {
    if (refused !== undefined) return { ok: false, failure: refused.failure };
    return { ok: false, problem: noSource(wanted, sources) };
  }
  const needs = needsOf(question);
  const able = ableFirst(usable, needs);
  const { window, assumptions } = windowOf(question, asked, able);
  const whole = splitWindow(window, able);
  const parts = whole.map((part) => boundUndated(part, question, asked, able));
  const chosen = able.filter(({ name }) => parts.some(({ source }) => source === name));
  const quote = quoteFor(parts, chosen, asked.now);
  const paid = chosen.filter(({ cost }) => cost.kind === 'per-byte');
  const problem = overBudget({ question, window, quote, paid, now: asked.now, budget: options.budget ?? NO_LIMIT });
  if (problem !== null) return { ok: false, problem };
  const missed = isReached(window, chosen) && chosen.every((source) => holdsNeeds(source, needs)) ? [] : troubles;
  const gaps = [...unread(whole, parts), ...troubleGaps(missed, wanted)];
  const why = whyThese(chosen, usable, needs, wanted);
  return { ok: true, plan: { parts, window, sources: chosen, why, quote, assumptions, gaps } };
}

/** Those that hold what is asked about, cheapest first; all of them where none does, to say by their gaps what is missing. */
function ableFirst(sources: readonly Abilities[], needs: Needs): readonly Abilities[] {
  const able = sources.filter((source) => holdsNeeds(source, needs));
  return [...(able.length > 0 ? able : sources)].sort((left, right) => costRank(left) - costRank(right));
}

function costRank({ cost }: Abilities): number {
  switch (cost.kind) {
    case 'free':
      return 0;
    case 'paced':
      return 1;
    case 'per-byte':
      return 2 + cost.usdPerGb;
    default: {
      const never: never = cost;
      throw new Error(`unknown cost ${JSON.stringify(never)}`);
    }
  }
}

function windowOf(
  question: Question,
  asked: AskedBy,
  sources: readonly Abilities[],
): { window: Window; assumptions: readonly Assumption[] } {
  if (question.window !== null) return { window: question.window, assumptions: [] };
  const to = instant(asked.now);
  if (sources[0]?.cost.kind === 'free') {
    const window = { from: null, to, zone: asked.zone, phrase: null };
    return { window, assumptions: ['No date was given, so everything up to now was searched.'] };
  }
  const from = instant(asked.now - DEFAULT_WINDOW_DAYS * DAY_MS);
  return {
    window: { from, to, zone: asked.zone, phrase: null },
    assumptions: [`No date was given, so the last ${DEFAULT_WINDOW_DAYS} days were searched.`],
  };
}

/** Where nobody typed a date, a billed source beside a free one is not paid for more than the default days. */
function boundUndated(part: PlanPart, question: Question, asked: AskedBy, sources: readonly Abilities[]): PlanPart {
  const billed = sources.find(({ name }) => name === part.source)?.cost.kind === 'per-byte';
  if (question.window !== null || !billed) return part;
  const from = instant(asked.now - DEFAULT_WINDOW_DAYS * DAY_MS);
  const { window } = part;
  return window.from !== null && window.from >= from ? part : { ...part, window: { ...window, from } };
}

function unread(whole: readonly PlanPart[], parts: readonly PlanPart[]): readonly Gap[] {
  return parts.flatMap(({ source, window }, at) => {
    const from = whole[at]?.window.from ?? null;
    if (from === window.from) return [];
    const since = from === null ? '' : ` from ${from}`;
    return [
      {
        kind: 'outside-horizon' as const,
        detail: `No date was given, so ${sourceWords(source)}, which is billed, was not asked about the time${since} to ${window.from ?? ''}. Name the time to have it searched.`,
      },
    ];
  });
}

/** A source that is there but cannot be asked might have held more. */
function troubleGaps(troubles: PlanOptions['troubles'], wanted: string | null): readonly Gap[] {
  return (troubles ?? [])
    .filter(({ name }) => wanted === null || name === wanted)
    .map(({ failure }) => ({
      kind: failure.failure === 'timed-out' ? ('timed-out' as const) : ('denied' as const),
      detail: `${failure.what} ${failure.why} ${failure.instead}`,
    }));
}

function whyThese(
  chosen: readonly Abilities[],
  usable: readonly Abilities[],
  needs: Needs,
  wanted: string | null,
): string {
  if (wanted !== null) return 'the question names it';
  if (usable.length === 1) return 'it is the only source configured';
  if (chosen.length > 1) return 'each reaches a part of the time that a cheaper one does not';
  const left = usable.filter((source) => !chosen.includes(source) && costRank(source) < costRank(chosen[0] ?? source));
  if (left.length > 0) {
    const names = left.map(({ name }) => sourceWords(name)).join(' and ');
    const what = needs.category === 'Data' ? 'data events' : 'that time, account or Region';
    return `${names} would be cheaper, but ${left.length === 1 ? 'does' : 'do'} not hold ${what}`;
  }
  return chosen[0]?.cost.kind === 'free'
    ? 'it holds what was asked for and costs nothing'
    : 'it is the cheapest that holds what was asked for';
}

function noSource(wanted: string | null, sources: readonly Abilities[]): Problem {
  const names = sources.map((source) => source.name).join(', ');
  return {
    kind: 'unsupported',
    text:
      wanted === null
        ? 'No source of events is configured. Set WHODID_LOGS to a folder of CloudTrail log files, or give AWS credentials.'
        : `There is no source "${wanted}" here${names === '' ? '' : `; there is ${names}`}.`,
    instead: [],
  };
}

/** RFC 3339 in UTC, to the second, rounded up: `now` itself belongs to the window. */
function instant(timeMs: number): string {
  return new Date(Math.ceil(timeMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
