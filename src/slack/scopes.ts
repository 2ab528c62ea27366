// The scopes of the Slack app: what deploy/slack-manifest.json asks for, for telling which an installed app lacks.

/** docs/operations.md says what each is for. */
export const BOT_SCOPES: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'links:read',
  'links:write',
  'mpim:history',
  'mpim:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
];
