// A thread writer on a fake Slack over the wire, without a bot: for what is said, where, and how often.
import type { PostedMessage } from '../../src/domain/asking.ts';
import type { RecordedAsking } from '../../src/domain/state.ts';
import type { ThreadWriter } from '../../src/domain/thread.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import { boltLogger } from '../../src/slack/bolt-logger.ts';
import { slackClient } from '../../src/slack/call.ts';
import { type SlackDirectory, slackDirectory } from '../../src/slack/directory.ts';
import { openDirect, places } from '../../src/slack/place.ts';
import { remembered } from '../../src/slack/remembered.ts';
import { slackThreads } from '../../src/slack/thread-writer.ts';

export interface WriterStage {
  readonly fake: FakeSlack;
  readonly writer: ThreadWriter;
  readonly directory: SlackDirectory;
  /** What was saved as posted, by purpose. */
  readonly saved: Map<string, PostedMessage>;
  stop(): Promise<void>;
}

const SILENT = boltLogger({ info: () => undefined, warn: () => undefined, error: () => undefined });

export async function startWriter(options: Partial<FakeSlackOptions> = {}): Promise<WriterStage> {
  const workspace = sampleWorkspace();
  const tokens = { signingSecret: 'sample-signing-secret', botToken: 'xoxb-sample', appToken: 'xapp-sample' };
  const fake = await startFakeSlack({ ...tokens, workspace, ...options });
  const client = slackClient(tokens.botToken, fake.apiUrl, SILENT);
  const { botId, userId, name } = workspace.bot;
  const self = { teamId: workspace.teamId, userId, botId, userName: name, workspaceUrl: null };
  const directory = slackDirectory(client, self.teamId, [SAMPLE.securityGroup], 'UTC', Date.now);
  const direct = remembered(60_000, Date.now, (user: string) => openDirect(client, user));
  const saved = new Map<string, PostedMessage>();
  const writer = slackThreads({
    client,
    self,
    places: places(client, self, directory, direct),
    state: { saveMessage: async (_id, message) => void saved.set(message.purpose, message) },
    settleMs: 1,
  });
  return { fake, writer, directory, saved, stop: () => fake.close() };
}

let lastId = 0;

/** An asking by slash command in #incidents, unless told otherwise; each has an id of its own. */
export function sampleAsking(changes: Partial<RecordedAsking> = {}): RecordedAsking {
  lastId += 1;
  return {
    id: lastId.toString(16).padStart(32, '0'),
    teamId: 'T000SAMPLE',
    door: 'slash',
    deliveryKey: `trigger-${lastId}`,
    userId: SAMPLE.member,
    channelId: SAMPLE.incidents,
    channelKind: null,
    threadTs: null,
    text: 'i-0123456789abcdef0 terminate',
    private: false,
    askedAt: Date.now(),
    state: 'queued',
    messages: [],
    replyJson: null,
    ...changes,
  };
}
