// `whodid start`: the bot, until it is told to stop. Reads everything from the settings.
import { parseArgs } from 'node:util';
import { startApp } from '../app.ts';
import { loadConfig } from '../config/load-config.ts';
import { isFailure } from '../domain/failure.ts';
import { stopSignal } from './stop-signal.ts';
import { write } from './terminal.ts';

/** 0 after a clean stop, 2 when a setting is missing or wrong, 1 when something it needs did not open. */
export async function startCommand(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  const reading = loadConfig();
  if (!reading.ok) {
    write.err(`${reading.problems.join('\n')}\n`);
    return 2;
  }
  const stopped = stopSignal();
  const app = await startApp(reading.config);
  if (isFailure(app)) {
    write.err(`${app.what} ${app.why} ${app.instead}\n`);
    return app.failure === 'not-allowed' ? 2 : 1;
  }
  await stopped;
  await app.close();
  return 0;
}
