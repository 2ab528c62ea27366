// A reply → the forms of its Slack message, best first: native table, monospaced rows, bare text. The last one always
// passes; what it leaves out must then come as the CSV.
import type { Reply } from '../domain/answer.ts';
import type { MessageForms } from '../domain/thread.ts';
import { actions, button, SLACK_MAX } from './block-kit.ts';
import { renderBlocks } from './blocks.ts';

export interface RenderedReply {
  readonly forms: MessageForms;
  /** The message shows less than the answer holds, in every form from this index on; the CSV must come with it. */
  readonly needsCsvFrom: number;
}

/** `csvButton`: offer the CSV under the answer instead of attaching it. */
export function messageForms(reply: Reply, options: { readonly askingId: string; readonly csvButton: boolean }) {
  const { askingId } = options;
  const native = renderBlocks(reply, { nativeTables: true, askingId });
  const monospaced = renderBlocks(reply, { nativeTables: false, askingId });
  const offered = options.csvButton && rowsOf(reply) > 0 ? [csvButton(askingId)] : [];
  const withButton = <B>(blocks: readonly B[]) =>
    blocks.length < SLACK_MAX.blocks ? [...blocks, ...offered] : [...blocks];
  const forms: MessageForms = [
    { text: native.text, blocks: withButton(native.blocks) },
    { text: monospaced.text, blocks: withButton(monospaced.blocks) },
    { text: monospaced.text, blocks: [] },
  ];
  const needsCsvFrom = native.needsCsv ? 0 : monospaced.needsCsv ? 1 : 2;
  return { forms, needsCsvFrom };
}

/** Events in the answer; 0 for a refusal or failure. */
export function rowsOf(reply: Reply): number {
  return reply.status === 'answered' ? reply.done.length + reply.attempted.length + reply.related.length : 0;
}

function csvButton(askingId: string) {
  return actions('csv', askingId, [button('Get the CSV', 'get_csv', askingId)]);
}
