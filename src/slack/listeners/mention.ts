// `@whodid …` in a channel or a thread → an asking that is answered in that thread.

import type { App } from '@slack/bolt';
import type { AppMentionEvent } from '@slack/types';
import { askingFrom } from '../delivery.ts';
import { plainText, withoutMention } from '../plain-text.ts';
import { type ListenerDeps, personFrom } from './listener.ts';
import { whisperAtDoor } from './whisper.ts';

export function listenToMentions(app: App, deps: ListenerDeps): void {
  app.event('app_mention', async ({ event, body }) => {
    // Mentions by apps, and mentions added by editing a message that was asked (or not) before.
    if (event.user === undefined || event.bot_id !== undefined || event.edited !== undefined) return;
    const asking = askingFrom(
      {
        teamId: deps.self.teamId,
        door: 'mention',
        deliveryKey: body.event_id,
        userId: event.user,
        channelId: event.channel,
        channelKind: null,
        threadTs: event.thread_ts ?? event.ts,
        typed: plainText(withoutMention(event.text, deps.self.userId)),
      },
      deps.clock(),
    );
    const admission = await deps.door.admit(asking, personFrom(event.user, teamOf(event), deps.self.teamId));
    if (admission.kind === 'failed') void whisperAtDoor(deps, asking, admission.text);
    if (admission.kind === 'recorded' && asking.private) void whisperAtDoor(deps, asking, PRIVATELY);
  });
}

const PRIVATELY = 'On it. The answer comes as a direct message: only you will see it.';

/** In shared channels an event says which workspace its author is from. */
function teamOf(event: AppMentionEvent & { readonly user_team?: string }): string | undefined {
  return event.user_team ?? event.team;
}
