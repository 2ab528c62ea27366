// A refusal → what could not be read, and the nearest whole questions as buttons. Never a guess: nothing was searched.

import { assumedText } from '../answer/words/assumed.ts';
import { countOf, grouped } from '../answer/words/count.ts';
import type { Refusal } from '../domain/answer.ts';
import {
  actions,
  type Block,
  type BlocksOptions,
  button,
  context,
  type RenderedMessage,
  SLACK_MAX,
  section,
} from './block-kit.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';
import { mentionOf } from './mention.ts';

const PROBLEMS_MAX = 5;
const PROBLEM_MAX = 550;
const ASSUMED_MAX = 900;
const QUESTION_MAX = 300;
/** More than this many "Did you mean" are no longer read. */
const BUTTONS_MAX = 10;

/** The message for a refused question. */
export function refusalMessage(refusal: Refusal, options: BlocksOptions): RenderedMessage {
  const problems = problemLines(refusal);
  const said = mentionOf(options.asker) + problems.join('\n');
  const blocks: Block[] = [section(said), ...insteadBlocks(refusal, options), ...approvalBlocks(refusal, options)];
  if (refusal.assumptions.length > 0) {
    blocks.push(context(`I assumed: ${escapeMrkdwn(assumedText(refusal.assumptions), ASSUMED_MAX)}`));
  }
  if (refusal.text.trim() !== '') blocks.push(context(`Asked: ${escapeMrkdwn(refusal.text.trim(), QUESTION_MAX)}`));
  return { text: said.replaceAll('\n', ' '), blocks, needsCsv: false };
}

function problemLines(refusal: Refusal): readonly string[] {
  const lines = refusal.problems.slice(0, PROBLEMS_MAX).map((problem) => escapeMrkdwn(problem.text, PROBLEM_MAX));
  const rest = refusal.problems.length - lines.length;
  if (rest > 0) lines.push(`And ${countOf(rest, 'more problem')} of this kind.`);
  return lines.length === 0 ? ['I could not read this as a question.'] : lines;
}

function insteadBlocks(refusal: Refusal, options: BlocksOptions): readonly Block[] {
  const all = [...new Set(refusal.problems.flatMap((problem) => problem.instead))];
  const questions = all.filter((each) => each.trim() !== '' && each.length <= SLACK_MAX.buttonValue);
  const shown = questions.slice(0, BUTTONS_MAX);
  if (shown.length === 0) return [];
  const buttons = shown.map((question, index) => button(question, `ask_again_${index}`, question));
  const more = all.length - shown.length;
  const heading =
    more > 0 ? `Did you mean (the nearest ${shown.length}, ${grouped(more)} more not shown):` : 'Did you mean:';
  return [section(heading), ...longOnes(shown), actions('again', options.askingId, buttons)];
}

/** What is over somebody's budget, approvers may agree to. */
function approvalBlocks({ problems }: Refusal, { askingId }: BlocksOptions): readonly Block[] {
  if (!problems.some(({ kind }) => kind === 'over-budget')) return [];
  return [actions('approval', askingId, [button('Ask approvers to allow it', 'approvals_query', askingId)])];
}

/** A label is cut after 75 units: a question that long is also written out, so that nobody presses what they cannot read. */
function longOnes(questions: readonly string[]): readonly Block[] {
  const long = questions.filter((question) => question.length > SLACK_MAX.buttonText);
  if (long.length === 0) return [];
  const room = Math.floor(SLACK_MAX.textObject / long.length) - 4;
  return [section(long.map((question) => `• ${codeSpan(question, room)}`).join('\n'))];
}
