// Settings under which jobs fail, stall and come back within a test's patience.
import type { JobSettings } from '../../src/config/config.ts';

export const quickSettings: JobSettings = {
  concurrency: 4,
  lockMs: 3_000,
  stalledMs: 150,
  attempts: 3,
  backoffMs: 10,
  relayEveryMs: 50,
  closeWithinMs: 3_000,
};

/** For the crash suite: a dead worker's job is free after this long. The jobs in it end at once, so none loses its lock. */
export const crashSettings: JobSettings = { ...quickSettings, lockMs: 600 };
