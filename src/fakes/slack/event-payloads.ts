// The outer shapes of what Slack sends: slash commands, events, and the fields every interaction shares.
// https://docs.slack.dev/interactivity/implementing-slash-commands, https://docs.slack.dev/apis/events-api
import type { Dict } from './json.ts';
import { type Channel, nextId, type State } from './state.ts';

/** The verification token is deprecated but still sent. */
const OLD_TOKEN = 'deprecated-verification';

/** Fields of a slash command. */
export function slashPayload(
  state: State,
  command: string,
  text: string,
  fields: {
    readonly user: string;
    readonly channel: Channel;
    readonly triggerId: string;
    readonly responseUrl: string;
  },
): Dict {
  const { teamId, domain, appId } = state.workspace;
  const names = { public: fields.channel.name, private: 'privategroup', im: 'directmessage' };
  return {
    token: OLD_TOKEN,
    team_id: teamId,
    team_domain: domain,
    channel_id: fields.channel.id,
    channel_name: names[fields.channel.kind],
    user_id: fields.user,
    user_name: userName(state, fields.user),
    command,
    text,
    api_app_id: appId,
    is_enterprise_install: 'false',
    response_url: fields.responseUrl,
    trigger_id: fields.triggerId,
  };
}

/** An event in its envelope, with a fresh event_id. */
export function eventPayload(state: State, event: Dict): Dict & { readonly event_id: string } {
  const { teamId, appId, bot } = state.workspace;
  const botAuthorization = { enterprise_id: null, team_id: teamId, user_id: bot.userId, is_bot: true };
  return {
    token: OLD_TOKEN,
    team_id: teamId,
    context_team_id: teamId,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: nextId(state, 'Ev'),
    event_time: Math.floor(state.clock() / 1000),
    authorizations: [{ ...botAuthorization, is_enterprise_install: false }],
    is_ext_shared_channel: false,
  };
}

/** What block_actions, view_submission and shortcuts have in common. */
export function interactionFields(state: State, user: string): Dict {
  const { teamId, domain, appId } = state.workspace;
  const person = state.users.get(user);
  const name = userName(state, user);
  return {
    user: { id: user, username: name, name, team_id: person?.teamId ?? teamId },
    api_app_id: appId,
    token: OLD_TOKEN,
    team: { id: teamId, domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function userName(state: State, user: string): string {
  return state.users.get(user)?.name ?? user;
}
