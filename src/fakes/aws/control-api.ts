// The fake's control object over HTTP, for when it runs as a process of its own: POST /_control/<verb> with JSON in and
// out. Loopback only, and only under a host name of this machine, so that no web page can reach it by DNS rebinding.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delay } from './events.ts';
import type { FakeAws } from './fake-aws.ts';
import { isFault } from './faults.ts';
import { type Dict, isDict, listAt, numberAt, parseJson, textAt } from './json.ts';
import { readBody } from './server.ts';

/** Largest control body, bytes: a set of events may be in it. */
const MOST_BYTES = 256 * 1024 * 1024;

/** A fake with the hand of its clock. */
export type Controlled = { readonly fake: FakeAws; readonly advance: (ms: number) => number };

/** What can be asked; each mirrors the method of FakeAws with its name. */
const VERBS: Readonly<Record<string, (controlled: Controlled, body: Dict) => unknown>> = {
  /** Calls from index `from` on. */
  calls: ({ fake }, body) => fake.calls.slice(numberAt(body, 'from') ?? 0),
  inject: ({ fake }, body) => {
    if (!isFault(body)) throw new Error('not a fault: it needs a kind');
    fake.inject(body);
  },
  'clear-faults': ({ fake }) => fake.clearFaults(),
  'add-events': ({ fake }, body) => fake.addEvents(listAt(body, 'events').filter(isDict)),
  delay: ({ fake }, body) => fake.delay(delayOf(body)),
  'clear-delays': ({ fake }) => fake.clearDelays(),
  'expire-sessions': ({ fake }) => fake.expireSessions(),
  'lake-settings': ({ fake }, body) => {
    fake.lakeSettings.queuedMs = numberAt(body, 'queuedMs') ?? fake.lakeSettings.queuedMs;
    fake.lakeSettings.runMs = numberAt(body, 'runMs') ?? fake.lakeSettings.runMs;
    return fake.lakeSettings;
  },
  'athena-settings': ({ fake }, body) => {
    fake.athena.settings.queuedMs = numberAt(body, 'queuedMs') ?? fake.athena.settings.queuedMs;
    fake.athena.settings.runMs = numberAt(body, 'runMs') ?? fake.athena.settings.runMs;
    return fake.athena.settings;
  },
  queries: ({ fake }) =>
    fake.queries().map(({ id, text, startedMs, cancelledMs }) => ({ id, text, startedMs, cancelledMs })),
  /** Moves the pretended clock by `ms`; answers with its new time. */
  advance: ({ advance }, body) => advance(numberAt(body, 'ms') ?? 0),
};

/** Serves /_control/; false when the request is for somebody else. */
export function serveControl(controlled: Controlled, request: IncomingMessage, response: ServerResponse): boolean {
  const name = /^\/_control\/([a-z-]+)$/.exec(request.url ?? '')?.[1];
  if (name === undefined) return false;
  answer(controlled, name, request).then(
    (value) => reply(response, 200, { ok: true, value }),
    (error: unknown) => reply(response, 400, { ok: false, error: error instanceof Error ? error.message : 'failed' }),
  );
  return true;
}

async function answer(controlled: Controlled, name: string, request: IncomingMessage): Promise<unknown> {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(host)) throw new Error('only from this machine');
  if (request.method !== 'POST') throw new Error('only POST');
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) throw new Error(`no verb ${name}; there are: ${Object.keys(VERBS).join(', ')}`);
  const body = parseJson((await readBody(request, MOST_BYTES)).toString('utf8') || '{}');
  return (await verb(controlled, isDict(body) ? body : {})) ?? null;
}

function delayOf(body: Dict): Delay {
  const named = ['eventId', 'eventName', 'account', 'region'].flatMap((key) => {
    const value = textAt(body, key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ms: numberAt(body, 'ms') ?? 0, ...Object.fromEntries(named) };
}

function reply(response: ServerResponse, status: number, body: Dict): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
