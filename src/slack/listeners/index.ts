// The list of doors in Slack.
import type { App } from '@slack/bolt';
import { listenToButtons } from './button.ts';
import { listenToDigestForm } from './digest-form.ts';
import { listenToDirectMessages } from './direct-message.ts';
import { listenToHome } from './home.ts';
import { listenToLinks } from './link.ts';
import type { ListenerDeps } from './listener.ts';
import { listenToMentions } from './mention.ts';
import { listenToRawEvents } from './raw-event.ts';
import { listenToShortcuts } from './shortcut.ts';
import { listenToSlash } from './slash.ts';

export function listenToAll(app: App, deps: ListenerDeps): void {
  listenToSlash(app, deps);
  listenToMentions(app, deps);
  listenToDirectMessages(app, deps);
  listenToButtons(app, deps);
  listenToRawEvents(app, deps);
  listenToShortcuts(app, deps);
  listenToLinks(app, deps);
  listenToHome(app, deps);
  listenToDigestForm(app, deps);
}
