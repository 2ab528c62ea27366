// A failure → three short paragraphs: what could not be done, why, what to do now. No stack, no path it was not given.
import type { Failed } from '../domain/answer.ts';
import { redactText } from '../records/redact.ts';
import { type BlocksOptions, context, type RenderedMessage, SLACK_MAX, section } from './block-kit.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { mentionOf } from './mention.ts';

const PART_MAX = 900;
const QUESTION_MAX = 300;

/** The message for a failed question. */
export function failureMessage(failed: Failed, options: BlocksOptions): RenderedMessage {
  const { what, why, instead } = failed.failure;
  const [first = '', ...rest] = [what, why, instead].map((part) => escapeMrkdwn(redactText(part), PART_MAX));
  const said = mentionOf(options.asker) + first;
  const blocks = [section([said, ...rest].filter((part) => part !== '').join('\n'))];
  const question = failed.text.trim();
  const asked = question === '' ? [] : [context(`Asked: ${escapeMrkdwn(question, QUESTION_MAX)}`)];
  const text = [said, ...rest].join(' ').trim();
  return { text: text.slice(0, SLACK_MAX.message), blocks: [...blocks, ...asked], needsCsv: false };
}
