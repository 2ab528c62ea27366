// A message → the same message with one line above it: how a reply was read, what has changed.
import { cutText } from '../answer/words/cut-text.ts';
import type { MessageForms, RenderedMessage } from '../domain/thread.ts';
import { context, SLACK_MAX } from './block-kit.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';

/** The line is the least of the message: what it quotes stands in full in the ledger. UTF-16 units. */
const LINE_MAX = 500;

/** `line`: plain text, anything; null: the forms as they are. */
export function withFirstLine(forms: MessageForms, line: string | null): MessageForms {
  if (line === null) return forms;
  const said = escapeMrkdwn(cutText(line, LINE_MAX), LINE_MAX * 2);
  const [first, ...rest] = forms;
  return [() => headed(first(), said), ...rest.map((form) => () => headed(form(), said))];
}

function headed({ text, blocks }: RenderedMessage, line: string): RenderedMessage {
  const whole = `${line} ${text}`;
  if (blocks.length === 0) return { text: whole, blocks };
  return { text: whole, blocks: [context(line), ...blocks].slice(0, SLACK_MAX.blocks) };
}
