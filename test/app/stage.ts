// A fake Slack and the real bot on it, over the wire: embedded database, real queue, and a stand-in for the search.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Reply } from '../../src/domain/answer.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { Source } from '../../src/domain/source.ts';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import type { Message } from '../../src/fakes/slack/state.ts';
import { type BotParts, type RunningBot, startBot } from '../../src/start-bot.ts';
import { sampleAnswer } from '../render/sample-replies.ts';
import { placeEmptyCluster } from '../servers/embedded-template.ts';

export const SECRETS = {
  signingSecret: '0123456789abcdef0123456789abcdef',
  botToken: 'xoxb-sample-token',
  appToken: 'xapp-sample-token',
};

export const ALLOWED = [SAMPLE.incidents, SAMPLE.security, SAMPLE.secret, SAMPLE.quiet];

export interface Stage {
  readonly fake: FakeSlack;
  readonly bot: RunningBot;
  readonly logged: () => string;
  stop(): Promise<void>;
}

export interface StageOptions {
  readonly mode?: 'http' | 'socket';
  /** Settings by name, over those of every test. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly fake?: Partial<FakeSlackOptions>;
  readonly parts?: Partial<BotParts>;
  /** Asked for real, in place of the stand-in. */
  readonly sources?: readonly Source[];
}

/** Every question is answered with one sample row, unless `parts.ask` or `sources` says otherwise. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'whodid-app-'));
  const fake = await startFakeSlack({ ...SECRETS, workspace: sampleWorkspace(), ...options.fake });
  const lines: string[] = [];
  const mode = options.mode ?? 'http';
  await placeEmptyCluster(folder);
  const config = configFor(fake.apiUrl, folder, mode, options.settings ?? {});
  const common = {
    clock: Date.now,
    logger: pino({ level: 'info' }, { write: (line) => void lines.push(line) }),
    progressAfterMs: 60_000,
    ...options.parts,
  };
  const standIn = {
    sourceNames: ['archive'],
    ask: async () => sampleAnswer(),
    put: async () => sampleAnswer(),
    explain: async () => ({ text: 'Read as: who did it', blocks: [] }),
  };
  const { sources } = options;
  const bot = await (sources === undefined
    ? startBot(config, { ...standIn, ...common })
    : startApp(config, { ...common, sources }));
  if (isFailure(bot)) throw new Error(`${bot.what} ${bot.why}\n${lines.join('')}`);
  if (bot.port !== null) fake.setRequestUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  return {
    fake,
    bot,
    logged: () => lines.join(''),
    async stop() {
      await bot.close();
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function configFor(
  apiUrl: string,
  folder: string,
  mode: 'http' | 'socket',
  settings: Readonly<Record<string, string>>,
) {
  const reading = readConfig({
    SLACK_BOT_TOKEN: SECRETS.botToken,
    SLACK_APP_TOKEN: SECRETS.appToken,
    SLACK_SIGNING_SECRET: SECRETS.signingSecret,
    SLACK_MODE: mode,
    SLACK_API_URL: apiUrl,
    PORT: '0',
    WHODID_DATA: folder,
    ALLOWED_CHANNELS: ALLOWED.join(','),
    ALLOWED_GROUPS: '',
    JOB_ATTEMPTS: '3',
    JOB_BACKOFF_MS: '20',
    RELAY_EVERY_MS: '200',
    CLOSE_WITHIN_MS: '2000',
    ...settings,
  });
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}

/** The messages in which a question of ours ended. */
export function answersIn(fake: FakeSlack, channel: string) {
  return fake.messages(channel).filter((message) => purposeOf(message) === 'answer');
}

export function purposeOf(message: { readonly metadata?: unknown }): unknown {
  const { metadata } = message;
  if (typeof metadata !== 'object' || metadata === null || !('event_payload' in metadata)) return undefined;
  const payload = metadata.event_payload;
  return typeof payload === 'object' && payload !== null && 'purpose' in payload ? payload.purpose : undefined;
}

export function refusedReply(text: string): Reply {
  return {
    status: 'refused',
    text,
    problems: [{ kind: 'no-verb', text: 'I could not read what happened.', instead: ['i-0abc terminate'] }],
    assumptions: [],
  };
}

/** The asking a message of ours is about. */
export function askingIdOf(message: { readonly metadata?: unknown }): string {
  return /"asking_id":"([0-9a-f]{32})"/.exec(JSON.stringify(message.metadata ?? ''))?.[1] ?? '';
}

/** Puts a button under a message, as the card has it. */
export function addButton(message: Message, actionId: string, value: string): void {
  const text = { type: 'plain_text', text: actionId };
  const button = { type: 'button', action_id: actionId, text, value };
  message.blocks = [...message.blocks, { type: 'actions', block_id: `${actionId}-added`, elements: [button] }];
}
