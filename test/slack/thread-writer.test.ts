// Each thing is said once: across lost answers, dead processes, refused blocks and channels we are not in.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessageForms } from '../../src/domain/thread.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { purposeOf } from '../app/stage.ts';
import { sampleAsking, startWriter, type WriterStage } from './writer-stage.ts';

const ANSWER: MessageForms = [() => ({ text: 'sample-user did it', blocks: [] })];
const TABLE = { type: 'table', rows: [[{ type: 'raw_text', text: 'When' }], [{ type: 'raw_text', text: 'now' }]] };
const FILE = { title: 'Events', extension: 'csv', content: 'a,b\r\n1,2\r\n' } as const;

let stage: WriterStage;
beforeEach(async () => {
  stage = await startWriter();
});
afterEach(() => stage.stop());

function purposes(channel: string): unknown[] {
  return stage.fake.messages(channel).map(purposeOf);
}

describe('a thread', () => {
  it('begins with the question quoted, and holds answer and file', async () => {
    const thread = await stage.writer.open(sampleAsking(), 'Max Sample', false);
    await thread.end(ANSWER);
    await thread.attach(FILE);
    expect(purposes(SAMPLE.incidents)).toEqual(['parent', 'answer', undefined]);
    expect(stage.fake.files().map((file) => file.name)).toEqual([expect.stringMatching(/^whodid-[0-9a-f]{12}\.csv$/)]);
    expect([...stage.saved.keys()]).toEqual(['parent', 'answer', 'csv']);
  });

  it('makes nothing of what a question contains', async () => {
    const text = '<!channel> <@U000MEMBER> *bold* <https://sample.example|here> @here';
    const thread = await stage.writer.open(sampleAsking({ text }), 'Max <!here> Sample', false);
    await thread.begin();
    const [parent] = stage.fake.messages(SAMPLE.incidents);
    expect(parent?.text).not.toMatch(/<[@!#h]/);
    expect(JSON.stringify(parent?.blocks)).toContain(JSON.stringify(text).slice(1, -1));
    expect(JSON.stringify(parent?.blocks)).not.toContain('mrkdwn');
  });

  it('quotes a very long question within the limits of Slack', async () => {
    const thread = await stage.writer.open(sampleAsking({ text: '😀'.repeat(10_000) }), 'Max Sample', false);
    await thread.begin();
    expect(purposes(SAMPLE.incidents)).toEqual(['parent']);
  });

  it('puts the answer in place of the progress line', async () => {
    const thread = await stage.writer.open(sampleAsking(), 'Max Sample', false);
    await thread.progress({ text: 'Searching … (2 s)', blocks: [] });
    await thread.progress({ text: 'Searching … (12 s)', blocks: [] });
    await thread.end(ANSWER);
    const messages = stage.fake.messages(SAMPLE.incidents);
    expect(messages.map(purposeOf)).toEqual(['parent', 'answer']);
    expect(messages[1]?.text).toBe('sample-user did it');
  });

  it('starts one thread when progress and answer want it at the same time', async () => {
    const thread = await stage.writer.open(sampleAsking(), 'Max Sample', false);
    await Promise.all([thread.begin(), thread.progress({ text: 'Searching …', blocks: [] })]);
    expect(purposes(SAMPLE.incidents)).toEqual(['parent', 'progress']);
  });

  it('takes the next form where blocks are refused, and says which', async () => {
    stage.fake.settings.nativeTables = false;
    const thread = await stage.writer.open(sampleAsking(), 'Max Sample', false);
    const form = await thread.end([() => ({ text: 'first', blocks: [TABLE] }), () => ({ text: 'second', blocks: [] })]);
    expect(form).toBe(1);
    expect(stage.fake.messages(SAMPLE.incidents).at(-1)?.text).toBe('second');
  });

  it('waits out a rate limit', async () => {
    stage.fake.inject({ method: 'chat.postMessage', kind: 'rate-limited', retryAfterSec: 0.01, times: 2 });
    const thread = await stage.writer.open(sampleAsking(), 'Max Sample', false);
    await thread.end(ANSWER);
    expect(purposes(SAMPLE.incidents)).toEqual(['parent', 'answer']);
  });
});

describe('an answer that Slack took without our hearing of it', () => {
  it.each(['drop-before', 'drop-after', 'http'] as const)('is there once after %s', async (kind) => {
    const fault = kind === 'http' ? { kind, status: 503 } : { kind };
    stage.fake.inject({ method: 'chat.postMessage', argsInclude: 'answer', ...fault });
    const thread = await stage.writer.open(sampleAsking(), 'Max Sample', false);
    await thread.end(ANSWER);
    expect(purposes(SAMPLE.incidents)).toEqual(['parent', 'answer']);
    expect(stage.saved.get('answer')?.ts).toBe(stage.fake.messages(SAMPLE.incidents)[1]?.ts);
  });

  it('is found by the next process, with its thread, and nothing is posted again', async () => {
    const asking = sampleAsking();
    const first = await stage.writer.open(asking, 'Max Sample', false);
    await first.end(ANSWER);
    await first.attach(FILE);
    const next = await stage.writer.open({ ...asking, replyJson: '{}' }, 'Max Sample', true);
    expect(next.posted('answer')).toBe(true);
    expect(next.posted('csv')).toBe(true);
    await next.begin();
    await next.end(ANSWER);
    await next.attach(FILE);
    expect(purposes(SAMPLE.incidents)).toEqual(['parent', 'answer', undefined]);
  });

  it('is marked as a possible repeat where Slack does not let us look', async () => {
    const asking = sampleAsking({ replyJson: '{}' });
    stage.fake.inject({ method: 'conversations.history', kind: 'error', error: 'missing_scope', times: 9 });
    stage.fake.inject({ method: 'conversations.replies', kind: 'error', error: 'missing_scope', times: 9 });
    const thread = await stage.writer.open(asking, 'Max Sample', true);
    await thread.end(ANSWER);
    expect(stage.fake.messages(SAMPLE.incidents).at(-1)?.text).toContain('Possible repeat');
  });

  it('is not taken for ours when another app wrote our mark', async () => {
    const asking = sampleAsking();
    const first = await stage.writer.open(asking, 'Max Sample', false);
    await first.begin();
    const [parent] = stage.fake.messages(SAMPLE.incidents);
    stage.fake.state.messages.push({
      ...(parent ?? never()),
      ts: '1900000000.000001',
      user: SAMPLE.stranger,
      byApp: false,
      threadTs: parent?.ts ?? '',
      metadata: { event_type: 'whodid_answer', event_payload: { asking_id: asking.id, purpose: 'answer' } },
    });
    const next = await stage.writer.open(asking, 'Max Sample', true);
    expect(next.posted('answer')).toBe(false);
  });
});

describe('a file', () => {
  it.each(['files.completeUploadExternal', 'files.getUploadURLExternal'])(
    'is there once after a lost answer of %s',
    async (method) => {
      stage.fake.inject({ method, kind: 'drop-after' });
      const thread = await stage.writer.open(sampleAsking(), 'Max Sample', false);
      await thread.end(ANSWER);
      await thread.attach(FILE);
      expect(stage.fake.files().filter((file) => file.shares.length > 0)).toHaveLength(1);
    },
  );

  it('that Slack refuses is explained in the thread', async () => {
    stage.fake.inject({ method: 'files.getUploadURLExternal', kind: 'error', error: 'missing_scope' });
    const thread = await stage.writer.open(sampleAsking(), 'Max Sample', false);
    await thread.end(ANSWER);
    await thread.attach(FILE);
    expect(stage.fake.messages(SAMPLE.incidents).at(-1)?.text).toMatch(/could not be attached.*missing_scope/);
  });
});

describe('a place', () => {
  it('is the direct messages of the asker when the question is private', async () => {
    const thread = await stage.writer.open(sampleAsking({ private: true }), 'Max Sample', false);
    await thread.end(ANSWER);
    expect(stage.fake.messages(SAMPLE.incidents)).toEqual([]);
    expect(purposes(stage.fake.imOf(SAMPLE.member))).toEqual(['parent', 'answer']);
  });

  it('is the direct messages, with how to invite us, when a private channel does not have us', async () => {
    const asking = sampleAsking({ channelId: SAMPLE.secret, userId: SAMPLE.admin });
    const thread = await stage.writer.open(asking, 'Sam Sample', false);
    await thread.end(ANSWER);
    const messages = stage.fake.messages(stage.fake.imOf(SAMPLE.admin));
    expect(messages.map(purposeOf)).toEqual(['parent', 'answer', 'invite']);
    expect(messages.at(-1)?.text).toContain('/invite @whodid');
  });

  it('is a public channel that does not have us, joined for the sake of the file', async () => {
    const thread = await stage.writer.open(sampleAsking({ channelId: SAMPLE.quiet }), 'Max Sample', false);
    await thread.end(ANSWER);
    await thread.attach(FILE);
    expect(stage.fake.files()[0]?.shares[0]?.channel).toBe(SAMPLE.quiet);
  });

  it('that we may not join gets the answer, and the asker the file', async () => {
    stage.fake.inject({ method: 'conversations.join', kind: 'error', error: 'missing_scope' });
    const thread = await stage.writer.open(sampleAsking({ channelId: SAMPLE.quiet }), 'Max Sample', false);
    await thread.end(ANSWER);
    await thread.attach(FILE);
    const messages = stage.fake.messages(SAMPLE.quiet);
    expect(messages.map(purposeOf)).toEqual(['parent', 'answer', 'invite']);
    expect(messages.at(-1)?.text).toContain('/invite @whodid');
    expect(stage.fake.files()[0]?.shares[0]?.channel).toBe(stage.fake.imOf(SAMPLE.member));
  });

  it('that refuses the post gives way to the direct messages', async () => {
    stage.fake.inject({ method: 'chat.postMessage', kind: 'error', error: 'is_archived' });
    const thread = await stage.writer.open(sampleAsking(), 'Max Sample', false);
    await thread.end(ANSWER);
    expect(purposes(stage.fake.imOf(SAMPLE.member))).toEqual(['parent', 'answer', 'invite']);
  });
});

describe('a whisper', () => {
  it('is seen by the asker alone', async () => {
    await stage.writer.whisper(sampleAsking(), 'not for everybody', false);
    expect(stage.fake.ephemerals(SAMPLE.member, SAMPLE.incidents).map((it) => it.text)).toEqual(['not for everybody']);
    expect(stage.fake.messages(SAMPLE.incidents)).toEqual([]);
  });

  it('comes as a direct message where we cannot whisper', async () => {
    await stage.writer.whisper(sampleAsking({ channelId: SAMPLE.secret, userId: SAMPLE.admin }), 'no', false);
    expect(stage.fake.messages(stage.fake.imOf(SAMPLE.admin)).at(-1)?.text).toBe('no');
  });
});

describe('the directory', () => {
  it('knows zone, guests, leavers, strangers and groups', async () => {
    const { directory } = stage;
    expect(await directory.person(SAMPLE.admin)).toMatchObject({
      zone: 'Europe/Berlin',
      groups: [SAMPLE.securityGroup],
    });
    expect(await directory.person(SAMPLE.guest)).toMatchObject({ isGuest: true, isStranger: false, groups: [] });
    expect(await directory.person(SAMPLE.leaver)).toMatchObject({ isDeleted: true });
    expect(await directory.person(SAMPLE.stranger)).toMatchObject({ isStranger: true });
    expect(await directory.person('U0NOBODY')).toMatchObject({ isStranger: true });
  });

  it('asks Slack once for many questions, and again after a failure', async () => {
    stage.fake.inject({ method: 'users.info', kind: 'error', error: 'internal_error' });
    await expect(stage.directory.person(SAMPLE.admin)).rejects.toThrow('internal_error');
    await Promise.all([stage.directory.person(SAMPLE.admin), stage.directory.person(SAMPLE.admin)]);
    expect(stage.fake.calls.filter((call) => call.method === 'users.info')).toHaveLength(2);
  });

  it('takes a channel it cannot see for a private one', async () => {
    expect(await stage.directory.channel(SAMPLE.secret)).toEqual({ kind: 'private', isMember: false, visible: false });
    expect(await stage.directory.channel(SAMPLE.quiet)).toEqual({ kind: 'public', isMember: false, visible: true });
  });
});

function never(): never {
  throw new Error('there is no parent');
}
