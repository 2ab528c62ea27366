// What a visitor does on the page → the same through FakeSlack: say, press, submit, close, open Home.
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Press } from '../fakes/slack/pressing.ts';
import type { Where } from '../fakes/slack/speaking.ts';
import type { Entered } from '../fakes/slack/submitting.ts';

/** The JSON of one action, of unknown shape. */
export type ActionBody = Readonly<Record<string, unknown>>;

const ACTIONS = ['say', 'press', 'submit', 'close-view', 'open-home'] as const;

type Action = (typeof ACTIONS)[number];

/** True for an action the page knows. */
export function isAction(name: string): name is Action {
  return (ACTIONS as readonly string[]).includes(name);
}

/** The body of an action. Throws when it is not a JSON object. */
export function parseAction(text: string): ActionBody {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('the body has to be a JSON object');
  return Object.fromEntries(Object.entries(parsed));
}

/** Does it. What the app's answer means for the page comes back; messages come by the live stream. */
export async function actAs(fake: FakeSlack, command: string, action: Action, body: ActionBody): Promise<unknown> {
  const user = need(body, 'user');
  switch (action) {
    case 'say':
      return sayAs(fake, command, need(body, 'text'), whereOf(body, user));
    case 'press':
      return pressAs(fake, body, pressOf(body, user));
    case 'submit': {
      const { ok, error, errors, missing } = await fake.submitView(user, enteredOf(body));
      return { ok, error, errors, missing };
    }
    case 'close-view':
      await fake.closeView(user);
      return undefined;
    case 'open-home':
      await fake.openHome(user);
      return undefined;
    default:
      return action satisfies never;
  }
}

async function sayAs(fake: FakeSlack, command: string, text: string, where: Where): Promise<unknown> {
  if (text.startsWith('/')) {
    const [, name = '', rest = ''] = /^(\/\S*)\s*([\s\S]*)$/.exec(text) ?? [];
    if (name !== command) {
      fake.notice(`${name} is not a valid command. Try \`${command} help\`.`, where);
      return { ok: false };
    }
    const { ok, notice } = await fake.slash(name, rest.trim(), where);
    if (notice !== undefined) fake.notice(notice, where);
    return { ok };
  }
  const { message, delivery } = await fake.say(text, where);
  const { bot } = fake.workspace;
  if (message.text.includes(`<@${bot.userId}>`) && delivery === undefined) {
    fake.notice(`@${bot.name} is not in this channel and did not hear you. \`${command} …\` works everywhere.`, where);
  }
  if (delivery && !delivery.ok)
    fake.notice(`${fake.workspace.bot.name} did not take the message (${delivery.error}).`, where);
  return { ok: true, ts: message.ts };
}

async function pressAs(fake: FakeSlack, body: ActionBody, press: Press): Promise<unknown> {
  const viewId = optional(body, 'viewId');
  const { ok, error } =
    viewId === undefined
      ? await fake.click(need(body, 'ts'), need(body, 'actionId'), press)
      : await fake.clickInView(viewId, need(body, 'actionId'), press);
  return { ok, error };
}

function whereOf(body: ActionBody, user: string): Where {
  const threadTs = optional(body, 'threadTs');
  return { user, channel: need(body, 'channel'), ...(threadTs === undefined ? {} : { threadTs }) };
}

function pressOf(body: ActionBody, user: string): Press {
  const blockId = optional(body, 'blockId');
  const choice = choiceOf(body.choice);
  return {
    user,
    ...(choice === undefined ? {} : { choice }),
    ...(blockId === undefined ? {} : { blockId }),
  };
}

function enteredOf(body: ActionBody): Entered {
  const entered = body.entered;
  if (typeof entered !== 'object' || entered === null) return {};
  return Object.fromEntries(Object.entries(entered).map(([actionId, choice]) => [actionId, choiceOf(choice)]));
}

function choiceOf(value: unknown): Press['choice'] {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : undefined;
}

function need(body: ActionBody, key: string): string {
  const value = optional(body, key);
  if (value === undefined) throw new Error(`missing: ${key}`);
  return value;
}

function optional(body: ActionBody, key: string): string | undefined {
  const value = body[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
