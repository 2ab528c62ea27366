// views.*: modals opened with a trigger, and the Home tab. https://docs.slack.dev/reference/methods/views.open
import type { Args } from '../args.ts';
import { checkView } from '../blocks/check-view.ts';
import { fillIds } from '../blocks/fill-ids.ts';
import { type Dict, listAt } from '../json.ts';
import { TIMES, VIEW } from '../limits.ts';
import { announce, nextId, type State, secretId, type View } from '../state.ts';
import { wireView } from '../wire-shapes.ts';
import { done, type Method, refuse } from './method.ts';

/** Methods about modals and Home. */
export const VIEW_METHODS: Readonly<Record<string, Method>> = {
  'views.open': {
    token: 'bot',
    scopes: [],
    run: (args, { state }) => {
      const refusal = viewRefusal(args, state, 'modal');
      if (refusal) return refusal;
      const trigger = exchangeTrigger(state, args.text('trigger_id'));
      if ('error' in trigger) return refuse(trigger.error);
      state.viewStacks.set(trigger.user, []);
      return done({ view: wireView(state, pushView(state, trigger.user, args.json('view') as Dict)) });
    },
  },
  'views.push': {
    token: 'bot',
    scopes: [],
    run: (args, { state }) => {
      const refusal = viewRefusal(args, state, 'modal');
      if (refusal) return refusal;
      const trigger = exchangeTrigger(state, args.text('trigger_id'));
      if ('error' in trigger) return refuse(trigger.error);
      const stack = state.viewStacks.get(trigger.user) ?? [];
      if (stack.length === 0) return refuse('not_found');
      if (stack.length >= VIEW.stack) return refuse('push_limit_reached');
      return done({ view: wireView(state, pushView(state, trigger.user, args.json('view') as Dict)) });
    },
  },
  'views.update': { token: 'bot', scopes: [], run: (args, { state }) => update(args, state) },
  'views.publish': {
    token: 'bot',
    scopes: [],
    run: (args, { state }) => {
      const user = args.text('user_id');
      if (user === undefined || !state.users.has(user)) return refuse('user_not_found');
      const refusal = viewRefusal(args, state, 'home');
      if (refusal) return refusal;
      const known = state.homes.get(user);
      if (args.has('hash') && known && args.text('hash') !== known.hash) return refuse('hash_conflict');
      const id = known?.id ?? nextId(state, 'V');
      const view = { id, user, rootId: id, hash: secretId(), body: withIds(state, args.json('view') as Dict) };
      state.homes.set(user, view);
      announce(state, { kind: 'home', user });
      return done({ view: wireView(state, view) });
    },
  },
};

/** Opens a view on top of a person's modals and announces it. */
export function pushView(state: State, user: string, body: Dict): View {
  const stack = state.viewStacks.get(user) ?? [];
  const id = nextId(state, 'V');
  const view = { id, user, rootId: stack[0]?.rootId ?? id, hash: secretId(), body: withIds(state, body) };
  state.viewStacks.set(user, [...stack, view]);
  announce(state, { kind: 'view-opened', view });
  return view;
}

/** Replaces what an open view shows and announces it. */
export function replaceView(state: State, view: View, body: Dict): void {
  view.body = withIds(state, body);
  view.hash = secretId();
  announce(state, { kind: 'view-changed', view });
}

/** Takes one view, or all of a person's, off the screen. */
export function closeViews(state: State, user: string, which: 'top' | 'all'): void {
  const stack = state.viewStacks.get(user) ?? [];
  const gone = which === 'all' ? stack : stack.slice(-1);
  state.viewStacks.set(user, which === 'all' ? [] : stack.slice(0, -1));
  for (const view of gone) announce(state, { kind: 'view-closed', view });
}

/** A trigger for a person's action. https://docs.slack.dev/interactivity/handling-user-interaction */
export function issueTrigger(state: State, user: string): string {
  state.lastId += 1;
  const id = `${1_000_000_000_000 + state.lastId}.${1_000_000 + state.lastId}.${secretId()}`;
  state.triggers.set(id, { id, user, createdMs: state.clock(), exchanged: false });
  return id;
}

function exchangeTrigger(state: State, id: string | undefined): { readonly user: string } | { readonly error: string } {
  const trigger = id === undefined ? undefined : state.triggers.get(id);
  if (!trigger) return { error: 'invalid_trigger_id' };
  if (trigger.exchanged) return { error: 'exchanged_trigger_id' };
  if (state.clock() - trigger.createdMs > TIMES.triggerMs) return { error: 'expired_trigger_id' };
  trigger.exchanged = true;
  return { user: trigger.user };
}

function update(args: Args, state: State): Dict {
  const refusal = viewRefusal(args, state, 'modal');
  if (refusal) return refusal;
  const open = [...state.viewStacks.values()].flat();
  const externalId = args.text('external_id');
  const view = open.find(
    (one) => one.id === args.text('view_id') || (externalId !== undefined && one.body.external_id === externalId),
  );
  if (!view) return refuse('not_found');
  if (args.has('hash') && args.text('hash') !== view.hash) return refuse('hash_conflict');
  replaceView(state, view, args.json('view') as Dict);
  return done({ view: wireView(state, view) });
}

function viewRefusal(args: Args, state: State, type: 'modal' | 'home'): Dict | undefined {
  const refusal = checkView(args.json('view'), type, state.settings);
  return refusal && refuse(refusal.error, refusal.messages);
}

function withIds(state: State, body: Dict): Dict {
  return { ...body, blocks: fillIds(listAt(body, 'blocks'), () => nextId(state, 'b')) };
}
