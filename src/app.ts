// The composition root: settings → the real sources and the bot that asks them.
import type { Logger } from 'pino';
import { ask, explain } from './ask.ts';
import type { Config } from './config/config.ts';
import type { Clock } from './domain/clock.ts';
import type { Failure } from './domain/failure.ts';
import type { Source } from './domain/source.ts';
import { makeLogger } from './log.ts';
import { explainBlocks } from './render/explain.ts';
import { archiveSource } from './sources/archive.ts';
import { type BotParts, type RunningBot, startBot } from './start-bot.ts';

/** What tests and the demo hand in instead of what the settings would give. */
export interface AppOverrides extends Pick<BotParts, 'progressAfterMs' | 'progressEveryMs'> {
  readonly sources?: readonly Source[];
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** Starts everything this process's ROLE asks for. A Failure says what to set; nothing is left open then. */
export async function startApp(config: Config, overrides: AppOverrides = {}): Promise<RunningBot | Failure> {
  const { sources = configuredSources(config), ...given } = overrides;
  return startBot(config, {
    clock: Date.now,
    logger: given.logger ?? makeLogger(config.logLevel),
    ...given,
    sourceNames: sources.map((source) => source.name),
    ask: (text, asked) => ask(text, asked, { sources }),
    explain: (text, asked, askingId) => explainBlocks(explain(text, asked, { sources }), { askingId }),
  });
}

function configuredSources(config: Config): readonly Source[] {
  return config.logsFolder === null ? [] : [archiveSource({ folder: config.logsFolder, dataDir: config.dataFolder })];
}
