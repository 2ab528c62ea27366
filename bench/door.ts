// Run by hand: `npm run bench:door [RUNS]`. How soon Slack is told that a question was taken, and how soon its answer is
// there: on the embedded database, and on Redis with PostgreSQL. The load (and the fake Slack) is in this process, the bot
// (the built program, searching the whole sample organisation) in another.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeOrganisation } from '../src/demo/organisation/write-organisation.ts';
import { type FakeSlack, startFakeSlack } from '../src/fakes/slack/fake-slack.ts';
import { SAMPLE, sampleWorkspace } from '../src/fakes/slack/sample-workspace.ts';
import { purposeOf } from '../test/app/stage.ts';
import { freePort } from '../test/servers/free-port.ts';
import { noPostgres, startPostgres } from '../test/servers/postgres.ts';
import { noRedis, startRedis, stopped } from '../test/servers/redis.ts';

const RUNS = Number(process.argv[2] ?? '5');
const SECONDS = 10;
const START_WITHIN_MS = 60_000;
const DRAIN_WITHIN_MS = 120_000;
const ROOT = new URL('..', import.meta.url).pathname;
const SECRETS = { signingSecret: '0123456789abcdef0123456789abcdef', botToken: 'xoxb-sample', appToken: 'xapp-sample' };
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Figures {
  readonly [name: string]: number;
}

interface Bot {
  readonly fake: FakeSlack;
  stop(): Promise<void>;
}

/** Written once for all back ends. */
const logs = mkdtempSync(join(tmpdir(), 'whodid-bench-logs-'));

async function startBot(settings: Readonly<Record<string, string>>): Promise<Bot> {
  const folder = mkdtempSync(join(tmpdir(), 'whodid-bench-'));
  const fake = await startFakeSlack({ ...SECRETS, workspace: sampleWorkspace() });
  const port = await freePort();
  const given = {
    SLACK_BOT_TOKEN: SECRETS.botToken,
    SLACK_SIGNING_SECRET: SECRETS.signingSecret,
    SLACK_MODE: 'http',
    SLACK_API_URL: fake.apiUrl,
    PORT: `${port}`,
    WHODID_DATA: folder,
    WHODID_LOGS: logs,
    LOG_LEVEL: 'warn',
    ALLOWED_CHANNELS: SAMPLE.incidents,
    ...settings,
  };
  const env = { PATH: process.env.PATH, ...given };
  const bot = spawn(process.execPath, ['bin/whodid.js', 'start'], { cwd: ROOT, env, stdio: 'inherit' });
  await untilHealthy(port);
  fake.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  return {
    fake,
    async stop() {
      await stopped(bot, 'SIGKILL');
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilHealthy(port: number): Promise<void> {
  const end = performance.now() + START_WITHIN_MS;
  while (performance.now() < end) {
    const health = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (health?.ok === true) return;
    await sleep(100);
  }
  throw new Error(`the bot was not healthy within ${START_WITHIN_MS} ms`);
}

/** Asks `total` questions, `perSecond` of them a second (all at once: Infinity); times in milliseconds. */
async function load(fake: FakeSlack, total: number, perSecond: number) {
  const askedAt = new Map<string, number>();
  const answers: number[] = [];
  const acks: number[] = [];
  const parents = new Map<string, string>();
  const stop = fake.onChange((change) => {
    // An answer that took long comes in place of its progress line.
    if (change.kind !== 'message' && change.kind !== 'message-changed') return;
    const { message } = change;
    const question = /who terminated [^"]*/.exec(JSON.stringify(message.blocks))?.[0];
    if (purposeOf(message) === 'parent' && question !== undefined) parents.set(message.ts, question);
    if (purposeOf(message) !== 'answer') return;
    const started = askedAt.get(parents.get(message.threadTs ?? '') ?? '');
    if (started !== undefined) answers.push(performance.now() - started);
  });
  const begun = performance.now();
  const sent: Promise<void>[] = [];
  for (let index = 0; index < total; index += 1) {
    const due = begun + (perSecond === Number.POSITIVE_INFINITY ? 0 : (index * 1000) / perSecond);
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const question = freshQuestion();
    askedAt.set(question, performance.now());
    sent.push(
      fake.slash('/whodid', question, { user: SAMPLE.member, channel: SAMPLE.incidents }).then((typed) => {
        if (!typed.ok) throw new Error(`not acknowledged: ${typed.error}`);
        acks.push(typed.ackMs ?? Number.POSITIVE_INFINITY);
      }),
    );
  }
  await Promise.all(sent);
  const end = performance.now() + DRAIN_WITHIN_MS;
  while (answers.length < total && performance.now() < end) await sleep(20);
  stop();
  if (answers.length < total) throw new Error(`${total - answers.length} of ${total} questions were not answered`);
  // Files of the last answers, before the next load begins.
  await sleep(500);
  return { acks, answers };
}

let asked = 0;
/** The same rows each time, and never the same text. */
function freshQuestion(): string {
  asked += 1;
  const since = new Date(Date.now() - 80 * 86_400_000 + asked * 1000).toISOString().slice(0, 19);
  return `who terminated i-0abc12de34f567890 since ${since}Z`;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

async function oneRun(fake: FakeSlack): Promise<Figures> {
  const calm = await load(fake, 20 * SECONDS, 20);
  const busy = await load(fake, 50 * SECONDS, 50);
  const burst = await load(fake, 50, Number.POSITIVE_INFINITY);
  return {
    'ack p50 at 50/s': percentile(busy.acks, 0.5),
    'ack p99 at 50/s (< 150)': percentile(busy.acks, 0.99),
    'ack p50, burst of 50': percentile(burst.acks, 0.5),
    'ack p99, burst of 50 (< 300)': percentile(burst.acks, 0.99),
    'answer p50 at 20/s': percentile(calm.answers, 0.5),
    'answer p95 at 20/s (< 250)': percentile(calm.answers, 0.95),
    'answer p95, burst of 50': percentile(burst.answers, 0.95),
  };
}

async function measure(name: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const runs: Figures[] = [];
  const { fake, stop } = await startBot(settings);
  try {
    // The first questions compile code and fill caches; they are not counted.
    await load(fake, 40, 20);
    for (let run = 0; run < RUNS; run += 1) runs.push(await oneRun(fake));
  } finally {
    await stop();
  }
  say(`\n${name}: median of ${RUNS} (least – most), ms`);
  for (const figure of Object.keys(runs[0] ?? {})) {
    const values = runs.map((run) => run[figure] ?? Number.NaN);
    const [median, least, most] = [percentile(values, 0.5), Math.min(...values), Math.max(...values)];
    say(`  ${figure.padEnd(30)} ${median.toFixed(0)} (${least.toFixed(0)} – ${most.toFixed(0)})`);
  }
}

await writeOrganisation(logs, { now: Date.now() });
process.once('exit', () => rmSync(logs, { recursive: true, force: true }));
await measure('Embedded (PGlite)', {});
const missing = [noRedis, noPostgres].filter((why) => why !== null);
if (missing.length > 0) {
  say(`\nRedis and PostgreSQL: SKIPPED, ${missing.join(', ')}`);
} else {
  const [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
  try {
    await measure('Redis and PostgreSQL', { REDIS_URL: redis.url, DATABASE_URL: postgres.url });
  } finally {
    await Promise.all([redis.stop(), postgres.stop()]);
  }
}
