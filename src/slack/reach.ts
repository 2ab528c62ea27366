// The port for modals, cards under links and people by e-mail, on Slack. Everything here may be done twice to the same end.
import type { KnownBlock, WebClient } from '@slack/web-api';
import type { Reach } from '../domain/reach.ts';
import { harmless, slackProblem } from './call.ts';
import { asView } from './modal.ts';

/** Slack's words for a modal that was closed, or replaced by another. */
const CLOSED: ReadonlySet<string> = new Set(['not_found', 'view_not_found', 'hash_conflict', 'expired_trigger_id']);
/** Slack's words for nobody, or nobody we may know of. */
const NOBODY: ReadonlySet<string> = new Set([
  'users_not_found',
  'user_not_found',
  'user_not_visible',
  'missing_scope',
  'invalid_arguments',
]);

export function slackReach(client: WebClient, workspaceUrl: string | null): Reach {
  return {
    async showView(viewId, view) {
      const called = await harmless(() => client.views.update({ view_id: viewId, view: asView(view) }));
      if (called.ok) return true;
      if (CLOSED.has(called.code)) return false;
      throw slackProblem('views.update', called);
    },
    async unfurl(channel, ts, cards) {
      const unfurls = Object.fromEntries(
        Object.entries(cards).map(([link, { blocks, text }]) => [
          link,
          { blocks: [...blocks] as KnownBlock[], fallback: text },
        ]),
      );
      const called = await harmless(() => client.chat.unfurl({ channel, ts, unfurls }));
      if (called.ok) return { ok: true };
      if (called.kind === 'unsure') throw slackProblem('chat.unfurl', called);
      return { ok: false, code: called.code };
    },
    async linkTo(channel, message_ts) {
      const called = await harmless(() => client.chat.getPermalink({ channel, message_ts }));
      if (called.ok) return called.value.permalink ?? null;
      if (called.kind === 'refused') return null;
      throw slackProblem('chat.getPermalink', called);
    },
    profileLink: (userId) =>
      workspaceUrl !== null && /^[UW][A-Z0-9]{2,20}$/.test(userId) ? `${workspaceUrl}team/${userId}` : null,
    async userByEmail(email) {
      const called = await harmless(() => client.users.lookupByEmail({ email }));
      if (called.ok) return called.value.user?.id ?? null;
      if (NOBODY.has(called.code)) return null;
      throw slackProblem('users.lookupByEmail', called);
    },
  };
}
