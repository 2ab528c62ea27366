// The few Block Kit shapes we send, as plain types, and their makers: the one place that knows Slack's limits on them.
// Makers take text that is already escaped where it must be (mrkdwn), and cut what plain text is too long.
// Limits: https://docs.slack.dev/reference/block-kit/blocks and /composition-objects/text-object ; table:
// https://docs.slack.dev/reference/block-kit/blocks/table-block , container: …/container-block

import { cutText } from '../answer/words/cut-text.ts';
import type { ChartBlock } from './chart-block.ts';
import { visibleText } from './visible-text.ts';

export interface Mrkdwn {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Bare URLs, channel names and mentions in the text stay text. */
  readonly verbatim: true;
}

export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  /** `:tada:` stays `:tada:`. */
  readonly emoji: false;
}

export interface Button {
  readonly type: 'button';
  readonly text: PlainText;
  readonly action_id: string;
  readonly value: string;
}

export interface SectionBlock {
  readonly type: 'section';
  readonly text: Mrkdwn;
  /** True where Slack may not fold a long text behind "See more". */
  readonly expand?: true;
}

export interface ContextBlock {
  readonly type: 'context';
  readonly elements: readonly Mrkdwn[];
}

/** Literal in Slack: no link, markup or mention is made of it (measured in a workspace: https://github.com/CopilotKit/CopilotKit/pull/6481 ). */
export interface RawText {
  readonly type: 'raw_text';
  readonly text: string;
}

export interface TableBlock {
  readonly type: 'table';
  readonly rows: readonly (readonly RawText[])[];
  readonly column_settings: readonly { readonly is_wrapped: boolean }[];
}

export interface ActionsBlock {
  readonly type: 'actions';
  readonly block_id: string;
  readonly elements: readonly Button[];
}

/** Folded behind its title until somebody opens it. */
export interface ContainerBlock {
  readonly type: 'container';
  readonly title: PlainText;
  readonly child_blocks: readonly (SectionBlock | ContextBlock)[];
  readonly is_collapsible: true;
  readonly default_collapsed: true;
}

export type Block = SectionBlock | ContextBlock | TableBlock | ActionsBlock | ChartBlock | ContainerBlock;

/** What a message is made of. */
export interface RenderedMessage {
  /** Read by notifications and screen readers in place of the blocks; inert mrkdwn. */
  readonly text: string;
  readonly blocks: readonly Block[];
  /** True when the message shows less than the answer holds: then the CSV must come with it. */
  readonly needsCsv: boolean;
}

/** What the renderers must know of the place they render for. */
export interface BlocksOptions {
  /** False where a workspace has answered `invalid_blocks` to a table: rows then come as monospaced text. */
  readonly nativeTables: boolean;
  /** True to use charts and containers, which reach workspaces one by one; left out: not. */
  readonly newestBlocks?: boolean;
  /** Id of the asking, `[0-9a-f]{32}`; part of every block id that has buttons. */
  readonly askingId: string;
  /** Slack user id to mention, so that Slack notifies them; left out, nobody is. */
  readonly asker?: string;
  /** Members of the workspace whom the answer names, shown as links to their profiles, which ping nobody. */
  readonly profiles?: readonly Profile[];
}

/** `name`: as the workspace has it, unescaped. `url`: ours. */
export interface Profile {
  readonly name: string;
  readonly url: string;
}

/** Slack's limits, in UTF-16 units or elements. */
export const SLACK_MAX = {
  textObject: 3000,
  contextElements: 10,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  blockId: 255,
  containerTitle: 150,
  containerBlocks: 10,
  tableRows: 100,
  tableCharacters: 10_000,
  message: 4000,
  /**
   * Text over all blocks but tables: undocumented. 9,597 went through and 11,341 came back as msg_blocks_too_long:
   * https://github.com/slackapi/bolt-js/issues/2867
   */
  blocksText: 9500,
  blocks: 50,
} as const;

/** Shown whole. */
export function section(mrkdwn: string): SectionBlock {
  return { type: 'section', text: toMrkdwn(mrkdwn), expand: true };
}

/** Slack may fold it behind "See more" where it is long. */
export function foldingSection(mrkdwn: string): SectionBlock {
  return { type: 'section', text: toMrkdwn(mrkdwn) };
}

/** `blocks`: at most 10, folded behind `title` (plain text). */
export function container(title: string, blocks: readonly (SectionBlock | ContextBlock)[]): ContainerBlock {
  return {
    type: 'container',
    title: { type: 'plain_text', text: cutText(visibleText(title), SLACK_MAX.containerTitle), emoji: false },
    child_blocks: blocks.slice(0, SLACK_MAX.containerBlocks),
    is_collapsible: true,
    default_collapsed: true,
  };
}

/** One small grey line per text; at most 10 texts. */
export function context(...mrkdwns: readonly string[]): ContextBlock {
  return { type: 'context', elements: mrkdwns.slice(0, SLACK_MAX.contextElements).map(toMrkdwn) };
}

/** `value`: at most 2,000 units, which the caller sees to: a cut question would be another question. */
export function button(label: string, actionId: string, value: string): Button {
  const text = cutText(visibleText(label), SLACK_MAX.buttonText);
  return { type: 'button', text: { type: 'plain_text', text, emoji: false }, action_id: actionId, value };
}

/** `purpose` and the id of the asking make the block id, by which a press finds its question. */
export function actions(purpose: string, askingId: string, elements: readonly Button[]): ActionsBlock {
  const blockId = cutText(`${purpose}:${askingId}`, SLACK_MAX.blockId);
  return { type: 'actions', block_id: blockId, elements: elements.slice(0, SLACK_MAX.actions) };
}

/** `rows`: equal widths, no empty text, within the table's limits; the first is the heading. */
export function table(rows: readonly (readonly string[])[]): TableBlock {
  const width = rows[0]?.length ?? 0;
  return {
    type: 'table',
    rows: rows.map((row) => row.map((text) => ({ type: 'raw_text', text }))),
    column_settings: Array.from({ length: width }, () => ({ is_wrapped: true })),
  };
}

/** Text of `blocks` as it counts against `SLACK_MAX.blocksText`: tables are counted by themselves, charts hold little. */
export function textLengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + textLength(block), 0);
}

function textLength(block: Block): number {
  switch (block.type) {
    case 'section':
      return block.text.text.length;
    case 'context':
      return block.elements.reduce((sum, element) => sum + element.text.length, 0);
    case 'actions':
      return block.elements.reduce((sum, element) => sum + element.text.text.length, 0);
    case 'container':
      return block.title.text.length + textLengthOf(block.child_blocks);
    case 'table':
    case 'data_visualization':
      return 0;
    default:
      return unreachable(block);
  }
}

function unreachable(value: never): never {
  throw new Error(`Not measured: ${JSON.stringify(value)}`);
}

/** Slack refuses an empty text. */
function toMrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text: text.trim() === '' ? '–' : text, verbatim: true };
}
