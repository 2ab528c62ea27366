// auth.test, team, bots, users and user groups. https://docs.slack.dev/reference/methods
import type { Dict } from '../json.ts';
import { botAsUser, wireBot, wireUser } from '../wire-shapes.ts';
import type { SeedUser } from '../workspace.ts';
import { done, type Method, type MethodContext, paginate, refuse } from './method.ts';

/** Methods about who is there. */
export const PEOPLE_METHODS: Readonly<Record<string, Method>> = {
  'api.test': { token: 'none', scopes: [], run: (args) => done({ args: args.raw }) },
  'auth.test': {
    token: 'bot',
    scopes: [],
    run: (_args, { state }) => {
      const { workspace } = state;
      return done({
        url: `https://${workspace.domain}.slack.test/`,
        team: workspace.teamName,
        user: workspace.bot.name,
        team_id: workspace.teamId,
        user_id: workspace.bot.userId,
        bot_id: workspace.bot.botId,
        is_enterprise_install: false,
      });
    },
  },
  'team.info': {
    token: 'bot',
    scopes: ['team:read'],
    run: (_args, { state }) => {
      const { teamId, teamName, domain } = state.workspace;
      return done({ team: { id: teamId, name: teamName, domain, email_domain: '', icon: {} } });
    },
  },
  'bots.info': {
    token: 'bot',
    scopes: ['users:read'],
    run: (args, { state }) => {
      if (args.text('bot') !== state.workspace.bot.botId) return refuse('bot_not_found');
      return done({ bot: wireBot(state) });
    },
  },
  'users.info': {
    token: 'bot',
    scopes: ['users:read'],
    run: (args, context) => {
      const user = findUser(context, args.text('user'));
      if (!user) return refuse('user_not_found');
      return done({ user: shownUser(context, user, args.flag('include_locale')) });
    },
  },
  'users.list': {
    token: 'bot',
    scopes: ['users:read'],
    run: (args, context) => {
      const all = [...context.state.users.values(), botAsUser(context.state)];
      const slice = paginate(all, args, 1000);
      if (!slice) return refuse('invalid_cursor');
      return done({
        members: slice.page.map((user) => shownUser(context, user, args.flag('include_locale'))),
        response_metadata: { next_cursor: slice.nextCursor },
      });
    },
  },
  'users.lookupByEmail': {
    token: 'bot',
    scopes: ['users:read.email'],
    run: (args, context) => {
      const email = args.text('email')?.toLowerCase();
      const user = [...context.state.users.values()].find((one) => one.email?.toLowerCase() === email && !one.deleted);
      return user && email ? done({ user: shownUser(context, user, false) }) : refuse('users_not_found');
    },
  },
  'usergroups.list': {
    token: 'bot',
    scopes: ['usergroups:read'],
    run: (args, { state }) => {
      const groups = (state.workspace.usergroups ?? []).map((group) => ({
        id: group.id,
        team_id: state.workspace.teamId,
        is_usergroup: true,
        name: group.name,
        handle: group.handle,
        date_delete: 0,
        user_count: group.users.length,
        ...(args.flag('include_users') ? { users: group.users } : {}),
      }));
      return done({ usergroups: groups });
    },
  },
  'usergroups.users.list': {
    token: 'bot',
    scopes: ['usergroups:read'],
    run: (args, { state }) => {
      const group = state.workspace.usergroups?.find((one) => one.id === args.text('usergroup'));
      return group ? done({ users: group.users }) : refuse('no_such_subteam');
    },
  },
};

function findUser({ state }: MethodContext, id: string | undefined): SeedUser | undefined {
  if (id === state.workspace.bot.userId) return botAsUser(state);
  return id === undefined ? undefined : state.users.get(id);
}

// Without users:read.email the profile comes without its address. https://docs.slack.dev/reference/scopes/users.read.email
function shownUser(context: MethodContext, user: SeedUser, includeLocale: boolean): Dict {
  const shown = wireUser(context.state, user, includeLocale);
  if (context.scopes.includes('users:read.email')) return shown;
  const { email: _hidden, ...profile } = shown.profile as Dict;
  return { ...shown, profile };
}
