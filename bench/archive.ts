// Run by hand: `npx tsx bench/archive.ts FOLDER [ROUNDS]`. Ingests a log folder anew into a scratch folder and asks
// about it, and prints absolute figures with what they are of a plain gunzip + JSON.parse of the same files, which any
// machine can be compared by.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { ingestFolder } from '../src/archive/ingest.ts';
import { walkFolder } from '../src/archive/walk.ts';
import { isFailure } from '../src/domain/failure.ts';
import type { EventTest, ResourceRef } from '../src/domain/question.ts';
import { archiveSource } from '../src/sources/archive.ts';

const [folder = '.', rounds = '200'] = process.argv.slice(2);
const dataDir = mkdtempSync(join(tmpdir(), 'whodid-bench-'));
const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const plain = await plainRead();
  const events = await ingest(plain);
  if (events > 0) await ask(Number(rounds));
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

/** Seconds to unpack and parse every file, keeping nothing. */
async function plainRead(): Promise<number> {
  const walk = await walkFolder(folder);
  if (isFailure(walk)) throw new Error(walk.why);
  const started = performance.now();
  for (const { path } of walk.files) {
    const bytes = await readFile(join(walk.folder, path));
    JSON.parse((bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'));
  }
  const seconds = (performance.now() - started) / 1000;
  say(`plain gunzip + JSON.parse: ${walk.files.length} files in ${seconds.toFixed(2)} s`);
  return seconds;
}

async function ingest(plain: number): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const started = performance.now();
  const manifest = await ingestFolder({ folder, dataDir });
  const seconds = (performance.now() - started) / 1000;
  delay.disable();
  if (isFailure(manifest)) throw new Error(manifest.why);
  const bytes = manifest.segments
    .flatMap((segment) => Object.values(segment.bytes))
    .reduce((sum, size) => sum + size, 0);
  const rate = Math.round(manifest.events / seconds);
  say(
    `ingest: ${manifest.events} events in ${seconds.toFixed(2)} s, ${rate} events/s, ${(seconds / plain).toFixed(1)} × plain`,
  );
  say(
    `  event loop held up: p99 ${(delay.percentile(99) / 1e6).toFixed(0)} ms, most ${(delay.max / 1e6).toFixed(0)} ms`,
  );
  say(
    `  on disk: ${(bytes / 2 ** 20).toFixed(1)} MB in ${manifest.segments.length} segment(s), rss ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
  );
  const again = performance.now();
  await ingestFolder({ folder, dataDir });
  say(`  unchanged folder looked at again: ${(performance.now() - again).toFixed(1)} ms`);
  return manifest.events;
}

async function ask(times: number): Promise<void> {
  const source = archiveSource({ folder, dataDir });
  const instances = (await source.completions('i-0', 200)) ?? [];
  const whoDid = (text: string): EventTest => ({
    kind: 'all',
    tests: [
      { kind: 'action', service: 'ec2', name: 'TerminateInstances' },
      { kind: 'resource', resource: id(text) },
    ],
  });
  const one = instances[0] ?? 'i-0';
  await measure('who terminated an instance', times, (round) => whoDid(instances[round % instances.length] ?? one));
  await measure('everything on one instance', times, (round) => ({
    kind: 'resource',
    resource: id(instances[round % instances.length] ?? one),
  }));
  await measure('changes outside Terraform in us-east-1 by root', Math.ceil(times / 10), () => ({
    kind: 'all',
    tests: [
      { kind: 'root' },
      { kind: 'region', region: 'us-east-1' },
      { kind: 'not', test: { kind: 'tool', tool: 'terraform' } },
    ],
  }));
  await measure('every StopInstances', Math.ceil(times / 20), () => ({
    kind: 'action',
    service: 'ec2',
    name: 'stopinstances',
  }));
  await source.close();

  async function measure(what: string, count: number, testOf: (round: number) => EventTest): Promise<void> {
    const took: number[] = [];
    let found = 0;
    for (let round = 0; round < count; round++) {
      const started = performance.now();
      const read = await source.events({
        test: testOf(round),
        window: { from: null, to: '2100-01-01T00:00:00Z', zone: 'UTC', phrase: null },
        order: 'oldest-first',
        limit: null,
      });
      took.push(performance.now() - started);
      if (isFailure(read)) throw new Error(read.why);
      found += read.events.length;
    }
    took.sort((a, b) => a - b);
    const at = (share: number) => (took[Math.floor(share * (took.length - 1))] ?? 0).toFixed(2);
    say(`${what}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, ${(found / count).toFixed(1)} events on average`);
  }
}

function id(text: string): ResourceRef {
  return { text, form: 'id', type: 'ec2:instance', tokens: [text.toLowerCase()], partial: false };
}
