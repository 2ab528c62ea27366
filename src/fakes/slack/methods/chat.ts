// chat.*: posting, updating, deleting. https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours
import type { Args } from '../args.ts';
import { checkBlocks } from '../blocks/check-blocks.ts';
import { visibleChannel, writableChannel } from '../channel-access.ts';
import { type Dict, isDict } from '../json.ts';
import {
  addEphemeral,
  addMessage,
  announce,
  type Channel,
  findMessage,
  type Message,
  nextTs,
  type State,
} from '../state.ts';
import { escapeEntities, isUnfurlable } from '../typed-text.ts';
import { wireMessage } from '../wire-shapes.ts';
import { isEmptyContent, readContent } from './message-content.ts';
import { done, type Method, type MethodContext, refuse } from './method.ts';

/** Methods that write messages. */
export const CHAT_METHODS: Readonly<Record<string, Method>> = {
  'chat.postMessage': { token: 'bot', scopes: ['chat:write'], run: postMessage },
  'chat.postEphemeral': { token: 'bot', scopes: ['chat:write'], run: postEphemeral },
  'chat.update': { token: 'bot', scopes: ['chat:write'], run: update },
  'chat.delete': {
    token: 'bot',
    scopes: ['chat:write'],
    run: (args, { state }) => {
      const own = ownMessage(args, state, 'cant_delete_message');
      if ('refusal' in own) return own.refusal;
      state.messages.splice(state.messages.indexOf(own.message), 1);
      announce(state, { kind: 'message-deleted', message: own.message });
      return done({ channel: own.message.channel, ts: own.message.ts });
    },
  },
  'chat.unfurl': { token: 'bot', scopes: ['links:write'], run: unfurl },
  'chat.getPermalink': {
    token: 'bot',
    scopes: [],
    run: (args, { state }) => {
      const found = visibleChannel(state, args.text('channel'));
      if ('error' in found) return refuse(found.error);
      const message = findMessage(state, found.channel.id, args.text('message_ts') ?? '');
      if (!message) return refuse('message_not_found');
      const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${found.channel.id}` : '';
      const address = `https://${state.workspace.domain}.slack.test/archives/${found.channel.id}`;
      return done({ channel: found.channel.id, permalink: `${address}/p${message.ts.replace('.', '')}${thread}` });
    },
  },
};

function postMessage(args: Args, { state, scopes }: MethodContext): Dict {
  const found = writableChannel(state, args.text('channel'), scopes);
  if ('error' in found) return refuse(found.error);
  const read = readContent(args, state);
  if ('refusal' in read) return read.refusal;
  if (isEmptyContent(read.content)) return refuse('no_text');
  const thread = readThread(args, state, found.channel);
  if ('refusal' in thread) return thread.refusal;
  const { metadata, ...content } = read.content;
  const message = addMessage(state, {
    channel: found.channel.id,
    user: state.workspace.bot.userId,
    byApp: true,
    text: '',
    ...content,
    ...(metadata && Object.keys(metadata).length > 0 ? { metadata } : {}),
    ...(thread.ts ? { threadTs: thread.ts, broadcast: args.flag('reply_broadcast') } : {}),
  });
  return done({
    channel: found.channel.id,
    ts: message.ts,
    message: wireMessage(state, message, { metadata: true }),
  });
}

// A reply belongs under a parent that exists and is no reply itself; Slack warns of the latter, the fake refuses.
function readThread(args: Args, state: State, channel: Channel): { readonly ts?: string } | { readonly refusal: Dict } {
  const ts = args.text('thread_ts');
  if (ts === undefined) return {};
  const parent = findMessage(state, channel.id, ts);
  if (!parent) return { refusal: refuse('thread_not_found') };
  if (parent.threadTs) return { refusal: refuse('cannot_reply_to_message') };
  return { ts };
}

// https://docs.slack.dev/reference/methods/chat.postEphemeral
function postEphemeral(args: Args, { state, scopes }: MethodContext): Dict {
  const found = writableChannel(state, args.text('channel'), scopes);
  if ('error' in found) return refuse(found.error);
  const recipient = args.text('user');
  if (recipient === undefined || !found.channel.members.has(recipient)) return refuse('user_not_in_channel');
  const read = readContent(args, state);
  if ('refusal' in read) return read.refusal;
  if (isEmptyContent(read.content)) return refuse('no_text');
  const thread = readThread(args, state, found.channel);
  if ('refusal' in thread) return thread.refusal;
  const ephemeral = addEphemeral(state, {
    channel: found.channel.id,
    recipient,
    text: read.content.text ?? '',
    blocks: read.content.blocks ?? [],
    ...(thread.ts ? { threadTs: thread.ts } : {}),
  });
  return done({ message_ts: ephemeral.ts });
}

// Cards under links of somebody's message; the same link again replaces its card.
// https://docs.slack.dev/reference/methods/chat.unfurl
function unfurl(args: Args, { state }: MethodContext): Dict {
  const channel = state.channels.get(args.text('channel') ?? '');
  const message = channel && findMessage(state, channel.id, args.text('ts') ?? '');
  if (!channel || !message) return refuse('cannot_find_message');
  const unfurls = args.json('unfurls');
  if (!isDict(unfurls) || Object.keys(unfurls).length === 0) return refuse('missing_unfurls');
  const cards: Dict[] = [];
  for (const [link, card] of Object.entries(unfurls)) {
    if (!isUnfurlable(state, link) || !message.text.includes(escapeEntities(link))) return refuse('cannot_unfurl_url');
    if (!isDict(card)) return refuse('cannot_parse_attachment');
    const refusal = card.blocks === undefined ? undefined : checkBlocks(card.blocks, 'message', state.settings);
    if (refusal) return refuse(refusal.error, refusal.messages);
    cards.push({ ...card, from_url: link });
  }
  const others = message.attachments.filter((one) => !cards.some((card) => card.from_url === one.from_url));
  message.attachments = [...others, ...cards];
  announce(state, { kind: 'message-changed', message });
  return done();
}

// Parts left out are kept; an empty list of blocks or an empty metadata object removes them.
// https://docs.slack.dev/reference/methods/chat.update
function update(args: Args, { state }: MethodContext): Dict {
  const own = ownMessage(args, state, 'cant_update_message');
  if ('refusal' in own) return own.refusal;
  const read = readContent(args, state);
  if ('refusal' in read) return read.refusal;
  if (isEmptyContent(read.content) && !args.has('blocks') && !args.has('metadata')) return refuse('no_text');
  applyContent(state, own.message, read.content);
  return done({
    channel: own.message.channel,
    ts: own.message.ts,
    text: own.message.text,
    message: wireMessage(state, own.message, { metadata: true }),
  });
}

/** Replaces the given parts of a message and announces it. */
export function applyContent(
  state: State,
  message: Message,
  content: Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>>,
): void {
  if (content.text !== undefined) message.text = content.text;
  if (content.blocks !== undefined) message.blocks = content.blocks;
  if (content.attachments !== undefined) message.attachments = content.attachments;
  if (content.metadata !== undefined) {
    if (Object.keys(content.metadata).length > 0) message.metadata = content.metadata;
    else delete message.metadata;
  }
  message.editedTs = nextTs(state);
  announce(state, { kind: 'message-changed', message });
}

function ownMessage(
  args: Args,
  state: State,
  notOurs: string,
): { readonly message: Message } | { readonly refusal: Dict } {
  const found = visibleChannel(state, args.text('channel'));
  if ('error' in found) return { refusal: refuse(found.error) };
  const message = findMessage(state, found.channel.id, args.text('ts') ?? '');
  if (!message) return { refusal: refuse('message_not_found') };
  return message.byApp ? { message } : { refusal: refuse(notOurs) };
}
