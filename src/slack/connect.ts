// The Slack side of the composition root: sign in, make what talks to Slack, and connect the doors.
import type { WebClient } from '@slack/web-api';
import type { Config } from '../config/config.ts';
import { slackProblems } from '../config/slack-problems.ts';
import type { Channels } from '../domain/channels.ts';
import type { Clock } from '../domain/clock.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type { Reach } from '../domain/reach.ts';
import type { State } from '../domain/state.ts';
import type { ThreadWriter } from '../domain/thread.ts';
import { connect, type SlackConnection } from './bolt-app.ts';
import { boltLogger, type Log } from './bolt-logger.ts';
import { slackClient } from './call.ts';
import { slackChannels } from './channels.ts';
import { type SlackDirectory, slackDirectory } from './directory.ts';
import { whoWeAre } from './identity.ts';
import type { ListenerDeps } from './listeners/listener.ts';
import type { Self } from './own-messages.ts';
import { openDirect, places } from './place.ts';
import { slackReach } from './reach.ts';
import { makeReceiver } from './receiver.ts';
import { remembered } from './remembered.ts';
import { slackThreads } from './thread-writer.ts';

/** Slack itself. */
const SLACK_API = 'https://slack.com/api/';
/** How long the id of a direct-message channel is believed, in milliseconds. */
const DIRECT_TTL_MS = 60 * 60_000;

/** How long Slack gets to show a message whose acceptance we did not hear of, in milliseconds. */
const SETTLE_MS = 1_500;

export interface SignedIn {
  readonly self: Self;
  readonly directory: SlackDirectory;
  readonly client: WebClient;
  readonly reach: Reach;
  readonly channels: Channels;
  readonly threads: (state: Pick<State, 'saveMessage'>) => ThreadWriter;
}

/** Checks the settings and the bot token. A Failure says which to set. */
export async function signIn(config: Config, log: Log, clock: Clock): Promise<SignedIn | Failure> {
  const { botToken } = config.slack;
  // A worker only posts: it needs neither the socket's token nor the signing secret.
  const problems = slackProblems(config.slack).filter((it) => config.role !== 'worker' || it.includes('BOT_TOKEN'));
  if (problems.length > 0 || botToken === null) return notSet(problems);
  const client = slackClient(botToken, apiUrl(config), boltLogger(log));
  const self = await whoWeAre(client);
  if (isFailure(self)) return self;
  const directory = slackDirectory(client, self.teamId, groupsOf(config), config.zone, clock);
  const direct = remembered(DIRECT_TTL_MS, clock, (userId: string) => openDirect(client, userId));
  const where = places(client, self, directory, direct);
  return {
    self,
    directory,
    client,
    reach: slackReach(client, self.workspaceUrl),
    channels: slackChannels(client, directory),
    threads: (state) => slackThreads({ client, self, places: where, state, settleMs: SETTLE_MS }),
  };
}

/** The groups that some rule names: only these are looked up. */
function groupsOf({ access, approvals }: Config): readonly string[] {
  const { approverGroups, breakGlassGroup } = approvals;
  return [...new Set([...access.groups, ...approverGroups, ...(breakGlassGroup === null ? [] : [breakGlassGroup])])];
}

export type DoorParts = Pick<
  ListenerDeps,
  'door' | 'may' | 'commands' | 'commandFor' | 'clock' | 'warn' | 'showHome'
> & {
  readonly healthy: () => Promise<boolean>;
};

/** Connects and takes questions. Rejects when the address is taken or Slack refuses the connection. */
export async function connectToSlack(
  slack: SignedIn,
  config: Config,
  log: Log,
  parts: DoorParts,
): Promise<SlackConnection> {
  const { healthy, ...rest } = parts;
  const logger = boltLogger(log);
  const receiver = makeReceiver(config.slack, apiUrl(config), logger, healthy);
  if (isFailure(receiver)) throw new Error(receiver.why);
  const { client, directory, self } = slack;
  const settings = {
    slackApiUrl: apiUrl(config),
    host: config.host,
    port: config.port,
    botToken: config.slack.botToken ?? '',
  };
  return connect(receiver, settings, { ...rest, client, directory, self }, logger);
}

function apiUrl(config: Config): string {
  return config.slack.apiUrl ?? SLACK_API;
}

function notSet(problems: readonly string[]): Failure {
  return {
    failure: 'not-allowed',
    what: 'whodid did not start.',
    why: problems.join(' '),
    instead: 'Set what is missing and start again; the README says where to find each, and `whodid demo` needs none.',
  };
}
