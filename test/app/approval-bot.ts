// The bot as a process of its own, for tests that kill it: everything from the settings, but with a run's lease, its looks
// and its ticks short enough to wait for. Ends when it is killed.
import { startApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { isFailure } from '../../src/domain/failure.ts';
import { openRemediator } from '../../src/open-remediator.ts';

const reading = loadConfig();
if (!reading.ok) throw new Error(reading.problems.join('\n'));
const remediator = await openRemediator(reading.config);
if (remediator === null) throw new Error('no role is set for changes');
const app = await startApp(reading.config, {
  tickEveryMs: 300,
  ports: { remediator, approvalTimes: { runWithinMs: 1_500, lookEveryMs: 500 } },
});
if (isFailure(app)) throw new Error(`${app.what} ${app.why}`);
