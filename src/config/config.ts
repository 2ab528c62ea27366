// What the settings say, as one readonly value. Made by readConfig; nothing else reads the environment.

export type Role = 'all' | 'web' | 'worker';
export type CsvPolicy = 'always' | 'on-demand';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface SlackSettings {
  readonly mode: 'socket' | 'http';
  /** xoxb-…; null when unset (the command line needs none of the three). */
  readonly botToken: string | null;
  /** xapp-…; Socket Mode only. */
  readonly appToken: string | null;
  /** HTTP mode only. */
  readonly signingSecret: string | null;
  /** null: Slack itself. */
  readonly apiUrl: string | null;
}

/** Times are milliseconds. */
export interface JobSettings {
  /** Jobs one worker answers at the same time. */
  readonly concurrency: number;
  /** How long a job belongs to a worker that has stopped renewing it. */
  readonly lockMs: number;
  /** How often workers look for jobs whose worker died. */
  readonly stalledMs: number;
  /** How often a job is tried in all. */
  readonly attempts: number;
  /** Wait before the second try; doubles with each further one. */
  readonly backoffMs: number;
  /** How often the relay looks for recorded questions without a job. */
  readonly relayEveryMs: number;
  /** How long a stopping process waits for the jobs it is working on. */
  readonly closeWithinMs: number;
}

export interface AccessSettings {
  /** Slack channel ids. */
  readonly channels: readonly string[];
  /** Slack user group ids. */
  readonly groups: readonly string[];
}

export interface EventHistorySettings {
  /** Whether it is asked at all. */
  readonly use: boolean;
  /** Empty: the Regions every account has. */
  readonly regions: readonly string[];
  /** Accounts besides that of the credentials. */
  readonly accounts: readonly string[];
  /** Name of the role to assume in each of them. */
  readonly role: string | null;
  readonly externalId: string | null;
  /** Pages read from each account's Region for one question. */
  readonly pagesMax: number;
  /** null: AWS itself. */
  readonly endpoint: string | null;
  /** Accounts and Regions are asked of AWS Organizations and of each account. */
  readonly organization: boolean;
}

export interface LakeSettings {
  /** ARN or id of the event data store. */
  readonly store: string;
  /** null: the ARN tells. */
  readonly region: string | null;
  readonly usdPerGb: number;
  readonly gbPerDay: number;
}

export interface LogsInsightsSettings {
  /** Names or ARNs of log groups, `prefix:…`, or `discover`. */
  readonly groups: readonly string[];
  /** null: an ARN tells. */
  readonly region: string | null;
  /** ARN of a role to work through; null: the installation's own credentials. */
  readonly role: string | null;
  readonly usdPerGb: number;
  readonly gbPerDay: number;
}

export interface AthenaSettings {
  readonly workGroup: string;
  readonly region: string;
  readonly database: string;
  readonly table: string;
  /** null: the workgroup says. */
  readonly output: string | null;
  readonly usdPerGb: number;
  readonly gbPerDay: number;
  readonly setup: AthenaSetup;
}

/** What the table is made from. */
export interface AthenaSetup {
  /** `s3://bucket/prefix`, what stands before `/AWSLogs/`. */
  readonly logs: string | null;
  readonly organization: string | null;
  readonly accounts: readonly string[];
  /** First day, `2020/01/01`. */
  readonly from: string;
}

/** US dollars; null: no limit. The last two for any 24 hours. */
export interface SpendSettings {
  readonly perQuestionUsd: number | null;
  readonly perPersonUsd: number | null;
  readonly perChannelUsd: number | null;
}

/** Who decides on changes, where they are asked, and through which role changes are made. */
export interface ApprovalSettings {
  /** Slack user ids. */
  readonly approvers: readonly string[];
  /** Slack user group ids. */
  readonly approverGroups: readonly string[];
  readonly channel: string | null;
  readonly breakGlassGroup: string | null;
  /** Milliseconds until a request that nobody decided expires. */
  readonly expireAfterMs: number;
  /** Name of the role in each account; null: nothing is changed. */
  readonly role: string | null;
}

/** A trail's bucket whose log files are copied and kept in step. */
export interface BucketSettings {
  /** `s3://bucket/prefix` */
  readonly address: string;
  readonly roleArn: string | null;
  readonly days: number;
  readonly keepDays: number | null;
  readonly diskBytesMax: number;
  readonly queueUrl: string | null;
  /** Milliseconds. */
  readonly everyMs: number;
}

/** Where the ledger's rows are sent; null: not there. */
export interface AuditSettings {
  /** Absolute path. */
  readonly file: string | null;
  readonly logGroupArn: string | null;
  /** `s3://bucket/prefix` */
  readonly bucket: string | null;
  readonly bucketRegion: string;
  readonly channelArn: string | null;
}

/** Digests and watches. Milliseconds. */
export interface WorkSettings {
  readonly digestSettleMs: number;
  readonly watchEveryMs: number;
  /** 0: trails are not looked at by themselves. */
  readonly trailWatchEveryMs: number;
  readonly watchForMs: number;
}

export interface Config {
  readonly slack: SlackSettings;
  readonly host: string;
  readonly port: number;
  readonly role: Role;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  /** Absolute path of the folder for everything whodid keeps. */
  readonly dataFolder: string;
  /** Absolute path of the CloudTrail log folder, when one is configured. */
  readonly logsFolder: string | null;
  readonly eventHistory: EventHistorySettings;
  /** null: no event data store is asked. */
  readonly lake: LakeSettings | null;
  /** null: Athena is not asked. */
  readonly athena: AthenaSettings | null;
  /** null: no log groups are asked. */
  readonly logsInsights: LogsInsightsSettings | null;
  /** null: none is copied. */
  readonly bucket: BucketSettings | null;
  readonly audit: AuditSettings;
  readonly spend: SpendSettings;
  /** Names of accounts by id. */
  readonly accountNames: Readonly<Record<string, string>>;
  readonly approvals: ApprovalSettings;
  readonly csv: CsvPolicy;
  readonly access: AccessSettings;
  readonly logLevel: LogLevel;
  readonly jobs: JobSettings;
  /** Path of the file of people; null: none. */
  readonly peopleFile: string | null;
  /** Silence after "Was it you?" is told after this. Milliseconds. */
  readonly askBackAfterMs: number;
  readonly securityChannel: string | null;
  /** How often a young answer is looked at again. Milliseconds. */
  readonly recheckEveryMs: number;
  readonly work: WorkSettings;
  /** A question that took longer than this notifies its asker when it ends. */
  readonly notifyAfterMs: number;
  /** IANA zone used when the asker's is not known. */
  readonly zone: string;
}

/** `problems`: one sentence each; what is wrong, the shape of what was found (never a secret's value), what to write. */
export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };
