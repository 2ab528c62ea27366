// A trail that somebody switched off, from the button that asks to the file of what was missed, through the real Slack
// listeners: who may not decide, one effect of two presses at once, and one message that tells it all.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { type ApprovalStage, BEN, MINUTE, START, startApprovalStage, TRAIL, WHO } from './approval-stage.ts';

const stages: ApprovalStage[] = [];
const open = async (...args: Parameters<typeof startApprovalStage>): Promise<ApprovalStage> => {
  const stage = await startApprovalStage(...args);
  stages.push(stage);
  return stage;
};
afterAll(async () => {
  for (const stage of stages) await stage.stop();
});

const shown = (stage: ApprovalStage) => JSON.stringify(stage.head()?.blocks ?? '');
const seen = (stage: ApprovalStage, words: string, withinMs = 20_000) =>
  stage.fake
    .waitFor(() => shown(stage).includes(words) && shown(stage), withinMs)
    .catch(() => {
      const told = stage.fake.state.ephemerals.map(({ recipient, text }) => `${recipient}: ${text}`);
      throw new Error(`no “${words}” in ${shown(stage)}\n${told.join('\n')}`);
    });
const toldOf = (stage: ApprovalStage, user: string, words: string) =>
  stage.fake.waitFor(() => stage.told(user).find((text) => text.includes(words)), 15_000);

describe('a trail switched off by an Identity Center user', () => {
  let stage: ApprovalStage;
  beforeAll(async () => {
    stage = await open();
    stage.advance(-30 * MINUTE);
    await stage.switchOff();
    stage.advance(10 * MINUTE);
    stage.record('RunInstances');
    stage.record('DescribeInstances', { readOnly: true });
    stage.advance(5 * MINUTE);
    stage.record('TerminateInstances', { errorCode: 'Client.UnauthorizedOperation', errorMessage: 'no' });
    stage.advance(15 * MINUTE);
  }, 30_000);

  it('is switched on again once, after the right person approved, and what was missed is told', async () => {
    await stage.request(START);
    const asked = await seen(stage, 'Approval needed');
    expect(asked).toContain(BEN);
    expect(asked).toContain(TRAIL);
    expect(asked).toContain('sample-prod');
    expect(asked).toContain('aws cloudtrail start-logging');
    expect(asked).toContain('lets CloudTrail write');
    await toldOf(stage, WHO.requester, 'I asked');

    await stage.press('approve', WHO.suspect);
    await toldOf(stage, WHO.suspect, 'the records name you');
    await stage.press('approve', WHO.requester);
    await toldOf(stage, WHO.requester, 'you asked for it');
    expect(stage.called('StartLogging')).toBe(0);

    await Promise.all([stage.press('approve', WHO.first), stage.press('approve', WHO.second)]);
    await seen(stage, 'no file has come since');
    expect(stage.called('StartLogging')).toBe(1);
    const start = stage.aws.calls.find(({ operation }) => operation === 'StartLogging');
    expect(start?.principal).toMatch(/whodid-remediation\/whodid-U/);
    expect(start?.sourceIdentity).toMatch(/^whodid-U/);

    stage.advance(MINUTE);
    stage.record('StartInstances');
    stage.advance(7 * MINUTE);
    const verified = await seen(stage, '✅ Verified');
    expect(verified).not.toContain('approvals_approve');
    const answered = () =>
      stage.fake.state.messages.find(
        (it) => it.threadTs === stage.head()?.ts && it.text.includes('while the trail was off'),
      );
    await stage.fake.waitFor(answered);
    const answer = answered();
    expect(JSON.stringify(answer?.blocks)).toContain('RunInstances');
    expect(JSON.stringify(answer?.blocks)).not.toContain('DescribeInstances');
    await stage.fake.waitFor(() => JSON.stringify([...stage.fake.state.files.values()]).includes('.csv'));
    expect(answer?.text).toContain('Provisional');
    const late = new Date(stage.now() - 20 * MINUTE).toISOString().replace(/\.\d+Z$/, 'Z');
    stage.record('RebootInstances', { eventTime: late });
    stage.advance(20 * MINUTE);
    const closed = await seen(stage, 'see the thread');
    expect(closed).toContain('1 attempt');
    expect(JSON.stringify(answered()?.blocks)).toContain('RebootInstances');
    expect(answered()?.text).not.toContain('Provisional');
    expect(stage.called('StartLogging')).toBe(1);
    expect(
      stage.fake.state.messages.filter((it) => it.channel === SAMPLE.security && it.threadTs === undefined),
    ).toHaveLength(1);
  }, 60_000);
});

describe('/whodid trails enable', () => {
  it('typed with a reason asks the approvers the same, and is done once', async () => {
    const stage = await open();
    stage.advance(-30 * MINUTE);
    await stage.switchOff();
    stage.advance(30 * MINUTE);
    const typed = (text: string) =>
      stage.fake.slash('/whodid', text, { user: WHO.requester, channel: SAMPLE.incidents });
    await typed(`trails enable ${TRAIL}`);
    await toldOf(stage, WHO.requester, 'Why?');
    await typed('trails enable sample-trial because it is off');
    await toldOf(stage, WHO.requester, 'I see no trail');
    expect(stage.head()).toBeUndefined();

    await typed(`trails enable ${TRAIL} because <!channel> we lack *records*`);
    const asked = await seen(stage, 'Approval needed');
    expect(asked).toContain('we lack');
    expect(asked).not.toContain('<!channel>');
    expect(asked).toContain(BEN);
    await typed(`trails enable ${TRAIL} because once more`);
    await toldOf(stage, WHO.requester, 'Somebody asked for this before');
    await stage.press('approve', WHO.requester);
    await toldOf(stage, WHO.requester, 'you asked for it');
    await stage.press('approve', WHO.first);
    await seen(stage, 'no file has come since');
    stage.advance(MINUTE);
    stage.record('StartInstances');
    stage.advance(7 * MINUTE);
    await seen(stage, '✅ Verified');
    expect(stage.called('StartLogging')).toBe(1);
  }, 60_000);
});
