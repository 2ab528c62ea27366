// The bot's process is killed (SIGKILL) while a change it was told to make is under way, and started again: whoever comes
// after it ends at the same place, and AWS was told once. `test/answering/approvals-crash.test.ts` dies between every two
// steps, inside one process.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeAws, startFakeAws } from '../../src/fakes/aws/fake-aws.ts';
import { type FakeSlack, startFakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { placeEmptyCluster } from '../servers/embedded-template.ts';
import { stopped } from '../servers/redis.ts';
import {
  ACCOUNT,
  BUCKET,
  KEYS,
  POLICY,
  REGION,
  ROLE,
  recordOf,
  SSO_ROLE,
  stopAs,
  WHO,
  workspace,
} from './approval-stage.ts';
import { addButton, purposeOf, SECRETS } from './stage.ts';

/** Where it dies: what is held until it is dead, and how it is seen that it came so far. */
const POINTS = {
  'after-approve': () => {
    slack.inject({ method: 'chat.update', argsInclude: '*Approved:*', kind: 'hold-after' });
    return () => slack.calls.some(({ method, fault }) => method === 'chat.update' && fault !== undefined);
  },
  'after-intent': () => {
    aws.inject({ kind: 'slow', ms: HELD_MS, operation: 'GetTrailStatus' });
    return () => aws.calls.some(({ operation, faults }) => operation === 'GetTrailStatus' && faults.includes('slow'));
  },
  'after-start': () => {
    aws.inject({ kind: 'slow', ms: HELD_MS, operation: 'StartLogging' });
    return () => aws.calls.some(({ operation, faults }) => operation === 'StartLogging' && faults.includes('slow'));
  },
  'after-record': () => {
    slack.inject({ method: 'chat.update', argsInclude: 'Done, being checked', kind: 'hold-after' });
    return () => slack.calls.filter(({ method, fault }) => method === 'chat.update' && fault !== undefined).length > 1;
  },
} as const;
type Point = keyof typeof POINTS;

const HELD_MS = 60_000;
const ROOT = new URL('../..', import.meta.url).pathname;
const WITHIN_MS = 60_000;

let folder: string;
let aws: FakeAws;
let slack: FakeSlack;
let bot: ChildProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whodid-killed-'));
  await placeEmptyCluster(join(folder, 'data'));
  aws = await startFakeAws({
    accounts: [{ id: ACCOUNT, name: 'sample-prod', management: true }],
    regions: [REGION],
    credentials: [{ ...KEYS, account: ACCOUNT }],
    roles: [
      { arn: SSO_ROLE, trusts: ['*'] },
      { arn: `arn:aws:iam::${ACCOUNT}:role/${ROLE}`, trusts: [ACCOUNT] },
    ],
    trails: Object.keys(POINTS).map((name) => ({ name, account: ACCOUNT, homeRegion: REGION, bucket: BUCKET })),
    buckets: [{ name: BUCKET, account: ACCOUNT, region: REGION, policy: POLICY }],
    trailDeliveryMs: 500,
    events: [],
  });
  slack = await startFakeSlack({ ...SECRETS, workspace: workspace() });
  bot = await started();
}, 120_000);

afterAll(async () => {
  await stopped(bot, 'SIGKILL');
  await slack.close();
  await aws.close();
  rmSync(folder, { recursive: true, force: true });
});

async function started(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/app/approval-bot.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      SLACK_BOT_TOKEN: SECRETS.botToken,
      SLACK_APP_TOKEN: SECRETS.appToken,
      SLACK_API_URL: slack.apiUrl,
      ALLOWED_CHANNELS: [SAMPLE.incidents, SAMPLE.security].join(','),
      WHODID_DATA: join(folder, 'data'),
      WHODID_EVENT_HISTORY: 'on',
      WHODID_AWS_REGIONS: REGION,
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
      APPROVERS: WHO.first,
      APPROVAL_CHANNEL: SAMPLE.security,
      WHODID_REMEDIATION_ROLE: ROLE,
      LOG_LEVEL: 'error',
      JOB_LOCK_MS: '2000',
      JOB_STALLED_MS: '300',
      RELAY_EVERY_MS: '300',
      JOB_ATTEMPTS: '20',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await until(() => child.exitCode !== null || slack.socket.connections() === 1, 'the bot is connected');
  if (child.exitCode !== null) throw new Error(`the bot ended with exit status ${child.exitCode}`);
  return child;
}

async function until(seen: () => boolean, what: string): Promise<void> {
  const end = Date.now() + WITHIN_MS;
  while (!seen()) {
    if (Date.now() > end) throw new Error(`not within ${WITHIN_MS} ms: ${what}`);
    await sleep(5);
  }
}

const headsOf = (trail: Point) =>
  slack
    .messages(SAMPLE.security)
    .filter((message) => purposeOf(message) === 'parent' && JSON.stringify(message.blocks).includes(trail));
const shows = (trail: Point, words: string) =>
  headsOf(trail).some(({ blocks }) => JSON.stringify(blocks).includes(words));
const starts = (trail: Point) =>
  aws.calls.filter(
    ({ operation, input, outcome }) =>
      operation === 'StartLogging' && outcome === 'ok' && String(input.Name).endsWith(`/${trail}`),
  ).length;

async function request(trail: Point): Promise<void> {
  await slack.say('it is off', { user: WHO.requester, channel: SAMPLE.incidents });
  const message = slack.state.messages.filter(({ channel }) => channel === SAMPLE.incidents).at(-1);
  if (message === undefined) throw new Error('nothing was said');
  addButton(message, 'approvals_request', `start-logging:${ACCOUNT}:${REGION}:${trail}`);
  await slack.click(message.ts, 'approvals_request', { user: WHO.requester });
  await until(() => shows(trail, 'Approval needed'), 'approvers are asked');
}

/** Events go on, and files of them come: without, nothing would prove that the trail delivers. */
async function verified(trail: Point): Promise<void> {
  const end = Date.now() + WITHIN_MS;
  while (!shows(trail, '✅ Verified')) {
    if (Date.now() > end) throw new Error(`not verified: ${JSON.stringify(headsOf(trail)[0]?.blocks)}`);
    aws.addEvents([recordOf('RunInstances', Date.now(), {})]);
    await sleep(500);
  }
}

describe('a bot that is killed', () => {
  it.each(Object.keys(POINTS) as Point[])(
    '%s comes to the same end, with logging started once',
    async (trail) => {
      await stopAs(aws.url, trail);
      await request(trail);
      const reached = POINTS[trail]();
      const head = headsOf(trail)[0]?.ts ?? '';
      void slack.click(head, 'approvals_approve', { user: WHO.first }).catch(() => undefined);
      await until(reached, 'it is at the point');
      const before = starts(trail);
      expect(before).toBe(trail === 'after-start' || trail === 'after-record' ? 1 : 0);
      await stopped(bot, 'SIGKILL');
      slack.clearFaults();
      aws.clearFaults();
      await until(() => slack.socket.connections() === 0, 'it is gone');
      bot = await started();
      await verified(trail);
      const told = () =>
        slack
          .messages(SAMPLE.security, head)
          .filter((message) => purposeOf(message) === 'answer' && message.text.includes('while the trail was off'));
      await until(() => told().length > 0, 'what was missed is told');
      expect(starts(trail)).toBe(1);
      expect(headsOf(trail)).toHaveLength(1);
      expect(told()).toHaveLength(1);
      const history = JSON.stringify(headsOf(trail)[0]?.blocks);
      expect(history.match(/approved by/g)).toHaveLength(1);
      expect(history.includes('found done when it was looked at')).toBe(trail === 'after-start');
    },
    180_000,
  );
});
