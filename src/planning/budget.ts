// A quote and what may still be spent → nothing, or a refusal with the quote and a question that would fit. Pure.
import type { Problem, Question, Window } from '../domain/question.ts';
import type { Abilities } from '../domain/source.ts';
import { daysBeyond, type Quote, usdPerDay, usdText } from './quote.ts';

/** US dollars; null: no limit. */
export interface Budget {
  readonly perQuestionUsd: number | null;
  /** What is left of the last 24 hours' allowance of whoever asks, and of where it is asked. */
  readonly personLeftUsd: number | null;
  readonly channelLeftUsd: number | null;
}

export const NO_LIMIT: Budget = { perQuestionUsd: null, personLeftUsd: null, channelLeftUsd: null };

export interface OverBudgetCase {
  readonly question: Question;
  readonly window: Window;
  readonly quote: Quote;
  readonly budget: Budget;
  /** The sources that would be paid. */
  readonly paid: readonly Abilities[];
  /** Epoch milliseconds. */
  readonly now: number;
}

const DAY_MS = 86_400_000;

/** null: within the budget. */
export function overBudget(asked: OverBudgetCase): Problem | null {
  const { quote, budget } = asked;
  if (quote.words === null) return null;
  const limits: readonly (readonly [number | null, string])[] = [
    [budget.perQuestionUsd, 'one question may cost'],
    [budget.personLeftUsd, 'is left of what you may spend in 24 hours'],
    [budget.channelLeftUsd, 'is left of what may be spent in this channel in 24 hours'],
  ];
  const passed = limits.filter((limit): limit is [number, string] => limit[0] !== null && !within(quote, limit[0]));
  const [tightest] = [...passed].sort(([left], [right]) => left - right);
  if (tightest === undefined) return null;
  const [usd, what] = tightest;
  const limit = what.startsWith('one') ? `${what} ${usdText(usd)}` : `${usdText(usd)} ${what}`;
  return {
    kind: 'over-budget',
    text: `This was not run: ${quote.words}, and ${limit}. Ask about a shorter time.`,
    instead: narrower(asked, usd),
    usd: quote.usd,
  };
}

function within({ usd }: Quote, limit: number): boolean {
  return usd !== null && usd <= limit;
}

/** The same question over as many of its newest days as the money reaches for; none where not even one is. */
function narrower({ question, window, paid, now }: OverBudgetCase, usd: number): readonly string[] {
  const perDay = paid.reduce<number | null>((total, source) => {
    const each = usdPerDay(source);
    return total === null || each === null ? null : total + each;
  }, 0);
  const beyond = paid.reduce((total, source) => total + (usdPerDay(source) ?? 0) * daysBeyond(source), 0);
  const days = perDay === null || perDay === 0 ? 0 : Math.floor((usd - beyond) / perDay);
  if (days < 1) return [];
  const phrase = now - Date.parse(window.to) < DAY_MS ? `in the last ${days} days` : newestDays(window, days);
  const typed = window.phrase;
  const bare = typed === null ? question.text : question.text.replace(typed, () => '');
  return [`${bare.replace(/[?\s]+$/, '').replace(/\s{2,}/g, ' ')} ${phrase.replace('1 days', '1 day')}`];
}

function newestDays({ to, zone }: Window, days: number): string {
  const last = Date.parse(to) - 1;
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return `from ${date.format(last - (days - 1) * DAY_MS)} to ${date.format(last)}`;
}
