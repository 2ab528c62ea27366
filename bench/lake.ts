// Run by hand: `npx tsx bench/lake.ts [ROWS]`. Asks a stand-in for CloudTrail Lake, in a process of its own, and prints how
// long after a query's end its answer is there, how long the event loop was held up while many rows were read, and how much
// memory that took.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import { isFailure } from '../src/domain/failure.ts';
import type { EventTest } from '../src/domain/question.ts';
import { lakeSource } from '../src/sources/lake.ts';

const ROWS = Number(process.argv[2] ?? 100_000);
const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const STORE = '0a1b2c3d-0000-4000-8000-00000000000a';
const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'sample-secret' };
const FROM_MS = Math.floor(Date.now() / 1000) * 1000 - 20 * 86_400_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'whodid-bench-lake-'));
const fake = await startFake();
try {
  // The stand-in reads its records in with the first query.
  await latency(0, true);
  for (const runMs of [500, 3_000, 10_000, 30_000]) await latency(runMs);
  await control('lake-settings', { runMs: 0 });
  await noise();
  await reading('rows that do not match', { kind: 'outcome', outcome: 'denied' });
  await reading('rows that all match', { kind: 'always' });
} finally {
  fake.child.kill();
  rmSync(folder, { recursive: true });
}

function source() {
  return lakeSource({
    aws: { endpoint: fake.url, credentials: KEY },
    dataStore: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:eventdatastore/${STORE}`,
  });
}

function ask(test: EventTest) {
  const to = new Date(FROM_MS + 19 * 86_400_000).toISOString();
  const window = { from: new Date(FROM_MS).toISOString(), to, zone: 'UTC', phrase: null };
  return { test, window, order: 'oldest-first', limit: null } as const;
}

/** From a query's end to its answer, for one that runs so long and finds one event. */
async function latency(runMs: number, quiet = false): Promise<void> {
  await control('lake-settings', { runMs });
  const asked = source();
  const found = await asked.events(ask({ kind: 'account', account: `only-${runMs}` }));
  const answeredAt = Date.now();
  if (isFailure(found)) throw new Error(found.why);
  const queries = (await control('queries')) as readonly { readonly startedMs: number }[];
  const endedAt = (queries.at(-1)?.startedMs ?? 0) + runMs;
  asked.close();
  if (quiet) return;
  const limit = Math.max(1_000, 0.15 * runMs);
  say(`a query of ${runMs} ms: answered ${Math.round(answeredAt - endedAt)} ms after its end (limit ${limit} ms)`);
}

/** Processor time between two turns of the event loop: what other programs on the machine cannot lengthen. */
function longestStretch() {
  let longestMs = 0;
  let before = process.cpuUsage();
  let running = true;
  const turn = (): void => {
    const { user, system } = process.cpuUsage(before);
    longestMs = Math.max(longestMs, (user + system) / 1000);
    before = process.cpuUsage();
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    end(): number {
      running = false;
      return longestMs;
    },
  };
}

/** What other programs on this machine do to a process that does nothing. */
async function noise(): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  delay.disable();
  say(`doing nothing for 5 s: event loop held up at most ${(delay.max / 1e6).toFixed(0)} ms by the machine itself`);
}

async function reading(what: string, test: EventTest): Promise<void> {
  const asked = source();
  await asked.events(ask({ kind: 'account', account: 'warm-up' }));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  let longestGcMs = 0;
  const gc = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestGcMs = Math.max(longestGcMs, duration);
  });
  gc.observe({ entryTypes: ['gc'] });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const stretches = longestStretch();
  const started = performance.now();
  const found = await asked.events(ask(test));
  const seconds = (performance.now() - started) / 1000;
  delay.disable();
  const stretchMs = stretches.end();
  clearInterval(watch);
  gc.disconnect();
  if (isFailure(found)) throw new Error(found.why);
  const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(0);
  say(
    `${ROWS} ${what}: ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s, ${found.events.length} kept, ${found.coverage.gaps.length} gaps`,
  );
  say(
    `  event loop held up at most ${ms(delay.max)} ms (limit 50), 99.9 % under ${ms(delay.percentile(99.9))} ms, longest collection of garbage ${longestGcMs.toFixed(0)} ms; longest stretch of work ${stretchMs.toFixed(0)} ms of processor time; memory grew by ${Math.round((peak - before) / 1e6)} MB`,
  );
  asked.close();
}

function* sampleEvents(): Generator<object> {
  for (let at = 0; at < ROWS; at++) yield sample(`e${at}`, ACCOUNT, at);
  for (const runMs of [500, 3_000, 10_000, 30_000]) yield sample(`only-${runMs}`, `only-${runMs}`, runMs);
}

function sample(eventID: string, account: string, at: number): object {
  const role = `arn:aws:sts::${ACCOUNT}:assumed-role/sample-role/sample-session-${at % 97}`;
  return {
    eventVersion: '1.11',
    eventID,
    eventTime: new Date(FROM_MS + ((at * 7_919) % 1_600_000) * 1_000).toISOString().replace('.000Z', 'Z'),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'StopInstances',
    awsRegion: REGION,
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15.0 md/awscrt#0.19.19 ua/2.0 os/linux#6.1 md/arch#x86_64 lang/python#3.11.6',
    userIdentity: { type: 'AssumedRole', arn: role, accountId: ACCOUNT, principalId: `AROASAMPLE:${at % 97}` },
    requestParameters: { instancesSet: { items: [{ instanceId: `i-${String(at).padStart(17, '0')}` }] }, force: false },
    responseElements: {
      instancesSet: {
        items: Array.from({ length: 5 }, (_, n) => ({
          instanceId: `i-${String(at + n).padStart(17, '0')}`,
          currentState: { code: 64, name: 'stopping' },
          previousState: { code: 16, name: 'running' },
        })),
      },
    },
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: account,
  };
}

async function startFake() {
  const eventsFile = join(folder, 'events.jsonl');
  writeFileSync(eventsFile, [...sampleEvents()].map((event) => JSON.stringify(event)).join('\n'));
  const options = {
    accounts: [{ id: ACCOUNT, name: 'sample' }],
    regions: [REGION],
    credentials: [{ ...KEY, account: ACCOUNT }],
    eventDataStores: [{ id: STORE, name: 'sample-store', account: ACCOUNT, region: REGION, organization: true }],
    eventsFile,
  };
  const script = new URL('../src/fakes/aws/process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.once('exit', () => reject(new Error('the stand-in did not start')));
  });
  const { url } = JSON.parse(line) as { readonly url: string };
  return { child, url };
}

async function control(verb: string, body: object = {}): Promise<unknown> {
  const answer = await fetch(`${fake.url}/_control/${verb}`, { method: 'POST', body: JSON.stringify(body) });
  return ((await answer.json()) as { readonly value: unknown }).value;
}
