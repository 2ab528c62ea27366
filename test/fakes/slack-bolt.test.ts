// The real Bolt app and WebClient against the fake, over HTTP and over Socket Mode: the same story both ways.
import { afterEach, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { type BoltStage, startHttpStage, startSocketStage } from './bolt-stage.ts';

const IN_INCIDENTS = { user: SAMPLE.member, channel: SAMPLE.incidents };

let running: BoltStage | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});

describe.each([
  ['HTTP', startHttpStage],
  ['Socket Mode', startSocketStage],
] as const)('a Bolt app over %s', (_name, start) => {
  it('answers a slash command in a thread, updates it, uploads a CSV and hears a button', async () => {
    running = await start();
    const { fake, app } = running;
    const pressed: string[] = [];
    app.command('/whodid', async ({ command, ack, client }) => {
      await ack();
      const parent = await client.chat.postMessage({ channel: command.channel_id, text: `asked: ${command.text}` });
      const thread_ts = String(parent.ts);
      const progress = await client.chat.postMessage({
        channel: command.channel_id,
        thread_ts,
        text: 'looking',
        metadata: { event_type: 'whodid_answer', event_payload: { answer: 'a1' } },
      });
      await client.files.uploadV2({
        channel_id: command.channel_id,
        thread_ts,
        filename: 'events.csv',
        content: 'event,who\nTerminateInstances,sam\n',
      });
      await client.chat.update({
        channel: command.channel_id,
        ts: String(progress.ts),
        text: 'done',
        blocks: [
          { type: 'section', text: { type: 'mrkdwn', text: '*sam* did' } },
          { type: 'actions', elements: [button('more')] },
        ],
      });
    });
    app.action('more', async ({ ack, action, body, respond }) => {
      await ack();
      pressed.push('value' in action ? String(action.value) : '', body.user.id);
      await respond({ text: 'only for you', replace_original: false });
    });

    const slash = await fake.slash('/whodid', 'i-0abc terminate', IN_INCIDENTS);
    expect(slash).toMatchObject({ ok: true });
    const answer = await fake.waitFor(() => fake.messages(SAMPLE.incidents).find((message) => message.text === 'done'));
    const [parent, progress, upload] = fake.messages(SAMPLE.incidents);
    expect(parent?.text).toBe('asked: i-0abc terminate');
    expect(progress?.threadTs).toBe(parent?.ts);
    expect(progress?.metadata).toEqual({ event_type: 'whodid_answer', event_payload: { answer: 'a1' } });
    expect(upload?.threadTs).toBe(parent?.ts);
    expect(fake.files()[0]?.bytes?.toString()).toBe('event,who\nTerminateInstances,sam\n');

    const press = await fake.click(answer.ts, 'more', { user: SAMPLE.member });
    expect(press.ok).toBe(true);
    const [shown] = await fake.waitFor(
      () => fake.ephemerals(SAMPLE.member).length > 0 && fake.ephemerals(SAMPLE.member),
    );
    expect(shown?.text).toBe('only for you');
    expect(pressed).toEqual(['page-2', SAMPLE.member]);
    expect(fake.ephemerals(SAMPLE.admin)).toEqual([]);
  });

  it('hears mentions in channels and threads, and direct messages, once each', async () => {
    running = await start();
    const { fake, app } = running;
    const heard: string[] = [];
    app.event('app_mention', async ({ event }) => {
      heard.push(`mention ${event.text} ${event.thread_ts ?? ''}`);
    });
    app.message(async ({ message }) => {
      if (message.subtype === undefined) heard.push(`message ${message.channel_type} ${message.text ?? ''}`);
    });
    const first = await fake.mention('who stopped i-0abc', IN_INCIDENTS);
    await fake.mention('and when', { ...IN_INCIDENTS, threadTs: first.message.ts });
    await fake.directMessage('who made s3://x & y', { user: SAMPLE.admin });
    await fake.say('nothing for the bot', IN_INCIDENTS);
    await fake.waitFor(() => heard.length >= 3);
    expect(heard).toEqual([
      `mention <@${SAMPLE.bot}> who stopped i-0abc `,
      `mention <@${SAMPLE.bot}> and when ${first.message.ts}`,
      'message im who made s3://x &amp; y',
    ]);
  });

  it('opens a modal once with a fresh trigger, takes its submission and shows its errors', async () => {
    running = await start();
    const { fake, app } = running;
    const reasons: unknown[] = [];
    app.shortcut('ask', async ({ ack, client, shortcut }) => {
      await ack();
      await client.views.open({ trigger_id: shortcut.trigger_id, view: REASON_VIEW });
    });
    app.view('reason_view', async ({ ack, view }) => {
      const reason = view.state.values.why?.reason?.value;
      reasons.push(reason);
      if (reason === 'x') await ack({ response_action: 'errors', errors: { why: 'say more' } });
      else await ack();
    });
    await fake.shortcut('ask', { user: SAMPLE.admin });
    await fake.waitFor(() => fake.views(SAMPLE.admin).length === 1);
    expect(await fake.submitView(SAMPLE.admin, {})).toMatchObject({ ok: false, missing: ['why'] });
    expect(await fake.submitView(SAMPLE.admin, { reason: 'x' })).toMatchObject({ errors: { why: 'say more' } });
    expect(fake.views(SAMPLE.admin)).toHaveLength(1);
    expect(await fake.submitView(SAMPLE.admin, { reason: 'an incident' })).toMatchObject({ ok: true });
    expect(fake.views(SAMPLE.admin)).toHaveLength(0);
    expect(reasons).toEqual(['x', 'an incident']);
  });

  it('shows an acknowledgement with text to the asker alone', async () => {
    running = await start();
    const { fake, app } = running;
    app.command('/whodid', ({ ack }) => ack({ response_type: 'ephemeral', text: 'type help' }));
    await fake.slash('/whodid', '', IN_INCIDENTS);
    expect(fake.ephemerals(SAMPLE.member)[0]?.text).toBe('type help');
    expect(fake.messages(SAMPLE.incidents)).toEqual([]);
  });
});

describe('Socket Mode', () => {
  it('reconnects after Slack asked for it, and after a cut', async () => {
    running = await startSocketStage();
    const { fake, app } = running;
    app.command('/whodid', ({ ack }) => ack('here'));
    for (const how of ['refresh', 'cut'] as const) {
      fake.socket.disconnect(how);
      await fake.waitFor(() => fake.socket.connections() === 0);
      await retryUntil(() => fake.socket.connections() === 1);
      expect(await fake.slash('/whodid', 'x', IN_INCIDENTS)).toMatchObject({ ok: true });
    }
  });

  it('answers dispatch_failed when nobody is connected', async () => {
    running = await startSocketStage();
    const { fake, app } = running;
    await app.stop();
    const slash = await fake.slash('/whodid', 'x', IN_INCIDENTS);
    expect(slash).toMatchObject({ ok: false, error: 'dispatch_failed' });
    expect(slash.notice).toContain('dispatch_failed');
  });
});

const REASON_VIEW = {
  type: 'modal' as const,
  callback_id: 'reason_view',
  title: { type: 'plain_text' as const, text: 'Why' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'why',
      label: { type: 'plain_text' as const, text: 'Reason' },
      element: { type: 'plain_text_input' as const, action_id: 'reason' },
    },
  ],
};

function button(actionId: string) {
  return {
    type: 'button' as const,
    action_id: actionId,
    text: { type: 'plain_text' as const, text: 'More' },
    value: 'page-2',
  };
}

async function retryUntil(look: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!look()) {
    if (Date.now() > deadline) throw new Error('did not happen within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
