// Modal and Home views: their own fields, then their blocks.
// https://docs.slack.dev/reference/views/modal-views, https://docs.slack.dev/reference/views/home-tab-views
import { isDict, listAt } from '../json.ts';
import { VIEW } from '../limits.ts';
import { type BlockRefusal, type BlockSettings, checkBlocks } from './check-blocks.ts';
import { checkTextObject } from './check-composition.ts';
import { checkKeys, checkText, collectProblems } from './report.ts';

const COMMON = ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id'];
const MODAL = [...COMMON, 'title', 'close', 'submit', 'clear_on_close', 'notify_on_close'];

/** Checks a view. @returns Slack's refusal, or undefined when it is fine */
export function checkView(view: unknown, type: 'modal' | 'home', settings: BlockSettings): BlockRefusal | undefined {
  const { report, messages } = collectProblems();
  if (!isDict(view)) return { error: 'invalid_arguments', messages: ['[ERROR] view must be an object'] };
  if (JSON.stringify(view).length > VIEW.bytes) return { error: 'view_too_large', messages: [] };
  if (view.type !== type) report('/view/type', `must be "${type}"`);
  checkKeys(view, type === 'modal' ? MODAL : COMMON, '/view', report);
  checkText(view, 'callback_id', VIEW.callbackId, '/view', report);
  if (view.private_metadata !== '') checkText(view, 'private_metadata', VIEW.privateMetadata, '/view', report);
  if (type === 'modal') {
    checkTextObject(view.title, 'plain_text', VIEW.title, '/view/title', report);
    for (const button of ['close', 'submit'] as const) {
      if (view[button] === undefined) continue;
      checkTextObject(view[button], 'plain_text', VIEW.buttons, `/view/${button}`, report);
    }
    const hasInput = listAt(view, 'blocks').some((block) => isDict(block) && block.type === 'input');
    if (hasInput && view.submit === undefined) report('/view/submit', 'missing required field: submit');
  }
  if (messages.length > 0) return { error: 'invalid_arguments', messages };
  const refusal = checkBlocks(view.blocks, type, settings);
  return refusal && { error: 'invalid_arguments', messages: refusal.messages };
}
