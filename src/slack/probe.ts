// Slack tokens → what Slack says of them: whose they are, which scopes they carry, and whether a socket may be opened.
import { boltLogger } from './bolt-logger.ts';
import { type Called, harmless, slackClient } from './call.ts';
import { BOT_SCOPES } from './scopes.ts';

const SLACK_API = 'https://slack.com/api/';

export interface SlackToken {
  readonly team: string;
  readonly user: string;
  /** Scopes the app has to have and this token lacks; null: Slack did not say which it has. */
  readonly lacks: readonly string[] | null;
}

/** `code`: Slack's word for why not, such as `invalid_auth`. */
export type Probed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string };

/** https://docs.slack.dev/reference/methods/auth.test; the scopes come in the header x-oauth-scopes. */
export async function probeBotToken(token: string, apiUrl: string | null): Promise<Probed<SlackToken>> {
  const client = slackClient(token, apiUrl ?? SLACK_API, SILENT);
  const called = await harmless(() => client.auth.test());
  if (!called.ok) return { ok: false, code: called.code };
  const { team, user, response_metadata: metadata } = called.value;
  const granted = metadata?.scopes;
  const lacks = granted === undefined ? null : BOT_SCOPES.filter((scope) => !granted.includes(scope));
  return { ok: true, value: { team: team ?? 'an unnamed workspace', user: user ?? 'an unnamed user', lacks } };
}

/** Asks for an address to connect to, and does not connect. https://docs.slack.dev/reference/methods/apps.connections.open */
export async function probeAppToken(token: string, apiUrl: string | null): Promise<Probed<null>> {
  const client = slackClient(token, apiUrl ?? SLACK_API, SILENT);
  const called: Called<unknown> = await harmless(() => client.apps.connections.open());
  return called.ok ? { ok: true, value: null } : { ok: false, code: called.code };
}

/** What the client would log is in what we give back. */
const SILENT = boltLogger({ info: () => undefined, warn: () => undefined, error: () => undefined });
