// What every write of a message has in common: text, blocks and metadata read and checked once.
import type { Args } from '../args.ts';
import { checkBlocks } from '../blocks/check-blocks.ts';
import { checkMetadata } from '../blocks/check-metadata.ts';
import { fillIds } from '../blocks/fill-ids.ts';
import { type Dict, isDict } from '../json.ts';
import { MESSAGE } from '../limits.ts';
import { nextId, type State } from '../state.ts';
import { refuse } from './method.ts';

/** The parts of a message a call gave; a part it left out is undefined. */
export type Content = {
  readonly text?: string;
  readonly blocks?: readonly Dict[];
  readonly attachments?: readonly Dict[];
  readonly metadata?: Dict;
};

/** Reads and checks the content of a write. @returns the content, or Slack's refusal */
export function readContent(args: Args, state: State): { readonly content: Content } | { readonly refusal: Dict } {
  const text = args.text('text');
  if (text !== undefined && text.length > MESSAGE.text) return { refusal: refuse('msg_too_long') };
  const markdown = args.text('markdown_text');
  if (markdown !== undefined) {
    if (text !== undefined || args.has('blocks')) return { refusal: refuse('markdown_text_conflict') };
    if (markdown.length > MESSAGE.markdownText) return { refusal: refuse('msg_too_long') };
  }
  const blocks = args.has('blocks') ? args.json('blocks') : undefined;
  if (args.has('blocks')) {
    const refusal = checkBlocks(blocks, 'message', state.settings);
    if (refusal) return { refusal: refuse(refusal.error, refusal.messages) };
  }
  const attachments = readAttachments(args, state);
  if ('refusal' in attachments) return attachments;
  const metadata = args.has('metadata') ? args.json('metadata') : undefined;
  const cleared = isDict(metadata) && Object.keys(metadata).length === 0; // {} removes it, on update
  const metadataError = args.has('metadata') && !cleared ? checkMetadata(metadata) : undefined;
  if (metadataError) return { refusal: refuse(metadataError) };
  const markdownBlocks = markdown === undefined ? undefined : [{ type: 'markdown', text: markdown }];
  const given = markdownBlocks ?? (Array.isArray(blocks) ? blocks : undefined);
  return {
    content: {
      ...(text === undefined && markdown === undefined ? {} : { text: text ?? markdown ?? '' }),
      ...(given ? { blocks: fillIds(given, () => nextId(state, 'b')) } : {}),
      ...(attachments.list ? { attachments: attachments.list } : {}),
      ...(isDict(metadata) ? { metadata } : {}),
    },
  };
}

function readAttachments(args: Args, state: State): { readonly list?: readonly Dict[] } | { readonly refusal: Dict } {
  if (!args.has('attachments')) return {};
  const value = args.json('attachments');
  if (!Array.isArray(value) || !value.every(isDict)) return { refusal: refuse('invalid_attachments') };
  if (value.length > MESSAGE.attachments) return { refusal: refuse('too_many_attachments') };
  for (const attachment of value) {
    if (attachment.blocks === undefined) continue;
    const problem = checkBlocks(attachment.blocks, 'message', state.settings);
    if (problem) return { refusal: refuse('invalid_attachments', problem.messages) };
  }
  return { list: value };
}

/** True when there is nothing to show. */
export function isEmptyContent(content: Content): boolean {
  return (content.text ?? '') === '' && !content.blocks?.length && !content.attachments?.length;
}
