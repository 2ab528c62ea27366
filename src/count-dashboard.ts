// A number of days and who looks → the dashboard: reads its questions, has the source of the logs count them, and puts the
// counts together. No event is read; what cannot be counted is left out and said, never estimated.
import {
  type Asked,
  askActor,
  askDenied,
  askFigure,
  type Dashboard,
  type DashboardDays,
  FIGURE_GROUPS,
  FIGURES,
  type Figure,
  type FigureId,
  isService,
  type Named,
  type Span,
  seriesOf,
  spanOf,
} from './answer/dashboard.ts';
import { type Failure, isFailure } from './domain/failure.ts';
import type { AskedBy, EventTest, QuestionReading } from './domain/question.ts';
import type { AggregateRead, AggregateRow, GroupKey, Source } from './domain/source.ts';
import { sourceWords } from './planning/source-words.ts';
import { readQuestion } from './question/read-question.ts';

/** Names shown of each list. */
const ACTORS_SHOWN = 5;
const DENIED_SHOWN = 3;
/** Names looked at for it: some are AWS's services, and some cannot be said in a question. */
const NAMES_READ = 30;
/** Names counted for it: a question about a name may find more than the group of that name. */
const NAMES_COUNTED = 8;

type Counts = (test: EventTest, groupBy: readonly GroupKey[], top?: number) => Promise<AggregateRead | Failure>;

/** `signal` stops the counting; what stands by then is a `timed-out` trouble. */
export async function countDashboard(
  days: DashboardDays,
  asked: AskedBy,
  sources: readonly Source[],
  signal: AbortSignal,
): Promise<Dashboard> {
  const span = spanOf(days, asked);
  const read = (text: string) => readQuestion(text, asked);
  const source = sources.find(({ aggregates }) => aggregates !== undefined);
  const notCounted = sources.filter((each) => each !== source).map(({ name }) => sourceWords(name));
  const window = windowOf(span, read, asked);
  const counts: Counts = async (test, groupBy, top) =>
    (await source?.aggregates?.({ test, window, groupBy, signal, ...(top === undefined ? {} : { top }) })) ?? NO_FOLDER;
  const nothing = { days, window, stretches: span.stretches, notCounted };
  const whole = await counts({ kind: 'always' }, []);
  if (isFailure(whole)) return { ...nothing, ...NO_FIGURES, coverage: null, trouble: whole };
  // One list after the other: a handful of counts at a time is as quick, and leaves room for questions.
  const figures = await Promise.all(FIGURES.map((id) => figureOf(id, span, read, counts)));
  const actors = await actorsOf(span, read, counts);
  const deniedCalls = await deniedCallsOf(span, read, counts);
  const parts = [...figures, actors, deniedCalls];
  return {
    ...nothing,
    figures: figures.flatMap((figure) => (figure === null || isFailure(figure) ? [] : [figure.figure])),
    failedChanges: figures.flatMap((each) =>
      each !== null && !isFailure(each) && each.figure.id === 'changes' ? each.failed : [],
    ),
    actors: isFailure(actors) ? [] : actors,
    deniedCalls: isFailure(deniedCalls) ? [] : deniedCalls,
    coverage: whole.coverage,
    trouble: parts.find((part): part is Failure => isFailure(part)) ?? null,
  };
}

const NO_FIGURES = { figures: [], failedChanges: [], actors: [], deniedCalls: [] } as const;

const NO_FOLDER: Failure = {
  failure: 'no-archive',
  what: 'The figures are not shown.',
  why: 'They need a folder of logs, and none is set: nothing else can count events without reading each of them.',
  instead: 'Questions are answered all the same; for figures, set WHODID_LOGS to a folder of the trail’s files.',
};

/** The window as every question of the dashboard is read, so that all count the same. */
function windowOf(span: Span, read: (text: string) => QuestionReading, asked: AskedBy) {
  const window = askFigure('root', span, read)?.window;
  if (window !== undefined) return window;
  // Only a bug in the reader leads here.
  throw new Error(`the dashboard's own question was not read, ${span.words} as of ${asked.now}`);
}

async function figureOf(
  id: FigureId,
  span: Span,
  read: (text: string) => QuestionReading,
  counts: Counts,
): Promise<{ readonly figure: Figure; readonly failed: readonly number[] } | Failure | null> {
  const asked = askFigure(id, span, read);
  if (asked === null) return null;
  const counted = await counts(asked.question.test, FIGURE_GROUPS);
  if (isFailure(counted)) return counted;
  const { rows } = counted;
  const figure = { id, question: asked.text, count: total(rows), series: seriesOf(rows, span) };
  return { figure, failed: seriesOf(rows, span, 'failed') };
}

async function actorsOf(span: Span, read: (text: string) => QuestionReading, counts: Counts) {
  const grouped = await counts({ kind: 'always' }, ['actor'], NAMES_READ);
  if (isFailure(grouped)) return grouped;
  const names = grouped.rows.map(({ keys }) => keys[0] ?? '').filter((name) => !isService(name));
  return countNames(names, (name) => askActor(name, span, read), ACTORS_SHOWN, counts);
}

async function deniedCallsOf(span: Span, read: (text: string) => QuestionReading, counts: Counts) {
  const grouped = await counts({ kind: 'outcome', outcome: 'denied' }, ['event-name'], NAMES_READ);
  if (isFailure(grouped)) return grouped;
  const names = grouped.rows.map(({ keys }) => keys[0] ?? '');
  return countNames(names, (name) => askDenied(name, span, read), DENIED_SHOWN, counts);
}

/** Each name by the count of the question about it, which is what pressing it shows. */
async function countNames(
  names: readonly string[],
  ask: (name: string) => Asked | null,
  shown: number,
  counts: Counts,
): Promise<readonly Named[] | Failure> {
  const asked = names.flatMap((name) => {
    const question = ask(name);
    return question === null ? [] : [{ name, question }];
  });
  const counted = await Promise.all(
    asked.slice(0, NAMES_COUNTED).map(async ({ name, question }): Promise<Named | Failure> => {
      const read = await counts(question.question.test, []);
      return isFailure(read) ? read : { name, count: total(read.rows), question: question.text };
    }),
  );
  // A caller known by an ARN alone cannot be counted; whatever else fails is a failure of the list.
  const failure = counted.find((each): each is Failure => isFailure(each) && each.failure !== 'unsupported');
  if (failure !== undefined) return failure;
  return distinct(counted.filter((each): each is Named => !isFailure(each)))
    .sort((left, right) => right.count - left.count)
    .slice(0, shown);
}

/** Names that differ in case alone ask one question. */
function distinct(names: readonly Named[]): Named[] {
  return [...new Map(names.map((each) => [each.question.toLowerCase(), each])).values()];
}

function total(rows: readonly AggregateRow[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}
