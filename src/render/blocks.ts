// A reply → one Slack message: its blocks, and the text that stands for them in notifications and screen readers.
// Leaves posting, threads and the CSV file to `slack/`.
import type { Reply } from '../domain/answer.ts';
import type { BlocksOptions, RenderedMessage } from './block-kit.ts';
import { answerMessage } from './blocks-answer.ts';
import { failureMessage } from './blocks-failure.ts';
import { refusalMessage } from './blocks-refusal.ts';

/**
 * The message for `reply`, within every limit of Slack for any number of rows and any text.
 * Buttons: `ask_next_<n>` and `ask_again_<n>` carry a whole question as value, `explain` the question to explain.
 */
export function renderBlocks(reply: Reply, options: BlocksOptions): RenderedMessage {
  switch (reply.status) {
    case 'answered':
      return answerMessage(reply, options);
    case 'refused':
      return refusalMessage(reply, options);
    case 'failed':
      return failureMessage(reply, options);
    default:
      return unreachable(reply);
  }
}

function unreachable(value: never): never {
  throw new Error(`Not rendered: ${JSON.stringify(value)}`);
}
