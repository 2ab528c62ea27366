// The few shapes of a Home view that messages of ours do not have, and their makers; limits are those of `block-kit.ts`.
// Charts, tables and containers are for messages alone: https://docs.slack.dev/reference/block-kit/blocks
import { cutText } from '../answer/words/cut-text.ts';
import {
  type ActionsBlock,
  type Button,
  button,
  type ContextBlock,
  type PlainText,
  type SectionBlock,
  SLACK_MAX,
  section,
} from './block-kit.ts';
import { visibleText } from './visible-text.ts';

/** `accessibility_label`: read out in place of a label that only makes sense beside its row. */
export interface HomeButton extends Button {
  readonly style?: 'primary';
  readonly accessibility_label?: string;
}

export interface HeaderBlock {
  readonly type: 'header';
  readonly text: PlainText;
}

export interface DividerBlock {
  readonly type: 'divider';
}

export interface HomeActions extends Omit<ActionsBlock, 'elements'> {
  readonly elements: readonly HomeButton[];
}

export interface HomeSection extends SectionBlock {
  readonly accessory?: HomeButton;
}

export type HomeBlock = HomeSection | ContextBlock | HomeActions | HeaderBlock | DividerBlock;

/** https://docs.slack.dev/reference/views/home-tab-views */
export interface HomeView {
  readonly type: 'home';
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly blocks: readonly HomeBlock[];
}

export const DIVIDER: DividerBlock = { type: 'divider' };

/** Plain text: it may hold anything. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: cutText(visibleText(text), 150), emoji: false } };
}

/** A section with its question's button beside it; none where the question is empty or longer than a button may carry. */
export function asking(mrkdwn: string, number: number, question: string, spoken: string): HomeSection {
  if (question === '' || question.length > SLACK_MAX.buttonValue) return section(mrkdwn);
  const accessibility_label = cutText(visibleText(spoken), SLACK_MAX.buttonText);
  return {
    ...section(mrkdwn),
    accessory: { ...button('Ask', `${ASK_PREFIX}${number}`, question), accessibility_label },
  };
}

/** Buttons that ask: their value is the question. A number tells them apart. */
const ASK_PREFIX = 'home_ask_';
export const ASK_BUTTON = /^home_ask_\d+$/;
