// May our bot see, read or write in this channel? The rules Slack applies to bot tokens, in one place.
// https://docs.slack.dev/reference/scopes/chat.write.public, https://docs.slack.dev/reference/methods/chat.postMessage
import { type Channel, openIm, type State } from './state.ts';

/** A channel, or the error name Slack would answer. */
export type Access = { readonly channel: Channel } | { readonly error: string };

/** A channel the bot may know about: public ones, and private ones it is in. Names ("#incidents") work for writing. */
export function visibleChannel(state: State, reference: string | undefined): Access {
  if (reference === undefined) return { error: 'channel_not_found' };
  const name = reference.replace(/^#/, '');
  const channel =
    state.channels.get(reference) ?? [...state.channels.values()].find((one) => one.kind !== 'im' && one.name === name);
  if (!channel) return { error: 'channel_not_found' };
  // A private channel without us does not exist as far as the API tells.
  if (channel.kind === 'private' && !isMember(state, channel)) return { error: 'channel_not_found' };
  return { channel };
}

/** A channel the bot may post to. A user id stands for the direct message with that person. */
export function writableChannel(state: State, reference: string | undefined, scopes: readonly string[]): Access {
  const person = reference === undefined ? undefined : state.users.get(reference);
  if (person) return person.deleted ? { error: 'channel_not_found' } : { channel: openIm(state, person.id) };
  const found = visibleChannel(state, reference);
  if ('error' in found) return found;
  if (found.channel.archived) return { error: 'is_archived' };
  if (isMember(state, found.channel)) return found;
  return scopes.includes('chat:write.public') ? found : { error: 'not_in_channel' };
}

/** A channel whose messages the bot may read: it has to be in it. */
export function readableChannel(state: State, reference: string | undefined): Access {
  const found = visibleChannel(state, reference);
  if ('error' in found) return found;
  return isMember(state, found.channel) ? found : { error: 'not_in_channel' };
}

function isMember(state: State, channel: Channel): boolean {
  return channel.members.has(state.workspace.bot.userId);
}
