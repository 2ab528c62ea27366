// The manifest asks for what the code uses, and for nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { METHODS } from '../../src/fakes/slack/methods/index.ts';
import { eventLink } from '../../src/follow-up/event-link.ts';
import { WHO_DID_THIS } from '../../src/render/modals/who-did-this-modal.ts';
import { SLASH_COMMAND } from '../../src/slack/listeners/slash.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(ROOT, 'deploy/slack-manifest.json'), 'utf8'));
const scopes: readonly string[] = manifest.oauth_config.scopes.bot;
const code = readdirSync(join(ROOT, 'src/slack'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(ROOT, 'src/slack', name), 'utf8'))
  .join('\n');

/** The client's methods as called (`client.chat.postMessage`), and the three steps of an upload. */
const called = new Set([...code.matchAll(/client\.([a-z]+(?:\.[a-zA-Z]+)+)\(/g)].map((match) => match[1] ?? ''));
if (code.includes('client.filesUploadV2(')) {
  called.add('files.getUploadURLExternal').add('files.completeUploadExternal');
}

it('has a scope for every call', () => {
  expect(called.size).toBeGreaterThan(10);
  for (const name of called) {
    const needed = METHODS.get(name)?.scopes;
    expect(needed, `${name} is not known to the fake`).toBeDefined();
    const granted = needed?.length === 0 || needed?.some((scope) => scopes.includes(scope));
    expect(granted, `${name} needs one of ${needed?.join(', ')}`).toBe(true);
  }
});

it('asks for no scope that nothing needs', () => {
  const needed = new Set([...called].flatMap((name) => METHODS.get(name)?.scopes ?? []));
  // For what Slack sends us, and for posting in public channels without being a member.
  const besides = ['app_mentions:read', 'commands', 'chat:write.public', 'links:read'];
  expect(scopes.filter((scope) => !needed.has(scope) && !besides.includes(scope))).toEqual([]);
});

it('names the one slash command and the events that are listened to', () => {
  expect(manifest.features.slash_commands.map((each: { command: string }) => each.command)).toEqual([SLASH_COMMAND]);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([
    'app_home_opened',
    'app_mention',
    'link_shared',
    'message.im',
  ]);
  expect(code).toContain("app.event('app_home_opened'");
  expect(code).toContain("app.event('app_mention'");
  expect(code).toContain("app.event('message'");
  expect(code).toContain("app.event('link_shared'");
});

it('names the message shortcut that is listened to, and only the consoles of AWS to be unfurled', () => {
  const [shortcut, ...others] = manifest.features.shortcuts;
  expect(shortcut).toMatchObject({ type: 'message', callback_id: WHO_DID_THIS });
  expect(shortcut.description.length).toBeLessThanOrEqual(150);
  expect(others).toEqual([]);
  for (const domain of manifest.features.unfurl_domains) {
    const link = `https://us-east-1.${domain}/cloudtrailv2/home?region=us-east-1#/events/9b0e3f5c-1111-4222-8333-123456789abc`;
    expect(eventLink(link)).toEqual({ eventId: '9b0e3f5c-1111-4222-8333-123456789abc', region: 'us-east-1' });
  }
});
