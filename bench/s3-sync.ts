// Run by hand: `node --import tsx bench/s3-sync.ts [SEED]`. Copies 20,000 objects from the stand-in for AWS in a process that
// is killed at twenty seeded points and taken up again, and counts: none twice, none missing, or the run fails.
import { openCrashStage } from '../test/s3-sync/crash-stage.ts';

const KILLS = 20;
const DAYS = 60;
/** For each of three places and each day: 20,000 in all. */
const FILES = 113;

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

const random = randomFrom(seed);
const stage = await openCrashStage({ days: DAYS, files: FILES });
try {
  let [twice, killed] = [0, 0];
  for (let index = 0; index < KILLS; index++) {
    // Twenty runs get about three quarters of the way.
    const after = 1 + Math.floor(random() * ((1.5 * stage.objects) / KILLS));
    const end = await stage.run(after);
    twice += end.twice;
    killed += end.killed ? 1 : 0;
    const { missing, different } = stage.wrong();
    say(
      `killed ${index + 1}/${KILLS} after ${end.asked} objects; ${missing} still missing, ${different} half, ${end.twice} twice`,
    );
    twice += different;
  }
  const last = await stage.run(null);
  const again = await stage.run(null);
  const wrong = stage.wrong();
  twice += last.twice + again.asked;
  const rate = Math.round(last.asked / (last.ms / 1_000));
  say(`the last run: ${last.asked} objects in ${Math.round(last.ms)} ms (${rate}/s), ${last.lists} lists`);
  say(`once more: ${again.asked} objects, ${again.lists} lists, ${Math.round(again.ms)} ms`);
  const fine = killed === KILLS && twice === 0 && wrong.missing + wrong.different + wrong.extra === 0;
  say(
    `${stage.objects} objects, ${killed} kills, ${twice} fetched twice, ${wrong.missing} missing: ${fine ? 'as it must be' : 'WRONG'}`,
  );
  process.exitCode = fine ? 0 : 1;
} finally {
  await stage.stop();
}
