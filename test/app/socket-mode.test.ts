// Socket Mode with nothing configured: direct messages of full members are answered, and nothing else is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { sampleAnswer } from '../render/sample-replies.ts';
import { answersIn, purposeOf, type Stage, startStage } from './stage.ts';

let stage: Stage;
let fake: FakeSlack;
beforeAll(async () => {
  stage = await startStage({
    mode: 'socket',
    settings: { ALLOWED_CHANNELS: '', CSV: 'on-demand', NOTIFY_AFTER_MS: '0' },
    parts: { progressAfterMs: 1, progressEveryMs: 10, ask: slowly },
  });
  fake = stage.fake;
}, 60_000);
afterAll(() => stage.stop());

async function slowly() {
  await new Promise((resolve) => setTimeout(resolve, 60));
  return sampleAnswer();
}

const SAM = { user: SAMPLE.admin };

describe('a direct message', () => {
  it('is answered under itself: progress becomes the answer, the asker is told, the CSV waits for its button', async () => {
    const { message } = await fake.directMessage('i-0123456789abcdef0 terminate', SAM);
    const im = fake.imOf(SAMPLE.admin);
    const notice = await fake.waitFor(() => fake.messages(im).find((it) => purposeOf(it) === 'notice'));
    expect(notice.text).toContain(`<@${SAMPLE.admin}>`);
    const replies = fake.messages(im, message.ts).slice(1);
    expect(replies.map(purposeOf)).toEqual(['answer', 'notice']);
    expect(replies[0]?.editedTs).toBeDefined();
    expect(fake.files()).toEqual([]);
    await fake.click(replies[0]?.ts ?? '', 'get_csv', SAM);
    const file = await fake.waitFor(() => fake.files().find((it) => it.shares.length > 0));
    expect(file.shares[0]?.threadTs).toBe(message.ts);
  });

  it('of the bot itself, or changed, is no question', async () => {
    const im = fake.imOf(SAMPLE.admin);
    const before = answersIn(fake, im).length;
    await fake.event({
      type: 'message',
      subtype: 'message_changed',
      channel: im,
      channel_type: 'im',
      message: { type: 'message', user: SAMPLE.admin, text: 'who deleted it', ts: '1.1' },
      ts: '1.2',
    });
    await fake.directMessage('help', SAM);
    await fake.waitFor(() => answersIn(fake, im).length > before);
    expect(answersIn(fake, im)).toHaveLength(before + 1);
    expect(answersIn(fake, im).at(-1)?.text).toContain('Ask who did something in AWS');
  });

  it('that asks how a question is read is not searched for', async () => {
    const im = fake.imOf(SAMPLE.member);
    await fake.directMessage('explain i-0abc terminate', { user: SAMPLE.member });
    await fake.waitFor(() => answersIn(fake, im).length === 1);
    expect(answersIn(fake, im)[0]?.text).toContain('Read as');
  });

  it('of a guest is refused in words', async () => {
    await fake.directMessage('who deleted it', { user: SAMPLE.guest });
    const im = fake.imOf(SAMPLE.guest);
    const told = await fake.waitFor(() => answersIn(fake, im)[0]);
    expect(told.text).toContain('Guests of this workspace may not ask');
  });
});

describe('a channel that is not configured', () => {
  it('gets no answer, and the asker the reason', async () => {
    await fake.mention('who deleted it', { user: SAMPLE.member, channel: SAMPLE.incidents });
    const told = await fake.waitFor(() => fake.ephemerals(SAMPLE.member, SAMPLE.incidents)[0]);
    expect(told.text).toMatch(/not answered in this channel.*direct message/);
    expect(answersIn(fake, SAMPLE.incidents)).toEqual([]);
  });

  it('is named at start-up', () => {
    expect(stage.logged()).toContain('only direct messages of full members are answered');
  });
});
