// One sentence in a modal: what is under way, what went wrong, where an answer will come.
import { cutText } from '../../answer/words/cut-text.ts';
import { visibleText } from '../visible-text.ts';
import type { Modal } from './modal.ts';
import { MODAL_MAX, plain } from './modal.ts';

/** `title`: ours, at most 24 characters. `text`: anything; shown literally. */
export function sentenceModal(title: string, text: string): Modal {
  return {
    type: 'modal',
    title: plain(title),
    close: plain('Close'),
    blocks: [{ type: 'section', text: plain(cutText(visibleText(text), MODAL_MAX.sectionText)) }],
  };
}
