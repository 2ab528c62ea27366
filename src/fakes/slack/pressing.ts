// What a person does with buttons, menus, shortcuts and the Home tab.
// https://docs.slack.dev/reference/interaction-payloads
import type { Delivery } from './deliver.ts';
import { eventPayload, interactionFields } from './event-payloads.ts';
import { type Dict, dictAt, isDict, listAt, textAt } from './json.ts';
import { issueTrigger } from './methods/views.ts';
import { issueResponseUrl } from './response-url.ts';
import type { Stage } from './speaking.ts';
import { type Ephemeral, type Message, nextTs, openIm, type State, type View } from './state.ts';
import { wireMessage, wireView } from './wire-shapes.ts';

/** Who presses, and what is chosen in a menu (the option's value; several for multi selects; a date for pickers). */
export type Press = { readonly user: string; readonly choice?: string | readonly string[]; readonly blockId?: string };

/** How the app took it, with the trigger it was given. */
export type PressResult = Delivery & { readonly triggerId: string; readonly responseUrl?: string };

/** Presses an element of a message, ephemeral ones included. Throws when the person cannot see such an element. */
export async function pressInMessage(stage: Stage, ts: string, actionId: string, press: Press): Promise<PressResult> {
  const { state } = stage;
  const message = state.messages.find((one) => one.ts === ts);
  const ephemeral = state.ephemerals.find((one) => one.ts === ts && one.recipient === press.user);
  const target = message ?? ephemeral;
  if (!target) throw new Error(`no message ${ts} for user ${press.user}`);
  const found = findElement(target.blocks, actionId, press.blockId);
  if (!found) throw new Error(`no element ${actionId} in message ${ts}`);
  const triggerId = issueTrigger(state, press.user);
  const responseUrl = issueResponseUrl(state, stage.baseUrl, {
    channel: target.channel,
    user: press.user,
    origin: { ts, ephemeral: ephemeral !== undefined },
    ...(target.threadTs === undefined ? {} : { threadTs: target.threadTs }),
  });
  const delivery = await stage.send('interactive', {
    type: 'block_actions',
    ...interactionFields(state, press.user),
    ...messageContext(state, target, message),
    trigger_id: triggerId,
    response_url: responseUrl,
    state: { values: {} },
    actions: [actionOf(state, found, press.choice)],
  });
  return { ...delivery, triggerId, responseUrl };
}

/** Presses an element of an open modal or of the Home tab. */
export async function pressInView(stage: Stage, viewId: string, actionId: string, press: Press): Promise<PressResult> {
  const { state } = stage;
  const view = findView(state, viewId, press.user);
  const found = view && findElement(listAt(view.body, 'blocks').filter(isDict), actionId, press.blockId);
  if (!view || !found) throw new Error(`no element ${actionId} in view ${viewId}`);
  const triggerId = issueTrigger(state, press.user);
  const delivery = await stage.send('interactive', {
    type: 'block_actions',
    ...interactionFields(state, press.user),
    container: { type: 'view', view_id: view.id },
    trigger_id: triggerId,
    view: wireView(state, view),
    actions: [actionOf(state, found, press.choice)],
  });
  return { ...delivery, triggerId };
}

/** Runs a global shortcut, or a message shortcut when a message is named. */
export async function runShortcut(
  stage: Stage,
  callbackId: string,
  on: { readonly user: string; readonly messageTs?: string },
): Promise<PressResult> {
  const { state } = stage;
  const triggerId = issueTrigger(state, on.user);
  const common = { ...interactionFields(state, on.user), callback_id: callbackId, trigger_id: triggerId };
  const actionTs = nextTs(state);
  const message = state.messages.find((one) => one.ts === on.messageTs);
  if (!message) {
    const delivery = await stage.send('interactive', { type: 'shortcut', ...common, action_ts: actionTs });
    return { ...delivery, triggerId };
  }
  const origin = { ts: message.ts, ephemeral: false };
  const ticket = { channel: message.channel, user: on.user, origin };
  const responseUrl = issueResponseUrl(state, stage.baseUrl, ticket);
  const delivery = await stage.send('interactive', {
    type: 'message_action',
    ...common,
    action_ts: actionTs,
    message_ts: message.ts,
    channel: shortChannel(state, message.channel),
    message: wireMessage(state, message, { metadata: false }),
    response_url: responseUrl,
  });
  return { ...delivery, triggerId, responseUrl };
}

/** Opens the app's Home tab. https://docs.slack.dev/reference/events/app_home_opened */
export function openHomeTab(stage: Stage, user: string): Promise<Delivery> {
  const { state } = stage;
  const home = state.homes.get(user);
  const payload = eventPayload(state, {
    type: 'app_home_opened',
    user,
    channel: openIm(state, user).id,
    tab: 'home',
    event_ts: nextTs(state),
    ...(home ? { view: wireView(state, home) } : {}),
  });
  return stage.send('events_api', payload);
}

function messageContext(state: State, target: Message | Ephemeral, message: Message | undefined): Dict {
  return {
    container: {
      type: 'message',
      message_ts: target.ts,
      channel_id: target.channel,
      is_ephemeral: message === undefined,
      ...(target.threadTs === undefined ? {} : { thread_ts: target.threadTs }),
    },
    channel: shortChannel(state, target.channel),
    // Of an ephemeral message Slack sends no copy.
    ...(message ? { message: wireMessage(state, message, { metadata: false }) } : {}),
  };
}

function shortChannel(state: State, id: string): Dict {
  const channel = state.channels.get(id);
  return { id, name: channel?.kind === 'private' ? 'privategroup' : (channel?.name ?? '') };
}

type Found = { readonly blockId: string; readonly element: Dict };

/** The interactive element with this action_id. */
export function findElement(blocks: readonly Dict[], actionId: string, blockId?: string): Found | undefined {
  for (const block of blocks) {
    if (blockId !== undefined && block.block_id !== blockId) continue;
    const candidates = [...listAt(block, 'elements'), block.accessory, block.element];
    const element = candidates.find((one) => isDict(one) && one.action_id === actionId);
    if (isDict(element)) return { blockId: String(block.block_id), element };
  }
  return undefined;
}

function findView(state: State, viewId: string, user: string): View | undefined {
  const home = state.homes.get(user);
  if (home?.id === viewId) return home;
  return state.viewStacks.get(user)?.find((view) => view.id === viewId);
}

function actionOf(state: State, { blockId, element }: Found, choice: Press['choice']): Dict {
  return {
    action_id: element.action_id,
    block_id: blockId,
    type: element.type,
    action_ts: nextTs(state),
    ...(element.type === 'button' || element.type === 'icon_button'
      ? buttonFields(element)
      : elementState(element, choice)),
  };
}

function buttonFields(element: Dict): Dict {
  return {
    text: element.text,
    ...(element.value === undefined ? {} : { value: element.value }),
    ...(element.style === undefined ? {} : { style: element.style }),
  };
}

/** What an element holds after a choice, as both block_actions and view state show it. */
export function elementState(element: Dict, choice: Press['choice']): Dict {
  const first = typeof choice === 'string' ? choice : choice?.[0];
  const options = [
    ...listAt(element, 'options'),
    ...listAt(element, 'option_groups').flatMap((g) => listAt(g, 'options')),
  ];
  const option = options.find((one) => textAt(one, 'value') === first) ?? element.initial_option ?? null;
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { selected_option: option };
    case 'checkboxes':
    case 'multi_static_select': {
      const wanted: readonly unknown[] =
        choice === undefined ? listAt(element, 'initial_options').map((o) => textAt(o, 'value')) : [choice].flat();
      return { selected_options: options.filter((one) => wanted.includes(textAt(one, 'value'))) };
    }
    case 'datepicker':
      return { selected_date: first ?? element.initial_date ?? null };
    case 'timepicker':
      return { selected_time: first ?? element.initial_time ?? null };
    case 'datetimepicker':
      return { selected_date_time: first === undefined ? (element.initial_date_time ?? null) : Number(first) };
    case 'users_select':
      return { selected_user: first ?? element.initial_user ?? null };
    case 'conversations_select':
      return { selected_conversation: first ?? element.initial_conversation ?? null };
    case 'channels_select':
      return { selected_channel: first ?? element.initial_channel ?? null };
    case 'feedback_buttons': {
      const chosen = dictAt(element, first === 'negative' ? 'negative_button' : 'positive_button');
      return { text: chosen?.text, value: chosen?.value };
    }
    default:
      return { value: first ?? element.initial_value ?? null };
  }
}
