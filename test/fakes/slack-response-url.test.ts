// response_url as Slack keeps it: five uses, thirty minutes, private by default, and able to change its origin.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { clientOf, startFake } from './bolt-stage.ts';

let nowMs = Date.UTC(2026, 10, 22, 12);
let fake: FakeSlack;
beforeEach(async () => {
  fake = await startFake({ clock: () => nowMs });
});
afterEach(() => fake.close());

async function respond(url: string | undefined, body: unknown) {
  const response = await fetch(String(url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { error?: string } };
}

const slash = (channel: string) => fake.slash('/whodid', 'x', { user: SAMPLE.admin, channel });

it('takes five answers, no sixth', async () => {
  const { responseUrl } = await slash(SAMPLE.incidents);
  for (let use = 1; use <= 5; use += 1) expect((await respond(responseUrl, { text: `${use}` })).status).toBe(200);
  expect(await respond(responseUrl, { text: '6' })).toMatchObject({ status: 404, body: { error: 'used_url' } });
  expect(fake.ephemerals(SAMPLE.admin).map((one) => one.text)).toEqual(['1', '2', '3', '4', '5']);
});

it('takes nothing after thirty minutes', async () => {
  const { responseUrl } = await slash(SAMPLE.incidents);
  nowMs += 30 * 60_000 + 1;
  expect(await respond(responseUrl, { text: 'late' })).toMatchObject({ body: { error: 'expired_url' } });
});

it('works in a private channel the bot is not in, for one or for all', async () => {
  const { responseUrl } = await slash(SAMPLE.secret);
  await respond(responseUrl, { text: 'invite me' });
  await respond(responseUrl, { text: 'for all', response_type: 'in_channel' });
  expect(fake.ephemerals(SAMPLE.admin, SAMPLE.secret).map((one) => one.text)).toEqual(['invite me']);
  expect(fake.messages(SAMPLE.secret).map((one) => one.text)).toEqual(['for all']);
});

it('replaces and deletes the message its button was on, ephemeral ones too', async () => {
  const { responseUrl } = await slash(SAMPLE.incidents);
  const blocks = [{ type: 'actions', elements: [{ type: 'button', action_id: 'go', text: plain('Go') }] }];
  await respond(responseUrl, { text: 'choose', blocks });
  const shown = fake.ephemerals(SAMPLE.admin)[0];
  const press = await fake.click(String(shown?.ts), 'go', { user: SAMPLE.admin });
  await respond(press.responseUrl, { text: 'chosen', replace_original: true });
  expect(fake.ephemerals(SAMPLE.admin)).toMatchObject([{ text: 'chosen', blocks: [] }]);

  const posted = await clientOf(fake).chat.postMessage({ channel: SAMPLE.incidents, text: 'all', blocks });
  const other = await fake.click(String(posted.ts), 'go', { user: SAMPLE.guest });
  await respond(other.responseUrl, { delete_original: true });
  expect(fake.messages(SAMPLE.incidents)).toEqual([]);
});

it('refuses blocks Slack would refuse, and says so', async () => {
  const { responseUrl } = await slash(SAMPLE.incidents);
  const blocks = [{ type: 'header', text: plain('x'.repeat(151)) }];
  expect(await respond(responseUrl, { text: 'x', blocks })).toMatchObject({
    status: 400,
    body: { error: 'invalid_blocks' },
  });
});

it('refuses slash commands in threads, as the client does', async () => {
  const parent = await fake.say('a thread', { user: SAMPLE.admin, channel: SAMPLE.incidents });
  const result = await fake.slash('/whodid', 'x', {
    user: SAMPLE.admin,
    channel: SAMPLE.incidents,
    threadTs: parent.message.ts,
  });
  expect(result).toMatchObject({ ok: false, error: 'not_supported_in_threads' });
  expect(fake.deliveries).toHaveLength(0);
});

function plain(text: string) {
  return { type: 'plain_text', text };
}
