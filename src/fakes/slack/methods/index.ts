// The Web API methods the fake knows. Anything else answers unknown_method with HTTP 200, as Slack does: a 404 would
// make the official client retry for half an hour.
import { visibleChannel } from '../channel-access.ts';
import { announce, findMessage } from '../state.ts';
import { CHAT_METHODS } from './chat.ts';
import { CONVERSATION_METHODS } from './conversations.ts';
import { FILE_METHODS } from './files.ts';
import { done, type Method, refuse } from './method.ts';
import { PEOPLE_METHODS } from './people.ts';
import { VIEW_METHODS } from './views.ts';

const REACTION_METHODS: Readonly<Record<string, Method>> = {
  // https://docs.slack.dev/reference/methods/reactions.add
  'reactions.add': {
    token: 'bot',
    scopes: ['reactions:write'],
    run: (args, { state }) => {
      const found = visibleChannel(state, args.text('channel'));
      if ('error' in found) return refuse(found.error);
      const message = findMessage(state, found.channel.id, args.text('timestamp') ?? '');
      if (!message) return refuse('message_not_found');
      const name = args.text('name');
      if (name === undefined || !/^[a-z0-9_+:-]+$/.test(name)) return refuse('invalid_name');
      const bot = state.workspace.bot.userId;
      const known = message.reactions.find((reaction) => reaction.name === name);
      if (known?.users.includes(bot)) return refuse('already_reacted');
      const others = message.reactions.filter((reaction) => reaction.name !== name);
      message.reactions = [...others, { name, users: [...(known?.users ?? []), bot] }];
      announce(state, { kind: 'message-changed', message });
      return done();
    },
  },
};

const SOCKET_METHODS: Readonly<Record<string, Method>> = {
  // https://docs.slack.dev/reference/methods/apps.connections.open
  'apps.connections.open': {
    token: 'app',
    scopes: [],
    run: (_args, { newSocketUrl }) => done({ url: newSocketUrl() }),
  },
};

/** Every known method by name. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...PEOPLE_METHODS,
    ...CONVERSATION_METHODS,
    ...CHAT_METHODS,
    ...VIEW_METHODS,
    ...FILE_METHODS,
    ...REACTION_METHODS,
    ...SOCKET_METHODS,
  }),
);
