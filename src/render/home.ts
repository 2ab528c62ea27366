// A dashboard → the view of the app's Home, every figure beside the button that asks for it; and the views in its place
// while it is counted, where it cannot be, and for those who may not ask. Text of records is inert, as everywhere.
import {
  DASHBOARD_DAYS,
  type Dashboard,
  type DashboardDays,
  type Figure,
  type FigureId,
  type Named,
} from '../answer/dashboard.ts';
import { countOf, grouped, listOf } from '../answer/words/count.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { Failure } from '../domain/failure.ts';
import { button, context, section } from './block-kit.ts';
import { escapeInCode, escapeMrkdwn } from './escape-mrkdwn.ts';
import { barLines, spark } from './home-bars.ts';
import { asking, DIVIDER, type HomeBlock, type HomeButton, type HomeView, header } from './home-view.ts';
import { gapLines } from './receipt-lines.ts';
import { offPart } from './receipt-places.ts';

/** One question the viewer asked before. */
export interface RecentQuestion {
  readonly text: string;
  /** What became of it, in a word: `answered`, `refused`, … */
  readonly state: string;
  /** Epoch milliseconds. */
  readonly askedAt: number;
}

export interface HomeFor {
  readonly dashboard: Dashboard;
  readonly recent: readonly RecentQuestion[];
  /** The viewer's IANA zone. */
  readonly zone: string;
  /** A sentence above all, of our own words: what became of a press. mrkdwn. */
  readonly notice: string | null;
}

const CALLBACK = 'dashboard';
/** The button that switches to so many days, its value. */
export const DAYS_BUTTON = /^home_days_(?:7|30|90)$/;
const GAPS_MAX = 3;
const NOTES_MAX = 3;
const NAME_MAX = 300;
const LINE_MAX = 600;

const WORDS: Readonly<Record<FigureId, string>> = {
  changes: 'Changes',
  failed: 'Failed or denied calls',
  denied: 'Denied calls',
  root: 'Use of root',
  'console-changes': 'Changes made in the console',
  'failed-sign-ins': 'Failed console sign-ins',
  trails: 'Calls that stop, delete or change a trail',
};

/** Shown in this order under "What to look at". */
const LISTED: readonly FigureId[] = ['failed', 'denied', 'root', 'console-changes', 'failed-sign-ins'];

export function homeView(home: HomeFor): HomeView {
  const { dashboard, notice } = home;
  const ask = numbering();
  const { coverage, trouble } = dashboard;
  const body =
    coverage === null
      ? [section(sentence(trouble))]
      : coverage.eventsExamined === 0
        ? [section('No event of these days is in the logs.'), ...coverageBlocks(dashboard, coverage)]
        : [...coverageBlocks(dashboard, coverage), ...figureBlocks(dashboard, coverage, ask)];
  return view(dashboard.days, [...head(dashboard.days, notice), ...body, ...recentBlocks(home, ask)]);
}

/** What stands there while the counting takes a moment. */
export function countingView(days: DashboardDays): HomeView {
  return view(days, [...head(days, null), section('Counting …')]);
}

/** Something went wrong before anything could be counted. `why`: a sentence of our own. */
export function homeTrouble(days: DashboardDays, why: string): HomeView {
  return view(days, [...head(days, null), section(escapeMrkdwn(why))]);
}

/** For those who may not ask: only how to come to. */
export function noAccessView(verdict: { readonly why: string; readonly instead: string }): HomeView {
  return view(null, [
    header('whodid'),
    section('I answer questions about who did something in AWS.'),
    section(`${escapeMrkdwn(verdict.why)} ${escapeMrkdwn(verdict.instead)}`),
  ]);
}

function view(days: DashboardDays | null, blocks: readonly HomeBlock[]): HomeView {
  return { type: 'home', callback_id: CALLBACK, private_metadata: days === null ? '' : String(days), blocks };
}

type Ask = (mrkdwn: string, question: string, spoken: string) => HomeBlock;

/** Buttons of one view are told apart by numbers. */
function numbering(): Ask {
  let number = 0;
  return (mrkdwn, question, spoken) => {
    number += 1;
    return asking(mrkdwn, number, question, spoken);
  };
}

function head(days: DashboardDays, notice: string | null): readonly HomeBlock[] {
  const switches = DASHBOARD_DAYS.map((each): HomeButton => {
    const plain = button(`${each} days`, `home_days_${each}`, String(each));
    return each === days
      ? { ...plain, style: 'primary', accessibility_label: `${each} days, shown now: count again` }
      : plain;
  });
  return [
    header(`AWS activity, the last ${days} days`),
    { type: 'actions', block_id: 'home:days', elements: switches },
    ...(notice === null ? [] : [section(notice)]),
  ];
}

function coverageBlocks({ window, notCounted, trouble }: Dashboard, coverage: Coverage): readonly HomeBlock[] {
  const { zone } = window;
  const delivered =
    coverage.deliveredTo === null
      ? 'delivery time unknown'
      : `delivered up to ${instantCell(coverage.deliveredTo, zone)} ${zone}`;
  const counted = `Counted ${countOf(coverage.eventsExamined, 'event')} in ${countOf(coverage.filesRead, 'file')}`;
  const places = [
    ...(coverage.accounts.length === 0 ? [] : [countOf(coverage.accounts.length, 'account')]),
    ...(coverage.regions.length === 0 ? [] : [countOf(coverage.regions.length, 'Region')]),
  ];
  const others =
    notCounted.length === 0
      ? []
      : [`Of the log archive only: ${listOf(notCounted)} cannot be counted; a question may find more there.`];
  const gaps = gapLines(coverage.gaps, GAPS_MAX).map((gap) => `⚠ ${escapeMrkdwn(gap, LINE_MAX)}`);
  return [
    context(
      escapeMrkdwn([counted, ...places, delivered].join(' · '), LINE_MAX),
      ...others.map((line) => escapeMrkdwn(line, LINE_MAX)),
    ),
    ...(gaps.length === 0 ? [] : [section(gaps.join('\n'))]),
    ...(trouble === null ? [] : [section(`⚠ Some figures are missing. ${sentence(trouble)}`)]),
  ];
}

function figureBlocks(dashboard: Dashboard, coverage: Coverage, ask: Ask): readonly HomeBlock[] {
  const figure = (id: FigureId) => dashboard.figures.find((each) => each.id === id);
  const changes = figure('changes');
  const trails = figure('trails');
  return [
    ...(changes === undefined ? [] : [DIVIDER, ...activityBlocks(dashboard, changes, ask)]),
    DIVIDER,
    ...LISTED.flatMap((id) => {
      const each = figure(id);
      return each === undefined ? [] : [ask(figureText(each), each.question, spokenOf(each))];
    }),
    ...namesBlocks('Denied most often', dashboard.deniedCalls, 'denied', ask),
    ...namesBlocks('Most active', dashboard.actors, 'call', ask),
    ...(trails === undefined ? [] : [DIVIDER, ...trailBlocks(trails, coverage, ask)]),
  ];
}

function activityBlocks({ stretches, failedChanges }: Dashboard, changes: Figure, ask: Ask): readonly HomeBlock[] {
  const failed = failedChanges.reduce((sum, each) => sum + each, 0);
  const of = failed === 0 ? '' : `, ${grouped(failed)} of them failed or denied (░)`;
  const text = `*${WORDS.changes}:* ${grouped(changes.count)}${of}`;
  const bars = barLines(stretches, changes.series, failedChanges).map((line) => escapeInCode(line));
  return [
    ask(text, changes.question, spokenOf(changes)),
    ...(changes.count === 0 ? [] : [section(`\`\`\`\n${bars.join('\n')}\n\`\`\``)]),
  ];
}

function figureText(figure: Figure): string {
  const line = `*${WORDS[figure.id]}:* ${figure.count === 0 ? 'none' : grouped(figure.count)}`;
  return figure.count === 0 ? line : `${line}  \`${spark(figure.series)}\``;
}

function spokenOf(figure: Figure): string {
  return `Ask: ${WORDS[figure.id]}, ${grouped(figure.count)}`;
}

function namesBlocks(title: string, names: readonly Named[], noun: 'call' | 'denied', ask: Ask): readonly HomeBlock[] {
  if (names.length === 0) return [];
  const counted = (count: number) => (noun === 'call' ? countOf(count, 'call') : `${grouped(count)} denied`);
  return [
    DIVIDER,
    section(`*${title}*`),
    ...names.map(({ name, count, question }) =>
      ask(`${escapeMrkdwn(name, NAME_MAX)} – ${counted(count)}`, question, `Ask: ${counted(count)}, ${name}`),
    ),
  ];
}

function trailBlocks(trails: Figure, coverage: Coverage, ask: Ask): readonly HomeBlock[] {
  const off = offPart(coverage.places ?? []);
  return [
    section('*Trail health*'),
    ask(figureText(trails), trails.question, spokenOf(trails)),
    context(
      off === null ? 'No time is known in which nothing was recorded.' : `⚠ ${escapeMrkdwn(off, LINE_MAX)}`,
      ...(coverage.notes ?? []).slice(0, NOTES_MAX).map((note) => escapeMrkdwn(note, LINE_MAX)),
    ),
  ];
}

function recentBlocks({ recent, zone }: HomeFor, ask: Ask): readonly HomeBlock[] {
  if (recent.length === 0) {
    return [DIVIDER, section('*Your recent questions*'), context('None yet: write to me under Messages.')];
  }
  return [
    DIVIDER,
    section('*Your recent questions*'),
    ...recent.map(({ text, state, askedAt }) => {
      const when = escapeMrkdwn(`${state} · ${instantCell(new Date(askedAt).toISOString(), zone)}`);
      return ask(`${escapeMrkdwn(text, LINE_MAX)}\n${when}`, text, `Ask again: ${text}`);
    }),
  ];
}

function sentence(failure: Failure | null): string {
  return failure === null ? '' : escapeMrkdwn(`${failure.what} ${failure.why} ${failure.instead}`);
}
