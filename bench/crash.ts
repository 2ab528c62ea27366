// Run by hand: `npm run bench:crash [SEED]`. Kills the bot at twenty seeded points, on PGlite and on Redis, and counts what
// each question ended with: exactly one final message and one file, or the run fails.
import { answeredIn, type KillPoint, QUESTION, startCrashStage } from '../test/app/crash-stage.ts';
import { purposeOf } from '../test/app/stage.ts';
import { noRedis, startRedis } from '../test/servers/redis.ts';

const KILLS = 20;
const SETTLE_WITHIN_MS = 120_000;

/** Slack has carried out the call, and its answer never comes; or the call never reached it. */
const WIRE_POINTS: readonly KillPoint[] = [
  { at: 'after', method: 'chat.postMessage', argsInclude: '"answer\\' },
  { at: 'before', method: 'chat.postMessage', argsInclude: '"answer\\' },
  { at: 'after', method: 'chat.postMessage', argsInclude: '"parent\\' },
  { at: 'before', method: 'chat.postMessage', argsInclude: '"parent\\' },
  { at: 'after', method: 'files.getUploadURLExternal' },
  { at: 'after', method: 'files.completeUploadExternal' },
  { at: 'before', method: 'files.completeUploadExternal' },
];
/** Random times after the question, up to this many milliseconds. */
const TIME_MAX_MS = 150;

const seed = Number(process.argv[2] ?? '1');
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Mulberry32: a small generator, so that a seed names the points. */
function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every wire point once, then points and times as the seed says. */
function pointsFor(random: () => number): readonly KillPoint[] {
  return Array.from({ length: KILLS }, (_, index): KillPoint => {
    const wire = WIRE_POINTS[index] ?? WIRE_POINTS[Math.floor(random() * WIRE_POINTS.length * 2)];
    return wire ?? { at: 'time', ms: Math.floor(random() * TIME_MAX_MS) };
  });
}

async function soak(name: string, settings: Readonly<Record<string, string>>): Promise<boolean> {
  const stage = await startCrashStage(settings);
  try {
    const points = pointsFor(randomFrom(seed));
    for (const [index, point] of points.entries()) {
      await stage.askAndKill(QUESTION, point);
      say(`${name}: killed ${index + 1}/${points.length} ${JSON.stringify(point)}`);
    }
    const messages = await stage.settled(points.length, SETTLE_WITHIN_MS);
    const answered = [...answeredIn(messages).values()];
    const threads = messages.filter((message) => purposeOf(message) === 'parent').length;
    const files = (await stage.files()).map((file) => file.shares.length);
    const fine =
      answered.length === KILLS && threads === KILLS && [...answered, ...files].every((count) => count === 1);
    say(`${name}: ${answered.length} questions ended; final messages each ${JSON.stringify(answered)}`);
    say(`${name}: ${threads} threads, ${files.length} files; ${fine ? 'as it must be' : 'WRONG'}`);
    return fine && files.length === KILLS;
  } finally {
    await stage.stop();
  }
}

let fine = await soak('PGlite', {});
if (noRedis === null) {
  const redis = await startRedis();
  try {
    fine = (await soak('Redis and PGlite', { REDIS_URL: redis.url })) && fine;
  } finally {
    await redis.stop();
  }
} else {
  say(`Redis: SKIPPED, ${noRedis}`);
}
process.exitCode = fine ? 0 : 1;
