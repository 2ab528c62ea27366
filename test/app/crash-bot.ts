// The real bot as a process of its own, to be killed: settings as JSON in its first argument, a stand-in for the search.
import { pino } from 'pino';
import { readConfig } from '../../src/config/read-config.ts';
import { isFailure } from '../../src/domain/failure.ts';
import { startBot } from '../../src/start-bot.ts';
import { sampleAnswer } from '../render/sample-replies.ts';

const reading = readConfig(JSON.parse(process.argv[2] ?? '{}'));
if (!reading.ok) throw new Error(reading.problems.join('\n'));
const bot = await startBot(reading.config, {
  clock: Date.now,
  logger: pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true })),
  sourceNames: ['archive'],
  ask: async () => sampleAnswer(),
  explain: () => ({ text: 'Read as: who did it', blocks: [] }),
});
if (isFailure(bot)) throw new Error(`${bot.what} ${bot.why}`);
