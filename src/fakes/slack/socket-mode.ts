// Slack's end of Socket Mode: a ticket per connection, hello, envelopes out, acknowledgements in.
// https://docs.slack.dev/apis/events-api/using-socket-mode
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { PayloadKind, Retry } from './deliver.ts';
import { type Dict, isDict, parseJson, textAt } from './json.ts';
import { SOCKET_CONNECTIONS, TIMES } from './limits.ts';
import { secretId } from './state.ts';

/** Slack's end of all Socket Mode connections. */
export type SocketMode = {
  /** A single-use address, valid for half a minute. */
  readonly newUrl: (baseUrl: string) => string;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Sends to one connection in turn; the acknowledgement's payload, or undefined when nobody took it. */
  readonly send: (kind: PayloadKind, payload: Dict, retry: Retry | undefined, limitMs: number) => Promise<unknown>;
  readonly connections: () => number;
  /** Asks the apps to reconnect, as Slack does when it recycles a container, or cuts them off without a word. */
  readonly disconnect: (how: 'refresh' | 'cut') => void;
  readonly close: () => void;
};

type Waiting = { readonly socket: WebSocket; readonly settle: (body: unknown) => void };

/** A Socket Mode server that shares the HTTP port of the fake. */
export function createSocketMode(appId: string): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, number>();
  const open: WebSocket[] = [];
  const waiting = new Map<string, Waiting>();
  let turn = 0;

  const greet = (socket: WebSocket): void => {
    open.push(socket);
    socket.on('message', (data) => acknowledge(waiting, String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      open.splice(open.indexOf(socket), 1);
      for (const [id, entry] of waiting) {
        if (entry.socket !== socket) continue;
        waiting.delete(id);
        entry.settle(undefined);
      }
    });
    socket.send(JSON.stringify(hello(appId, open.length)));
  };

  return {
    newUrl: (baseUrl) => {
      const ticket = secretId();
      tickets.set(ticket, performance.now());
      return `${baseUrl.replace(/^http/, 'ws')}/link?ticket=${ticket}&app_id=${appId}`;
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      const issued = tickets.get(ticket);
      tickets.delete(ticket);
      const tooMany = open.length >= SOCKET_CONNECTIONS;
      if (issued === undefined || performance.now() - issued > TIMES.socketUrlMs || tooMany) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, greet);
    },
    send: (kind, payload, retry, limitMs) => {
      const socket = open[turn++ % Math.max(1, open.length)];
      if (!socket) return Promise.resolve(undefined);
      return sendEnvelope(socket, waiting, envelope(kind, payload, retry), limitMs);
    },
    connections: () => open.length,
    disconnect: (how) => {
      for (const socket of [...open]) {
        if (how === 'cut') socket.terminate();
        else socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested', debug_info: {} }));
      }
    },
    close: () => {
      for (const socket of [...open]) socket.terminate();
      server.close();
    },
  };
}

function hello(appId: string, connections: number): Dict {
  return {
    type: 'hello',
    num_connections: connections,
    connection_info: { app_id: appId },
    debug_info: { host: 'fake-slack', approximate_connection_time: 3600 },
  };
}

function envelope(kind: PayloadKind, payload: Dict, retry: Retry | undefined): Dict & { readonly envelope_id: string } {
  return {
    envelope_id: randomUUID(),
    type: kind,
    payload,
    accepts_response_payload: kind !== 'events_api',
    ...(kind === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
  };
}

// Resolves with {} for an empty acknowledgement, and with undefined when the connection closed or the time ran out.
function sendEnvelope(
  socket: WebSocket,
  waiting: Map<string, Waiting>,
  message: Dict & { readonly envelope_id: string },
  limitMs: number,
): Promise<unknown> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      waiting.delete(message.envelope_id);
      resolve(undefined);
    }, limitMs);
    const settle = (body: unknown): void => {
      clearTimeout(timer);
      resolve(body);
    };
    waiting.set(message.envelope_id, { socket, settle });
    socket.send(JSON.stringify(message));
  });
}

function acknowledge(waiting: Map<string, Waiting>, text: string): void {
  const message = parseJson(text);
  const id = textAt(message, 'envelope_id') ?? '';
  const entry = waiting.get(id);
  if (!entry || !isDict(message)) return;
  waiting.delete(id);
  entry.settle(message.payload ?? {});
}
