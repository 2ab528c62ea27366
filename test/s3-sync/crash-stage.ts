// A bucket on the fake, and the copying of it in a process of its own that is killed after so many objects were asked for.
// Counts what must never happen: an object fetched though its copy was in place, or twice in one run.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type FakeAws, startFakeAws } from '../../src/fakes/aws/fake-aws.ts';
import { copiesFolder } from '../../src/s3-sync/copies.ts';
import { DEV, HOME, NOW, PROD } from '../fakes/aws/sample-record.ts';
import { BUCKET, BUCKET_KEYS, type Filling, filesIn, logFiles } from './log-objects.ts';

const PROGRAM = new URL('./syncing.ts', import.meta.url).pathname;
/** How often the parent looks how far the child is, in milliseconds. */
const LOOK_MS = 1;

export interface CrashStage {
  /** Objects in the bucket. */
  readonly objects: number;
  /** Copies until it ends, or is killed once so many objects were asked for. */
  run(killAfter: number | null): Promise<RunEnd>;
  /** Copies that are not as the object is, and objects without a copy. */
  wrong(): { readonly missing: number; readonly different: number; readonly extra: number };
  stop(): Promise<void>;
}

export interface RunEnd {
  readonly killed: boolean;
  readonly asked: number;
  /** Objects asked for though their copy was there, or more than once though the first answer came through. */
  readonly twice: number;
  readonly lists: number;
  readonly ms: number;
  /** What the child said, when it came to its end. */
  readonly said: string;
}

export async function openCrashStage(filling: Filling): Promise<CrashStage> {
  const objects = [...logFiles(filling)];
  const fake = await startFakeAws({
    clock: () => NOW,
    accounts: [
      { id: PROD, name: 'sample-prod', management: true },
      { id: DEV, name: 'sample-dev' },
    ],
    regions: [HOME, 'us-east-1'],
    credentials: [{ ...BUCKET_KEYS, account: PROD }],
    buckets: [{ name: BUCKET, account: PROD, region: HOME, objects }],
    events: [],
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'whodid-s3-crash-'));
  const folder = copiesFolder(dataDir, { bucket: BUCKET, prefix: '' });
  const present = () => (existsSync(folder) ? new Set(filesIn(folder)) : new Set<string>());
  return {
    objects: objects.length,
    run: (killAfter) => runOnce(fake, dataDir, filling.days, present(), killAfter),
    wrong: () => {
      const copies = present();
      let [missing, different] = [0, 0];
      for (const { key } of objects) {
        if (!copies.delete(key)) missing += 1;
        else if (
          !readFileSync(join(folder, key)).equals(fake.s3.find(BUCKET)?.objects.get(key)?.read() ?? Buffer.alloc(0))
        ) {
          different += 1;
        }
      }
      return { missing, different, extra: copies.size };
    },
    stop: async () => {
      await fake.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function runOnce(
  fake: FakeAws,
  dataDir: string,
  days: number,
  before: ReadonlySet<string>,
  killAfter: number | null,
): Promise<RunEnd> {
  const from = fake.calls.length;
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, fake.url, dataDir, String(days)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString('utf8');
  });
  let ended = false;
  const end = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true;
      resolve();
    });
  });
  let [asked, at, killed] = [0, from, false];
  const count = () => {
    for (; at < fake.calls.length; at++) if (fake.calls[at]?.operation === 'GetObject') asked += 1;
  };
  while (!ended && killAfter !== null) {
    count();
    if (asked >= killAfter) {
      killed = child.kill('SIGKILL');
      break;
    }
    await delay(LOOK_MS);
  }
  await end;
  const ms = performance.now() - startedMs;
  count();
  const mine = fake.calls.slice(from);
  const keys = mine.flatMap(({ operation, input }) => (operation === 'GetObject' ? [String(input.Key)] : []));
  const lost = [...said.matchAll(/^lost (.+)$/gm)].length;
  const again = keys.filter((key) => before.has(key)).length + Math.max(0, keys.length - new Set(keys).size - lost);
  const lists = mine.filter(({ operation }) => operation === 'ListObjectsV2').length;
  return { killed, asked, twice: again, lists, ms, said: said.replace(/^lost .+\n/gm, '') };
}
