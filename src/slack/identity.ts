// The bot token → who we are, or a Failure that says what to do about the token.
import type { WebClient } from '@slack/web-api';
import type { Failure } from '../domain/failure.ts';
import { harmless } from './call.ts';
import type { Self } from './own-messages.ts';

export async function whoWeAre(client: WebClient): Promise<Self | Failure> {
  const called = await harmless(() => client.auth.test());
  if (!called.ok) return refused(called.code);
  const { team_id: teamId, user_id: userId, bot_id: botId, user: userName, url } = called.value;
  if (teamId === undefined || userId === undefined || botId === undefined) return refused('not_a_bot_token');
  return { teamId, userId, botId, userName: userName ?? 'whodid', workspaceUrl: workspaceUrl(url) };
}

/** Only a plain address of a workspace: links to people are made of it. */
function workspaceUrl(url: string | undefined): string | null {
  return url !== undefined && /^https:\/\/[a-z0-9.-]{1,200}\/$/i.test(url) ? url : null;
}

function refused(code: string): Failure {
  const unreachable = code === 'no_answer' || code.startsWith('http_');
  return {
    failure: unreachable ? 'timed-out' : 'not-allowed',
    what: 'I could not sign in to Slack.',
    why: unreachable ? `Slack gave no answer (${code}).` : `Slack does not accept the bot token: ${code}.`,
    instead: unreachable
      ? 'Check the network and SLACK_API_URL, then start again.'
      : 'Copy the bot token from the app’s “OAuth & Permissions” page into SLACK_BOT_TOKEN, then start again.',
  };
}
