// A direct message to the bot → an asking that is answered in a thread under it. Everything but a person's own new words
// is left alone: edits, deletions, joins, other apps, ourselves.
import type { App } from '@slack/bolt';
import { askingFrom } from '../delivery.ts';
import { plainText, withoutMention } from '../plain-text.ts';
import { type ListenerDeps, personFrom } from './listener.ts';
import { whisperAtDoor } from './whisper.ts';

interface TypedMessage {
  readonly user: string;
  readonly text: string;
  readonly ts: string;
  readonly channel: string;
  readonly thread_ts?: string;
  readonly user_team?: string;
  readonly team?: string;
}

export function listenToDirectMessages(app: App, deps: ListenerDeps): void {
  app.event('message', async ({ event, body }) => {
    if (!isTyped(event)) return;
    const asking = askingFrom(
      {
        teamId: deps.self.teamId,
        door: 'direct-message',
        deliveryKey: body.event_id,
        userId: event.user,
        channelId: event.channel,
        channelKind: 'direct',
        threadTs: event.thread_ts ?? event.ts,
        typed: plainText(withoutMention(event.text, deps.self.userId)),
      },
      deps.clock(),
    );
    const team = event.user_team ?? event.team;
    const admission = await deps.door.admit(asking, personFrom(event.user, team, deps.self.teamId));
    if (admission.kind === 'failed') void whisperAtDoor(deps, asking, admission.text);
  });
}

/** Subtypes under which a person's own new message arrives. https://docs.slack.dev/reference/events/message/ */
const TYPED_SUBTYPES: readonly unknown[] = [undefined, 'file_share', 'thread_broadcast'];

function isTyped(event: object): event is TypedMessage {
  const it: { [name: string]: unknown } = { ...event };
  if (it.channel_type !== 'im' || !TYPED_SUBTYPES.includes(it.subtype)) return false;
  if (it.bot_id !== undefined || it.app_id !== undefined || it.edited !== undefined) return false;
  return ['user', 'text', 'ts', 'channel'].every((name) => typeof it[name] === 'string');
}
