// Gives blocks and elements the ids Slack generates when an app leaves them out.
// https://docs.slack.dev/reference/block-kit/blocks ("If not specified, a block_id will be generated")
import { type Dict, isDict } from '../json.ts';

const WITHOUT_ACTION = ['image', 'mrkdwn', 'plain_text'];

/** Copies of `blocks` in which every block has a block_id and every interactive element an action_id. */
export function fillIds(blocks: readonly unknown[], nextId: () => string): readonly Dict[] {
  return blocks.filter(isDict).map((block) => {
    const filled: Record<string, unknown> = { ...block, block_id: block.block_id ?? nextId() };
    if (block.type === 'actions' || block.type === 'context_actions') {
      filled.elements = Array.isArray(block.elements)
        ? block.elements.map((element) => withActionId(element, nextId))
        : [];
    }
    if (isDict(block.accessory)) filled.accessory = withActionId(block.accessory, nextId);
    if (isDict(block.element)) filled.element = withActionId(block.element, nextId);
    return filled;
  });
}

function withActionId(element: unknown, nextId: () => string): unknown {
  if (!isDict(element) || WITHOUT_ACTION.includes(String(element.type))) return element;
  return { ...element, action_id: element.action_id ?? nextId() };
}
