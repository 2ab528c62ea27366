// The composition root: settings → the real sources and the bot that asks them.
import type { Logger } from 'pino';
import { ask, askQuestion, explain } from './ask.ts';
import type { Config } from './config/config.ts';
import { loadPeople } from './config/load-people.ts';
import { countDashboard } from './count-dashboard.ts';
import type { Clock } from './domain/clock.ts';
import { type Failure, isFailure } from './domain/failure.ts';
import type { Source } from './domain/source.ts';
import { findEvent } from './find-event.ts';
import { makeLogger } from './log.ts';
import { openPorts } from './open-ports.ts';
import { type OpenSources, openSources } from './open-sources.ts';
import { readQuestion } from './question/read-question.ts';
import { explainBlocks } from './render/explain.ts';
import { lateSlots } from './sources/slots/late-slots.ts';
import { type BotParts, type RunningBot, startBot } from './start-bot.ts';
import type { Ports } from './start-features.ts';

/** What tests and the demo hand in instead of what the settings would give. */
export interface AppOverrides
  extends Pick<
    BotParts,
    'progressAfterMs' | 'progressEveryMs' | 'tickEveryMs' | 'ports' | 'people' | 'askBackAfterMs' | 'securityChannel'
  > {
  /** Closed by whoever made them. */
  readonly sources?: readonly Source[];
  /** Names of accounts by id, beside `sources`. */
  readonly accountNames?: OpenSources['accountNames'];
  readonly clock?: Clock;
  readonly logger?: Logger;
}

export interface RunningApp extends RunningBot {
  /** Resolves once the sources were opened and the reader of questions is warm. Never rejects; troubles are logged. */
  readonly ready: Promise<void>;
}

/** Counting for one look at Home ends after this long. Milliseconds. */
const COUNT_WITHIN_MS = 20_000;

/** Starts everything this process's ROLE asks for. A Failure says what to set; nothing is left open then. */
export async function startApp(config: Config, overrides: AppOverrides = {}): Promise<RunningApp | Failure> {
  const { sources: given, accountNames, ...rest } = overrides;
  const people = config.peopleFile === null ? undefined : loadPeople(config.peopleFile);
  if (isFailure(people)) return people;
  const slots = lateSlots();
  const own = given === undefined && config.role !== 'web' ? await openSources(config, slots.book) : NONE;
  const sources = given ?? own.sources;
  const deps = { sources, accountNames: accountNames ?? own.accountNames };
  const ownPorts =
    given === undefined && rest.ports === undefined && config.role !== 'web' ? await openPorts(config, deps, own) : {};
  const parts: BotParts = {
    clock: Date.now,
    ...(people === undefined ? {} : { people }),
    ...rest,
    ports: {
      ...countEvents(sources),
      ...(own.keeper === undefined ? {} : { keeper: own.keeper }),
      ...(rest.ports ?? ownPorts),
    },
    logger: rest.logger ?? makeLogger(config.logLevel),
    shareSlots: slots.use,
    sourceNames: sources.map((source) => source.name),
    ask: (text, asked, errand) => ask(text, asked, deps, errand),
    put: (question, asked, errand) => askQuestion(question, asked, deps, errand),
    findEvent: (about, errand) => findEvent(about, sources, (rest.clock ?? Date.now)(), errand),
    reader: async (asked) => {
      const accountIds = idsByName(await deps.accountNames());
      return (text) => readQuestion(text, { ...asked, accountIds });
    },
    dashboard: async (days, asked) => {
      const accountIds = idsByName(await deps.accountNames());
      const signal = AbortSignal.timeout(COUNT_WITHIN_MS);
      return countDashboard(days, { ...asked, accountIds }, sources, signal);
    },
    explain: async (text, asked, askingId) => explainBlocks(await explain(text, asked, deps), { askingId }),
  };
  const bot = await startBot(config, parts);
  if (isFailure(bot)) {
    await ownPorts.close?.();
    await own.close();
    return bot;
  }
  return {
    port: bot.port,
    // A web process has no source, but its windows for questions must open before Slack's ticket for them ends.
    ready: warmUp(sources, parts),
    async close() {
      await bot.close();
      await ownPorts.close?.();
      await own.close();
    },
  };
}

/** The first source that can count, as countDashboard takes it. */
function countEvents(sources: readonly Source[]): Pick<Ports, 'count'> {
  const source = sources.find(({ aggregates }) => aggregates !== undefined);
  const count = source?.aggregates?.bind(source);
  return count === undefined ? {} : { count };
}

const NONE: OpenSources = { sources: [], accountNames: async () => ({}), close: async () => {} };

function idsByName(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).map(([id, name]) => [name.toLowerCase(), id]));
}

/** The first question would otherwise wait for the index of the logs and for AWS's names to be read. */
async function warmUp(sources: readonly Source[], { clock, logger }: BotParts): Promise<void> {
  try {
    const now = clock();
    readQuestion('who terminated i-0123456789abcdef0 yesterday', { now, zone: 'UTC', locale: 'en-US' });
    const instant = new Date(now).toISOString();
    const window = { from: instant, to: instant, zone: 'UTC', phrase: null };
    for (const source of sources) {
      const abilities = await source.abilities();
      // A source that is paced or billed is not asked for nothing.
      if (!isFailure(abilities) && abilities.cost.kind !== 'free') continue;
      const read = await source.events({ test: { kind: 'always' }, window, order: 'oldest-first', limit: 1 });
      if (isFailure(read)) logger.warn({ source: source.name }, `${read.what} ${read.why} ${read.instead}`);
      else logger.info({ source: source.name }, 'ready to be asked');
    }
  } catch (error) {
    logger.warn({ err: error }, 'a source could not be opened ahead of the first question');
  }
}
