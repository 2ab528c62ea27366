// Settings → the way Slack reaches us: a socket we open, or an HTTP server on a configured address with a health route.
import { HTTPReceiver, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { SlackSettings } from '../config/config.ts';
import type { Failure } from '../domain/failure.ts';
import { acknowledgingLate } from './late-acknowledgement.ts';

/** Where Slack sends everything: slash commands, events and interactivity. */
export const SLACK_PATH = '/slack/events';
export const HEALTH_PATH = '/healthz';
/** Socket Mode calls `apps.connections.open` again after this long without an answer, in milliseconds. */
const CONNECT_TIMEOUT_MS = 15_000;

/** `healthy`: asked at each health check; false answers 503. A Failure when a token of the mode is missing. */
export function makeReceiver(
  settings: SlackSettings,
  slackApiUrl: string,
  logger: Logger,
  healthy: () => Promise<boolean>,
): Receiver | Failure {
  if (settings.mode === 'socket') {
    if (settings.appToken === null) return missing('SLACK_APP_TOKEN', 'Socket Mode');
    const clientOptions = { slackApiUrl, timeout: CONNECT_TIMEOUT_MS };
    return acknowledgingLate(
      new SocketModeReceiver({ appToken: settings.appToken, logger, installerOptions: { clientOptions } }),
    );
  }
  if (settings.signingSecret === null) return missing('SLACK_SIGNING_SECRET', 'SLACK_MODE=http');
  const health = {
    path: HEALTH_PATH,
    method: ['GET'],
    handler: (_request: unknown, response: { writeHead(status: number): unknown; end(text: string): unknown }) => {
      void answerHealth(healthy, response);
    },
  };
  return acknowledgingLate(
    new HTTPReceiver({
      signingSecret: settings.signingSecret,
      endpoints: SLACK_PATH,
      logger,
      customRoutes: [health],
    }),
  );
}

async function answerHealth(
  healthy: () => Promise<boolean>,
  response: { writeHead(status: number): unknown; end(text: string): unknown },
): Promise<void> {
  const fine = await healthy().catch(() => false);
  response.writeHead(fine ? 200 : 503);
  response.end(fine ? 'ok\n' : 'not ok\n');
}

function missing(setting: string, mode: string): Failure {
  return {
    failure: 'not-allowed',
    what: 'I could not connect to Slack.',
    why: `${setting} is not set, and ${mode} needs it.`,
    instead: `Set ${setting} and start again; the README says where to find it.`,
  };
}
