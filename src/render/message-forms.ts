// A reply → the forms of its Slack message, best first: native table, monospaced rows, bare text. The last one always
// passes; what it leaves out must then come as the CSV.
import type { Reply } from '../domain/answer.ts';
import type { MessageForms } from '../domain/thread.ts';
import { actions, button, SLACK_MAX } from './block-kit.ts';
import { renderBlocks } from './blocks.ts';

export interface ReplyForms {
  readonly forms: MessageForms;
  /** True when the form (its index) shows less than the answer holds: then the CSV must come with it. */
  readonly needsCsv: (form: number) => boolean;
}

/** `csvButton`: offer the CSV under the answer instead of attaching it. */
export function messageForms(
  reply: Reply,
  options: { readonly askingId: string; readonly csvButton: boolean },
): ReplyForms {
  const { askingId } = options;
  const offered = options.csvButton && rowsOf(reply) > 0 ? [csvButton(askingId)] : [];
  const whole = (nativeTables: boolean) => {
    const { text, blocks, needsCsv } = renderBlocks(reply, { nativeTables, askingId });
    const room = blocks.length < SLACK_MAX.blocks;
    return { text, blocks: room ? [...blocks, ...offered] : [...blocks], needsCsv: needsCsv || !room };
  };
  const native = whole(true);
  return {
    forms: [() => native, () => whole(false), () => ({ text: native.text, blocks: [] })],
    needsCsv: (form) => (form === 0 ? native.needsCsv : form > 1 || whole(false).needsCsv),
  };
}

/** Events in the answer; 0 for a refusal or failure. */
export function rowsOf(reply: Reply): number {
  return reply.status === 'answered' ? reply.done.length + reply.attempted.length + reply.related.length : 0;
}

function csvButton(askingId: string) {
  return actions('csv', askingId, [button('Get the CSV', 'get_csv', askingId)]);
}
