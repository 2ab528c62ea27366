// Channels by name, and who is in them, as Slack tells: only those the bot is in. https://docs.slack.dev/reference/methods/users.conversations
import type { WebClient } from '@slack/web-api';
import type { Channels } from '../domain/channels.ts';
import { harmless, slackProblem } from './call.ts';
import type { SlackDirectory } from './directory.ts';

/** Channels or members a page, and pages looked at: a bot in more than 10,000 channels names them by mention. */
const PAGE = 200;
const PAGES_MAX = 50;

export function slackChannels(client: WebClient, directory: SlackDirectory): Channels {
  return {
    async named(name) {
      const wanted = name.toLowerCase();
      for await (const channels of ownChannels(client)) {
        const found = channels.find((channel) => channel.name?.toLowerCase() === wanted);
        if (found?.id !== undefined) return found.id;
      }
      return null;
    },
    async joined(channelId) {
      return channelId.startsWith('D') || (await directory.channel(channelId)).isMember;
    },
    async has(channelId, userId) {
      if (channelId.startsWith('D')) return true;
      for await (const members of membersOf(client, channelId)) if (members.includes(userId)) return true;
      return false;
    },
  };
}

async function* ownChannels(client: WebClient) {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const called = await harmless(() =>
      client.users.conversations({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      }),
    );
    if (!called.ok) throw slackProblem('users.conversations', called);
    yield called.value.channels ?? [];
    cursor = called.value.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return;
  }
}

async function* membersOf(client: WebClient, channel: string) {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const called = await harmless(() =>
      client.conversations.members({ channel, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }),
    );
    if (!called.ok) {
      if (called.code === 'channel_not_found' || called.code === 'not_in_channel') return;
      throw slackProblem('conversations.members', called);
    }
    yield called.value.members ?? [];
    cursor = called.value.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return;
  }
}
