// An asking → the channel and thread it is answered in, and what the asker must be told about that.
import type { WebClient } from '@slack/web-api';
import type { RecordedAsking } from '../domain/state.ts';
import { harmless, slackProblem } from './call.ts';
import type { SlackDirectory } from './directory.ts';
import type { Self } from './own-messages.ts';
import type { Remembered } from './remembered.ts';

export interface Place {
  readonly channelId: string;
  /** null: start one. */
  readonly threadTs: string | null;
  /** Where files go: into the thread, or, where we cannot attach any, to the asker. */
  readonly files: 'here' | 'direct';
  /** mrkdwn to tell the asker; null: nothing. */
  readonly note: string | null;
}

export interface Places {
  of(asking: RecordedAsking): Promise<Place>;
  /** A channel's top level or a thread of it; a public channel is joined, since only a member may attach files. */
  at(channelId: string, threadTs: string | null): Promise<Place>;
  /** The asker's direct messages. */
  direct(asking: RecordedAsking, note: string | null): Promise<Place>;
}

export function places(
  client: WebClient,
  self: Self,
  directory: SlackDirectory,
  directChannels: Remembered<string>,
): Places {
  const direct = async (asking: RecordedAsking, note: string | null): Promise<Place> => ({
    channelId: await directChannels.get(asking.userId),
    threadTs: null,
    files: 'here',
    note,
  });

  const inChannel = async (asking: RecordedAsking): Promise<Place> => {
    const here: Place = { channelId: asking.channelId, threadTs: asking.threadTs, files: 'here', note: null };
    const channel = await directory.channel(asking.channelId);
    if (!channel.visible) return direct(asking, inviteNote(asking.channelId, self));
    if (channel.isMember) return here;
    if (channel.kind !== 'public') return direct(asking, inviteNote(asking.channelId, self));
    // Anyone's app may post in a public channel (chat:write.public), but only a member may attach a file to it.
    const joined = await harmless(() => client.conversations.join({ channel: asking.channelId }));
    directory.forgetChannel(asking.channelId);
    return joined.ok ? here : { ...here, files: 'direct', note: filesNote(self) };
  };

  return {
    direct,
    async at(channelId, threadTs) {
      const channel = await directory.channel(channelId);
      if (channel.visible && !channel.isMember && channel.kind === 'public') {
        await harmless(() => client.conversations.join({ channel: channelId }));
        directory.forgetChannel(channelId);
      }
      return { channelId, threadTs, files: 'here', note: null };
    },
    of(asking) {
      if (asking.door === 'direct-message') {
        return Promise.resolve({ channelId: asking.channelId, threadTs: asking.threadTs, files: 'here', note: null });
      }
      if (asking.private) return direct(asking, null);
      return inChannel(asking);
    },
  };
}

/** There are no direct messages with this person: they left, or are a bot. */
export class NoDirect extends Error {}

const NO_DIRECT: ReadonlySet<string> = new Set([
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'cannot_dm_bot',
]);

/** Opens (or finds) the direct-message channel with a person. Rejects when Slack does not. */
export async function openDirect(client: WebClient, userId: string): Promise<string> {
  const called = await harmless(() => client.conversations.open({ users: userId }));
  const channelId = called.ok ? called.value.channel?.id : undefined;
  if (channelId !== undefined) return channelId;
  if (!called.ok && NO_DIRECT.has(called.code)) throw new NoDirect(slackProblem('conversations.open', called).message);
  throw slackProblem('conversations.open', called.ok ? { code: 'no_channel' } : called);
}

export function inviteNote(channelId: string, self: Self): string {
  return (
    `You asked in <#${channelId}>, where I cannot post because I am not a member, so the answer is here. ` +
    `Type \`/invite @${self.userName}\` there to have answers in the channel.`
  );
}

export function goneNote(): string {
  return 'The thread this belongs to was deleted, so it comes to you as a direct message.';
}

export function inviteHint(self: Self): string {
  return (
    'I am not a member of this private channel, so I answer you in a direct message. ' +
    `Type \`/invite @${self.userName}\` here to have answers in the channel.`
  );
}

export function filesNote(self: Self): string {
  return (
    'The file could not be attached here, because I am not a member of this channel; it went to the asker as a direct ' +
    `message. Type \`/invite @${self.userName}\` here to have it attached.`
  );
}
