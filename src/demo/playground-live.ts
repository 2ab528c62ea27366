// Live changes for one person as server-sent events: a change arrives as the thing itself, ready to show.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Change } from '../fakes/slack/state.ts';
import { SECURITY_HEADERS } from './playground-guard.ts';
import { showMessage, showNote, showView } from './playground-view.ts';

/** How often a comment keeps the connection open, milliseconds. */
const HEARTBEAT_MS = 20_000;

/** Streams until the browser goes away. */
export function streamChanges(fake: FakeSlack, user: string, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    connection: 'keep-alive',
  });
  response.write('retry: 1000\n\n');
  const stop = fake.onChange((change) => {
    const shown = showChange(fake, user, change);
    if (shown) response.write(`data: ${JSON.stringify(shown)}\n\n`);
  });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  request.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}

/** A change as the page takes it, or undefined when it is not for this person's eyes. */
export function showChange(fake: FakeSlack, user: string, change: Change): object | undefined {
  switch (change.kind) {
    case 'message':
    case 'message-changed':
    case 'message-deleted': {
      if (!fake.state.channels.get(change.message.channel)?.members.has(user)) return undefined;
      return { kind: change.kind, message: showMessage(fake, change.message) };
    }
    case 'ephemeral':
    case 'ephemeral-changed':
    case 'ephemeral-deleted': {
      if (change.ephemeral.recipient !== user) return undefined;
      return { kind: change.kind.replace('ephemeral', 'message'), message: showNote(fake, change.ephemeral) };
    }
    case 'view-opened':
    case 'view-changed':
    case 'view-closed':
      return change.view.user === user ? { kind: 'views', views: fake.views(user).map(showView) } : undefined;
    case 'home': {
      const home = change.user === user ? fake.home(user) : undefined;
      return home ? { kind: 'home', home: showView(home) } : undefined;
    }
    case 'file':
    case 'call':
      return undefined;
    default:
      return change satisfies never;
  }
}
