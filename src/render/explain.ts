// How a question was read → words: kind, event names, things and callers named, window in two zones, what was assumed or
// could not be read, and which source it would use. Nothing is searched for it.
import { assumedText } from '../answer/words/assumed.ts';
import { listOf } from '../answer/words/count.ts';
import { describeWindow } from '../answer/words/describe-instant.ts';
import type { Question, QuestionKind, QuestionReading, ResourceRef, Window } from '../domain/question.ts';
import { actions, type BlocksOptions, button, context, type RenderedMessage, SLACK_MAX, section } from './block-kit.ts';
import { paint } from './colour.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { escapeTerminal, wrapToColumns } from './escape-terminal.ts';
import type { TerminalOptions } from './terminal-page.ts';

export interface Explanation {
  readonly reading: QuestionReading;
  /** The window that would be searched, planning's included; null when there is none. */
  readonly window: Window | null;
  /** Which source would be asked, and why; one sentence. */
  readonly sourcePlan?: string;
}

interface Line {
  readonly label: string;
  readonly text: string;
}

const EVENT_NAMES_MAX = 12;
const LINE_MAX = 700;
const LINES_MAX = 8;
const BUTTONS_MAX = 10;

/** The explanation as lines for a terminal, ending in a line feed. */
export function explainTerminal(explanation: Explanation, options: TerminalOptions): string {
  const lines = [...linesOf(explanation), ...insteadOf(explanation.reading).map((text) => ({ label: 'Try', text }))];
  const printed = lines.flatMap(({ label, text }) => {
    const [first = '', ...rest] = wrapToColumns(escapeTerminal(`${label}: ${text}`), Math.max(40, options.width), '  ');
    const head = options.colour ? paint(first.slice(0, label.length + 1), 'bold') : first.slice(0, label.length + 1);
    return [head + first.slice(label.length + 1), ...rest];
  });
  return `${printed.join('\n')}\n`;
}

/** The explanation as a Slack message; `ask_again_<n>` buttons carry what to type instead. */
export function explainBlocks(explanation: Explanation, options: Pick<BlocksOptions, 'askingId'>): RenderedMessage {
  const lines = linesOf(explanation);
  const written = lines.slice(0, LINES_MAX).map(({ label, text }) => `*${label}:* ${escapeMrkdwn(text, LINE_MAX)}`);
  const rest = lines.length - written.length;
  const instead = insteadOf(explanation.reading).filter((text) => text.length <= SLACK_MAX.buttonValue);
  const buttons = instead.slice(0, BUTTONS_MAX).map((text, index) => button(text, `ask_again_${index}`, text));
  return {
    text: written
      .map((line) => line.replace(/^\*([^*]*)\*/, '$1'))
      .join(' ')
      .slice(0, SLACK_MAX.message),
    blocks: [
      ...written.map(section),
      ...(rest > 0 ? [context(`${rest} more of this kind not shown; whodid explain in a terminal lists all.`)] : []),
      ...(buttons.length > 0 ? [actions('again', options.askingId, buttons)] : []),
    ],
    needsCsv: false,
  };
}

function linesOf({ reading, window, sourcePlan }: Explanation): readonly Line[] {
  const read = reading.ok
    ? questionLines(reading.question)
    : reading.problems.map(({ text }) => ({ label: 'Not read', text }));
  return [
    ...read,
    ...(reading.ok || window !== null ? [{ label: 'Window', text: windowText(window) }] : []),
    ...(reading.assumptions.length > 0 ? [{ label: 'I assumed', text: assumedText(reading.assumptions) }] : []),
    ...(sourcePlan === undefined ? [] : [{ label: 'Source', text: sourcePlan }]),
  ];
}

function questionLines(question: Question): readonly Line[] {
  const lines: Line[] = [{ label: 'Read as', text: kindWords(question.kind, question.asksForAttempts) }];
  if (question.verb !== null) {
    const names = listOf(question.verb.eventNames, EVENT_NAMES_MAX);
    lines.push({
      label: 'Event names',
      text: names === '' ? `“${question.verb.word}”: any` : `“${question.verb.word}”: ${names}`,
    });
  }
  if (question.resources.length > 0) lines.push({ label: 'On', text: refsText(question.resources) });
  if (question.actors.length > 0) lines.push({ label: 'By', text: refsText(question.actors) });
  return lines;
}

function refsText(refs: readonly ResourceRef[]): string {
  return listOf(refs.map((ref) => `${ref.text} (${ref.type ?? ref.form}${ref.partial ? ', shortened' : ''})`));
}

function windowText(window: Window | null): string {
  if (window === null) return 'no date typed; everything the source reaches';
  return window.phrase === null ? describeWindow(window) : `“${window.phrase}”: ${describeWindow(window)}`;
}

function kindWords(kind: QuestionKind, asksForAttempts: boolean): string {
  const tail = asksForAttempts ? ', attempts included by your wording' : '';
  switch (kind) {
    case 'who':
      return `who did it${tail}`;
    case 'timeline':
      return `the history of a thing${tail}`;
    case 'actor':
      return `what somebody did${tail}`;
    case 'list':
      return `a list of events${tail}`;
    case 'chain':
      return `who is behind a key, role or session${tail}`;
    case 'count':
      return `a count${tail}`;
    default:
      return unreachable(kind);
  }
}

function insteadOf(reading: QuestionReading): readonly string[] {
  return reading.ok ? [] : [...new Set(reading.problems.flatMap((problem) => problem.instead))];
}

function unreachable(value: never): never {
  throw new Error(`Not rendered: ${String(value)}`);
}
