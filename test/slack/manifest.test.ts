// The manifest asks for what the code uses, and for nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { METHODS } from '../../src/fakes/slack/methods/index.ts';
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
  const besides = ['app_mentions:read', 'commands', 'chat:write.public'];
  expect(scopes.filter((scope) => !needed.has(scope) && !besides.includes(scope))).toEqual([]);
});

it('names the one slash command and the events that are listened to', () => {
  expect(manifest.features.slash_commands.map((each: { command: string }) => each.command)).toEqual([SLASH_COMMAND]);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(['app_mention', 'message.im']);
  expect(code).toContain("app.event('app_mention'");
  expect(code).toContain("app.event('message'");
});
