// Receiver and listeners → a Bolt app that is connected to Slack. Bolt only delivers: every call of ours goes through
// the client in `call.ts`, which never repeats a post by itself.
import type { AddressInfo } from 'node:net';
import { App, type Logger, type Receiver } from '@slack/bolt';
import { listenToAll } from './listeners/index.ts';
import type { ListenerDeps } from './listeners/listener.ts';

export interface SlackConnection {
  /** The port listened on; null in Socket Mode. */
  readonly port: number | null;
  /** Takes nothing new. Never rejects. */
  stop(): Promise<void>;
}

export interface ConnectionSettings {
  readonly botToken: string;
  readonly slackApiUrl: string;
  readonly host: string;
  readonly port: number;
}

/** Rejects when the address is taken or Slack refuses the connection. */
export async function connect(
  receiver: Receiver,
  settings: ConnectionSettings,
  deps: ListenerDeps,
  logger: Logger,
): Promise<SlackConnection> {
  const { teamId, userId, botId } = deps.self;
  const app = new App({
    receiver,
    logger,
    clientOptions: { slackApiUrl: settings.slackApiUrl },
    authorize: async () => ({ botToken: settings.botToken, botId, botUserId: userId, teamId }),
    convoStore: false,
  });
  listenToAll(app, deps);
  const started: unknown = await app.start({ host: settings.host, port: settings.port });
  return {
    port: portOf(started),
    async stop() {
      try {
        await app.stop();
      } catch (error) {
        logger.warn('the connection to Slack did not close cleanly', error);
      }
    },
  };
}

function portOf(started: unknown): number | null {
  if (typeof started !== 'object' || started === null || !('address' in started)) return null;
  const address: unknown = typeof started.address === 'function' ? started.address() : null;
  return isAddress(address) ? address.port : null;
}

function isAddress(value: unknown): value is AddressInfo {
  return typeof value === 'object' && value !== null && 'port' in value;
}
