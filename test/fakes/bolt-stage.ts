// A real Bolt app wired to a fake Slack, for the tests of the fake: HTTP receiver or Socket Mode.
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';

export const SECRETS = { signingSecret: 'sample-signing-secret', botToken: 'xoxb-sample', appToken: 'xapp-sample' };

export type BoltStage = {
  readonly fake: FakeSlack;
  readonly app: App;
  readonly client: WebClient;
  readonly stop: () => Promise<void>;
};

/** A fake without any app. */
export function startFake(options: Partial<FakeSlackOptions> = {}): Promise<FakeSlack> {
  return startFakeSlack({ ...SECRETS, workspace: sampleWorkspace(), ...options });
}

/** A client that does not retry, so that a test sees the first answer. */
export function clientOf(fake: FakeSlack, token = SECRETS.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: fake.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    logger: SILENT,
  });
}

/** The real Bolt app on a loopback port. */
export async function startHttpStage(options: Partial<FakeSlackOptions> = {}): Promise<BoltStage> {
  const fake = await startFake(options);
  const receiver = new HTTPReceiver({ signingSecret: SECRETS.signingSecret, logger: SILENT });
  const app = new App({ token: SECRETS.botToken, receiver, ...appOptions(fake) });
  const server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server;
  const { port } = server.address() as AddressInfo;
  fake.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  return stage(fake, app);
}

/** The real Bolt app over Socket Mode. */
export async function startSocketStage(options: Partial<FakeSlackOptions> = {}): Promise<BoltStage> {
  const fake = await startFake(options);
  const { clientOptions } = appOptions(fake);
  const receiver = new SocketModeReceiver({
    appToken: SECRETS.appToken,
    logger: SILENT,
    clientPingTimeout: 50, // the client waits this long before it reconnects
    installerOptions: { clientOptions },
  });
  const app = new App({ token: SECRETS.botToken, receiver, ...appOptions(fake) });
  await app.start();
  return stage(fake, app);
}

function stage(fake: FakeSlack, app: App): BoltStage {
  const stop = async (): Promise<void> => {
    await app.stop();
    await fake.close();
  };
  return { fake, app, client: clientOf(fake), stop };
}

function appOptions(fake: FakeSlack) {
  return {
    logger: SILENT,
    clientOptions: { slackApiUrl: fake.apiUrl, retryConfig: { retries: 0 } },
  };
}

const quiet = (): void => undefined;

const SILENT = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: quiet,
  setLevel: quiet,
  getLevel: () => LogLevel.ERROR,
  setName: quiet,
};
