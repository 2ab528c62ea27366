// How trails stand → the answer to `/whodid trails`: what is wrong first, then a table of every trail, then what this does not
// tell. Names come from AWS: in the table they are raw text, elsewhere escaped.
import { countOf, listOf } from '../../answer/words/count.ts';
import { instantCell } from '../../answer/words/describe-instant.ts';
import type { MessageForms, RenderedMessage } from '../../domain/thread.ts';
import { cisMissed, cisWords } from '../../trails/cis.ts';
import {
  accountsWithoutTrail,
  isGone,
  type Posture,
  type TrailPosture,
  unrecordedRegions,
} from '../../trails/posture.ts';
import { isUnread } from '../../trails/trail-report.ts';
import { type Block, context, foldingSection, SLACK_MAX, section, table } from '../block-kit.ts';
import { escapeInCode, escapeMrkdwn } from '../escape-mrkdwn.ts';
import { layTextTable } from '../text-table.ts';
import { visibleText } from '../visible-text.ts';
import { type TrailFacts, trailFacts } from './trail-facts.ts';

export interface PostureView {
  readonly posture: Posture;
  /** What is not as it should be, a sentence each; text of AWS, unescaped. */
  readonly wrong: readonly string[];
  /** What is said of baselines, of the watch and of costs: sentences of ours, mrkdwn. */
  readonly notes: readonly string[];
  readonly zone: string;
  readonly accountNames: Readonly<Record<string, string>>;
}

const LINES_MAX = 12;
const LINE_MAX = 400;
const CELL_MAX = 60;
const SCREEN_COLUMNS = 150;

export function postureForms(view: PostureView): MessageForms {
  const message = (kind: 'table' | 'text') => (): RenderedMessage => render(view, kind);
  return [message('table'), message('text'), () => ({ text: render(view, 'text').text, blocks: [] })];
}

export function render(view: PostureView, kind: 'table' | 'text'): RenderedMessage {
  const { posture, notes } = view;
  const first = firstLine(view);
  const wrong = wrongLines(view);
  const blocks: Block[] = [
    section(`*${first}*`),
    ...(wrong.length === 0 ? [] : [section(bullets(wrong))]),
    ...rowBlocks(view, kind),
    ...cisBlock(posture),
    context(...[...notes, ...gapNotes(posture)].slice(0, 9).map((note) => note.slice(0, 2_000))),
  ];
  return { text: [first, ...wrong.slice(0, 2)].join(' ').slice(0, 2_900), blocks };
}

/** `3 trails in 2 accounts: 1 does not log. Account 4444… has no trail.` */
function firstLine({ posture }: PostureView): string {
  const { trails, places } = posture;
  const accounts = new Set(places.map(({ account }) => account)).size;
  if (trails.length === 0) {
    const read = places.filter((place) => !isUnread(place.trails)).length;
    if (read === 0) return 'No trail could be looked at.';
    return `No trail records anything in ${countOf(accounts, 'account')}.`;
  }
  const off = trails.filter(({ status }) => !isUnread(status) && !status.logging).length;
  const stuck = trails.filter(({ status }) => !isUnread(status) && status.deliveryError !== null).length;
  const unknown = trails.filter(({ status }) => isUnread(status)).length;
  const parts = [
    ...(off > 0 ? [`${off} ${off === 1 ? 'does' : 'do'} not log`] : []),
    ...(stuck > 0 ? [`${stuck} cannot deliver`] : []),
    ...(unknown > 0 ? [`of ${unknown} it is not known`] : []),
  ];
  const said =
    parts.length === 0 ? (trails.length === 1 ? 'it logs and delivers' : 'all log and deliver') : parts.join(', ');
  return `${countOf(trails.length, 'trail')} in ${countOf(accounts, 'account')}: ${said}.`;
}

function wrongLines(view: PostureView): readonly string[] {
  const { posture, accountNames } = view;
  const named = (account: string) => {
    const name = accountNames[account];
    return name === undefined ? account : `${account} (${name})`;
  };
  const bare = accountsWithoutTrail(posture).map(
    (account) =>
      `Account ${named(account)} has no trail: nothing there is recorded beyond the 90 days of Event history.`,
  );
  const accounts = [...new Set(posture.places.map(({ account }) => account))];
  const regions = accounts.flatMap((account) => {
    const missing = unrecordedRegions(posture, account);
    return missing.length === 0 ? [] : [`Account ${named(account)} is not recorded in ${listOf(missing, 4)}.`];
  });
  const lines = [...bare, ...view.wrong, ...regions].map((line) => escapeMrkdwn(line, LINE_MAX));
  const more = lines.length - LINES_MAX;
  return more > 0 ? [...lines.slice(0, LINES_MAX), `and ${more} more, in the CSV`] : lines;
}

function bullets(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    if (text.length + line.length > SLACK_MAX.textObject - 40) return `${text}• and more, in the CSV`;
    text += `• ${line}\n`;
  }
  return text.trimEnd();
}

const HEADINGS = [
  'Trail',
  'Account',
  'Logs',
  'Regions',
  'Records',
  'Validated',
  'Encrypted',
  'Bucket',
  'Kept',
  'Last delivery',
];

function rowOf(trail: TrailPosture, { zone }: PostureView): readonly string[] {
  const facts: TrailFacts = trailFacts(trail);
  return [
    facts.name,
    facts.account,
    facts.logs,
    facts.regions,
    facts.records,
    facts.validated,
    facts.encrypted,
    facts.bucketWords,
    facts.kept,
    facts.deliveredMs === null ? facts.deliveredWords : instantCell(new Date(facts.deliveredMs).toISOString(), zone),
  ].map((cell) => cut(visibleText(cell.trim() === '' ? '–' : cell)));
}

function cut(text: string): string {
  return text.length > CELL_MAX ? `${text.slice(0, CELL_MAX - 1)}…` : text;
}

/** Rows with a trouble first; as many as Slack takes. */
function rowsOf(view: PostureView): readonly (readonly string[])[] {
  const trouble = ({ status, bucket }: TrailPosture) =>
    isGone(bucket) || isUnread(status) || !status.logging || status.deliveryError !== null ? 0 : 1;
  return [...view.posture.trails].sort((a, b) => trouble(a) - trouble(b)).map((trail) => rowOf(trail, view));
}

interface Shown {
  readonly block: Block;
  readonly rows: number;
}

function tableOf(view: PostureView): Shown {
  const rows: (readonly string[])[] = [HEADINGS];
  let characters = HEADINGS.join('').length;
  for (const row of rowsOf(view)) {
    characters += row.join('').length;
    if (rows.length >= SLACK_MAX.tableRows || characters > SLACK_MAX.tableCharacters - 500) break;
    rows.push(row);
  }
  return { block: table(rows), rows: rows.length - 1 };
}

function textOf(view: PostureView): Shown {
  const { lines } = layTextTable([HEADINGS, ...rowsOf(view)], SCREEN_COLUMNS);
  let text = '';
  let rows = -1;
  for (const line of lines) {
    const next = `${escapeInCode(line)}\n`;
    if (text.length + next.length > SLACK_MAX.textObject - 40) break;
    text += next;
    rows += 1;
  }
  return { block: foldingSection(`\`\`\`${text}\`\`\``), rows: Math.max(0, rows) };
}

/** The trails, and how many more are in the CSV alone. */
function rowBlocks(view: PostureView, kind: 'table' | 'text'): readonly Block[] {
  const count = view.posture.trails.length;
  if (count === 0) return [];
  const { block, rows } = kind === 'table' ? tableOf(view) : textOf(view);
  const hidden = count - rows;
  return hidden === 0 ? [block] : [block, context(`${countOf(hidden, 'further trail')} in the CSV.`)];
}

function cisBlock(posture: Posture): readonly Block[] {
  if (posture.trails.length === 0) return [];
  const { missed, unknown } = cisMissed(posture);
  const lines = [
    ...(missed.length === 0 ? [] : [`No trail here meets: ${missed.map(cisWords).join('; ')}.`]),
    ...(unknown.length === 0 ? [] : [`Not known: ${unknown.map(cisWords).join('; ')}.`]),
  ];
  const words = lines.length === 0 ? 'Every control of CIS about trails is met by one of them.' : lines.join('\n');
  return [section(words)];
}

function gapNotes({ gaps }: Posture): readonly string[] {
  if (gaps.length === 0) return [];
  return [`Not all could be read. ${escapeMrkdwn(listOf(gaps, 6), 1_500)}.`];
}
