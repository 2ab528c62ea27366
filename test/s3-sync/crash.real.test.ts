// The copying killed in the middle, and taken up again: bench/s3-sync.ts does the same at twenty points.
import { afterEach, expect, it } from 'vitest';
import { type CrashStage, openCrashStage } from './crash-stage.ts';

let stage: CrashStage | null = null;
afterEach(async () => {
  await stage?.stop();
  stage = null;
});

it('fetches nothing that is there, and in the end all of it, wherever it is killed', async () => {
  stage = await openCrashStage({ days: 10, files: 40 });
  for (const killAfter of [1, 137, 400]) {
    expect(await stage.run(killAfter)).toMatchObject({ killed: true, twice: 0 });
    expect(stage.wrong()).toMatchObject({ different: 0, extra: 0 });
  }
  const last = await stage.run(null);
  expect(last).toMatchObject({ killed: false, twice: 0 });
  expect(JSON.parse(last.said)).toMatchObject({ lacks: [] });
  expect(stage.wrong()).toEqual({ missing: 0, different: 0, extra: 0 });
  expect(await stage.run(null)).toMatchObject({ asked: 0 });
}, 60_000);
