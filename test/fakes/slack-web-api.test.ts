// The fake's Web API as the real WebClient sees it: rights, refusals, limits on order, broken connections.
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { ALL_SCOPES } from '../../src/fakes/slack/workspace.ts';
import { clientOf, SECRETS, startFake } from './bolt-stage.ts';

let nowMs = Date.UTC(2026, 10, 22, 12);
let fake: FakeSlack;
let client: WebClient;
beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 22, 12);
  fake = await startFake({ clock: () => nowMs });
  client = clientOf(fake);
});
afterEach(() => fake.close());

const post = (channel: string, text = 'hello', more = {}) => client.chat.postMessage({ channel, text, ...more });

describe('who may post where', () => {
  it('posts to a public channel without being in it, thanks to chat:write.public', async () => {
    expect(await post(SAMPLE.quiet)).toMatchObject({ ok: true, channel: SAMPLE.quiet });
  });

  it('refuses that without the scope, and says which scope a method lacks', async () => {
    const poor = await startFake({ scopes: ALL_SCOPES.filter((scope) => !/public|users:read/.test(scope)) });
    const poorClient = clientOf(poor);
    await expect(poorClient.chat.postMessage({ channel: SAMPLE.quiet, text: 'x' })).rejects.toThrow('not_in_channel');
    await expect(poorClient.users.info({ user: SAMPLE.admin })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read' },
    });
    await poor.close();
  });

  it('does not know a private channel it is not in', async () => {
    await expect(post(SAMPLE.secret)).rejects.toThrow('channel_not_found');
    await expect(client.conversations.info({ channel: SAMPLE.secret })).rejects.toThrow('channel_not_found');
    expect(await post(SAMPLE.security)).toMatchObject({ ok: true });
  });

  it('reads history and shares files only where it is a member', async () => {
    const { ts } = await post(SAMPLE.quiet);
    await expect(client.conversations.replies({ channel: SAMPLE.quiet, ts: String(ts) })).rejects.toThrow(
      'not_in_channel',
    );
    const upload = client.files.uploadV2({ channel_id: SAMPLE.quiet, filename: 'a.csv', content: 'a' });
    await expect(upload).rejects.toThrow('not_in_channel');
    await client.conversations.join({ channel: SAMPLE.quiet });
    expect(await client.conversations.replies({ channel: SAMPLE.quiet, ts: String(ts) })).toMatchObject({ ok: true });
  });

  it('refuses replies to nothing and to replies', async () => {
    const parent = await post(SAMPLE.incidents);
    const reply = await post(SAMPLE.incidents, 're', { thread_ts: parent.ts });
    await expect(post(SAMPLE.incidents, 'x', { thread_ts: '1.000001' })).rejects.toThrow('thread_not_found');
    await expect(post(SAMPLE.incidents, 'x', { thread_ts: reply.ts })).rejects.toThrow('cannot_reply_to_message');
  });

  it('changes only its own messages', async () => {
    const { message } = await fake.say('mine', { user: SAMPLE.member, channel: SAMPLE.incidents });
    const theirs = { channel: SAMPLE.incidents, ts: message.ts };
    await expect(client.chat.update({ ...theirs, text: 'x' })).rejects.toThrow('cant_update_message');
    await expect(client.chat.delete(theirs)).rejects.toThrow('cant_delete_message');
  });

  it('shows an ephemeral message only to somebody who is in the channel', async () => {
    const toGuest = { channel: SAMPLE.security, user: SAMPLE.guest, text: 'x' };
    await expect(client.chat.postEphemeral(toGuest)).rejects.toThrow('user_not_in_channel');
    await client.chat.postEphemeral({ ...toGuest, user: SAMPLE.member });
    expect(fake.ephemerals(SAMPLE.member)).toHaveLength(1);
  });
});

describe('what it tells', () => {
  it('gives a person’s zone and locale, and hides nothing about guests and strangers', async () => {
    const { user } = await client.users.info({ user: SAMPLE.guest, include_locale: true });
    expect(user).toMatchObject({ tz: 'Asia/Tokyo', tz_offset: 32_400, locale: 'en-US', is_restricted: true });
    expect((await client.users.info({ user: SAMPLE.stranger })).user).toMatchObject({ is_stranger: true });
    expect((await client.users.info({ user: SAMPLE.leaver })).user).toMatchObject({ deleted: true });
  });

  it('gives metadata back only when asked, page by page with the parent first', async () => {
    const metadata = { event_type: 'whodid', event_payload: { answer: 'a1' } };
    const parent = await post(SAMPLE.incidents, 'parent');
    for (const text of ['one', 'two', 'three']) await post(SAMPLE.incidents, text, { thread_ts: parent.ts, metadata });
    const thread = { channel: SAMPLE.incidents, ts: String(parent.ts), limit: 2 };
    const first = await client.conversations.replies({ ...thread, include_all_metadata: true });
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.replies({ ...thread, cursor });
    expect(first.messages?.map((one) => one.text)).toEqual(['parent', 'one']);
    expect(second.messages?.map((one) => one.text)).toEqual(['two', 'three']);
    expect(first.messages?.[1]).toMatchObject({ metadata });
    expect(second.messages?.[0]).not.toHaveProperty('metadata');
  });

  it('keeps what an update leaves out, and removes what it empties', async () => {
    const blocks = [{ type: 'divider' as const }];
    const { ts } = await post(SAMPLE.incidents, 'first', { blocks });
    const own = { channel: SAMPLE.incidents, ts: String(ts) };
    await client.chat.update({ ...own, text: 'second' });
    expect(fake.messages(SAMPLE.incidents)[0]?.blocks).toHaveLength(1);
    await client.chat.update({ ...own, text: 'third', blocks: [] });
    expect(fake.messages(SAMPLE.incidents)[0]).toMatchObject({ text: 'third', blocks: [] });
  });

  it('answers unknown methods, missing and wrong tokens as Slack does', async () => {
    await expect(client.apiCall('no.such.method')).rejects.toMatchObject({ data: { error: 'unknown_method' } });
    await expect(clientOf(fake, 'xoxb-wrong').auth.test()).rejects.toThrow('invalid_auth');
    await expect(clientOf(fake, SECRETS.appToken).auth.test()).rejects.toThrow('not_allowed_token_type');
    await expect(client.apps.connections.open()).rejects.toThrow('not_allowed_token_type');
  });

  it('keeps tokens out of its log', async () => {
    await client.chat.postMessage({ token: SECRETS.botToken, channel: SAMPLE.incidents, text: 'x' });
    expect(JSON.stringify(fake.calls)).not.toContain(SECRETS.botToken);
    expect(fake.calls).toMatchObject([{ method: 'chat.postMessage', ok: true, atMs: nowMs }]);
  });
});

describe('troubles on order', () => {
  it('limits the rate once, with the wait in the answer', async () => {
    fake.inject({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSec: 7 });
    await expect(post(SAMPLE.incidents)).rejects.toMatchObject({ retryAfter: 7 });
    expect(await post(SAMPLE.incidents)).toMatchObject({ ok: true });
  });

  it('limits a channel to one message a second when told to', async () => {
    fake.settings.oneMessagePerSecond = true;
    await post(SAMPLE.incidents);
    await expect(post(SAMPLE.incidents)).rejects.toMatchObject({ retryAfter: 1 });
    nowMs += 1001;
    expect(await post(SAMPLE.incidents)).toMatchObject({ ok: true });
  });

  it('breaks the connection before or after the message was stored', async () => {
    fake.inject({ method: 'chat.postMessage', kind: 'drop-before' });
    await expect(post(SAMPLE.incidents, 'lost')).rejects.toThrow();
    fake.inject({ method: 'chat.postMessage', kind: 'drop-after' });
    await expect(post(SAMPLE.incidents, 'kept')).rejects.toThrow();
    expect(fake.messages(SAMPLE.incidents).map((message) => message.text)).toEqual(['kept']);
  });

  it('holds the answer back while the message stands: the moment to kill the caller', async () => {
    fake.inject({ method: 'chat.postMessage', kind: 'hold-after' });
    let answered = false;
    const pending = post(SAMPLE.incidents, 'accepted').finally(() => {
      answered = true;
    });
    await fake.waitFor(() => fake.messages(SAMPLE.incidents).length === 1);
    expect(answered).toBe(false);
    const broken = expect(pending).rejects.toThrow();
    await fake.close();
    await broken;
    fake = await startFake();
  });

  it('plays a fault only on the call that fits', async () => {
    fake.inject({ method: 'chat.postMessage', kind: 'error', error: 'fatal_error', argsInclude: 'second' });
    expect(await post(SAMPLE.incidents, 'first')).toMatchObject({ ok: true });
    await expect(post(SAMPLE.incidents, 'second')).rejects.toThrow('fatal_error');
    expect(await post(SAMPLE.incidents, 'second')).toMatchObject({ ok: true });
  });

  it('refuses tables in a workspace that does not have them yet', async () => {
    const table = { type: 'table' as const, rows: [[{ type: 'raw_text' as const, text: 'who' }]] };
    expect(await post(SAMPLE.incidents, 'x', { blocks: [table] })).toMatchObject({ ok: true });
    fake.settings.nativeTables = false;
    await expect(post(SAMPLE.incidents, 'x', { blocks: [table] })).rejects.toMatchObject({
      data: { error: 'invalid_blocks', response_metadata: { messages: [expect.stringContaining('/blocks/0')] } },
    });
  });
});

describe('triggers', () => {
  const view = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'Hi' },
    blocks: [{ type: 'divider' as const }],
  };
  const issue = async () => {
    const { triggerId } = await fake.shortcut('any', { user: SAMPLE.admin });
    return triggerId;
  };

  it('open one view, once, within three seconds', async () => {
    const trigger = await issue();
    expect(await client.views.open({ trigger_id: trigger, view })).toMatchObject({ ok: true });
    await expect(client.views.open({ trigger_id: trigger, view })).rejects.toThrow('exchanged_trigger_id');
    await expect(client.views.open({ trigger_id: '1.2.invented', view })).rejects.toThrow('invalid_trigger_id');
    const late = await issue();
    nowMs += 3001;
    await expect(client.views.open({ trigger_id: late, view })).rejects.toThrow('expired_trigger_id');
  });

  it('push at most two views on the first', async () => {
    await client.views.open({ trigger_id: await issue(), view });
    await client.views.push({ trigger_id: await issue(), view });
    await client.views.push({ trigger_id: await issue(), view });
    await expect(client.views.push({ trigger_id: await issue(), view })).rejects.toThrow('push_limit_reached');
  });
});
