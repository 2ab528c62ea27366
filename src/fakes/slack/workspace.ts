// What a fake workspace is seeded with. Plain data; the ids look like Slack's.

/** A person, or a bot other than ours. `id` begins with U or W. */
export type SeedUser = {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly email?: string;
  /** IANA zone, as users.info gives it. */
  readonly tz: string;
  readonly locale?: string;
  readonly isAdmin?: boolean;
  readonly isBot?: boolean;
  readonly deleted?: boolean;
  /** A multi-channel guest. */
  readonly isRestricted?: boolean;
  /** A single-channel guest. */
  readonly isUltraRestricted?: boolean;
  /** Someone from another workspace, seen through a shared channel. */
  readonly isStranger?: boolean;
  /** The user's own workspace, when it is another one. */
  readonly teamId?: string;
};

/** A channel. `id` begins with C (or G for an old private one). `members` are user ids, our bot's among them when it is in. */
export type SeedChannel = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private';
  readonly members: readonly string[];
  readonly topic?: string;
  readonly archived?: boolean;
};

/** A user group, such as @security. `id` begins with S. */
export type SeedUsergroup = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
};

/** The bot user of the app under test. */
export type SeedBot = { readonly userId: string; readonly botId: string; readonly name: string };

/** Everything the fake starts with. */
export type SeedWorkspace = {
  readonly teamId: string;
  readonly teamName: string;
  readonly domain: string;
  readonly appId: string;
  readonly bot: SeedBot;
  readonly users: readonly SeedUser[];
  readonly channels: readonly SeedChannel[];
  readonly usergroups?: readonly SeedUsergroup[];
  /** Domains whose links are announced to the app. */
  readonly unfurlDomains?: readonly string[];
};

/** The scopes an installed whodid would have; a test takes one away to see what happens. */
export const ALL_SCOPES: readonly string[] = [
  ...['app_mentions:read', 'commands', 'chat:write', 'chat:write.public', 'files:write', 'files:read'],
  ...['im:history', 'im:read', 'im:write', 'mpim:history', 'mpim:read', 'channels:read', 'channels:history'],
  ...['channels:join', 'groups:read', 'groups:history', 'users:read', 'users:read.email', 'usergroups:read'],
  ...['reactions:write', 'reactions:read', 'team:read', 'links:read', 'links:write'],
];
