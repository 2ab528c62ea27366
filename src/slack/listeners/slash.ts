// `/whodid …` → the command its text calls; what that says goes into the acknowledgement, which only the asker sees.
import type { App, RespondFn, SlashCommand } from '@slack/bolt';
import type { Asking, ChannelKind } from '../../domain/asking.ts';
import { askingFrom } from '../delivery.ts';
import { inviteHint } from '../place.ts';
import { plainText } from '../plain-text.ts';
import { type ListenerDeps, personFrom } from './listener.ts';

export const SLASH_COMMAND = '/whodid';

export function listenToSlash(app: App, deps: ListenerDeps): void {
  app.command(SLASH_COMMAND, async ({ command, ack, respond }) => {
    const asking = askingOf(command, deps);
    const person = personFrom(command.user_id, command.team_id, deps.self.teamId);
    const called = deps.commandFor(asking.text);
    const { text, recorded } = await called.run({ asking, person, commands: deps.commands }, deps.door);
    if (text === '') await ack();
    else await ack({ response_type: 'ephemeral', text });
    if (recorded && !asking.private && asking.channelKind !== 'direct') await hintToInvite(asking, deps, respond);
  });
}

function askingOf(command: SlashCommand, deps: ListenerDeps): Asking {
  const delivery = {
    teamId: deps.self.teamId,
    door: 'slash',
    deliveryKey: command.trigger_id,
    userId: command.user_id,
    channelId: command.channel_id,
    channelKind: kindOf(command),
    threadTs: null,
    typed: plainText(command.text ?? ''),
  } as const;
  return askingFrom(delivery, deps.clock());
}

/** Slack writes a fixed name where it does not tell the channel's own; for all others the worker asks. */
function kindOf(command: SlashCommand): ChannelKind | null {
  if (command.channel_name === 'directmessage' || command.channel_id.startsWith('D')) return 'direct';
  if (command.channel_name === 'privategroup') return 'private';
  return command.channel_name.startsWith('mpdm-') ? 'group' : null;
}

/**
 * Says in a private channel we are not in that the answer went elsewhere. Only the command's response_url reaches such
 * a channel, and it lets anybody who has it post there: it stays in this function and is never stored or queued. If
 * this process dies first, the direct message says the same.
 */
async function hintToInvite(asking: Asking, deps: ListenerDeps, respond: RespondFn): Promise<void> {
  try {
    const channel = await deps.directory.channel(asking.channelId);
    if (channel.isMember || channel.kind === 'public') return;
    await respond({ response_type: 'ephemeral', text: inviteHint(deps.self) });
  } catch (error) {
    deps.warn('the hint to invite the bot could not be shown', error);
  }
}
