// The fake's control object over HTTP, for when it runs as a process of its own: POST /_control/<verb> with JSON in and
// out. Loopback only, and only under a host name of this machine, so that no web page can reach it by DNS rebinding.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FakeSlack } from './fake-slack.ts';
import { isFault } from './faults.ts';
import { parseArguments, readBody } from './http-body.ts';
import { type Dict, dictAt, listAt, textAt } from './json.ts';
import type { Press } from './pressing.ts';
import type { Where } from './speaking.ts';
import type { Entered } from './submitting.ts';

type Verb = (fake: FakeSlack, body: Dict) => unknown;

/** What can be asked; each mirrors the method of FakeSlack with its name. */
const VERBS: Readonly<Record<string, Verb>> = {
  'set-request-url': (fake, body) => fake.setRequestUrl(textAt(body, 'url')),
  slash: (fake, body) => fake.slash(need(body, 'command'), textAt(body, 'text') ?? '', whereOf(body)),
  say: (fake, body) => fake.say(need(body, 'text'), { ...whereOf(body), raw: body.raw === true }),
  mention: (fake, body) => fake.mention(need(body, 'text'), whereOf(body)),
  'direct-message': (fake, body) =>
    fake.directMessage(need(body, 'text'), { user: need(body, 'user'), ...threadOf(body) }),
  click: (fake, body) => fake.click(need(body, 'ts'), need(body, 'action_id'), pressOf(body)),
  'click-in-view': (fake, body) => fake.clickInView(need(body, 'view_id'), need(body, 'action_id'), pressOf(body)),
  'submit-view': (fake, body) => fake.submitView(need(body, 'user'), (dictAt(body, 'entered') ?? {}) as Entered),
  'close-view': (fake, body) => fake.closeView(need(body, 'user')),
  shortcut: (fake, body) => {
    const ts = textAt(body, 'ts');
    return fake.shortcut(need(body, 'callback_id'), { user: need(body, 'user'), ...(ts ? { messageTs: ts } : {}) });
  },
  'open-home': (fake, body) => fake.openHome(need(body, 'user')),
  event: (fake, body) => fake.event(dictAt(body, 'event') ?? {}),
  redeliver: (fake, body) => {
    const num = typeof body.num === 'number' ? { num: body.num } : {};
    const reason = textAt(body, 'reason');
    return fake.redeliver({ ...num, ...(reason ? { reason } : {}) }, textAt(body, 'event_id'));
  },
  messages: (fake, body) => fake.messages(need(body, 'channel'), textAt(body, 'thread_ts')),
  ephemerals: (fake, body) => fake.ephemerals(need(body, 'user'), textAt(body, 'channel')),
  files: (fake) => fake.files().map(({ bytes, ...file }) => ({ ...file, text: bytes?.toString('utf8') ?? '' })),
  views: (fake, body) => fake.views(need(body, 'user')),
  home: (fake, body) => fake.home(need(body, 'user')),
  'im-of': (fake, body) => fake.imOf(need(body, 'user')),
  calls: (fake) => fake.calls,
  deliveries: (fake) => fake.deliveries,
  inject: (fake, body) => {
    if (!isFault(body)) throw new Error('not a fault: it needs method and kind');
    fake.inject(body);
  },
  'clear-faults': (fake) => fake.clearFaults(),
  settings: (fake, body) => {
    if (typeof body.nativeTables === 'boolean') fake.settings.nativeTables = body.nativeTables;
    if (typeof body.newestBlocks === 'boolean') fake.settings.newestBlocks = body.newestBlocks;
    if (typeof body.oneMessagePerSecond === 'boolean') fake.settings.oneMessagePerSecond = body.oneMessagePerSecond;
    if (typeof body.ackLimitMs === 'number') fake.settings.ackLimitMs = body.ackLimitMs;
    return fake.settings;
  },
  'socket-connections': (fake) => fake.socket.connections(),
  'socket-disconnect': (fake, body) => fake.socket.disconnect(body.how === 'cut' ? 'cut' : 'refresh'),
  /** Waits until a channel (or thread) holds `count` messages whose text or blocks contain `containing`. */
  'wait-for-messages': (fake, body) => {
    const count = typeof body.count === 'number' ? body.count : 1;
    const timeoutMs = typeof body.timeout_ms === 'number' ? body.timeout_ms : undefined;
    return fake.waitFor(() => {
      const found = matching(fake, body);
      return found.length >= count && found;
    }, timeoutMs);
  },
};

/** Serves /_control/; false when the request is for somebody else. */
export function serveControl(fake: FakeSlack, request: IncomingMessage, response: ServerResponse): boolean {
  const verb = /^\/_control\/([a-z-]+)$/.exec(request.url ?? '')?.[1];
  if (verb === undefined) return false;
  answer(fake, verb, request).then(
    (value) => reply(response, 200, { ok: true, value }),
    (error: unknown) =>
      reply(response, 400, { ok: false, error: error instanceof Error ? error.message : String(error) }),
  );
  return true;
}

async function answer(fake: FakeSlack, name: string, request: IncomingMessage): Promise<unknown> {
  const host = /^(?:(127\.0\.0\.1)|(localhost)|\[(::1)\])(?::\d+)?$/.exec(request.headers.host ?? '');
  if (!host || request.headers.origin !== undefined) throw new Error('only from this machine, and not from a web page');
  const verb = VERBS[name];
  if (!verb) throw new Error(`unknown verb ${name}; known: ${Object.keys(VERBS).join(', ')}`);
  if (request.method !== 'POST') throw new Error('use POST with a JSON body');
  return verb(fake, parseArguments(new URLSearchParams(), 'application/json', await readBody(request)));
}

function reply(response: ServerResponse, status: number, body: Dict): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function matching(fake: FakeSlack, body: Dict): readonly unknown[] {
  const containing = textAt(body, 'containing') ?? '';
  const all = fake.messages(need(body, 'channel'), textAt(body, 'thread_ts'));
  return all.filter((message) => JSON.stringify([message.text, message.blocks]).includes(containing));
}

function need(body: Dict, key: string): string {
  const value = textAt(body, key);
  if (value === undefined) throw new Error(`missing text field: ${key}`);
  return value;
}

function threadOf(body: Dict): { readonly threadTs?: string } {
  const threadTs = textAt(body, 'thread_ts');
  return threadTs === undefined ? {} : { threadTs };
}

function whereOf(body: Dict): Where {
  return { user: need(body, 'user'), channel: need(body, 'channel'), ...threadOf(body) };
}

function pressOf(body: Dict): Press {
  const choices = listAt(body, 'choice').filter((one): one is string => typeof one === 'string');
  const choice = textAt(body, 'choice') ?? (choices.length > 0 ? choices : undefined);
  const blockId = textAt(body, 'block_id');
  return {
    user: need(body, 'user'),
    ...(choice === undefined ? {} : { choice }),
    ...(blockId === undefined ? {} : { blockId }),
  };
}
