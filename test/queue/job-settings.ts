// Settings under which jobs fail, stall and come back within a test's patience.
import type { JobSettings } from '../../src/config/config.ts';

export const quickSettings: JobSettings = {
  concurrency: 4,
  lockMs: 600,
  stalledMs: 150,
  attempts: 3,
  backoffMs: 10,
  relayEveryMs: 50,
  closeWithinMs: 3_000,
};
