// A reply → the forms of its Slack message, best first: charts and folded parts, native table, monospaced rows, bare text.
// The last one always passes; what it leaves out must then come as the CSV.
import type { Reply } from '../domain/answer.ts';
import type { MessageForms } from '../domain/thread.ts';
import { actions, button, type Profile, SLACK_MAX } from './block-kit.ts';
import { renderBlocks } from './blocks.ts';

export interface ReplyForms {
  readonly forms: MessageForms;
  /** True when the form (its index) shows less than the answer holds: then the CSV must come with it. */
  readonly needsCsv: (form: number) => boolean;
  /** True when the form (its index) could not hold the chart of an answer that has one: then a picture may come with it. */
  readonly lacksChart: (form: number) => boolean;
}

/** `csvButton`: offer the CSV under the answer instead of attaching it. */
export function messageForms(
  reply: Reply,
  options: { readonly askingId: string; readonly csvButton: boolean; readonly profiles?: readonly Profile[] },
): ReplyForms {
  const { askingId, profiles = [] } = options;
  const offered = options.csvButton && rowsOf(reply) > 0 ? [csvButton(askingId)] : [];
  const whole = (nativeTables: boolean, newestBlocks: boolean) => {
    const { text, blocks, needsCsv } = renderBlocks(reply, { nativeTables, newestBlocks, askingId, profiles });
    const room = blocks.length < SLACK_MAX.blocks;
    return { text, blocks: room ? [...blocks, ...offered] : [...blocks], needsCsv: needsCsv || !room };
  };
  const best = whole(true, true);
  const rows = [() => whole(true, false), () => whole(false, false)] as const;
  const bare = () => ({ text: best.text, blocks: [] });
  const hasChart = best.blocks.some((block) => block.type === 'data_visualization');
  return {
    forms: [() => best, ...rows, bare],
    needsCsv: (form) => (form === 0 ? best.needsCsv : (rows[form - 1]?.().needsCsv ?? true)),
    lacksChart: (form) => hasChart && form > 0,
  };
}

/** Events in the answer; 0 for a refusal or failure. */
export function rowsOf(reply: Reply): number {
  return reply.status === 'answered' ? reply.done.length + reply.attempted.length + reply.related.length : 0;
}

function csvButton(askingId: string) {
  return actions('csv', askingId, [button('Get the CSV', 'get_csv', askingId)]);
}
