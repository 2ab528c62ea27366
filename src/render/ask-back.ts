// "Was it you?" as the person asked sees it, before and after their reply, and the reply as the thread sees it. Names and the
// answer's sentence are rich text, which Slack shows literally: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block/
import { cutText } from '../answer/words/cut-text.ts';
import type { MessageForms } from '../domain/thread.ts';
import type { AskBackReply } from '../domain/wanted.ts';
import { actions, button } from './block-kit.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { visibleText } from './visible-text.ts';

export interface AskBack {
  /** Of the asking that asks; the value of each button. */
  readonly askBackId: string;
  readonly askerName: string;
  /** The answer's, in plain text, without secrets. */
  readonly sentence: string;
  /** Where the answer is; null: not to be told. */
  readonly link: string | null;
}

const NAME_MAX = 80;
const SENTENCE_MAX = 1_300;

const LABELS: readonly (readonly [reply: AskBackReply, label: string])[] = [
  ['yes', 'Yes, it was me'],
  ['no', 'No'],
  ['not-sure', 'Not sure'],
];

/** With the three buttons: `was_it_you_yes`, `was_it_you_no`, `was_it_you_not_sure`. */
export function askBackForms(asked: AskBack): MessageForms {
  const buttons = LABELS.map(([reply, label]) =>
    button(label, `was_it_you_${reply.replace('-', '_')}`, asked.askBackId),
  );
  const question = quoted(`${shown(asked.askerName)} asks: was this you?`, asked);
  const text = `${escapeMrkdwn(asked.askerName, NAME_MAX)} asks: was this you? ${escapeMrkdwn(asked.sentence, SENTENCE_MAX)}`;
  const blocks = [question, actions('ask-back', asked.askBackId, buttons)];
  return [() => ({ text, blocks })];
}

/** In its place once they replied: no button is left. */
export function repliedForms(asked: AskBack, reply: AskBackReply): MessageForms {
  const label = LABELS.find(([each]) => each === reply)?.[1] ?? '';
  const said = `You answered “${label}”. It is in the thread of ${shown(asked.askerName)}.`;
  return [() => ({ text: escapeMrkdwn(said), blocks: [quoted(said, asked)] })];
}

/** For the thread: `Ana says it was them.` */
export function replyText(name: string, reply: AskBackReply): string {
  const who = escapeMrkdwn(name, NAME_MAX);
  switch (reply) {
    case 'yes':
      return `${who} says it was them.`;
    case 'no':
      return `${who} says it was *not* them.`;
    case 'not-sure':
      return `${who} is not sure whether it was them.`;
    default: {
      const never: never = reply;
      throw new Error(`unknown reply ${String(never)}`);
    }
  }
}

function quoted(said: string, { sentence, link }: AskBack): object {
  const text = (words: string) => ({ type: 'text', text: words });
  const way = link === null ? [] : [text(' '), { type: 'link', url: link, text: 'The answer' }];
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [text(said), ...way] },
      { type: 'rich_text_quote', elements: [text(cutText(visibleText(sentence), SENTENCE_MAX) || '–')] },
    ],
  };
}

function shown(name: string): string {
  return cutText(visibleText(name), NAME_MAX);
}
