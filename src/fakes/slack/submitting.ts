// What a person does in a modal: submit it, or close it; and what the app's answer does to it.
// https://docs.slack.dev/surfaces/modals#handling_submissions

import { checkView } from './blocks/check-view.ts';
import type { Delivery } from './deliver.ts';
import { interactionFields } from './event-payloads.ts';
import { type Dict, dictAt, isDict, listAt, textAt } from './json.ts';
import { closeViews, issueTrigger, pushView, replaceView } from './methods/views.ts';
import { elementState, type Press } from './pressing.ts';
import type { Stage } from './speaking.ts';
import type { State, View } from './state.ts';
import { wireView } from './wire-shapes.ts';

/** What was entered, by action_id: text, an option's value, or several of them. */
export type Entered = Readonly<Record<string, Press['choice']>>;

/** A submission's fate. `errors` are the app's complaints by block_id; `missing` are required inputs left empty. */
export type SubmitResult = Partial<Delivery> & {
  readonly ok: boolean;
  readonly errors?: Dict;
  readonly missing?: readonly string[];
};

/** Submits the topmost modal of a person. Throws when none is open. */
export async function submitTopView(stage: Stage, user: string, entered: Entered): Promise<SubmitResult> {
  const { state } = stage;
  const view = topView(state, user);
  const values = viewValues(view, entered);
  const missing = missingInputs(view, values);
  if (missing.length > 0) return { ok: false, error: 'missing_input', missing };
  const delivery = await stage.send('interactive', {
    type: 'view_submission',
    ...interactionFields(state, user),
    trigger_id: issueTrigger(state, user),
    view: { ...wireView(state, view), state: { values } },
    response_urls: [],
  });
  return delivery.ok ? applyAnswer(state, view, delivery) : delivery;
}

/** Closes the topmost modal; the app hears of it when it asked to. */
export async function closeTopView(stage: Stage, user: string): Promise<Delivery | undefined> {
  const { state } = stage;
  const view = topView(state, user);
  closeViews(state, user, view.body.clear_on_close === true ? 'all' : 'top');
  if (view.body.notify_on_close !== true) return undefined;
  return stage.send('interactive', {
    type: 'view_closed',
    ...interactionFields(state, user),
    view: wireView(state, view),
    is_cleared: view.body.clear_on_close === true,
  });
}

function topView(state: State, user: string): View {
  const view = state.viewStacks.get(user)?.at(-1);
  if (!view) throw new Error(`no open modal for user ${user}`);
  return view;
}

// An empty answer closes this view; response_action does what it says.
function applyAnswer(state: State, view: View, delivery: Delivery): SubmitResult {
  const action = textAt(delivery.body, 'response_action');
  const next = dictAt(delivery.body, 'view');
  switch (action) {
    case undefined:
      closeViews(state, view.user, 'top');
      return delivery;
    case 'clear':
      closeViews(state, view.user, 'all');
      return delivery;
    case 'errors':
      return { ...delivery, errors: dictAt(delivery.body, 'errors') ?? {} };
    case 'update':
    case 'push': {
      const refusal = checkView(next, 'modal', state.settings);
      if (!next || refusal) return { ...delivery, ok: false, error: refusal?.error ?? 'invalid_arguments' };
      if (action === 'push') pushView(state, view.user, next);
      else replaceView(state, view, next);
      return delivery;
    }
    default:
      return { ...delivery, ok: false, error: `unknown response_action ${action}` };
  }
}

/** The state of every input, by block_id and action_id. */
function viewValues(view: View, entered: Entered): Readonly<Record<string, Dict>> {
  const values: Record<string, Dict> = {};
  for (const block of listAt(view.body, 'blocks')) {
    if (!isDict(block)) continue;
    for (const element of [block.element, block.accessory, ...listAt(block, 'elements')]) {
      const actionId = textAt(element, 'action_id');
      if (!isDict(element) || actionId === undefined || element.type === 'button') continue;
      const held = { [actionId]: { type: element.type, ...elementState(element, emptyAsNone(entered[actionId])) } };
      values[String(block.block_id)] = { ...values[String(block.block_id)], ...held };
    }
  }
  return values;
}

function emptyAsNone(choice: Press['choice']): Press['choice'] {
  return choice === '' ? undefined : choice;
}

function missingInputs(view: View, values: Readonly<Record<string, Dict>>): readonly string[] {
  return listAt(view.body, 'blocks').flatMap((block) => {
    if (!isDict(block) || block.type !== 'input' || block.optional === true) return [];
    const blockId = String(block.block_id);
    const held = Object.values(values[blockId] ?? {})[0];
    const filled = isDict(held) && Object.entries(held).some(([key, value]) => key !== 'type' && hasContent(value));
    return filled ? [] : [blockId];
  });
}

function hasContent(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}
