// The playground: a page that looks and works like a Slack channel, in front of FakeSlack. Serves the page's files, the
// state one person may see, live changes, and takes what that person does. The bot behind it is the integrator's.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import { actAs, isAction, parseAction } from './playground-actions.ts';
import { guardRequest, SECURITY_HEADERS } from './playground-guard.ts';
import { streamChanges } from './playground-live.ts';
import { loadPage, type PageFile } from './playground-page.ts';
import { downloadFor, snapshotFor } from './playground-view.ts';

/** A person the visitor can be. `note` says what is special about them ("a guest, who is refused"). */
export type PlaygroundPerson = { readonly id: string; readonly note: string };

/** What the page is made for. */
export type PlaygroundOptions = {
  readonly fake: FakeSlack;
  /** Questions offered as chips, without `/whodid`; one that begins with / or @ is sent as it is. */
  readonly suggestions: readonly string[];
  readonly people: readonly PlaygroundPerson[];
  /** 127.0.0.1 by default. */
  readonly host?: string;
  /** 0, any free port, by default. */
  readonly port?: number;
  readonly publicTitle?: string;
  /** The slash command of the app; "/whodid" by default. */
  readonly command?: string;
};

/** A running playground. */
export type Playground = { readonly url: string; readonly port: number; readonly close: () => Promise<void> };

/** What the page learns first. */
type Boot = Pick<Required<PlaygroundOptions>, 'suggestions' | 'people' | 'publicTitle' | 'command'>;

/** Largest body of a post, bytes. */
const MOST_BODY_BYTES = 200_000;

/** Starts the playground. Rejects when the port is taken. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const host = options.host ?? '127.0.0.1';
  const page = await loadPage();
  const boot: Boot = {
    suggestions: options.suggestions,
    people: options.people,
    publicTitle: options.publicTitle ?? 'whodid playground',
    command: options.command ?? '/whodid',
  };
  const server = createServer((request, response) => {
    const refusal = guardRequest(request, host);
    if (refusal !== undefined) {
      reply(response, 403, { error: refusal });
      return;
    }
    serve(options.fake, boot, page, request, response).catch((error: unknown) => {
      if (!response.headersSent)
        reply(response, 400, { error: error instanceof Error ? error.message : 'bad request' });
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${shownHost(host)}:${port}`, port, close: () => closeServer(server) };
}

async function serve(
  fake: FakeSlack,
  boot: Boot,
  page: ReadonlyMap<string, PageFile>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const file = page.get(url.pathname);
  if (file && (request.method === 'GET' || request.method === 'HEAD')) {
    response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': file.type, 'cache-control': 'no-cache' });
    response.end(request.method === 'HEAD' ? undefined : file.bytes);
    return;
  }
  const user = url.searchParams.get('user') ?? '';
  const route = `${request.method} ${url.pathname}`;
  if (route === 'GET /api/boot') return reply(response, 200, bootFor(fake, boot));
  if (route === 'GET /api/snapshot') return reply(response, 200, snapshotFor(fake, known(fake, user)));
  if (route === 'GET /api/live') return streamChanges(fake, known(fake, user), request, response);
  if (request.method === 'GET' && url.pathname.startsWith('/files/')) {
    return sendFile(fake, known(fake, user), url.pathname.slice('/files/'.length), response);
  }
  const verb = /^\/api\/([a-z-]+)$/.exec(url.pathname)?.[1] ?? '';
  if (request.method === 'POST' && isAction(verb)) {
    const body = parseAction(await readText(request));
    return reply(response, 200, { result: (await actAs(fake, boot.command, verb, body)) ?? null });
  }
  reply(response, 404, { error: 'not found' });
}

function bootFor(fake: FakeSlack, boot: Boot): object {
  const { workspace } = fake;
  return {
    ...boot,
    nowMs: fake.state.clock(),
    team: workspace.teamName,
    bot: workspace.bot,
    people: boot.people.flatMap(({ id, note }) => {
      const user = workspace.users.find((one) => one.id === id);
      return user ? [{ id, note, name: user.name, realName: user.realName, tz: user.tz }] : [];
    }),
  };
}

function known(fake: FakeSlack, user: string): string {
  if (!fake.workspace.users.some((one) => one.id === user)) throw new Error('no such person in this workspace');
  return user;
}

// Always a download under the file's own name, never something the browser would run.
function sendFile(fake: FakeSlack, user: string, id: string, response: ServerResponse): void {
  const file = downloadFor(fake, user, id);
  if (!file) {
    reply(response, 404, { error: 'no such file, or not in a channel of yours' });
    return;
  }
  const name = file.name.replace(/[^\w.-]/g, '_');
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${name}"`,
    'content-length': file.bytes.length,
  });
  response.end(file.bytes);
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { ...SECURITY_HEADERS, 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MOST_BODY_BYTES) throw new Error('the message is too long');
  }
  return text;
}

function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
