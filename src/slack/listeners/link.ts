// A message with addresses of events in the CloudTrail console → an asking whose answer is shown under them. Who pasted
// them is who asks: where they may not, nothing is sent, and where the channel is known to be closed, nothing is kept.
import type { App } from '@slack/bolt';
import { textOf } from '../../domain/wanted.ts';
import { eventLink } from '../../follow-up/event-link.ts';
import { askingFrom } from '../delivery.ts';
import { type ListenerDeps, personFrom } from './listener.ts';

/** Cards under one message. */
const LINKS_MAX = 5;

export function listenToLinks(app: App, deps: ListenerDeps): void {
  app.event('link_shared', async ({ event }) => {
    // While somebody still types, the message has no place and no time yet.
    if (event.source === 'composer' || event.user === deps.self.userId || !/^[UW]/.test(event.user ?? '')) return;
    const links = event.links.map(({ url }) => url).filter((url) => eventLink(url) !== null && !/\s/.test(url));
    if (links.length === 0) return;
    const shown = [...new Set(links)].slice(0, LINKS_MAX);
    const asking = askingFrom(
      {
        teamId: deps.self.teamId,
        door: 'link',
        // An edit that leaves the links as they are is the same message.
        deliveryKey: [event.channel, event.message_ts, ...shown].join('/'),
        userId: event.user,
        channelId: event.channel,
        channelKind: null,
        // The message itself, wherever it stands: the cards are put under it.
        threadTs: event.message_ts,
        typed: textOf({ kind: 'unfurl', links: shown }),
      },
      deps.clock(),
    );
    await deps.door.admit(asking, personFrom(event.user, undefined, deps.self.teamId));
  });
}
