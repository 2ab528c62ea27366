// The questions that a message suggests → a modal to pick one of them or to type another. All of it is plain text: what a
// hostile message holds is shown, and does nothing.
import { cutText } from '../../answer/words/cut-text.ts';
import { visibleText } from '../visible-text.ts';
import { MODAL_MAX, type Modal, plain } from './modal.ts';

export const WHO_DID_THIS = 'who_did_this';
/** Blocks and elements, by which a submission is read. */
export const PICKED = { block: 'picked', action: 'question' } as const;
export const TYPED = { block: 'typed', action: 'text' } as const;
/** The longest text that is read as a question. */
const TYPED_MAX = 2_000;

/** What comes back with the submission. */
export interface WhoDidThis {
  readonly channelId: string;
  /** The message's thread, or the message. */
  readonly threadTs: string;
  readonly questions: readonly string[];
}

/** `questions`: whole, the likeliest first; those that do not fit are left out. */
export function whoDidThisModal(about: WhoDidThis): Modal {
  const kept = fitting(about);
  const [first] = kept.questions;
  return {
    type: 'modal',
    callback_id: WHO_DID_THIS,
    private_metadata: JSON.stringify(kept),
    title: plain('Who did this?'),
    submit: plain('Ask'),
    close: plain('Cancel'),
    blocks: first === undefined ? nothingFound() : [choice(kept.questions), input('Or ask it in your words', first)],
  };
}

/** The part of what a submission gives back; null: it is none of ours. */
export function whoDidThisOf(metadata: string): WhoDidThis | null {
  try {
    const parsed: unknown = JSON.parse(metadata);
    return isWhoDidThis(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function choice(questions: readonly string[]): object {
  const options = questions.map((question, index) => ({
    text: plain(cutText(visibleText(question), MODAL_MAX.optionText)),
    value: String(index),
  }));
  return {
    type: 'input',
    block_id: PICKED.block,
    optional: true,
    label: plain('What this message names'),
    element: { type: 'radio_buttons', action_id: PICKED.action, options, initial_option: options[0] },
  };
}

function input(label: string, initial: string | null): object {
  return {
    type: 'input',
    block_id: TYPED.block,
    optional: initial !== null,
    label: plain(label),
    hint: plain('What you change here is asked instead of what is picked.'),
    element: {
      type: 'plain_text_input',
      action_id: TYPED.action,
      max_length: TYPED_MAX,
      ...(initial === null ? {} : { initial_value: initial }),
      placeholder: plain('who terminated i-0abc1234def567890 yesterday'),
    },
  };
}

function nothingFound(): readonly object[] {
  const text =
    'I found nothing in this message that names something in AWS: no id, ARN, quoted name, address or access key.';
  return [{ type: 'section', text: plain(text) }, input('Ask in your words', null)];
}

function fitting(about: WhoDidThis): WhoDidThis {
  const questions: string[] = [];
  for (const question of about.questions.slice(0, MODAL_MAX.radioOptions)) {
    const next = { ...about, questions: [...questions, question] };
    if (JSON.stringify(next).length <= MODAL_MAX.privateMetadata) questions.push(question);
  }
  return { ...about, questions };
}

function isWhoDidThis(value: unknown): value is WhoDidThis {
  if (typeof value !== 'object' || value === null) return false;
  const it: { [key: string]: unknown } = { ...value };
  if (typeof it.channelId !== 'string' || typeof it.threadTs !== 'string' || !Array.isArray(it.questions)) return false;
  return it.questions.every((question) => typeof question === 'string');
}
