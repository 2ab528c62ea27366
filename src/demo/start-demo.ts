// A folder of logs, or a sample organisation → the page, the stand-in for Slack and the real bot, in this process and on
// loopback only. The bot is started by the same code as in production; only its settings are made here.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type RunningApp, startApp } from '../app.ts';
import type { Config } from '../config/config.ts';
import { readConfig } from '../config/read-config.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type { Source } from '../domain/source.ts';
import { type FakeSlack, startFakeSlack } from '../fakes/slack/fake-slack.ts';
import { SAMPLE, sampleWorkspace } from '../fakes/slack/sample-workspace.ts';
import type { OpenSources } from '../open-sources.ts';
import { type ArchiveSource, archiveSource } from '../sources/archive.ts';
import { REMEDIATION_ROLE, SAMPLE_ACCOUNTS } from './organisation/accounts.ts';
import { openToOutside } from './organisation/open-to-outside.ts';
import { ANA, BEN } from './organisation/people.ts';
import { sampleSuggestions } from './organisation/sample-stories.ts';
import { trailOff } from './organisation/trail-off.ts';
import { writeOrganisation } from './organisation/write-organisation.ts';
import { type Playground, startPlayground } from './playground.ts';
import type { SamplePorts, Told } from './sample-ports.ts';

export interface DemoOptions {
  /** What the demo takes for now when it starts; time runs on from there. Epoch milliseconds. */
  readonly now: number;
  /** Port of the page; null: a favourite one, or any free one when that is taken. */
  readonly port: number | null;
  /** An empty folder for what the demo makes; the caller removes it. */
  readonly folder: string;
  /** Absolute path of log files to ask instead of the sample organisation. */
  readonly logs: string | null;
  /** Ask a stand-in for AWS instead of a folder of logs. */
  readonly aws: boolean;
  /** Absolute path of a data folder to keep between runs. */
  readonly data: string | null;
}

export interface Demo {
  readonly url: string;
  /** As typed on the page. */
  readonly suggestions: readonly string[];
  close(): Promise<void>;
}

const FAVOURITE_PORT = 3210;
/** Whoever tries the demo does not wait a minute for what falls due. Milliseconds. */
const TICK_EVERY_MS = 3_000;

/** Questions for logs we know nothing about. */
const ANY_LOGS: readonly string[] = [
  '/whodid console logins last 30 days',
  '/whodid root activity last 90 days',
  '/whodid who created an access key last 90 days',
  '/whodid who stopped a trail last 90 days',
  '/whodid help',
];

/** So that somebody of the sample organisation can be turned to in its Slack. */
const BEN_ID = 'U0000BENBEN';
const SAMPLE_PEOPLE = new Map([
  [ANA.email, { by: 'user-id', userId: SAMPLE.admin } as const],
  [BEN.email, { by: 'user-id', userId: BEN_ID } as const],
]);

const PEOPLE = [
  { id: SAMPLE.member, note: 'a member, in New York' },
  { id: SAMPLE.admin, note: 'an admin, in Berlin, who may approve' },
  { id: BEN_ID, note: 'who switched a trail off' },
  { id: SAMPLE.guest, note: 'a guest, who is refused' },
];

/** Resolves once a question would be answered at once. A Failure says what is wrong with the logs or the port. */
export async function startDemo(options: DemoOptions): Promise<Demo | Failure> {
  const started = Date.now();
  const clock = (): number => options.now + (Date.now() - started);
  const logs = options.logs ?? join(options.folder, 'logs');
  const data = options.data ?? join(options.folder, 'data');
  const told: Told = { off: trailOff(options.now), open: openToOutside(options.now) };
  const asked = options.aws ? await askAws(clock) : askFolder(options, told, logs, data);
  const secrets = demoSecrets();
  const fake = await startFakeSlack({ ...secrets, workspace: demoWorkspace(), clock });
  const closers = [() => fake.close(), () => asked.close()];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const { sources, accountNames } = asked;
    const ports = await portsOf(options, told, asked, clock);
    closers.push(async () => ports?.close());
    const app = await startApp(demoConfig(fake, secrets, data), {
      sources,
      accountNames,
      clock,
      people: SAMPLE_PEOPLE,
      tickEveryMs: TICK_EVERY_MS,
      ...(ports === null ? {} : { ports }),
    });
    if (isFailure(app)) return await closed(close, app);
    closers.push(() => app.close());
    const unreadable = await asked.trouble;
    if (unreadable !== null) return await closed(close, unreadable);
    return await withPage(options, fake, app, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function withPage(
  options: DemoOptions,
  fake: FakeSlack,
  app: RunningApp,
  closers: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<Demo | Failure> {
  const suggestions = options.logs === null ? sampleSuggestions(options.now) : ANY_LOGS;
  await app.ready;
  const page = await openPage({ fake, suggestions, people: PEOPLE }, options.port);
  if (isFailure(page)) return closed(close, page);
  closers.push(() => page.close());
  return { url: page.url, suggestions, close };
}

interface Asked extends OpenSources {
  /** Resolves once the first question would be answered at once; a Failure says why none would. */
  readonly trouble: Promise<Failure | null>;
}

async function askAws(clock: () => number): Promise<Asked> {
  const { startSampleAws } = await import('./sample-aws.ts');
  return { ...(await startSampleAws(clock)), trouble: Promise.resolve(null) };
}

/** Written and indexed while the database opens: each keeps one core busy. */
function askFolder(options: DemoOptions, told: Told, logs: string, data: string): Asked {
  const archive = archiveSource({ folder: logs, dataDir: data });
  const trouble = writeLogs(options, told, logs).then(() => firstLook(archive, options.now));
  trouble.catch(() => undefined);
  return {
    sources: [after(trouble, archive)],
    accountNames: async () => (options.logs === null ? SAMPLE_ACCOUNTS : {}),
    trouble,
    close: () => archive.close(),
  };
}

async function writeLogs({ logs, now }: DemoOptions, { off, open }: Told, folder: string): Promise<void> {
  if (logs === null) await writeOrganisation(folder, { now }, [...open.files, ...off.files]);
}

/** Trails to watch and findings to show belong to the sample organisation; one's own logs have none here. */
async function portsOf(
  { logs, aws }: DemoOptions,
  told: Told,
  asked: Asked,
  clock: () => number,
): Promise<SamplePorts | null> {
  if (logs !== null || aws) return null;
  const { startSamplePorts } = await import('./sample-ports.ts');
  return startSamplePorts(told, asked, clock);
}

/** Indexes the logs; a Failure says why they cannot be asked. */
async function firstLook(archive: Source, now: number): Promise<Failure | null> {
  const instant = new Date(now).toISOString();
  const window = { from: instant, to: instant, zone: 'UTC', phrase: null };
  const read = await archive.events({ test: { kind: 'always' }, window, order: 'oldest-first', limit: 1 });
  return isFailure(read) ? read : null;
}

async function closed(close: () => Promise<void>, failure: Failure): Promise<Failure> {
  await close();
  return failure;
}

type PageParts = Omit<Parameters<typeof startPlayground>[0], 'port'>;

async function openPage(parts: PageParts, port: number | null): Promise<Playground | Failure> {
  try {
    return await startPlayground({ ...parts, port: port ?? FAVOURITE_PORT });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (port === null && code === 'EADDRINUSE') return startPlayground({ ...parts, port: 0 });
    return {
      failure: 'not-allowed',
      what: `The page could not be opened on port ${port ?? FAVOURITE_PORT}.`,
      why: code === 'EADDRINUSE' ? 'Another program listens there.' : `The system said ${code}.`,
      instead: 'Choose another with --port, or 0 for any free one.',
    };
  }
}

/** The archive, asked only after the logs are written and indexed. */
function after(indexed: Promise<unknown>, source: ArchiveSource): Source {
  return {
    ...source,
    abilities: async () => {
      await indexed;
      return source.abilities();
    },
    events: async (request) => {
      await indexed;
      return source.events(request);
    },
    completions: async (prefix, limit) => {
      await indexed;
      return source.completions(prefix, limit);
    },
    aggregates: async (request) => {
      await indexed;
      return source.aggregates(request);
    },
  };
}

/** New for each run: nobody else on this machine can act as the bot. */
function demoSecrets() {
  const secret = (): string => randomBytes(16).toString('hex');
  return { signingSecret: secret(), botToken: `xoxb-demo-${secret()}`, appToken: `xapp-demo-${secret()}` };
}

/** Channels of the sample, and a user group of all its members, so that direct messages are open to them. */
function demoWorkspace() {
  const workspace = sampleWorkspace();
  const group = { id: SAMPLE.securityGroup, handle: 'security', name: 'Security team' };
  const ben = { id: BEN_ID, name: 'ben', realName: 'Ben Sample', email: BEN.email, tz: BEN.zone };
  const open: readonly string[] = [SAMPLE.incidents, SAMPLE.security];
  return {
    ...workspace,
    users: [...workspace.users, ben],
    channels: workspace.channels.map((each) =>
      open.includes(each.id) ? { ...each, members: [...each.members, BEN_ID] } : each,
    ),
    usergroups: [{ ...group, users: [SAMPLE.admin, SAMPLE.member, BEN_ID] }],
  };
}

function demoConfig(fake: FakeSlack, secrets: ReturnType<typeof demoSecrets>, data: string): Config {
  const reading = readConfig({
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_APP_TOKEN: secrets.appToken,
    SLACK_API_URL: fake.apiUrl,
    WHODID_DATA: data,
    ALLOWED_CHANNELS: [SAMPLE.incidents, SAMPLE.security, SAMPLE.secret, SAMPLE.quiet].join(','),
    ALLOWED_GROUPS: SAMPLE.securityGroup,
    SECURITY_CHANNEL: SAMPLE.security,
    TRAIL_WATCH_MINUTES: '1',
    APPROVAL_CHANNEL: SAMPLE.security,
    APPROVERS: [SAMPLE.admin, SAMPLE.member, BEN_ID].join(','),
    WHODID_REMEDIATION_ROLE: REMEDIATION_ROLE,
    LOG_LEVEL: 'warn',
  });
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  return reading.config;
}
