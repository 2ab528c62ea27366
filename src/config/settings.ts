// Every setting once: its name, what it is for, its default, and the shape its text must have. README's table and
// .env.example are printed from this list.
import { z } from 'zod';
import { hour, idList, milliseconds, setting, url, whole } from './setting.ts';
import { athenaSettings } from './settings-athena.ts';
import { awsSettings } from './settings-aws.ts';
import { bucketSettings } from './settings-bucket.ts';
import { workSettings } from './settings-work.ts';

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
  ...bucketSettings,
  ...awsSettings,
  ...athenaSettings,
  ...workSettings,
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
  WHODID_PEOPLE: setting({
    schema: z.string().min(1),
    about:
      'A JSON file that says who people are in Slack where their names in AWS do not: `{"ana": "U0123ABCDEF"}`, or an e-mail address.',
    write: 'the path of a JSON file of names and Slack user ids or e-mail addresses',
    default: null,
  }),
  WHODID_ASK_BACK_AFTER_MS: setting({
    ...milliseconds(60_000, 168 * hour),
    about: 'When "Was it you?" has had no reply for this long, the thread is told.',
    default: '14400000',
  }),
  SECURITY_CHANNEL: setting({
    schema: z.string().regex(/^[CG][0-9A-Z]{6,20}$/),
    about:
      'Slack channel that is told when somebody says that it was not them. The bot must be a member if it is private.',
    write: 'a channel id such as C0123456789',
    default: null,
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
