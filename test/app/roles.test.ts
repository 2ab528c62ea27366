// Web and worker as two programs on one PostgreSQL: one takes the question, the other answers it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDashboard } from '../../src/count-dashboard.ts';
import { isFailure } from '../../src/domain/failure.ts';
import { type FakeSlack, startFakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import { type RunningBot, startBot } from '../../src/start-bot.ts';
import { sampleAnswer } from '../render/sample-replies.ts';
import { noPostgres, startPostgres } from '../servers/postgres.ts';
import type { Server } from '../servers/redis.ts';
import { answersIn, configFor, SECRETS } from './stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'whodid-roles-'));
let fake: FakeSlack;
beforeAll(async () => {
  fake = await startFakeSlack({ ...SECRETS, workspace: sampleWorkspace() });
});
afterAll(async () => {
  await fake.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (settings: Readonly<Record<string, string>>) =>
  startBot(configFor(fake.apiUrl, folder, 'http', settings), {
    clock: Date.now,
    logger: pino({ level: 'silent' }),
    sourceNames: ['archive'],
    ask: async () => sampleAnswer(),
    put: async () => sampleAnswer(),
    explain: async () => ({ text: '', blocks: [] }),
    dashboard: async (days, { now, zone }) => {
      counted.push(settings.ROLE ?? 'all');
      return countDashboard(days, { now, zone, locale: 'en-US' }, [], AbortSignal.timeout(5_000));
    },
  });
/** The roles of the processes that counted for Home. */
const counted: string[] = [];

describe.skipIf(noPostgres !== null)(`two processes${noPostgres === null ? '' : ` (SKIPPED: ${noPostgres})`}`, () => {
  let postgres: Server;
  const running: RunningBot[] = [];
  beforeAll(async () => {
    postgres = await startPostgres();
    for (const ROLE of ['web', 'worker']) {
      const bot = await start({ ROLE, DATABASE_URL: postgres.url, ALLOWED_GROUPS: SAMPLE.securityGroup });
      if (isFailure(bot)) throw new Error(`${bot.what} ${bot.why}`);
      running.push(bot);
    }
  });
  afterAll(async () => {
    for (const bot of running.reverse()) await bot.close();
    await postgres.stop();
  });

  it('answer together', async () => {
    const [web, worker] = running;
    expect(worker?.port).toBeNull();
    fake.setRequestUrl(`http://127.0.0.1:${web?.port}/slack/events`);
    await fake.slash('/whodid', 'i-0abc terminate', { user: SAMPLE.admin, channel: SAMPLE.incidents });
    await fake.waitFor(() => answersIn(fake, SAMPLE.incidents).length === 1, 20_000);
  });

  it('show Home together: the one that reads no events leaves the counting to the other', async () => {
    await fake.openHome(SAMPLE.admin);
    const shown = () => JSON.stringify(fake.home(SAMPLE.admin)?.body.blocks ?? []);
    await fake.waitFor(() => shown().includes('i-0abc terminate'), 20_000);
    expect(shown()).not.toContain('Counting');
    expect(counted).toEqual(['worker']);
  });

  it('say that they are well, and nothing else, to whoever asks', async () => {
    const url = `http://127.0.0.1:${running[0]?.port}`;
    const health = await fetch(`${url}/healthz`);
    expect([health.status, await health.text()]).toEqual([200, 'ok\n']);
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${url}/slack/events`, { method: 'POST', body: 'command=%2Fwhodid' })).status).toBe(401);
  });
});

describe('a start', () => {
  it.each([
    ['a role that the embedded database does not allow', { ROLE: 'worker' }, /DATABASE_URL/],
    [
      'a bot token that Slack refuses',
      { SLACK_BOT_TOKEN: 'xoxb-wrong' },
      /does not accept the bot token: invalid_auth/,
    ],
  ])('with %s says what to set', async (_why, settings, problem) => {
    const bot = await start(settings);
    if (!isFailure(bot)) throw new Error('it started');
    expect(bot.why).toMatch(problem);
    expect(JSON.stringify(bot)).not.toContain('xoxb-');
  });

  it('without a token names it', async () => {
    const config = configFor(fake.apiUrl, folder, 'socket', {});
    const bot = await startBot(
      { ...config, slack: { ...config.slack, botToken: null } },
      {
        clock: Date.now,
        logger: pino({ level: 'silent' }),
        sourceNames: [],
        ask: async () => sampleAnswer(),
        put: async () => sampleAnswer(),
        explain: async () => ({ text: '', blocks: [] }),
      },
    );
    expect(isFailure(bot) && bot.why).toContain('SLACK_BOT_TOKEN is not set');
  });
});
