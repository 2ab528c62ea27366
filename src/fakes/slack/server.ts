// The HTTP side of the fake: one loopback port for Web API, uploads, response_urls and Socket Mode.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Call } from './call-log.ts';
import type { Faults } from './faults.ts';
import { serveResponseUrl } from './response-url.ts';
import type { SocketMode } from './socket-mode.ts';
import type { State } from './state.ts';
import { takeUpload } from './upload-sink.ts';
import { serveWebApi, type WebApi } from './web-api.ts';

/** What the server serves from. */
export type ServerParts = {
  readonly state: State;
  readonly scopes: readonly string[];
  readonly faults: Faults;
  readonly calls: Call[];
  readonly socket: SocketMode;
  readonly botToken: string;
  readonly appToken: string;
};

/** Another handler for the same port, such as the control API; says whether it took the request. */
export type ExtraHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** The server, not listening yet. The base URL is set once the port is known. */
export type FakeServer = {
  readonly http: Server;
  readonly setBaseUrl: (url: string) => void;
};

/** Builds the server. */
export function createFakeServer(parts: ServerParts, extra?: ExtraHandler): FakeServer {
  let baseUrl = '';
  const api: WebApi = {
    ...parts,
    context: {
      state: parts.state,
      scopes: parts.scopes,
      get baseUrl() {
        return baseUrl;
      },
      newSocketUrl: () => parts.socket.newUrl(baseUrl),
    },
  };
  const http = createServer((request, response) => {
    if (extra?.(request, response)) return;
    serve(api, request, response).catch(() => {
      // A broken or oversized request; nothing was promised to its sender.
      request.socket.destroy();
    });
  });
  http.on('upgrade', parts.socket.upgrade);
  return {
    http,
    setBaseUrl: (url) => {
      baseUrl = url;
    },
  };
}

/** Stops listening and cuts open connections. */
export function closeServer(http: Server): Promise<void> {
  return new Promise((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
}

async function serve(api: WebApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [, area, rest = ''] = /^\/(api|respond|upload\/v1)\/(.*)$/.exec(pathname) ?? [];
  const { state } = api.context;
  switch (area) {
    case 'api':
      return serveWebApi(api, rest, request, response);
    case 'respond':
      return serveResponseUrl(state, api.calls, rest, request, response);
    case 'upload/v1':
      return takeUpload(state, rest, request, response);
    default:
      response.writeHead(404, { 'content-type': 'text/plain' });
      response.end('not found');
  }
}
