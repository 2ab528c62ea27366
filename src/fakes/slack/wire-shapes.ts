// State → the JSON Slack sends: users, channels, messages, files, views.
// https://docs.slack.dev/reference/objects
import type { Dict } from './json.ts';
import { type Channel, type Message, repliesOf, type State, type StoredFile, type View } from './state.ts';
import type { SeedUser } from './workspace.ts';

/** https://docs.slack.dev/reference/objects/user-object */
export function wireUser(state: State, user: SeedUser, includeLocale: boolean): Dict {
  const teamId = user.teamId ?? state.workspace.teamId;
  return {
    id: user.id,
    team_id: teamId,
    name: user.name,
    deleted: user.deleted ?? false,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: zoneOffsetSeconds(user.tz, state.clock()),
    profile: {
      real_name: user.realName,
      display_name: user.name,
      team: teamId,
      ...(user.email ? { email: user.email } : {}),
    },
    is_admin: user.isAdmin ?? false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isRestricted ?? false,
    is_ultra_restricted: user.isUltraRestricted ?? false,
    is_bot: user.isBot ?? false,
    is_app_user: false,
    ...(user.isStranger ? { is_stranger: true } : {}),
    ...(includeLocale ? { locale: user.locale ?? 'en-US' } : {}),
    updated: 0,
  };
}

/** Our bot as a user. */
export function botAsUser(state: State): SeedUser {
  const { bot } = state.workspace;
  return { id: bot.userId, name: bot.name, realName: bot.name, tz: 'America/Los_Angeles', isBot: true };
}

/** https://docs.slack.dev/reference/objects/conversation-object */
export function wireChannel(state: State, channel: Channel): Dict {
  const common = { id: channel.id, is_archived: channel.archived, context_team_id: state.workspace.teamId, created: 0 };
  if (channel.kind === 'im') return { ...common, is_im: true, user: channel.user, is_user_deleted: false };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    is_shared: false,
    is_member: channel.members.has(state.workspace.bot.userId),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.size,
  };
}

/** https://docs.slack.dev/reference/objects/message-object — `metadata` only when it was asked for. */
export function wireMessage(state: State, message: Message, options: { readonly metadata: boolean }): Dict {
  const { bot, appId, teamId } = state.workspace;
  const replies = message.threadTs ? [] : repliesOf(state, message.channel, message.ts);
  const parentTs = replies.length > 0 ? message.ts : message.threadTs;
  return {
    type: 'message',
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: teamId,
    ...(message.byApp ? { bot_id: bot.botId, app_id: appId, bot_profile: wireBot(state) } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
    ...(parentTs ? { thread_ts: parentTs } : {}),
    ...(message.threadTs ? { parent_user_id: parentAuthor(state, message) } : {}),
    ...(replies.length > 0 ? threadSummary(replies) : {}),
    ...(message.editedTs ? { edited: { user: message.user, ts: message.editedTs } } : {}),
    ...(message.fileIds.length > 0 ? { files: wireFiles(state, message), upload: true } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((r) => ({ ...r, count: r.users.length })) }
      : {}),
    ...(options.metadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

/** https://docs.slack.dev/reference/objects/file-object */
export function wireFile(state: State, file: StoredFile): Dict {
  const { bot, domain } = state.workspace;
  const address = `https://${domain}.slack.test/files/${file.id}/${encodeURIComponent(file.name)}`;
  const byKind = (kind: 'public' | 'private'): Dict =>
    Object.fromEntries(
      file.shares
        .filter((share) => (state.channels.get(share.channel)?.kind === 'public') === (kind === 'public'))
        .map((share) => [share.channel, [{ ts: share.ts, thread_ts: share.threadTs, reply_count: 0 }]]),
    );
  return {
    id: file.id,
    created: Math.floor(file.createdMs / 1000),
    name: file.name,
    title: file.title,
    mimetype: mimeType(file.name),
    filetype: file.name.split('.').at(-1) ?? 'text',
    size: file.bytes?.length ?? 0,
    user: bot.userId,
    mode: 'hosted',
    url_private: address,
    url_private_download: `${address}?download=1`,
    permalink: address,
    shares: { public: byKind('public'), private: byKind('private') },
    channels: file.shares.map((share) => share.channel),
  };
}

/** https://docs.slack.dev/reference/views */
export function wireView(state: State, view: View): Dict {
  const { teamId, appId, bot } = state.workspace;
  const defaults = {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
  };
  return {
    ...defaults,
    state: { values: {} },
    close: null,
    submit: null,
    previous_view_id: null,
    ...view.body,
    id: view.id,
    team_id: teamId,
    app_id: appId,
    bot_id: bot.botId,
    hash: view.hash,
    root_view_id: view.rootId,
    app_installed_team_id: teamId,
  };
}

/** The bot as `bots.info` and `bot_profile` show it. */
export function wireBot(state: State): Dict {
  const { bot, appId, teamId } = state.workspace;
  return {
    id: bot.botId,
    app_id: appId,
    user_id: bot.userId,
    name: bot.name,
    deleted: false,
    updated: 0,
    team_id: teamId,
  };
}

function wireFiles(state: State, message: Message): readonly Dict[] {
  return message.fileIds.flatMap((id) => {
    const file = state.files.get(id);
    return file ? [wireFile(state, file)] : [];
  });
}

function threadSummary(replies: readonly Message[]): Dict {
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
  };
}

function parentAuthor(state: State, message: Message): string | undefined {
  return state.messages.find((other) => other.ts === message.threadTs && other.channel === message.channel)?.user;
}

function mimeType(name: string): string {
  if (name.endsWith('.csv')) return 'text/csv';
  if (name.endsWith('.json')) return 'application/json';
  return name.endsWith('.png') ? 'image/png' : 'text/plain';
}

function zoneOffsetSeconds(zone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(atMs);
  const found = parts.find((part) => part.type === 'timeZoneName')?.value.match(/([+-])(\d\d):(\d\d)/);
  if (!found) return 0;
  const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60;
  return found[1] === '-' ? -seconds : seconds;
}
