// Slack's users, user groups and channels → what the access rules and the answers need, remembered for a few minutes.
import type { WebClient } from '@slack/web-api';
import type { ChannelKind } from '../domain/asking.ts';
import type { Clock } from '../domain/clock.ts';
import type { Directory, KnownPerson } from '../domain/thread.ts';
import { harmless, slackProblem } from './call.ts';
import { remembered } from './remembered.ts';

/** How long a person's status and groups are believed, in milliseconds: so long may a removed right still work. */
const PERSON_TTL_MS = 2 * 60_000;
/** How long a channel's kind and our membership are believed, in milliseconds. */
const CHANNEL_TTL_MS = 5 * 60_000;

const UNSEEN: ReadonlySet<string> = new Set([
  'channel_not_found',
  'not_in_channel',
  'missing_scope',
  'method_not_supported_for_channel_type',
]);

export interface Channel {
  readonly kind: ChannelKind;
  readonly isMember: boolean;
  /** false: Slack says there is no such channel, which is what it says of private ones we are not in. */
  readonly visible: boolean;
}

export interface SlackDirectory extends Directory {
  channel(channelId: string): Promise<Channel>;
  /** Forget what was known: it proved wrong. */
  forgetChannel(channelId: string): void;
}

/**
 * `defaultZone`: for people whose zone Slack does not tell. `groups`: ids of the user groups that the access rules name; only those are looked up.
 * Rejects when Slack cannot be asked; an unknown person comes back as a stranger.
 */
export function slackDirectory(
  client: WebClient,
  homeTeamId: string,
  groups: readonly string[],
  defaultZone: string,
  clock: Clock,
): SlackDirectory {
  const members = remembered(PERSON_TTL_MS, clock, (group: string) => membersOf(client, group));
  const people = remembered(PERSON_TTL_MS, clock, async (userId: string): Promise<KnownPerson> => {
    const [known, inGroups] = await Promise.all([
      lookUp(client, homeTeamId, defaultZone, userId),
      Promise.all(groups.map(async (group) => ((await members.get(group)).has(userId) ? [group] : []))),
    ]);
    return { ...known, groups: inGroups.flat() };
  });
  const channels = remembered(CHANNEL_TTL_MS, clock, (channelId: string) => describe(client, channelId));
  return {
    person: (userId) => people.get(userId),
    channel: (channelId) => channels.get(channelId),
    channelKind: async (channelId) => (await channels.get(channelId)).kind,
    forgetChannel: (channelId) => channels.forget(channelId),
  };
}

async function lookUp(
  client: WebClient,
  homeTeamId: string,
  defaultZone: string,
  userId: string,
): Promise<KnownPerson> {
  const called = await harmless(() => client.users.info({ user: userId, include_locale: true }));
  if (!called.ok) {
    if (called.code === 'user_not_found' || called.code === 'user_not_visible') return nobodyWeKnow(userId);
    throw slackProblem('users.info', called);
  }
  const user = called.value.user;
  if (user === undefined) return nobodyWeKnow(userId);
  const teams = [user.team_id, ...(user.enterprise_user?.teams ?? [])];
  const isStranger = user.is_stranger === true || (user.team_id !== undefined && !teams.includes(homeTeamId));
  return {
    userId,
    teamId: user.team_id ?? homeTeamId,
    isBot: user.is_bot === true,
    isDeleted: user.deleted === true,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    isStranger,
    groups: [],
    name: user.profile?.display_name || user.real_name || user.name || userId,
    zone: user.tz ?? defaultZone,
    locale: user.locale ?? 'en-US',
  };
}

function nobodyWeKnow(userId: string): KnownPerson {
  return {
    userId,
    teamId: '',
    isBot: false,
    isDeleted: false,
    isGuest: false,
    isStranger: true,
    groups: [],
    name: userId,
    zone: 'UTC',
    locale: 'en-US',
  };
}

async function membersOf(client: WebClient, group: string): Promise<ReadonlySet<string>> {
  const called = await harmless(() => client.usergroups.users.list({ usergroup: group }));
  if (called.ok) return new Set(called.value.users ?? []);
  if (called.code === 'no_such_subteam' || called.code === 'subteam_not_found') return new Set();
  throw slackProblem('usergroups.users.list', called);
}

async function describe(client: WebClient, channelId: string): Promise<Channel> {
  const called = await harmless(() => client.conversations.info({ channel: channelId }));
  if (!called.ok) {
    // A channel that cannot be seen is treated as the most private thing it may be.
    if (UNSEEN.has(called.code)) return { kind: 'private', isMember: false, visible: false };
    throw slackProblem('conversations.info', called);
  }
  const channel = called.value.channel;
  if (channel?.is_im === true) return { kind: 'direct', isMember: true, visible: true };
  const isMember = channel?.is_member === true;
  if (channel?.is_mpim === true) return { kind: 'group', isMember, visible: true };
  return { kind: channel?.is_private === true ? 'private' : 'public', isMember, visible: true };
}
