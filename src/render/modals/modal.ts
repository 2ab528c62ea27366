// The shape of our modals and Slack's limits on them: https://docs.slack.dev/reference/views/modal-views ,
// https://docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element
import type { PlainText } from '../block-kit.ts';

export interface Modal {
  readonly type: 'modal';
  readonly title: PlainText;
  readonly close: PlainText;
  readonly submit?: PlainText;
  readonly callback_id?: string;
  readonly private_metadata?: string;
  readonly blocks: readonly object[];
}

/** In UTF-16 units, or elements. */
export const MODAL_MAX = {
  sectionText: 3000,
  privateMetadata: 3000,
  radioOptions: 10,
  optionText: 75,
  inputText: 3000,
} as const;

export function plain(text: string): PlainText {
  return { type: 'plain_text', text: text.trim() === '' ? '–' : text, emoji: false };
}
