// Run by hand: `npm run bench:history [SECONDS]`. Three processes read event history from a stand-in for AWS that refuses a
// third call in any second, at AWS's real pace; they share their slots in Redis, then in PostgreSQL. Prints events a second
// for each account and Region, throttles, and what twelve askers of one question cost. Ends with 1 when a target is missed.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '../src/domain/failure.ts';
import { openStore } from '../src/store/open-store.ts';
import { noPostgres, startPostgres } from '../test/servers/postgres.ts';
import { noRedis, type Server, startRedis, stopped } from '../test/servers/redis.ts';
import { ACCOUNTS, KEY, PAGE_EVENTS, REGIONS, roleOf, sampleEvents } from './history-events.ts';
import type { Done, Errand, ReaderOptions } from './history-reader.ts';

const SECONDS = Number(process.argv[2] ?? '20');
/** Each process has calls of its own to read, and there are more for one, and for twelve. */
const LONG = ['StopInstances', 'StartInstances', 'RebootInstances'] as const;
const ONE = 'RunInstances';
const TWELVE = 'TerminateInstances';
const SPREAD = 'ModifyInstanceAttribute';
const CALLS_PER_SECOND = 2;
const SHORT_PAGES = 5;
const RATE_LEAST = 95;
const TWELVE_MOST = 1.2;
const PLACES = ACCOUNTS.length * REGIONS.length;
const ROOT = new URL('..', import.meta.url).pathname;
const TSX = ['--import', 'tsx'];
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Call {
  readonly operation: string;
  readonly outcome: string;
  readonly account: string;
  readonly region: string;
  readonly atMs: number;
}

const folder = mkdtempSync(join(tmpdir(), 'whodid-history-'));
const lastMs = Math.floor(Date.now() / 1000) * 1000 - 3 * 3_600_000;
const window = { from: new Date(lastMs - 80 * 86_400_000).toISOString(), to: new Date(lastMs + 1_000).toISOString() };
const longPages = Math.ceil((SECONDS * CALLS_PER_SECOND) / LONG.length);
let fine = true;

const { aws, url } = await startAws();
try {
  fine = await measured('Redis', noRedis, startRedis, 'redis');
  fine = (await measured('PostgreSQL', noPostgres, startPostgres, 'postgres')) && fine;
} finally {
  await stopped(aws, 'SIGTERM');
  rmSync(folder, { recursive: true });
}
process.exitCode = fine ? 0 : 1;

/** The stand-in in a process of its own, so that nothing here delays when it sees a call. */
async function startAws(): Promise<{ aws: ChildProcess; url: string }> {
  const eventsFile = join(folder, 'events.jsonl');
  const pages = {
    ...Object.fromEntries(LONG.map((name) => [name, longPages])),
    [ONE]: SHORT_PAGES,
    [TWELVE]: SHORT_PAGES,
  };
  const lines = [...sampleEvents({ ...pages, [SPREAD]: SHORT_PAGES }, lastMs)].map((event) => JSON.stringify(event));
  writeFileSync(eventsFile, lines.join('\n'));
  const options = {
    accounts: ACCOUNTS.map((id) => ({ id, name: `sample-${id}` })),
    regions: REGIONS,
    credentials: [{ ...KEY, account: ACCOUNTS[0] }],
    roles: ACCOUNTS.map((id) => ({ arn: roleOf(id), trusts: ['*'] })),
    eventsFile,
  };
  const program = join(ROOT, 'src/fakes/aws/process.ts');
  const child = spawn(process.execPath, [...TSX, program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { aws: child, url: (JSON.parse(line) as { url: string }).url };
}

async function measured(
  title: string,
  why: string | null,
  start: () => Promise<Server>,
  kind: ReaderOptions['store']['kind'],
): Promise<boolean> {
  if (why !== null) {
    say(`${title}: SKIPPED, ${why}`);
    return true;
  }
  const server = await start();
  const readers: ChildProcess[] = [];
  try {
    if (kind === 'postgres') await migrated(server.url);
    for (const _ of LONG) readers.push(await startReader({ aws: url, store: { kind, url: server.url } }));
    const sustained = await sustainedRate(title, readers);
    return (await twelveAtOnce(title, readers)) && sustained;
  } finally {
    for (const reader of readers) {
      reader.send('end');
      await stopped(reader, 'SIGTERM');
    }
    await server.stop();
  }
}

async function sustainedRate(title: string, readers: readonly ChildProcess[]): Promise<boolean> {
  const before = (await lookups()).length;
  const all = await Promise.all(readers.map((reader, at) => run(reader, LONG[at] ?? ONE, 1)));
  const calls = (await lookups()).slice(before);
  const refused = calls.filter(({ outcome }) => outcome !== 'ok').length;
  const rates = ACCOUNTS.flatMap((account) => REGIONS.map((region) => rateAt(calls, account, region)));
  const slowest = Math.min(...rates);
  say(`${title}: ${readers.length} processes, ${PLACES} account-Regions, ${longPages} pages each process and place`);
  say(
    `  took ${all.map(({ seconds }) => seconds.toFixed(1)).join(', ')} s; ${refused} of ${calls.length} calls refused`,
  );
  say(
    `  events/s for each account and Region: ${slowest.toFixed(1)} to ${Math.max(...rates).toFixed(1)} (target ${RATE_LEAST})`,
  );
  return slowest >= RATE_LEAST && refused === 0 && whole(all, longPages);
}

/** The first call waits for nobody: only those after it show the pace. */
function rateAt(calls: readonly Call[], account: string, region: string): number {
  const there = calls.filter((call) => call.account === account && call.region === region).map(({ atMs }) => atMs);
  const spanMs = Math.max(...there) - Math.min(...there);
  return ((there.length - 1) * PAGE_EVENTS * 1000) / spanMs;
}

async function twelveAtOnce(title: string, readers: readonly ChildProcess[]): Promise<boolean> {
  const [first] = readers;
  if (first === undefined) return false;
  await sleep(1_100);
  const one = await run(first, ONE, 1);
  await sleep(1_100);
  const before = (await lookups()).length;
  const twelve = await run(first, TWELVE, 12);
  const calls = (await lookups()).slice(before);
  const ratio = twelve.seconds / one.seconds;
  const perPlace = calls.length / PLACES;
  say(
    `${title}: one asker ${one.seconds.toFixed(2)} s; twelve of one question in one process ${twelve.seconds.toFixed(2)} s, ${ratio.toFixed(2)} × one (target ${TWELVE_MOST})`,
  );
  say(`  ${perPlace} calls for each account and Region, as one asker's ${SHORT_PAGES}`);
  await sleep(1_100);
  const spread = await Promise.all(readers.map((reader) => run(reader, SPREAD, 4)));
  say(
    `  the twelve over three processes, for comparison: ${Math.max(...spread.map(({ seconds }) => seconds)).toFixed(2)} s`,
  );
  const refused = (await lookups()).slice(before).filter(({ outcome }) => outcome !== 'ok').length;
  say(`  ${refused} calls refused`);
  return (
    ratio <= TWELVE_MOST && perPlace === SHORT_PAGES && refused === 0 && whole([one, twelve, ...spread], SHORT_PAGES)
  );
}

function whole(all: readonly Done[], pages: number): boolean {
  for (const { gaps, away } of all) for (const words of [...gaps, ...away]) say(`  not whole: ${words}`);
  return all.every(
    ({ gaps, away, events }) => gaps.length + away.length === 0 && events === pages * PLACES * PAGE_EVENTS,
  );
}

async function startReader(options: ReaderOptions): Promise<ChildProcess> {
  const child = fork(join(ROOT, 'bench/history-reader.ts'), [JSON.stringify(options)], { execArgv: TSX });
  await once(child, 'message');
  return child;
}

async function run(reader: ChildProcess, name: string, askers: number): Promise<Done> {
  const errand: Errand = { name, askers, ...window };
  reader.send(errand);
  const [done] = (await once(reader, 'message')) as [Done];
  return done;
}

async function lookups(): Promise<readonly Call[]> {
  const answer = await fetch(`${url}/_control/calls`, { method: 'POST', body: '{}' });
  const { value } = (await answer.json()) as { value: readonly Call[] };
  return value.filter(({ operation }) => operation === 'LookupEvents');
}

async function migrated(databaseUrl: string): Promise<void> {
  const store = await openStore({ kind: 'postgres', url: databaseUrl }, Date.now, () => undefined);
  if (isFailure(store)) throw new Error(`${store.what} ${store.why}`);
  await store.state.close();
}
