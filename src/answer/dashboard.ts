// What the dashboard shows, as data: which figures there are, each with the whole question that asks for it, and what was
// counted for them. A figure's number is the count of its question's own condition, so that pressing it shows the same.
// Leaves counting to `src/count-dashboard.ts` and words for Slack to `render/home.ts`.
import { DateTime } from 'luxon';
import type { Coverage } from '../domain/coverage.ts';
import type { Failure } from '../domain/failure.ts';
import type { AskedBy, EventTest, Question, QuestionReading, Window } from '../domain/question.ts';
import type { AggregateRow, GroupKey } from '../domain/source.ts';
import { zoneName } from './words/describe-instant.ts';

/** How far back the dashboard looks, in days, today included. */
export type DashboardDays = 7 | 30 | 90;

export const DASHBOARD_DAYS: readonly DashboardDays[] = [7, 30, 90];
export const USUAL_DAYS: DashboardDays = 30;

/** One number with the question that asks for it. */
export interface Figure {
  readonly id: FigureId;
  readonly question: string;
  readonly count: number;
  /** By stretches of the dashboard, oldest first, as many as its `stretches`. */
  readonly series: readonly number[];
}

export type FigureId = 'changes' | 'failed' | 'denied' | 'root' | 'console-changes' | 'failed-sign-ins' | 'trails';

/** Somebody or something by name, as records have it: hostile text. */
export interface Named {
  readonly name: string;
  readonly count: number;
  readonly question: string;
}

/** Some days in a row: the first as `2026-03-01`, and how many. */
export interface Stretch {
  readonly from: string;
  readonly days: number;
}

export interface Dashboard {
  readonly days: DashboardDays;
  readonly window: Window;
  readonly stretches: readonly Stretch[];
  readonly figures: readonly Figure[];
  /** Of the changes, those that failed or were denied, by stretches. */
  readonly failedChanges: readonly number[];
  /** Callers with most calls, AWS's services left out. */
  readonly actors: readonly Named[];
  /** Calls that were denied most often. */
  readonly deniedCalls: readonly Named[];
  /** null: nothing was counted, and `trouble` says why. */
  readonly coverage: Coverage | null;
  /** Why figures are missing, all or some. */
  readonly trouble: Failure | null;
  /** Sources that are asked by questions and not counted here, as people call them. */
  readonly notCounted: readonly string[];
}

/** Days of one stretch: at most 13 bars stand under each other. */
const STRETCH_DAYS: Readonly<Record<DashboardDays, number>> = { 7: 1, 30: 3, 90: 7 };

/** What each figure asks, the time apart. */
const ASKS: Readonly<Record<FigureId, string>> = {
  changes: 'changes',
  failed: 'failed calls',
  denied: 'denied calls',
  root: 'root activity',
  'console-changes': 'changes made in the console',
  'failed-sign-ins': 'failed console logins',
  trails: 'who called StopLogging, DeleteTrail, UpdateTrail or PutEventSelectors',
};

export const FIGURES = Object.keys(ASKS) as readonly FigureId[];

/** Whole days up to today, in the asker's zone, as every question of the dashboard names them. */
export interface Span {
  readonly days: DashboardDays;
  readonly zone: string;
  /** `from 2026-02-09 to 2026-03-10` */
  readonly words: string;
  /** Each day, oldest first. */
  readonly dates: readonly string[];
  readonly stretches: readonly Stretch[];
}

export function spanOf(days: DashboardDays, asked: Pick<AskedBy, 'now' | 'zone'>): Span {
  const zone = zoneName(asked.zone);
  const today = DateTime.fromMillis(asked.now, { zone }).startOf('day');
  const dates = Array.from({ length: days }, (_, at) => today.minus({ days: days - 1 - at }).toFormat('yyyy-MM-dd'));
  const length = STRETCH_DAYS[days];
  // Counted back from today, so that the last one is whole; the first may be shorter.
  const first = days % length === 0 ? length : days % length;
  const starts = [0, ...[...dates.keys()].filter((at) => at >= first && (at - first) % length === 0)];
  const stretches = starts.map((at) => ({ from: dates[at] ?? '', days: at === 0 ? first : length }));
  return { days, zone, words: `from ${dates[0] ?? ''} to ${dates.at(-1) ?? ''}`, dates, stretches };
}

/** A question of the dashboard, read. */
export interface Asked {
  readonly text: string;
  readonly question: Question;
  readonly window: Window;
}

type Read = (text: string) => QuestionReading;

/** null: the reader does not take it (a name that cannot be said), so there is no figure for it. */
function asking(text: string, read: Read): Asked | null {
  const reading = read(text);
  if (!reading.ok || reading.question.window === null) return null;
  return { text, question: reading.question, window: reading.question.window };
}

export function askFigure(id: FigureId, span: Span, read: Read): Asked | null {
  return asking(`${ASKS[id]} ${span.words}`, read);
}

/** What a caller did; null where the name would be read as anything but a caller's. */
export function askActor(name: string, span: Span, read: Read): Asked | null {
  const said = quotedName(name);
  const asked = said === null ? null : asking(`what did ${said} do ${span.words}`, read);
  const kind = asked?.question.test.kind;
  return kind === 'actor' || kind === 'root' ? asked : null;
}

/** Denials of one event name (`ec2:RunInstances`); null where the name is none that AWS has. */
export function askDenied(eventName: string, span: Span, read: Read): Asked | null {
  const asked = /^[\w.-]+:\w+$/.test(eventName) ? asking(`denied ${eventName} calls ${span.words}`, read) : null;
  return asked !== null && isDenialOf(asked.question.test) ? asked : null;
}

function isDenialOf(test: EventTest): boolean {
  return test.kind === 'all' && ['action', 'outcome'].every((kind) => test.tests.some((leaf) => leaf.kind === kind));
}

/** As is where it is one plain word, in quotes where not; null where quotes could not hold it. */
function quotedName(name: string): string | null {
  if (/^[\w.:/@+=-]+$/.test(name)) return name;
  return /^[^"“”\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,256}$/u.test(name) && name.trim() !== '' ? `"${name}"` : null;
}

/** What every figure is grouped by. */
export const FIGURE_GROUPS: readonly GroupKey[] = ['day', 'outcome'];

const FAILED: ReadonlySet<string> = new Set(['denied', 'failed', 'dry-run']);

/** Rows by day and outcome → one number a stretch; `which`: all, or those that failed. */
export function seriesOf(
  rows: readonly AggregateRow[],
  span: Span,
  which: 'all' | 'failed' = 'all',
): readonly number[] {
  const byDay = new Map<string, number>();
  for (const { keys, count } of rows) {
    const [day = '', outcome = ''] = keys;
    if (which === 'failed' && !FAILED.has(outcome)) continue;
    byDay.set(day, (byDay.get(day) ?? 0) + count);
  }
  return span.stretches.map(({ from, days }) => {
    const at = span.dates.indexOf(from);
    return span.dates.slice(at, at + days).reduce((sum, day) => sum + (byDay.get(day) ?? 0), 0);
  });
}

/** AWS's services by their own names, and its internal callers: nobody asks what they did. */
export function isService(name: string): boolean {
  return (
    /\.amazonaws\.com(\.cn)?$/i.test(name) || /^(aws internal|unknown|hidden_due_to_security_reasons)$/i.test(name)
  );
}
