// A pressed button of ours → an asking in the same thread. Pressed twice by one person, it is asked once: what counts as
// the delivery is the button, not the press.
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Asking, Door } from '../../domain/asking.ts';
import { FEATURES, type Named, textOf } from '../../domain/wanted.ts';
import { askingFrom } from '../delivery.ts';
import { type ListenerDeps, personFrom } from './listener.ts';

/** What a button does, by its action id. A number at its end tells buttons of one message apart. */
interface Kind {
  readonly actionId: string | RegExp;
  readonly door: Extract<Door, 'button' | 'deed'>;
  /** The text recorded for a press; null: the value is none of ours. */
  readonly textOf: (value: string, actionId: string) => string | null;
  /** What somebody reads who presses again. */
  readonly already: string;
}

const ASKED = 'You pressed this before; its answer is in this thread. To ask anew, type the question again.';
const DONE = 'You pressed this before. Nothing was done twice.';

const KINDS: readonly Kind[] = [
  // Suggested and follow-up questions: the value is the question.
  { actionId: /^ask_(?:again|next)_/, door: 'button', textOf: (question) => question, already: ASKED },
  { actionId: 'explain', door: 'button', textOf: (question) => `explain ${question}`, already: ASKED },
  // All below: the value is the id of an asking.
  {
    actionId: 'get_csv',
    door: 'deed',
    textOf: (value) => ofAnswer(value, (askingId) => textOf({ kind: 'csv', askingId })),
    already: 'You pressed this before; its file is in this thread.',
  },
  {
    actionId: 'ask_changed',
    door: 'deed',
    textOf: (value) => ofAnswer(value, (askingId) => textOf({ kind: 'again', askingId })),
    already: 'You pressed this before; what had changed is in this thread. To ask once more, press the button there.',
  },
  {
    actionId: /^mention_human(?:_\d+)?$/,
    door: 'deed',
    textOf: (value) => ofPerson(value, (named) => textOf({ kind: 'mention', named })),
    already: DONE,
  },
  {
    actionId: /^was_it_you(?:_\d+)?$/,
    door: 'deed',
    textOf: (value) => ofPerson(value, (named) => textOf({ kind: 'was-it-you', named })),
    already: DONE,
  },
  ...(['yes', 'no', 'not-sure'] as const).map(
    (reply): Kind => ({
      actionId: `was_it_you_${reply.replace('-', '_')}`,
      door: 'deed',
      textOf: (value) => ofAnswer(value, (askBackId) => textOf({ kind: 'reply', askBackId, reply })),
      already: 'You answered this before. Nothing was done twice.',
    }),
  ),
  ...FEATURES.map(
    (feature): Kind => ({
      actionId: new RegExp(`^${feature}_[a-z_]{1,40}(?:_\\d{1,3})?$`),
      door: 'deed',
      textOf: (value, actionId) => {
        if (!/^[\w:.-]{0,150}$/.test(value)) return null;
        const verb = actionId
          .slice(feature.length + 1)
          .replace(/_\d+$/, '')
          .replaceAll('_', '-');
        return textOf({ kind: 'press', feature, verb, value });
      },
      already: DONE,
    }),
  ),
];

/** The button under a search that takes long; its value is the id of the asking. */
const STOP = 'stop_asking';

export function listenToButtons(app: App, deps: ListenerDeps): void {
  for (const kind of KINDS) {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id: kind.actionId },
      async ({ ack, action, body, respond }) => {
        await pressed(deps, kind, body, action, ack, respond);
      },
    );
  }
  app.action<BlockAction<ButtonAction>>(
    { type: 'block_actions', action_id: STOP },
    async ({ ack, action, body, respond }) => {
      await ack();
      await say(deps, respond, await deps.door.stop(action.value ?? '', body.user.id));
    },
  );
}

type Respond = (message: { response_type: 'ephemeral'; replace_original: false; text: string }) => Promise<unknown>;

async function pressed(
  deps: ListenerDeps,
  kind: Kind,
  body: BlockAction,
  action: ButtonAction,
  ack: () => Promise<void>,
  respond: Respond,
): Promise<void> {
  const asking = askingOf(deps, kind, body, action);
  if (asking === null) return ack();
  const admission = await deps.door.admit(asking, personFrom(asking.userId, body.user.team_id, deps.self.teamId));
  await ack();
  const said = admission.kind === 'failed' ? admission.text : admission.kind === 'already' ? kind.already : null;
  if (said !== null) await say(deps, respond, said);
}

async function say(deps: ListenerDeps, respond: Respond, text: string): Promise<void> {
  try {
    await respond({ response_type: 'ephemeral', replace_original: false, text });
  } catch (error) {
    deps.warn('a sentence after a button could not be shown', error);
  }
}

function askingOf(deps: ListenerDeps, kind: Kind, body: BlockAction, action: ButtonAction): Asking | null {
  const channelId = body.channel?.id;
  const message = body.message;
  const typed = kind.textOf(action.value ?? '', action.action_id);
  if (channelId === undefined || message === undefined || typed === null) return null;
  const threadTs: unknown = message.thread_ts;
  return askingFrom(
    {
      teamId: deps.self.teamId,
      door: kind.door,
      deliveryKey: [channelId, message.ts, action.action_id, body.user.id].join('/'),
      userId: body.user.id,
      channelId,
      channelKind: channelId.startsWith('D') ? 'direct' : null,
      threadTs: typeof threadTs === 'string' ? threadTs : message.ts,
      typed,
    },
    deps.clock(),
  );
}

function ofAnswer(value: string, text: (askingId: string) => string): string | null {
  return /^[0-9a-f]{32}$/.test(value) ? text(value) : null;
}

/** `<asking id>`, or `<asking id>:<n>` for the n-th actor of its answer, counted from 0. */
function ofPerson(value: string, text: (named: Named) => string): string | null {
  const [, askingId, nth] = /^([0-9a-f]{32})(?::(\d{1,3}))?$/.exec(value) ?? [];
  return askingId === undefined ? null : text({ askingId, nth: nth === undefined ? null : Number(nth) });
}
