// The small messages of our own that no renderer makes: the parent that quotes a question, one line of text, a repeat's mark.
import type { RecordedAsking } from '../domain/state.ts';
import type { MessageForms, RenderedMessage } from '../domain/thread.ts';
import { escaped, shortened } from './plain-text.ts';

/** A question is quoted up to this many characters; the ledger and the state keep all of it. */
const QUOTE_LIMIT = 500;

export const REPEAT_MARK = '(Possible repeat: I could not check whether this was posted before.)';

/**
 * Quotes the question. Rich text elements of type `text` are literal: nothing in a question can ping, link or format.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block/
 */
export function parentForms(asking: RecordedAsking, askerName: string): MessageForms {
  if (asking.door === 'deed') return textOnly(`${escaped(askerName)} pressed a button under an answer of mine.`);
  const question = shortened(asking.text.replaceAll(/\s+/g, ' '), QUOTE_LIMIT);
  const text = (it: string, style?: { readonly bold: true }) => ({ type: 'text', text: it, ...(style && { style }) });
  const quoted: RenderedMessage = {
    text: `${escaped(askerName)} asked: ${escaped(question)}`,
    blocks: [
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [text(askerName, { bold: true }), text(' asked:')] },
          { type: 'rich_text_quote', elements: [text(question === '' ? ' ' : question)] },
        ],
      },
    ],
  };
  return [() => quoted, () => ({ ...quoted, blocks: [] })];
}

/** A message of mrkdwn text alone. The text must be ours, or escaped. */
export function textOnly(text: string): MessageForms {
  return [() => ({ text, blocks: [] })];
}

/** The same forms, each saying that they may be a second copy. */
export function possibleRepeat(forms: MessageForms): MessageForms {
  const [first, ...rest] = forms;
  return [() => marked(first()), ...rest.map((form) => () => marked(form()))];
}

function marked(form: RenderedMessage): RenderedMessage {
  const note = { type: 'context', elements: [{ type: 'plain_text', text: REPEAT_MARK, emoji: false }] };
  const blocks = form.blocks.length === 0 ? [] : [note, ...form.blocks.slice(0, MOST_BLOCKS - 1)];
  return { text: `${REPEAT_MARK} ${form.text}`, blocks };
}

/** https://docs.slack.dev/reference/block-kit/blocks/ */
const MOST_BLOCKS = 50;
