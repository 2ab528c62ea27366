// Run by hand: `npx tsx bench/athena.ts [ROWS]`. Asks a stand-in for Athena, in a process of its own that makes the rows up
// as they are read, for ROWS events that all match, written to a CSV file as `whodid ask … --csv FILE` does; prints how long
// that took and by how much the memory of this process grew at most.
import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askToCsv } from '../src/cli/ask-csv.ts';
import { setupStatements } from '../src/sources/athena/table-ddl.ts';
import { athenaSource } from '../src/sources/athena.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const LIMIT_MB = 150;
const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'sample-secret' };
const LOGS = 's3://sample-trail-logs';
const SPAN_MS = 18 * 86_400_000;
/** An hour ago, so that all log files have come. */
const NOW = Date.now() - 3_600_000;
const FROM_MS = Math.floor(NOW / 1000) * 1000 - 19 * 86_400_000;
const QUESTION = 'who stopped instances in the last 20 days';
const say = (line: string) => process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'whodid-bench-athena-'));
const fake = await startFake();
const source = athenaSource({
  aws: { endpoint: fake.url, credentials: KEY, callMsMax: 120_000 },
  ...{ region: REGION, workGroup: 'whodid', database: 'whodid', table: 'cloudtrail_logs', output: null },
});
try {
  // Everything is loaded and compiled before it is measured; nobody is called so.
  await ask('who stopped instances in account 999999999999 in the last 20 days', join(folder, 'none.csv'));
  await measured();
} finally {
  source.close();
  fake.child.kill();
  rmSync(folder, { recursive: true });
}

function ask(question: string, file: string) {
  return askToCsv(question, file, { now: NOW, zone: 'UTC', locale: 'en-GB' }, { sources: [source] }, {});
}

async function measured(): Promise<void> {
  const file = join(folder, 'all.csv');
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const started = performance.now();
  const reply = await ask(QUESTION, file);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  if (reply.status !== 'exported') throw new Error(JSON.stringify(reply));
  const grew = Math.round((peak - before) / 1e6);
  const lines = await linesOf(file);
  const { done, attempted, related } = reply.counts;
  say(
    `${ROWS} matching rows from Athena to CSV: ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s, ${done + attempted + related} events, ${lines} lines, ${Math.round(statSync(file).size / 1e6)} MB, ${reply.receipt.gaps.length} gaps, ${reply.receipt.complete ? 'complete' : 'not complete'}`,
  );
  say(`  memory grew by ${grew} MB at most (limit ${LIMIT_MB} MB), from ${Math.round(before / 1e6)} MB`);
  for (const gap of reply.receipt.gaps) say(`  ${gap.detail}`);
}

async function linesOf(file: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(file)) for (const byte of chunk as Buffer) if (byte === 10) lines += 1;
  return lines;
}

function sampleRecord(): object {
  return {
    eventVersion: '1.11',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'StopInstances',
    awsRegion: REGION,
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15.0 md/awscrt#0.19.19 ua/2.0 os/linux#6.1 md/arch#x86_64 lang/python#3.11.6',
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/sample-role/sample-session-{n}`,
      accountId: ACCOUNT,
      principalId: 'AROASAMPLE:sample-session-{n}',
    },
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-{n}' }] }, force: false },
    responseElements: {
      instancesSet: { items: [{ instanceId: 'i-{n}', currentState: { code: 64, name: 'stopping' } }] },
    },
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: ACCOUNT,
  };
}

async function startFake() {
  const wanted = { database: 'whodid', table: 'cloudtrail_logs', logs: LOGS, organization: null, from: '2020/01/01' };
  const tables = [setupStatements({ ...wanted, accounts: [ACCOUNT], regions: [REGION, 'us-east-1'] })[1]];
  const group = {
    name: 'whodid',
    account: ACCOUNT,
    region: REGION,
    cutoffBytes: 1e12,
    outputLocation: 's3://sample-results/',
  };
  const generated = {
    ...{
      count: ROWS,
      fromMs: FROM_MS,
      everyMs: Math.max(1, Math.floor(SPAN_MS / ROWS)),
      account: ACCOUNT,
      region: REGION,
    },
    record: sampleRecord(),
  };
  const options = {
    accounts: [{ id: ACCOUNT, name: 'sample' }],
    regions: [REGION],
    credentials: [{ ...KEY, account: ACCOUNT }],
    athena: { workGroups: [group], databases: ['whodid'], tables, generated },
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
