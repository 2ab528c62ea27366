// Every setting once: its name, what it is for, its default, and the shape its text must have. README's table and
// .env.example are printed from this list.
import { z } from 'zod';

export interface Setting<T = unknown> {
  readonly schema: z.ZodType<T, string>;
  /** One line for the documentation. */
  readonly about: string;
  /** What to write: ends the sentence "write …". */
  readonly write: string;
  /** As text; null: no default, the setting may be left out. */
  readonly default: string | null;
  /** What the documentation shows where the default depends on the machine. */
  readonly shownDefault?: string;
  /** Its value is never printed, not even in an error. */
  readonly secret?: true;
}

const setting = <T>(it: Setting<T>): Setting<T> => it;

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .refine((n) => n >= least && n <= most);

const milliseconds = (least: number, most: number) => ({
  schema: whole(least, most),
  write: `whole milliseconds from ${least} to ${most}`,
});

const url = (...protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

const idList = (pattern: RegExp) =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((id) => id !== ''))
    .refine((ids) => ids.every((id) => pattern.test(id)));

const decimal = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,6})?$/)
  .transform(Number);

const hour = 3_600_000;

export const settings = {
  SLACK_BOT_TOKEN: setting({
    schema: z.string().regex(/^xoxb-\S+$/),
    about: 'Bot token of the Slack app.',
    write: "the app's bot token; it begins with xoxb-",
    default: null,
    secret: true,
  }),
  SLACK_APP_TOKEN: setting({
    schema: z.string().regex(/^xapp-\S+$/),
    about: 'App-level token with connections:write; needed for Socket Mode.',
    write: "the app's app-level token; it begins with xapp-",
    default: null,
    secret: true,
  }),
  SLACK_SIGNING_SECRET: setting({
    schema: z.string().regex(/^[0-9A-Za-z]{16,128}$/),
    about: 'Signing secret of the Slack app; needed when SLACK_MODE is http.',
    write: 'the signing secret from the app\'s "Basic Information" page, letters and digits only',
    default: null,
    secret: true,
  }),
  SLACK_MODE: setting({
    schema: z.enum(['socket', 'http']),
    about:
      'How Slack reaches the bot: `socket` needs no public address, `http` receives signed requests on HOST and PORT.',
    write: 'socket or http',
    default: 'socket',
  }),
  SLACK_API_URL: setting({
    schema: url('https:', 'http:'),
    about: "Another address for Slack's Web API (a proxy, a test double).",
    write: 'an http or https URL',
    default: null,
  }),
  HOST: setting({
    schema: z.string().regex(/^[0-9A-Za-z.:-]{1,253}$/),
    about: 'Address to listen on. The default is reachable from this machine only.',
    write: 'a host name or IP address, such as 0.0.0.0',
    default: '127.0.0.1',
  }),
  PORT: setting({
    schema: whole(0, 65_535),
    about: 'Port to listen on; 0 takes any free one.',
    write: 'a whole number from 0 to 65535',
    default: '3000',
  }),
  ROLE: setting({
    schema: z.enum(['all', 'web', 'worker']),
    about:
      'What this process does: take questions (`web`), answer them (`worker`), or both. Anything but `all` needs DATABASE_URL.',
    write: 'all, web or worker',
    default: 'all',
  }),
  DATABASE_URL: setting({
    schema: url('postgres:', 'postgresql:'),
    about:
      'PostgreSQL for questions, ledger and, without REDIS_URL, the queue. Unset: an embedded database under WHODID_DATA, for one process.',
    write: 'postgres://user:password@host:5432/database',
    default: null,
    secret: true,
  }),
  REDIS_URL: setting({
    schema: url('redis:', 'rediss:'),
    about: 'Redis for the queue (maxmemory-policy noeviction). Unset: the queue lives in the database.',
    write: 'redis://host:6379 or rediss://user:password@host:6380',
    default: null,
    secret: true,
  }),
  WHODID_DATA: setting({
    schema: z.string().min(1),
    about: 'Folder for everything whodid keeps: the index of your logs and the embedded database.',
    write: 'a folder this user may write to',
    default: null,
    shownDefault: '`$XDG_DATA_HOME/whodid`, else `~/.local/share/whodid`',
  }),
  WHODID_LOGS: setting({
    schema: z.string().min(1),
    about: 'Folder with CloudTrail log files; only read, never written to.',
    write: 'the folder your CloudTrail log files are in',
    default: null,
  }),
  WHODID_EVENT_HISTORY: setting({
    schema: z.enum(['auto', 'on', 'off']),
    about:
      "Ask AWS's event history (LookupEvents: 90 days of management events) with this process's AWS credentials. `auto`: where the environment names credentials.",
    write: 'auto, on or off',
    default: 'auto',
  }),
  WHODID_AWS_REGIONS: setting({
    schema: idList(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
    about: 'Regions whose event history is asked, by comma. Unset: the Regions every account has without opting in.',
    write: 'Region names by comma, such as eu-west-1,us-east-1',
    default: '',
  }),
  WHODID_AWS_ACCOUNTS: setting({
    schema: idList(/^\d{12}$/),
    about: 'Further accounts whose event history is asked, by comma; needs WHODID_AWS_ROLE.',
    write: 'account ids of twelve digits, by comma',
    default: '',
  }),
  WHODID_AWS_ROLE: setting({
    schema: z.string().regex(/^[\w+=,.@/-]{1,512}$/),
    about: 'Name of the role to assume in each of WHODID_AWS_ACCOUNTS.',
    write: 'the name of a role that may call cloudtrail:LookupEvents, such as whodid-reader',
    default: null,
  }),
  WHODID_AWS_EXTERNAL_ID: setting({
    schema: z.string().regex(/^[\w+=,.@:/-]{2,1224}$/),
    about: "External id that the role's trust policy asks for.",
    write: "the external id in the role's trust policy",
    default: null,
    secret: true,
  }),
  WHODID_HISTORY_PAGES: setting({
    schema: whole(1, 100_000),
    about: "Pages of 50 events read from each account's Region for one question, at two a second.",
    write: 'a whole number from 1 to 100000',
    default: '60',
  }),
  WHODID_AWS_ORGANIZATION: setting({
    schema: z.enum(['on', 'off']),
    about:
      'Ask AWS Organizations which accounts there are and each account which Regions it uses, instead of listing them; needs WHODID_AWS_ROLE.',
    write: 'on or off',
    default: 'off',
  }),
  WHODID_ACCOUNT_NAMES: setting({
    schema: z
      .string()
      .transform((text) => text.split(/\s*,\s*/).filter((pair) => pair !== ''))
      .refine((pairs) => pairs.every((pair) => /^\d{12}=[^=,]{1,60}$/.test(pair)))
      .transform((pairs) => Object.fromEntries(pairs.map((pair) => [pair.slice(0, 12), pair.slice(13).trim()]))),
    about: 'What people call the accounts, for questions and answers, by comma.',
    write: 'account=name pairs by comma, such as 111122223333=prod,444455556666=dev',
    default: '',
  }),
  WHODID_LAKE_STORE: setting({
    schema: z.string().regex(/^(arn:aws[a-z-]*:cloudtrail:[a-z0-9-]+:\d{12}:eventdatastore\/)?[0-9a-f-]{36}$/i),
    about: 'CloudTrail Lake event data store to ask: its ARN, or its id together with WHODID_LAKE_REGION. Unset: none.',
    write: 'the ARN of the event data store, as in its details page',
    default: null,
  }),
  WHODID_LAKE_REGION: setting({
    schema: z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/),
    about: 'Region of the event data store where its ARN does not tell.',
    write: 'a Region name such as eu-west-1',
    default: null,
  }),
  WHODID_LAKE_USD_PER_GB: setting({
    schema: decimal,
    about: 'What CloudTrail Lake costs for each GB scanned, in US dollars; for quotes and budgets.',
    write: 'an amount such as 0.005',
    default: '0.005',
  }),
  WHODID_LAKE_GB_PER_DAY: setting({
    schema: decimal,
    about: 'How many GB one day of the event data store takes to scan, until it was measured; for quotes and budgets.',
    write: 'a number such as 0.5',
    default: '0.5',
  }),
  BUDGET_QUESTION_USD: setting({
    schema: decimal,
    about: 'Most that one question may cost at a billed source, in US dollars.',
    write: 'an amount such as 0.50',
    default: '1',
  }),
  BUDGET_PERSON_USD: setting({
    schema: decimal,
    about: "Most that one person's questions may cost in any 24 hours. Unset: no limit.",
    write: 'an amount such as 5',
    default: null,
  }),
  BUDGET_CHANNEL_USD: setting({
    schema: decimal,
    about: 'Most that the questions of one channel may cost in any 24 hours. Unset: no limit.',
    write: 'an amount such as 10',
    default: null,
  }),
  AWS_ENDPOINT_URL: setting({
    schema: url('https:', 'http:'),
    about: 'Another address for AWS (a proxy, a test double).',
    write: 'an http or https URL',
    default: null,
  }),
  CSV: setting({
    schema: z.enum(['always', 'on-demand']),
    about: 'Put the CSV into the thread with every answer that has rows, or only when its button is pressed.',
    write: 'always or on-demand',
    default: 'always',
  }),
  ALLOWED_CHANNELS: setting({
    schema: idList(/^[CGD][0-9A-Z]{6,20}$/),
    about:
      'Slack channel ids where questions are answered, by comma. Being in the channel is then what lets a person ask.',
    write: 'channel ids by comma, such as C0123456789 (in Slack: channel details, at the bottom)',
    default: '',
  }),
  ALLOWED_GROUPS: setting({
    schema: idList(/^S[0-9A-Z]{6,20}$/),
    about: 'Slack user group ids whose members may ask, by comma: in direct messages and in ALLOWED_CHANNELS.',
    write: 'user group ids by comma, such as S0123456789',
    default: '',
  }),
  LOG_LEVEL: setting({
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    about: 'How much is logged to stderr.',
    write: 'fatal, error, warn, info, debug, trace or silent',
    default: 'info',
  }),
  DEFAULT_ZONE: setting({
    schema: z.string().refine(isZone),
    about: "Time zone of a question when the asker's is not known.",
    write: 'an IANA zone such as Europe/Madrid or UTC',
    default: 'UTC',
  }),
  NOTIFY_AFTER_MS: setting({
    ...milliseconds(0, 24 * hour),
    about: 'A question that took longer than this mentions its asker when it ends.',
    default: '60000',
  }),
  RECHECK_EVERY_MS: setting({
    ...milliseconds(100, hour),
    about: 'How often an answer is looked at again while the last events of its time may still be on their way.',
    default: '300000',
  }),
  WORKER_CONCURRENCY: setting({
    schema: whole(1, 200),
    about: 'Questions one worker answers at the same time.',
    write: 'a whole number from 1 to 200',
    default: '8',
  }),
  JOB_LOCK_MS: setting({
    ...milliseconds(500, hour),
    about: 'A job belongs to its worker for this long after the worker last said it is alive.',
    default: '15000',
  }),
  JOB_STALLED_MS: setting({
    ...milliseconds(100, hour),
    about: 'How often workers look for jobs whose worker died.',
    default: '5000',
  }),
  JOB_ATTEMPTS: setting({
    schema: whole(1, 20),
    about: 'How often a job is tried in all before its question ends as failed.',
    write: 'a whole number from 1 to 20',
    default: '5',
  }),
  JOB_BACKOFF_MS: setting({
    ...milliseconds(1, hour),
    about: 'Wait before the second try; it doubles with each further one.',
    default: '1000',
  }),
  RELAY_EVERY_MS: setting({
    ...milliseconds(50, hour),
    about: 'How often recorded questions without a job are looked for and enqueued.',
    default: '5000',
  }),
  CLOSE_WITHIN_MS: setting({
    ...milliseconds(0, hour),
    about:
      'How long a stopping process waits for the questions it is working on; the rest are answered by the next one.',
    default: '10000',
  }),
} as const;

export type SettingName = keyof typeof settings;

export const settingNames = Object.keys(settings) as readonly SettingName[];

/** Where the optional JSON file is; it may set everything in the list above and nothing else. */
export const configFileSetting = {
  name: 'WHODID_CONFIG',
  about: 'A JSON file with any of these settings under these names. A variable wins over the file.',
} as const;

function isZone(name: string): boolean {
  // Offsets such as "+02:00" are taken by Intl too, but they know no daylight-saving time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
