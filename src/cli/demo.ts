// `whodid demo`: one process on loopback with everything in it: a stand-in for Slack, a page to type on, the real bot, and
// logs to ask (a sample organisation, or a folder of yours). Nothing is installed; what it made is gone when it ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from '../demo/start-demo.ts';
import { isFailure } from '../domain/failure.ts';
import { readAsker } from './asker.ts';
import { stopSignal } from './stop-signal.ts';
import { write } from './terminal.ts';

const options = {
  logs: { type: 'string' },
  data: { type: 'string' },
  now: { type: 'string' },
  port: { type: 'string' },
  aws: { type: 'boolean' },
} as const;

const SHOWN_QUESTIONS = 5;

export async function demoCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  const asker = readAsker({ now: values.now, tz: 'UTC' });
  const port = values.port === undefined ? null : readPort(values.port);
  if (!asker.ok || port === 'bad') {
    write.err(asker.ok ? 'Write --port as a number from 0 to 65535.\n' : `${asker.problem}\n`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'whodid-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const stopped = stopSignal();
  if (values.aws === true && values.logs !== undefined) {
    write.err('Write --aws or --logs, not both: --aws asks the sample organisation through a stand-in for AWS.\n');
    return 2;
  }
  write.err(values.logs === undefined ? 'Making a sample organisation …\n' : 'Reading the logs …\n');
  const demo = await startDemo({
    now: asker.asked.now,
    port,
    folder,
    logs: values.logs === undefined ? null : resolve(values.logs),
    aws: values.aws === true,
    data: values.data === undefined ? null : resolve(values.data),
  });
  if (isFailure(demo)) {
    write.err(`${demo.what} ${demo.why} ${demo.instead}\n`);
    return 1;
  }
  write.out(`\nOpen ${demo.url}\n\nAsk there, for example:\n`);
  for (const question of demo.suggestions.slice(0, SHOWN_QUESTIONS)) write.out(`  ${question}\n`);
  write.out('\nCtrl-C ends it.\n');
  await stopped;
  await demo.close();
  return 0;
}

function readPort(text: string): number | 'bad' {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : 'bad';
}
