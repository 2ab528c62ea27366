// A pressed button of ours → an asking in the same thread. Pressed twice by one person, it is asked once: what counts as
// the delivery is the button, not the press.
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Asking } from '../../domain/asking.ts';
import { csvWanted } from '../../domain/wanted.ts';
import { askingFrom } from '../delivery.ts';
import { type ListenerDeps, personFrom } from './listener.ts';

/** Buttons that ask their value: a suggested or a follow-up question. */
const ASKS = /^ask_(?:again|next)_/;
/** The button under an answer whose CSV is made on demand; its value is the id of the asking. */
const GET_CSV = 'get_csv';

/** The button that asks how its value would be read. */
const EXPLAIN = 'explain';

/** The button under a search that takes long; its value is the id of the asking. */
const STOP = 'stop_asking';

export function listenToButtons(app: App, deps: ListenerDeps): void {
  const listen = (action_id: string | RegExp, textOf: (value: string) => string): void => {
    app.action<BlockAction<ButtonAction>>(
      { type: 'block_actions', action_id },
      async ({ ack, action, body, respond }) => {
        await pressed(deps, body, action, textOf(action.value ?? ''), ack, respond);
      },
    );
  };
  listen(ASKS, (question) => question);
  listen(EXPLAIN, (question) => `explain ${question}`);
  listen(GET_CSV, csvWanted);
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
  body: BlockAction,
  action: ButtonAction,
  text: string,
  ack: () => Promise<void>,
  respond: Respond,
): Promise<void> {
  const asking = askingOf(deps, body, action, text);
  if (asking === null) return ack();
  const admission = await deps.door.admit(asking, personFrom(asking.userId, body.user.team_id, deps.self.teamId));
  await ack();
  const said = admission.kind === 'failed' ? admission.text : admission.kind === 'already' ? ALREADY : null;
  if (said !== null) await say(deps, respond, said);
}

async function say(deps: ListenerDeps, respond: Respond, text: string): Promise<void> {
  try {
    await respond({ response_type: 'ephemeral', replace_original: false, text });
  } catch (error) {
    deps.warn('a sentence after a button could not be shown', error);
  }
}

const ALREADY = 'You pressed this before; its answer is in this thread. To ask anew, type the question again.';

function askingOf(deps: ListenerDeps, body: BlockAction, action: ButtonAction, text: string): Asking | null {
  const channelId = body.channel?.id;
  const message = body.message;
  if (channelId === undefined || message === undefined) return null;
  const threadTs: unknown = message.thread_ts;
  return askingFrom(
    {
      teamId: deps.self.teamId,
      door: 'button',
      deliveryKey: [channelId, message.ts, action.action_id, body.user.id].join('/'),
      userId: body.user.id,
      channelId,
      channelKind: channelId.startsWith('D') ? 'direct' : null,
      threadTs: typeof threadTs === 'string' ? threadTs : message.ts,
      typed: text,
    },
    deps.clock(),
  );
}
