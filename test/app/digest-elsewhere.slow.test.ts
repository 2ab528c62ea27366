// A digest for another channel than the one it is typed in: asked for, approved by somebody else, then told there.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import { aSource, type SourceState } from '../digest/a-source.ts';
import { type Stage, startStage } from './stage.ts';

let now = Date.parse('2026-03-10T08:00:00Z');
const logs: SourceState = { events: [], gaps: [], failure: null, deliveredTo: now, asked: [] };
let stage: Stage;

/** Anything but switching a trail on needs two. */
const SECOND = 'U00SECOND1';
const sample = sampleWorkspace();
const workspace = {
  ...sample,
  users: [...sample.users, { id: SECOND, name: 'sue', realName: 'Sue Sample', tz: 'Europe/Berlin' }],
  channels: sample.channels.map((channel) => ({ ...channel, members: [...channel.members, SECOND] })),
};

beforeAll(async () => {
  stage = await startStage({
    fake: { clock: () => now, workspace },
    parts: { clock: () => now, tickEveryMs: 100 },
    sources: [aSource(logs)],
    settings: { APPROVERS: `${SAMPLE.admin},${SECOND}`, APPROVAL_CHANNEL: SAMPLE.security },
  });
}, 60_000);
afterAll(() => stage.stop());

it('is told there once somebody else approved it, and not before', async () => {
  const { fake } = stage;
  await fake.slash('/whodid', 'digest add root daily 9:00 in UTC #security', {
    user: SAMPLE.member,
    channel: SAMPLE.incidents,
  });
  const request = await fake.waitFor(() =>
    fake.messages(SAMPLE.security).find(({ blocks }) => JSON.stringify(blocks).includes('approvals_approve')),
  );
  await fake.click(request.ts, 'approvals_approve', { user: SAMPLE.member });
  await fake.waitFor(() => fake.ephemerals(SAMPLE.member).find(({ text }) => /may not|yourself|approver/i.test(text)));
  await fake.slash('/whodid', 'digest list', { user: SAMPLE.member, channel: SAMPLE.incidents });
  await fake.waitFor(() => fake.messages(SAMPLE.incidents).find(({ text }) => text.startsWith('No digest of yours')));
  for (const user of [SAMPLE.admin, SECOND]) await fake.click(request.ts, 'approvals_approve', { user });
  await fake.waitFor(() => fake.messages(SAMPLE.security).find(({ text }) => /^Added as/.test(text)));
  now = Date.parse('2026-03-10T09:00:20Z');
  logs.deliveredTo = now;
  const told = await fake.waitFor(() =>
    fake.messages(SAMPLE.security).find(({ text }) => text.startsWith('Use of root')),
  );
  expect(told.text).toContain('0 root events in 3/3 accounts');
}, 20_000);
