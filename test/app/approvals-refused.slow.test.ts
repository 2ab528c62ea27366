// What cannot or may not be done, through the real Slack listeners: a sentence each, nothing half done, and nobody decides
// who may not. Also what is typed, what takes two, and the glass that is broken loudly.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinOf } from '../../src/approval/baseline-settings.ts';
import type { Baselines, TrailSettingsKept } from '../../src/domain/remediation.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import {
  ACCOUNT,
  type ApprovalStage,
  BEN,
  BUCKET,
  MEMBER_ACCOUNT,
  MINUTE,
  POLICY,
  REGION,
  startApprovalStage,
  WHO,
} from './approval-stage.ts';

const NAMES = ['expires', 'typed', 'left', 'glass', 'narrowed', 'weak', 'tampered', 'bucketless', 'claimed'] as const;
const settings = (over: Partial<TrailSettingsKept> = {}): TrailSettingsKept => ({
  bucket: BUCKET,
  prefix: null,
  kmsKey: null,
  multiRegion: true,
  organization: false,
  globalServices: true,
  validation: true,
  eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
  advancedEventSelectors: null,
  insightSelectors: [],
  ...over,
});

let version = 1;
const baselines: Baselines = {
  baselineOf: async ({ name }) => {
    if (name === 'trail-bare') return null;
    if (name === 'trail-tampered') {
      return {
        failure: 'storage',
        what: 'The baseline of trail trail-tampered is not used.',
        why: 'It is not what was accepted: its content does not fit its hash.',
        instead: 'Accept a new one.',
      };
    }
    const weak = { eventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }] };
    const kept = settings(name === 'trail-weak' ? weak : {});
    return { pin: pinOf(version, kept), settings: kept };
  },
};

let stage: ApprovalStage;
beforeAll(async () => {
  stage = await startApprovalStage({
    baselines,
    times: { lookForMs: 0 },
    aws: {
      trails: [
        ...NAMES.map((name) => ({
          name: `trail-${name}`,
          account: ACCOUNT,
          homeRegion: REGION,
          logging: name === 'narrowed' || name === 'weak',
          bucket: name === 'bucketless' ? 'no-such-bucket-here' : BUCKET,
          eventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }],
        })),
        { name: 'trail-bare', account: ACCOUNT, homeRegion: REGION, bucket: BUCKET },
        { name: 'trail-org', account: ACCOUNT, homeRegion: REGION, organization: true, logging: false },
      ],
      buckets: [{ name: BUCKET, account: ACCOUNT, region: REGION, policy: POLICY }],
    },
  });
}, 30_000);
afterAll(() => stage.stop());

const buttonValue = (action: string, name: string, account = ACCOUNT) => `${action}:${account}:${REGION}:trail-${name}`;
const heads = () =>
  stage.fake.state.messages.filter(
    (it) => it.channel === SAMPLE.security && JSON.stringify(it.metadata ?? '').includes('"parent"'),
  );
const headOf = (name: string, words = '') =>
  stage.fake.waitFor(
    () =>
      heads().find(
        (it) => JSON.stringify(it.blocks).includes(`trail-${name}`) && JSON.stringify(it.blocks).includes(words),
      ),
    20_000,
  );
const told = (user: string, words: string) =>
  stage.fake
    .waitFor(() => stage.told(user).find((text) => text.includes(words)), 20_000)
    .catch(() => {
      throw new Error(`“${words}” was not told ${user}: ${stage.told(user).join('\n')}`);
    });
const click = (ts: string, verb: string, user: string) => stage.fake.click(ts, `approvals_${verb}`, { user });
const typed = (text: string, user: string) => stage.fake.slash('/whodid', text, { user, channel: SAMPLE.incidents });

describe('a request that cannot work', () => {
  it.each([
    ['a trail that is gone', buttonValue('start-logging', 'gone'), 'There is no trail'],
    [
      'an organization’s trail from a member account',
      buttonValue('start-logging', 'org', MEMBER_ACCOUNT),
      'a member account cannot change it',
    ],
    ['a baseline that was tampered with', buttonValue('restore-selectors', 'tampered'), 'does not fit its hash'],
    [
      'a baseline that itself leaves events out',
      buttonValue('restore-selectors', 'weak'),
      'The baseline itself leaves something out',
    ],
    ['a baseline that nobody accepted', buttonValue('restore-selectors', 'bare'), 'There is no baseline'],
    ['a trail that logs', buttonValue('start-logging', 'bare'), 'It is logging already'],
    [
      'a setting that is as it should be',
      buttonValue('restore-validation', 'narrowed'),
      'as its baseline says already',
    ],
    ['a setting of a trail that is off', buttonValue('restore-selectors', 'typed'), 'ask to enable it first'],
    ['a bucket that is gone', buttonValue('start-logging', 'bucketless'), 'is not there: create it first'],
    ['a value that is none of ours', 'start-logging:1:x:y', 'I do not know that button'],
  ])(
    'of %s asks nobody, and says why',
    async (_what, value, words) => {
      await stage.request(value);
      const said = await told(WHO.requester, words);
      expect(said).toMatch(/asked nobody|Nothing was done/);
      expect(heads().filter((it) => JSON.stringify(it.blocks).includes(value.split(':')[3] ?? '?'))).toEqual([]);
    },
    30_000,
  );
});

describe('a trail that is to be set up', () => {
  it('into a bucket that does not take it asks nobody, and is told what the bucket needs', async () => {
    const setup = `trails setup trail-new in ${ACCOUNT} ${REGION} bucket no-such-bucket-yet because there is none`;
    await typed(setup, WHO.requester);
    const said = await told(WHO.requester, 'no-such-bucket-yet is not there: create it first');
    expect(said).toContain('Its policy has to hold');
    expect(said).toContain('"s3:PutObject"');
  }, 30_000);
});

describe('a request', () => {
  it('is listed, denied with a reason by what is typed, and hostile words in it do nothing', async () => {
    await stage.request(buttonValue('start-logging', 'typed'));
    const head = await headOf('typed', 'Approval needed');
    await typed('approvals', WHO.first);
    const list = await told(WHO.first, 'trail-typed');
    const number = /`([0-9a-f]{8})`/.exec(list)?.[1] ?? '';
    await typed(`approvals deny ${number} because <!channel> *not* \`now\` <https://evil.example|ok>`, WHO.first);
    const denied = await headOf('typed', 'Denied');
    const text = JSON.stringify(denied.blocks);
    expect(text).not.toContain('<!channel>');
    expect(text).not.toContain('<https://evil');
    expect(denied.ts).toBe(head.ts);
    await typed('approvals deny 00000000 because no', WHO.first);
    await told(WHO.first, 'I know of no such open request');
  }, 60_000);

  it('is done without an approval when the glass is broken, with a reason, by its group only, loudly', async () => {
    await stage.request(buttonValue('start-logging', 'glass'));
    const head = await headOf('glass', 'Approval needed');
    await click(head.ts, 'break_glass', WHO.first);
    await told(WHO.first, 'You may not break the glass');
    await click(head.ts, 'break_glass', WHO.glass);
    const how = await told(WHO.glass, '/whodid approvals break');
    const command = /\/whodid (approvals break [0-9a-f]{8}) because/.exec(how)?.[1] ?? '';
    await typed(`${command} because nobody answers`, WHO.glass);
    const done = await headOf('glass', 'broke the glass');
    expect(JSON.stringify(done.blocks)).toContain('nobody answers');
    await stage.fake.waitFor(
      () => stage.fake.state.messages.some((it) => it.threadTs === head.ts && it.text.includes('🚨')),
      20_000,
    );
    await stage.fake.waitFor(() => stage.called('StartLogging') === 1, 20_000);
    // Nobody looks for long here: that it was never seen to work is said, and is not called verified.
    const unproven = await headOf('glass', 'never proven');
    expect(JSON.stringify(unproven.blocks)).toContain('I do not look any more');
    await stage.fake.waitFor(
      () => stage.fake.state.messages.some((it) => it.channel.startsWith('D') && it.text.includes('never proven')),
      20_000,
    );
  }, 60_000);

  it('is not approved by somebody who has left the group of approvers meanwhile', async () => {
    await stage.request(buttonValue('start-logging', 'left'));
    const head = await headOf('left', 'Approval needed');
    const group = stage.fake.state.workspace.usergroups?.find(({ id }) => id === SAMPLE.securityGroup);
    const users = [...(group?.users ?? [])];
    if (group !== undefined) Object.assign(group, { users: [] });
    // Groups are believed for two minutes.
    stage.advance(3 * MINUTE);
    await click(head.ts, 'approve', WHO.second);
    await told(WHO.second, 'You are not one of the approvers');
    if (group !== undefined) Object.assign(group, { users });
    stage.advance(3 * MINUTE);
    await headOf('left', '0 of 2');
  }, 60_000);

  it('takes one more where the caller chose the name under which it was switched off', async () => {
    const name = 'trail-claimed';
    const sessionIssuer = {
      type: 'Role',
      arn: `arn:aws:iam::${ACCOUNT}:role/Ops`,
      accountId: ACCOUNT,
      userName: 'Ops',
    };
    stage.record('StopLogging', {
      eventSource: 'cloudtrail.amazonaws.com',
      requestParameters: { name },
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLE:session',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Ops/session`,
        accountId: ACCOUNT,
        accessKeyId: 'ASIACLAIMED',
        sessionContext: { sessionIssuer, sourceIdentity: BEN, attributes: { mfaAuthenticated: 'false' } },
      },
    });
    await stage.request(buttonValue('start-logging', 'claimed'));
    const head = await headOf('claimed', 'Approval needed');
    const text = JSON.stringify(head.blocks);
    expect(text).toContain('likely and not proven');
    expect(text).toContain('*0 of 2*');
    await click(head.ts, 'approve', WHO.suspect);
    await told(WHO.suspect, 'the records name you');
    await click(head.ts, 'cancel', WHO.requester);
    await headOf('claimed', 'Cancelled');
  }, 60_000);

  it('that puts settings back takes two more than the requester, and not a baseline that was changed meanwhile', async () => {
    await stage.request(buttonValue('restore-selectors', 'narrowed'));
    const head = await headOf('narrowed', 'Approval needed');
    const needed = /\*(\d) of (\d)\*/.exec(JSON.stringify(head.blocks));
    // Nobody is known to have narrowed it: one more.
    expect(needed?.[2]).toBe('3');
    await click(head.ts, 'approve', WHO.first);
    await headOf('narrowed', '1 of 3');
    expect(stage.called('PutEventSelectors')).toBe(0);
    version = 2;
    await click(head.ts, 'approve', WHO.second);
    await headOf('narrowed', '2 of 3');
    await click(head.ts, 'approve', WHO.suspect);
    await headOf('narrowed', 'The baseline was changed after this was asked for');
    expect(stage.called('PutEventSelectors')).toBe(0);
    version = 1;
  }, 60_000);

  // Last: the clock is moved by hours, and credentials of the sessions before end with that.
  it('expires, after a reminder; whoever presses then is told, and nothing is done', async () => {
    const before = stage.called('StartLogging');
    await stage.request(buttonValue('start-logging', 'expires'));
    const head = await headOf('expires', 'Approval needed');
    expect(JSON.stringify(head.blocks)).toContain('it is not known who did it');
    stage.advance(121 * MINUTE);
    await stage.fake.waitFor(
      () => stage.fake.state.messages.some((it) => it.threadTs === head.ts && it.text.includes('still waits')),
      20_000,
    );
    stage.advance(121 * MINUTE);
    await click(head.ts, 'approve', WHO.first).catch(() => undefined);
    const over = await headOf('expires', 'Expired');
    expect(JSON.stringify(over.blocks)).not.toContain('approvals_approve');
    expect(stage.called('StartLogging')).toBe(before);
  }, 60_000);
});
