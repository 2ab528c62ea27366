// Environment variables and the optional file's content → Config, or every problem at once. Reads nothing itself.
import { isAbsolute, join, resolve } from 'node:path';
import type { z } from 'zod';
import type { AthenaSettings, Config, ConfigReading } from './config.ts';
import { hour } from './setting.ts';
import { type SettingName, settingNames, settings } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

type Values = { readonly [N in SettingName]: z.output<(typeof settings)[N]['schema']> | null };

/**
 * Reads all settings. `env` wins over `file`, the parsed content of the JSON file at WHODID_CONFIG (undefined: no file).
 * An empty variable counts as unset, so that `REDIS_URL=` in an .env file means what it looks like.
 */
export function readConfig(env: Environment, file?: unknown): ConfigReading {
  const fromFile = readFile(file);
  const problems = [...fromFile.problems];
  const values: Partial<Record<SettingName, unknown>> = {};
  for (const name of settingNames) {
    const text = env[name]?.trim() || fromFile.texts[name]?.trim() || settings[name].default;
    const result = text === null ? null : settings[name].schema.safeParse(text);
    if (result?.success === false) problems.push(problemWith(name, text ?? ''));
    values[name] = result?.success ? result.data : null;
  }
  const dataFolder = (values.WHODID_DATA as string | null) ?? defaultDataFolder(env);
  if (dataFolder === null) {
    problems.push(
      `WHODID_DATA is not set, and there is no HOME to put a default in: write ${settings.WHODID_DATA.write}.`,
    );
  }
  const accounts = (values.WHODID_AWS_ACCOUNTS as readonly string[] | null) ?? [];
  if (accounts.length > 0 && values.WHODID_AWS_ROLE === null) {
    problems.push(`WHODID_AWS_ACCOUNTS is set without WHODID_AWS_ROLE: write ${settings.WHODID_AWS_ROLE.write}.`);
  }
  if (values.WHODID_AWS_ORGANIZATION === 'on' && values.WHODID_AWS_ROLE === null) {
    problems.push(`WHODID_AWS_ORGANIZATION is on without WHODID_AWS_ROLE: write ${settings.WHODID_AWS_ROLE.write}.`);
  }
  if (values.WHODID_ATHENA_WORKGROUP !== null && values.WHODID_ATHENA_REGION === null) {
    problems.push(
      `WHODID_ATHENA_WORKGROUP is set without WHODID_ATHENA_REGION: write ${settings.WHODID_ATHENA_REGION.write}.`,
    );
  }
  const store = values.WHODID_LAKE_STORE as string | null;
  if (typeof store === 'string' && !store.startsWith('arn:') && values.WHODID_LAKE_REGION === null) {
    problems.push(`WHODID_LAKE_STORE is an id alone: write its ARN, or set WHODID_LAKE_REGION to its Region.`);
  }
  problems.push(...bucketProblems(values));
  const groups = (values.WHODID_LOGS_INSIGHTS_GROUPS as readonly string[] | null) ?? [];
  if (groups.length > 0) problems.push(...groupProblems(groups, values.WHODID_LOGS_INSIGHTS_REGION ?? null));
  if (problems.length > 0 || dataFolder === null) return { ok: false, problems };
  return { ok: true, config: toConfig(values as Values, dataFolder, namesCredentials(env)) };
}

/** One folder of log files is asked: the copies of a bucket are one. */
function bucketProblems(values: Readonly<Record<string, unknown>>): readonly string[] {
  const { WHODID_S3, WHODID_LOGS, WHODID_S3_DAYS: days, WHODID_S3_KEEP_DAYS: keep } = values;
  if (WHODID_S3 === null) return [];
  return [
    ...(WHODID_LOGS === null ? [] : ['WHODID_S3 and WHODID_LOGS are both set: remove one of them.']),
    ...(typeof keep === 'number' && typeof days === 'number' && keep < days + 2
      ? [`WHODID_S3_KEEP_DAYS is ${keep}, less than two more than WHODID_S3_DAYS: write at least ${days + 2}.`]
      : []),
  ];
}

function groupProblems(groups: readonly string[], region: unknown): readonly string[] {
  const regions = new Set(groups.flatMap((group) => (group.startsWith('arn:') ? [group.split(':')[3] ?? ''] : [])));
  const searched = groups.filter((group) => group === 'discover' || group.startsWith('prefix:'));
  return [
    ...(regions.size === 0 && region === null
      ? ['WHODID_LOGS_INSIGHTS_GROUPS names no Region: write ARNs, or set WHODID_LOGS_INSIGHTS_REGION to their Region.']
      : []),
    ...(regions.size > 1 || (region !== null && regions.size === 1 && !regions.has(String(region)))
      ? ['WHODID_LOGS_INSIGHTS_GROUPS names log groups of several Regions: write those of one Region.']
      : []),
    ...(searched.length > 0 && groups.length > 1
      ? [`WHODID_LOGS_INSIGHTS_GROUPS has ${searched[0]} beside others: write it alone, or names and ARNs only.`]
      : []),
  ];
}

function readFile(file: unknown): { texts: Partial<Record<SettingName, string>>; problems: readonly string[] } {
  if (file === undefined) return { texts: {}, problems: [] };
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    return {
      texts: {},
      problems: [
        'The file at WHODID_CONFIG is not a JSON object: write {"SETTING": "value"} with the names of the settings.',
      ],
    };
  }
  const texts: Partial<Record<SettingName, string>> = {};
  const problems: string[] = [];
  for (const [name, value] of Object.entries(file)) {
    const text = asText(value);
    if (!isSettingName(name))
      problems.push(`The file at WHODID_CONFIG sets ${quote(name)}, which is no setting: ${advise(name)}`);
    else if (text === null)
      problems.push(
        `${name} in the file at WHODID_CONFIG is neither text nor a number nor a list: write ${settings[name].write}.`,
      );
    else texts[name] = text;
  }
  return { texts, problems };
}

function asText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.every((it) => typeof it === 'string')) return value.join(',');
  return null;
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(settings, name);
}

function advise(name: string): string {
  const same = settingNames.find((it) => it.replaceAll('_', '') === name.toUpperCase().replaceAll(/[^A-Z]/g, ''));
  return same === undefined ? 'remove it, or look up its name in the README.' : `write ${same}.`;
}

function problemWith(name: SettingName, text: string): string {
  const it = settings[name];
  const found = it.secret ? shapeOf(text) : quote(text);
  return `${name} is ${found}: write ${it.write}.`;
}

/** What may be said of a secret: its length and which of the public beginnings it has. */
function shapeOf(text: string): string {
  const beginning = /^(xoxb-|xapp-|xoxp-|xoxe-|[a-z]{1,10}:\/\/)/.exec(text)?.[0];
  const begins = beginning === undefined ? '' : ` beginning with ${beginning}`;
  return `a text of ${text.length} characters${begins}`;
}

const longestQuoteChars = 60;

function quote(text: string): string {
  const cut = text.length > longestQuoteChars ? `${text.slice(0, longestQuoteChars)}…` : text;
  return JSON.stringify(cut);
}

function defaultDataFolder(env: Environment): string | null {
  const xdg = env.XDG_DATA_HOME;
  // A relative XDG_DATA_HOME counts as unset: https://specifications.freedesktop.org/basedir-spec/latest/
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'whodid');
  const home = env.HOME ?? env.USERPROFILE;
  return home === undefined || home === '' ? null : join(home, '.local', 'share', 'whodid');
}

/** Settings with a default are never null here: readConfig has refused those it could not read. */
function known<T>(value: T | null): T {
  if (value === null) throw new Error('a setting with a default has no value');
  return value;
}

/** Where the SDK's credential chain looks in the environment. Files and instance roles need WHODID_EVENT_HISTORY=on. */
const CREDENTIAL_VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const;

function namesCredentials(env: Environment): boolean {
  return CREDENTIAL_VARIABLES.some((name) => (env[name]?.trim() ?? '') !== '');
}

function toAthena(values: Values): AthenaSettings | null {
  const { WHODID_ATHENA_WORKGROUP: workGroup, WHODID_ATHENA_REGION: region } = values;
  if (workGroup === null || region === null) return null;
  return {
    ...{ workGroup, region },
    database: known(values.WHODID_ATHENA_DATABASE),
    table: known(values.WHODID_ATHENA_TABLE),
    output: values.WHODID_ATHENA_OUTPUT,
    usdPerGb: known(values.WHODID_ATHENA_USD_PER_GB),
    gbPerDay: known(values.WHODID_ATHENA_GB_PER_DAY),
    setup: {
      logs: values.WHODID_ATHENA_LOGS,
      organization: values.WHODID_ATHENA_ORGANIZATION,
      accounts: known(values.WHODID_ATHENA_ACCOUNTS),
      from: known(values.WHODID_ATHENA_FROM),
    },
  };
}

function toConfig(values: Values, dataFolder: string, withCredentials: boolean): Config {
  return {
    slack: {
      mode: known(values.SLACK_MODE),
      botToken: values.SLACK_BOT_TOKEN,
      appToken: values.SLACK_APP_TOKEN,
      signingSecret: values.SLACK_SIGNING_SECRET,
      apiUrl: values.SLACK_API_URL,
    },
    host: known(values.HOST),
    port: known(values.PORT),
    role: known(values.ROLE),
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    dataFolder: resolve(dataFolder),
    logsFolder: values.WHODID_LOGS === null ? null : resolve(values.WHODID_LOGS),
    eventHistory: {
      use: values.WHODID_EVENT_HISTORY === 'on' || (values.WHODID_EVENT_HISTORY === 'auto' && withCredentials),
      regions: known(values.WHODID_AWS_REGIONS),
      accounts: known(values.WHODID_AWS_ACCOUNTS),
      role: values.WHODID_AWS_ROLE,
      externalId: values.WHODID_AWS_EXTERNAL_ID,
      pagesMax: known(values.WHODID_HISTORY_PAGES),
      endpoint: values.AWS_ENDPOINT_URL,
      organization: values.WHODID_AWS_ORGANIZATION === 'on',
    },
    lake:
      values.WHODID_LAKE_STORE === null
        ? null
        : {
            store: values.WHODID_LAKE_STORE,
            region: values.WHODID_LAKE_REGION,
            usdPerGb: known(values.WHODID_LAKE_USD_PER_GB),
            gbPerDay: known(values.WHODID_LAKE_GB_PER_DAY),
          },
    bucket:
      values.WHODID_S3 === null
        ? null
        : {
            address: values.WHODID_S3,
            roleArn: values.WHODID_S3_ROLE,
            days: known(values.WHODID_S3_DAYS),
            keepDays: values.WHODID_S3_KEEP_DAYS,
            diskBytesMax: known(values.WHODID_S3_DISK_GB) * 1_000_000_000,
            queueUrl: values.WHODID_S3_QUEUE,
            everyMs: known(values.WHODID_S3_EVERY_MINUTES) * 60_000,
          },
    audit: {
      file: values.WHODID_AUDIT_FILE === null ? null : resolve(values.WHODID_AUDIT_FILE),
      logGroupArn: values.WHODID_AUDIT_LOG_GROUP,
      bucket: values.WHODID_AUDIT_BUCKET,
      bucketRegion: known(values.WHODID_AUDIT_BUCKET_REGION),
      channelArn: values.WHODID_AUDIT_CHANNEL,
    },
    logsInsights:
      known(values.WHODID_LOGS_INSIGHTS_GROUPS).length === 0
        ? null
        : {
            groups: known(values.WHODID_LOGS_INSIGHTS_GROUPS),
            region: values.WHODID_LOGS_INSIGHTS_REGION,
            role: values.WHODID_LOGS_INSIGHTS_ROLE,
            usdPerGb: known(values.WHODID_LOGS_INSIGHTS_USD_PER_GB),
            gbPerDay: known(values.WHODID_LOGS_INSIGHTS_GB_PER_DAY),
          },
    athena: toAthena(values),
    spend: {
      perQuestionUsd: values.BUDGET_QUESTION_USD,
      perPersonUsd: values.BUDGET_PERSON_USD,
      perChannelUsd: values.BUDGET_CHANNEL_USD,
    },
    accountNames: known(values.WHODID_ACCOUNT_NAMES),
    approvals: {
      approvers: known(values.APPROVERS),
      approverGroups: known(values.APPROVER_GROUPS),
      channel: values.APPROVAL_CHANNEL,
      breakGlassGroup: values.BREAK_GLASS_GROUP,
      expireAfterMs: known(values.APPROVAL_HOURS) * hour,
      role: values.WHODID_REMEDIATION_ROLE,
    },
    csv: known(values.CSV),
    access: { channels: known(values.ALLOWED_CHANNELS), groups: known(values.ALLOWED_GROUPS) },
    logLevel: known(values.LOG_LEVEL),
    jobs: {
      concurrency: known(values.WORKER_CONCURRENCY),
      lockMs: known(values.JOB_LOCK_MS),
      stalledMs: known(values.JOB_STALLED_MS),
      attempts: known(values.JOB_ATTEMPTS),
      backoffMs: known(values.JOB_BACKOFF_MS),
      relayEveryMs: known(values.RELAY_EVERY_MS),
      closeWithinMs: known(values.CLOSE_WITHIN_MS),
    },
    peopleFile: values.WHODID_PEOPLE === null ? null : resolve(values.WHODID_PEOPLE),
    askBackAfterMs: known(values.WHODID_ASK_BACK_AFTER_MS),
    securityChannel: values.SECURITY_CHANNEL,
    recheckEveryMs: known(values.RECHECK_EVERY_MS),
    work: {
      digestSettleMs: known(values.DIGEST_SETTLE_MINUTES) * 60_000,
      watchEveryMs: known(values.WATCH_EVERY_MINUTES) * 60_000,
      trailWatchEveryMs: known(values.TRAIL_WATCH_MINUTES) * 60_000,
      watchForMs: known(values.WATCH_DAYS) * 24 * 60 * 60_000,
    },
    notifyAfterMs: known(values.NOTIFY_AFTER_MS),
    zone: known(values.DEFAULT_ZONE),
  };
}
