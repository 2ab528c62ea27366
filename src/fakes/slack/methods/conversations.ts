// conversations.*: what channels there are, who is in them, what was said. https://docs.slack.dev/reference/methods
import type { Args } from '../args.ts';
import { readableChannel, visibleChannel } from '../channel-access.ts';
import type { Dict } from '../json.ts';
import { PAGE } from '../limits.ts';
import { type Channel, findMessage, type Message, openIm, repliesOf, type State } from '../state.ts';
import { wireChannel, wireMessage } from '../wire-shapes.ts';
import { done, type Method, type MethodContext, paginate, refuse } from './method.ts';

const READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

/** Methods about channels and their history. */
export const CONVERSATION_METHODS: Readonly<Record<string, Method>> = {
  'conversations.info': {
    token: 'bot',
    scopes: READ,
    run: (args, { state }) => {
      const found = visibleChannel(state, args.text('channel'));
      if ('error' in found) return refuse(found.error);
      return done({ channel: wireChannel(state, found.channel) });
    },
  },
  'conversations.list': { token: 'bot', scopes: READ, run: (args, context) => list(args, context) },
  'users.conversations': { token: 'bot', scopes: READ, run: (args, context) => list(args, context, true) },
  'conversations.members': {
    token: 'bot',
    scopes: READ,
    run: (args, { state }) => {
      const found = visibleChannel(state, args.text('channel'));
      if ('error' in found) return refuse(found.error);
      const slice = paginate([...found.channel.members], args, PAGE.default);
      if (!slice) return refuse('invalid_cursor');
      return done({ members: slice.page, response_metadata: { next_cursor: slice.nextCursor } });
    },
  },
  'conversations.open': {
    token: 'bot',
    scopes: ['im:write', 'mpim:write', 'groups:write', 'channels:manage'],
    run: (args, { state }) => {
      const users = (args.text('users') ?? '').split(',').filter((id) => id !== '');
      if (users.length === 0) return refuse('users_list_not_supplied');
      if (users.length > 1) return refuse('not_enough_users'); // group messages are not part of this fake
      const user = state.users.get(users[0] ?? '');
      if (!user) return refuse('user_not_found');
      if (user.deleted) return refuse('user_disabled');
      if (user.isBot) return refuse('cannot_dm_bot');
      const im = openIm(state, user.id);
      return done({ channel: args.flag('return_im') ? wireChannel(state, im) : { id: im.id } });
    },
  },
  'conversations.join': {
    token: 'bot',
    scopes: ['channels:join'],
    run: (args, { state }) => {
      const found = visibleChannel(state, args.text('channel'));
      if ('error' in found) return refuse(found.error);
      if (found.channel.kind !== 'public') return refuse('method_not_supported_for_channel_type');
      if (found.channel.archived) return refuse('is_archived');
      found.channel.members.add(state.workspace.bot.userId);
      return done({ channel: wireChannel(state, found.channel) });
    },
  },
  'conversations.history': {
    token: 'bot',
    scopes: HISTORY,
    run: (args, context) => {
      const found = readableChannel(context.state, args.text('channel'));
      if ('error' in found) return refuse(found.error);
      const top = context.state.messages.filter((m) => m.channel === found.channel.id && (!m.threadTs || m.broadcast));
      return messagePage(args, context.state, inRange(top, args).reverse());
    },
  },
  'conversations.replies': { token: 'bot', scopes: HISTORY, run: replies },
};

/** `own`: only those the caller is in. https://docs.slack.dev/reference/methods/users.conversations */
function list(args: Args, { state }: MethodContext, own = false): Dict {
  const kinds = new Set((args.text('types') ?? 'public_channel').split(',').map((type) => type.trim()));
  const wanted = (channel: Channel): boolean =>
    (channel.kind === 'public' && kinds.has('public_channel')) ||
    (channel.kind === 'private' && kinds.has('private_channel') && channel.members.has(state.workspace.bot.userId)) ||
    (channel.kind === 'im' && kinds.has('im'));
  const skipArchived = args.flag('exclude_archived');
  const all = [...state.channels.values()].filter(
    (channel) =>
      wanted(channel) &&
      !(skipArchived && channel.archived) &&
      !(own && !channel.members.has(state.workspace.bot.userId)),
  );
  const slice = paginate(all, args, PAGE.default);
  if (!slice) return refuse('invalid_cursor');
  return done({
    channels: slice.page.map((channel) => wireChannel(state, channel)),
    response_metadata: { next_cursor: slice.nextCursor },
  });
}

function replies(args: Args, { state }: MethodContext): Dict {
  const found = readableChannel(state, args.text('channel'));
  if ('error' in found) return refuse(found.error);
  const ts = args.text('ts');
  const asked = ts === undefined ? undefined : findMessage(state, found.channel.id, ts);
  const parent = asked?.threadTs ? findMessage(state, found.channel.id, asked.threadTs) : asked;
  if (!parent) return refuse('thread_not_found');
  // The parent comes first on the first page, whatever the range. https://docs.slack.dev/reference/methods/conversations.replies
  return messagePage(args, state, [parent, ...inRange(repliesOf(state, found.channel.id, parent.ts), args)]);
}

function inRange(messages: readonly Message[], args: Args): Message[] {
  const oldest = Number(args.text('oldest') ?? 0);
  const latest = Number(args.text('latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function messagePage(args: Args, state: State, messages: readonly Message[]): Dict {
  if ((args.whole('limit') ?? 1) > PAGE.most) return refuse('invalid_limit');
  const slice = paginate(messages, args, PAGE.default);
  if (!slice) return refuse('invalid_cursor');
  const metadata = args.flag('include_all_metadata');
  return done({
    messages: slice.page.map((message) => wireMessage(state, message, { metadata })),
    has_more: slice.nextCursor !== '',
    response_metadata: { next_cursor: slice.nextCursor },
  });
}
