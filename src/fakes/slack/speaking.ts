// What a person does with words: slash commands, messages in channels, threads and direct messages.

import { readArgs } from './args.ts';
import type { Delivery, PayloadKind, Retry } from './deliver.ts';
import { eventPayload, slashPayload } from './event-payloads.ts';
import { type Dict, isDict } from './json.ts';
import { readContent } from './methods/message-content.ts';
import { issueTrigger } from './methods/views.ts';
import { issueResponseUrl, post } from './response-url.ts';
import { addMessage, type Channel, type Message, openIm, type State } from './state.ts';
import { encodeTyped, escapeEntities, isUnfurlable, linksIn } from './typed-text.ts';
import { wireMessage } from './wire-shapes.ts';

/** What acting people need from the fake. */
export type Stage = {
  readonly state: State;
  readonly baseUrl: string;
  readonly send: (kind: PayloadKind, payload: Dict, retry?: Retry) => Promise<Delivery>;
};

/** Who is acting, and where. */
export type Where = { readonly user: string; readonly channel: string; readonly threadTs?: string };

/** A slash command's fate. `notice` is what the client shows its user when Slack itself refuses. */
export type SlashResult = Partial<Delivery> & {
  readonly ok: boolean;
  readonly notice?: string;
  readonly triggerId?: string;
  readonly responseUrl?: string;
};

/** A message's fate: where it stands, and how the app took the event it caused, if it caused one. */
export type SayResult = { readonly message: Message; readonly delivery?: Delivery; readonly eventId?: string };

/** Types a slash command. In a thread the client refuses. https://docs.slack.dev/interactivity/implementing-slash-commands */
export async function typeSlash(stage: Stage, command: string, text: string, where: Where): Promise<SlashResult> {
  const { state } = stage;
  const channel = channelOf(state, where);
  if (where.threadTs !== undefined) {
    return { ok: false, error: 'not_supported_in_threads', notice: `${command} is not supported in threads. Sorry!` };
  }
  const triggerId = issueTrigger(state, where.user);
  const responseUrl = issueResponseUrl(state, stage.baseUrl, { channel: channel.id, user: where.user });
  const fields = { user: where.user, channel, triggerId, responseUrl };
  const payload = slashPayload(state, command, escapeEntities(text), fields);
  const delivery = await stage.send('slash_commands', payload);
  if (delivery.ok) showAck(state, delivery.body, { channel: channel.id, user: where.user });
  const notice = delivery.ok ? {} : { notice: `${command} failed with the error "${delivery.error}"` };
  return { ...delivery, ...notice, triggerId, responseUrl };
}

/** Posts a person's message. A mention in a channel, or any direct message, reaches the app as an event. */
export async function say(stage: Stage, typed: string, where: Where & { readonly raw?: boolean }): Promise<SayResult> {
  const { state } = stage;
  const channel = channelOf(state, where);
  const text = where.raw ? typed : encodeTyped(state, typed);
  const message = addMessage(state, {
    channel: channel.id,
    user: where.user,
    byApp: false,
    text,
    ...(where.threadTs === undefined ? {} : { threadTs: where.threadTs }),
  });
  await announceLinks(stage, message);
  const mentioned = text.includes(`<@${state.workspace.bot.userId}>`);
  const inside = channel.members.has(state.workspace.bot.userId);
  // A direct message is no app_mention even when it names the bot; outside its channels the bot hears nothing.
  // https://docs.slack.dev/reference/events/app_mention
  if (channel.kind !== 'im' && !(mentioned && inside)) return { message };
  const type = channel.kind === 'im' ? 'message' : 'app_mention';
  const payload = eventPayload(state, messageEvent(state, message, channel, type));
  const delivery = await stage.send('events_api', payload);
  return { message, delivery, eventId: payload.event_id };
}

// Wherever a link of the app's domains is posted, whether or not the bot is there.
// https://docs.slack.dev/reference/events/link_shared
async function announceLinks(stage: Stage, message: Message): Promise<void> {
  const { state } = stage;
  const links = linksIn(message.text).filter((link) => isUnfurlable(state, link));
  if (links.length === 0) return;
  const event = {
    type: 'link_shared',
    channel: message.channel,
    is_bot_user_member: state.channels.get(message.channel)?.members.has(state.workspace.bot.userId) ?? false,
    user: message.user,
    message_ts: message.ts,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    unfurl_id: `${message.channel}-${message.ts}`,
    source: 'conversations_history',
    links: links.map((url) => ({ url, domain: new URL(url).hostname })),
    event_ts: message.ts,
  };
  await stage.send('events_api', eventPayload(state, event));
}

/** A message as the inner part of an event. */
export function messageEvent(state: State, message: Message, channel: Channel, type: 'message' | 'app_mention'): Dict {
  const { metadata: _hidden, ...shown } = wireMessage(state, message, { metadata: false });
  const kinds = { public: 'channel', private: 'group', im: 'im' };
  return {
    ...shown,
    type,
    channel: channel.id,
    event_ts: message.ts,
    ...(type === 'message' ? { channel_type: kinds[channel.kind] } : {}),
  };
}

/** The channel a person is acting in. Throws when the person could not be there: the test or page is wrong. */
export function channelOf(state: State, where: Where): Channel {
  if (!state.users.has(where.user)) throw new Error(`no user ${where.user} in this workspace`);
  const channel = state.channels.get(where.channel) ?? openImIfOwn(state, where);
  if (!channel?.members.has(where.user)) throw new Error(`user ${where.user} is not in channel ${where.channel}`);
  return channel;
}

function openImIfOwn(state: State, where: Where): Channel | undefined {
  return where.channel === `D${where.user.slice(1)}` ? openIm(state, where.user) : undefined;
}

// The body of the acknowledgement is a message too. https://docs.slack.dev/interactivity/implementing-slash-commands#responding_to_commands
function showAck(state: State, body: unknown, target: { readonly channel: string; readonly user: string }): void {
  const reply = typeof body === 'string' ? { text: body } : body;
  if (!isDict(reply)) return;
  const args = readArgs(reply);
  if (args.text('text') === undefined && !args.has('blocks')) return;
  const read = readContent(args, state);
  const content = 'content' in read ? read.content : { text: `:warning: ${JSON.stringify(read.refusal)}` };
  post(state, target, content, args.text('response_type'));
}
