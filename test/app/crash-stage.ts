// A fake Slack in one process and the bot in another, which is killed at a chosen point and started again.
// The bot is the built program over a small sample organisation; the points are seen from outside, at the wire.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeOrganisation } from '../../src/demo/organisation/write-organisation.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { placeEmptyCluster } from '../servers/embedded-template.ts';
import { stopped } from '../servers/redis.ts';
import { purposeOf } from './stage.ts';

/** Where the bot is killed: when Slack has carried out (or has just been sent) a call, some time after the question, or when something is seen. */
export type KillPoint =
  | { readonly at: 'after' | 'before'; readonly method: string; readonly argsInclude?: string }
  | { readonly at: 'time'; readonly ms: number }
  | { readonly at: 'moment'; readonly reached: () => boolean };

interface Told {
  readonly threadTs?: string;
  readonly ts: string;
  readonly text: string;
  readonly files?: readonly unknown[];
  readonly metadata?: unknown;
}

export interface CrashStage {
  /** Asks, kills the bot at the point, starts it again. Resolves once it is connected. */
  askAndKill(question: string, point: KillPoint): Promise<void>;
  /** Asks only; resolves with the acknowledgement. */
  ask(question: string): Promise<void>;
  /** Messages of #incidents, once every question of `asked` has an answer; rejects after `withinMs`. */
  settled(asked: number, withinMs: number): Promise<readonly Told[]>;
  files(): Promise<readonly { readonly shares: readonly { readonly threadTs?: string }[] }[]>;
  stop(): Promise<void>;
}

/** Answered from the sample organisation, with rows. */
export const QUESTION = 'who terminated i-0abc12de34f567890?';

const ROOT = new URL('../..', import.meta.url).pathname;
const POLL_MS = 2;
const CONNECT_WITHIN_MS = 60_000;
const POINT_WITHIN_MS = 10_000;
const SECRETS = { signingSecret: '0123456789abcdef0123456789abcdef', botToken: 'xoxb-sample', appToken: 'xapp-sample' };

export async function startCrashStage(settings: Readonly<Record<string, string>>): Promise<CrashStage> {
  const folder = mkdtempSync(join(tmpdir(), 'whodid-crash-'));
  await writeOrganisation(join(folder, 'logs'), { now: Date.now(), events: 300 });
  await placeEmptyCluster(join(folder, 'data'));
  const slack = run(['dist/src/fakes/slack/process.js', JSON.stringify(SECRETS)], {});
  const { url, apiUrl } = await firstLine(slack);
  const control = controlOf(url);
  const botSettings = {
    SLACK_BOT_TOKEN: SECRETS.botToken,
    SLACK_APP_TOKEN: SECRETS.appToken,
    SLACK_API_URL: apiUrl,
    WHODID_DATA: join(folder, 'data'),
    WHODID_LOGS: join(folder, 'logs'),
    LOG_LEVEL: 'error',
    ALLOWED_CHANNELS: SAMPLE.incidents,
    JOB_LOCK_MS: '2000',
    JOB_STALLED_MS: '300',
    RELAY_EVERY_MS: '300',
    JOB_ATTEMPTS: '20',
    ...settings,
  };
  const start = async (): Promise<ChildProcess> => {
    const bot = run(['bin/whodid.js', 'start'], botSettings);
    await until(
      async () => bot.exitCode !== null || (await control('socket-connections', {})) === 1,
      CONNECT_WITHIN_MS,
    );
    if (bot.exitCode !== null) throw new Error(`the bot ended with exit status ${bot.exitCode}`);
    return bot;
  };
  let bot = await start();
  let seen = 0;

  const ask = async (question: string): Promise<void> => {
    await control('slash', { command: '/whodid', text: question, user: SAMPLE.member, channel: SAMPLE.incidents });
  };

  return {
    ask,
    async askAndKill(question, point) {
      if (point.at === 'after' || point.at === 'before') await control('inject', faultFor(point));
      const asking = ask(question);
      if (point.at === 'time') await Promise.all([asking, sleep(point.ms)]);
      else if (point.at === 'moment') await until(async () => point.reached(), POINT_WITHIN_MS);
      else await until(async () => (await faulted(control)) > 0, POINT_WITHIN_MS);
      await stopped(bot, 'SIGKILL');
      await control('clear-faults', {});
      await until(async () => (await control('socket-connections', {})) === 0, CONNECT_WITHIN_MS);
      bot = await start();
    },
    async settled(asked, withinMs) {
      const all = async () => (await control('messages', { channel: SAMPLE.incidents })) as readonly Told[];
      await until(async () => answeredIn(await all()).size >= asked, withinMs);
      // Whoever would post a second one gets the time for it.
      await sleep(500);
      return all();
    },
    files: async () => (await control('files', {})) as never,
    async stop() {
      await stopped(bot, 'SIGKILL');
      await stopped(slack, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };

  async function faulted(ask: Control): Promise<number> {
    const calls = (await ask('calls', {})) as readonly { readonly fault?: string }[];
    const met = calls.filter((call) => call.fault !== undefined).length;
    const fresh = met - seen;
    if (fresh > 0) seen = met;
    return fresh;
  }
}

/** Final messages by the id of the asking they end. */
export function answeredIn(messages: readonly Told[]): ReadonlyMap<string, number> {
  const answered = new Map<string, number>();
  for (const message of messages) {
    if (purposeOf(message) !== 'answer') continue;
    const id = JSON.stringify(message.metadata);
    answered.set(id, (answered.get(id) ?? 0) + 1);
  }
  return answered;
}

type Control = (verb: string, body: object) => Promise<unknown>;

function controlOf(url: string): Control {
  return async (verb, body) => {
    const response = await fetch(`${url}/_control/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as {
      readonly ok: boolean;
      readonly value?: unknown;
      readonly error?: string;
    };
    if (!answer.ok) throw new Error(`${verb}: ${answer.error}`);
    return answer.value;
  };
}

function faultFor(point: Extract<KillPoint, { at: 'after' | 'before' }>): object {
  const { method, argsInclude } = point;
  const which = { method, ...(argsInclude === undefined ? {} : { argsInclude }) };
  return { ...which, kind: point.at === 'after' ? 'hold-after' : 'drop-before' };
}

/** Why this cannot run here; null when it can. */
export const notBuilt: string | null = existsSync(join(ROOT, 'dist/src/cli/main.js'))
  ? null
  : 'npm run build was not run';

function run(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstLine(child: ChildProcess): Promise<{ readonly url: string; readonly apiUrl: string }> {
  if (child.stdout === null) throw new Error('the child has no output');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return JSON.parse(line);
}

async function until(look: () => Promise<boolean>, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    if (await look()) return;
    await sleep(POLL_MS);
  }
  throw new Error(`nothing came within ${withinMs} ms that satisfied: ${String(look).slice(0, 200)}`);
}
