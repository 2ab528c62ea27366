// Settings and a way to answer → a running bot, or a Failure that says what to set. Every part is made here and handed to
// what needs it; whatever was opened is closed again in reverse, also when a later part does not start.
import type { Logger } from 'pino';
import { helpText } from '../commands/help.ts';
import { commandFor, commands } from '../commands/index.ts';
import { jobs } from '../jobs/index.ts';
import { may } from './access/may.ts';
import { describeRules } from './access/rules.ts';
import type { AnswerDeps } from './answering/deps.ts';
import type { Answering } from './answering/feature.ts';
import { withFeatures } from './answering/with-features.ts';
import { type Backend, chooseBackend } from './config/backend.ts';
import type { Config } from './config/config.ts';
import type { Clock } from './domain/clock.ts';
import { type Failure, isFailure } from './domain/failure.ts';
import type { AskedBy } from './domain/question.ts';
import type { Person, RightsContext } from './domain/rights.ts';
import type { State } from './domain/state.ts';
import type { People } from './identity/slack-person.ts';
import { readQuestion } from './question/read-question.ts';
import { openQueues } from './queue/open-queues.ts';
import type { Queues } from './queue/queues.ts';
import { startRelay } from './queue/relay.ts';
import { redisSlots } from './queue/slot-book.ts';
import { connectToSlack, type SignedIn, signIn } from './slack/connect.ts';
import { door } from './slack/door.ts';
import { type HomeDeps, homeElsewhere, homeShower, type ShowHome } from './slack/show-home.ts';
import { ownWhenAway } from './sources/slots/own-when-away.ts';
import type { SlotBook } from './sources/slots/slot-book.ts';
import { type Ports, startFeatures } from './start-features.ts';
import { openStore } from './store/open-store.ts';
import { sqlSlots } from './store/slot-book.ts';
import type { Database } from './store/sql.ts';

export interface RunningBot {
  /** The port Slack's requests are taken on; null in Socket Mode and in a worker. */
  readonly port: number | null;
  /** Finishes what is at work, up to CLOSE_WITHIN_MS, and closes everything. Never rejects; may be called twice. */
  close(): Promise<void>;
}

/** How questions are answered, and what else does not come from the settings. Times are milliseconds. */
export interface BotParts
  extends Pick<AnswerDeps, 'ask' | 'put' | 'explain'>,
    Partial<Pick<AnswerDeps, 'findEvent' | 'reader' | 'people' | 'askBackAfterMs' | 'securityChannel'>> {
  /** For the start-up log and the ledger; empty: nothing can be asked. */
  readonly sourceNames: readonly string[];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly progressAfterMs?: number;
  readonly progressEveryMs?: number;
  readonly patienceMs?: number;
  /** What features ask of AWS; left out: nothing. Closed by whoever made it. */
  readonly ports?: Ports;
  /** How often it is looked for what has fallen due. Milliseconds. */
  readonly tickEveryMs?: number;
  /** Counts what Home shows; left out: there is no Home. */
  readonly dashboard?: HomeDeps['count'];
  /** Given the book of calls to AWS that all processes on this Redis or database share. */
  readonly shareSlots?: (book: SlotBook) => void;
}

/** A search that takes longer than this says so. Milliseconds. */
const PROGRESS_AFTER_MS = 2_000;
/** How often the progress line is changed. Milliseconds. */
const PROGRESS_EVERY_MS = 10_000;

const NO_PEOPLE: People = new Map();

/** How often it is looked for what has fallen due. Milliseconds. */
const TICK_EVERY_MS = 60_000;

/** A query elsewhere is waited for this long; then the worker takes other questions meanwhile. Milliseconds. */
const PATIENCE_MS = 10_000;

export async function startBot(config: Config, parts: BotParts): Promise<RunningBot | Failure> {
  const open: (() => Promise<void>)[] = [];
  const close = closing(open);
  try {
    const started = await start(config, parts, (closer) => open.push(closer));
    if (!isFailure(started)) return { port: started.port, close };
    await close();
    return started;
  } catch (error) {
    await close();
    parts.logger.error({ err: error }, 'the start failed');
    return couldNotStart(error);
  }
}

type OnClose = (closer: () => Promise<void>) => void;

async function start(
  config: Config,
  parts: BotParts,
  onClose: OnClose,
): Promise<{ readonly port: number | null } | Failure> {
  const { clock, logger } = parts;
  const warn = (what: string, error: unknown): void => logger.warn({ err: error }, what);
  const choice = chooseBackend(config);
  if (!choice.ok) return badSetting(choice.problem);
  const slack = await signIn(config, logger, clock);
  if (isFailure(slack)) return slack;
  const store = await openStore(choice.backend.state, clock, warn);
  if (isFailure(store)) return store;
  onClose(() => store.state.close());
  const queues = await openQueues(choice.backend.queue, store.database, config.jobs, warn);
  if (isFailure(queues)) return queues;
  onClose(() => queues.close());

  if (!choice.backend.oneProcess) {
    const slots = sharedSlots(choice.backend, store.database);
    if (slots.close !== undefined) onClose(slots.close);
    parts.shareSlots?.(ownWhenAway(slots.book, warn));
  }

  const mayAsk = (person: Person, context: RightsContext) => may(person, 'ask', context, config.access);
  const showHome = homeOf(parts, config, { slack, state: store.state, mayAsk, warn }, queues);
  if (config.role !== 'web') {
    const deps = { ...answerDeps(config, parts, slack, store.state), may: mayAsk, warn };
    const { database } = store;
    const features = await startFeatures({ config, database, slack, ports: parts.ports ?? {}, clock });
    await startWorking(withFeatures(deps, queues, features), config, parts, queues, showHome, onClose);
  }
  const { port, stop } =
    config.role === 'worker'
      ? { port: null, stop: null }
      : await connectToSlack(slack, config, logger, {
          door: door({
            state: store.state,
            enqueue: (askingId) => queues.add('answer', askingId, { askingId }),
            may: mayAsk,
            homeTeamId: slack.self.teamId,
            clock,
            warn,
          }),
          may: mayAsk,
          ...(showHome === null ? {} : { showHome }),
          commands,
          commandFor,
          clock,
          warn,
          healthy: async () => (await store.state.ledger(slack.self.teamId, 0, 1)) !== null,
        });
  if (stop !== null) onClose(stop);
  await sayWhatIsOn(config, parts, slack, choice.backend.about, port, store.state);
  return { port };
}

/** Where Home is shown from: here, or, where this process reads no events, from a worker. */
function homeOf(parts: BotParts, config: Config, deps: HomeParts, queues: Queues): ShowHome | null {
  const { dashboard } = parts;
  if (dashboard === undefined) return null;
  const { slack, state, mayAsk, warn } = deps;
  const { client, directory, self } = slack;
  if (config.role === 'web') {
    return homeElsewhere({ client, warn }, (wish) => queues.add('home', `${wish.userId}at${parts.clock()}`, wish));
  }
  return homeShower({
    count: dashboard,
    recentAskings: (userId, limit) => state.recentAskings(self.teamId, userId, limit),
    client,
    directory,
    may: mayAsk,
    homeTeamId: self.teamId,
    clock: parts.clock,
    warn,
  });
}

interface HomeParts {
  readonly slack: SignedIn;
  readonly state: State;
  readonly mayAsk: AnswerDeps['may'];
  readonly warn: AnswerDeps['warn'];
}

/** Calls to AWS are counted over all processes, so the book is where they meet: Redis where there is one, else the database. */
function sharedSlots({ queue }: Backend, database: Database): { book: SlotBook; close?: () => Promise<void> } {
  return queue.kind === 'redis' ? redisSlots(queue.url) : { book: sqlSlots(database.pool('whodid')) };
}

function answerDeps(config: Config, parts: BotParts, slack: SignedIn, state: State) {
  return {
    state,
    directory: slack.directory,
    threads: slack.threads(state),
    homeTeamId: slack.self.teamId,
    ask: parts.ask,
    put: parts.put,
    zone: config.zone,
    explain: parts.explain,
    reach: slack.reach,
    findEvent: parts.findEvent ?? (async () => null),
    reader: parts.reader ?? (async (asked: AskedBy) => (text: string) => readQuestion(text, asked)),
    people: parts.people ?? NO_PEOPLE,
    askBackAfterMs: parts.askBackAfterMs ?? config.askBackAfterMs,
    securityChannel: parts.securityChannel ?? config.securityChannel,
    help: helpText(commands),
    csv: config.csv,
    clock: parts.clock,
    progressAfterMs: parts.progressAfterMs ?? PROGRESS_AFTER_MS,
    progressEveryMs: parts.progressEveryMs ?? PROGRESS_EVERY_MS,
    notifyAfterMs: config.notifyAfterMs,
    patienceMs: parts.patienceMs ?? PATIENCE_MS,
    recheckEveryMs: config.recheckEveryMs,
    spend: config.spend,
  };
}

async function startWorking(
  deps: Answering,
  config: Config,
  { tickEveryMs = TICK_EVERY_MS }: BotParts,
  queues: Queues,
  showHome: ShowHome | null,
  onClose: OnClose,
): Promise<void> {
  const { answer, chore, home, recheck, tick } = jobs;
  const homeDeps = { showHome, warn: deps.warn };
  const workers = [
    queues.startWorker('home', home.handler(homeDeps), config.jobs, home.hooks(homeDeps)),
    queues.startWorker('answer', answer.handler(deps), config.jobs, answer.hooks(deps)),
    queues.startWorker('chore', chore.handler(deps), config.jobs, chore.hooks(deps)),
    queues.startWorker('recheck', recheck.handler(deps), config.jobs, recheck.hooks(deps)),
    queues.startWorker('tick', tick.handler(deps), { ...config.jobs, concurrency: 1 }, tick.hooks(deps)),
  ];
  onClose(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
  });
  await Promise.all(workers.map((worker) => worker.ready()));
  if (deps.features.some((feature) => feature.tick !== undefined)) await queues.every('tick', tickEveryMs, {});
  const relay = startRelay(deps.state, queues, deps.clock, config.jobs.relayEveryMs, answer.hooks(deps), deps.warn);
  onClose(() => relay.close());
}

async function sayWhatIsOn(
  config: Config,
  parts: BotParts,
  slack: SignedIn,
  backend: string,
  port: number | null,
  state: State,
): Promise<void> {
  const { logger } = parts;
  const sources = parts.sourceNames.join(', ');
  const rules = describeRules(config.access);
  logger.info({ role: config.role, team: slack.self.teamId, bot: slack.self.userName }, 'whodid is on');
  logger.info(rules);
  logger.info(backend);
  if (config.role !== 'worker') {
    logger.info({ port }, port === null ? 'Slack is reached by Socket Mode' : `listening on ${config.host}`);
  }
  if (sources !== '') logger.info({ folder: config.logsFolder }, `sources: ${sources}`);
  else logger.warn('no source is configured: set WHODID_LOGS to a folder of CloudTrail log files');
  await state.appendLedger({
    teamId: slack.self.teamId,
    kind: 'started',
    actorId: 'system',
    askingId: null,
    at: parts.clock(),
    detail: { role: config.role, sources, rules },
  });
}

function closing(open: (() => Promise<void>)[]): () => Promise<void> {
  let closed: Promise<void> | null = null;
  return () => {
    closed ??= (async () => {
      for (let closer = open.pop(); closer !== undefined; closer = open.pop()) await closer();
    })();
    return closed;
  };
}

function badSetting(problem: string): Failure {
  return {
    failure: 'not-allowed',
    what: 'whodid did not start.',
    why: problem,
    instead: 'Change the setting and start again.',
  };
}

function couldNotStart(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return {
    failure: 'internal',
    what: 'whodid did not start.',
    why: `Something it needs did not open${code}; the log has the details.`,
    instead: 'Look at the line before this one, mend it, and start again.',
  };
}
