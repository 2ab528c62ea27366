// The HTTP side of the fake: one loopback port for all services.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Served, type Serving, serve } from './serve.ts';
import type { SignedRequest } from './signing/canonical-request.ts';
import type { Answer } from './wire.ts';

/** Takes a request before the fake does, such as the control API; says whether it took it. */
export type ExtraHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Largest body taken, bytes; above it the connection is cut. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Builds the server; it does not listen yet. */
export function createFakeServer(serving: Serving, extra?: ExtraHandler): Server {
  return createServer((request, response) => {
    if (extra?.(request, response)) return;
    answer(serving, request, response).catch(() => {
      // A broken or oversized request; its sender sees a broken connection.
      request.socket.destroy();
    });
  });
}

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const read = await readRequest(request);
  const served = await serve(serving, read).catch(bugOfTheFake);
  if (served.delayMs > 0) await pause(served.delayMs);
  if (served.answer === null) {
    request.socket.destroy();
    return;
  }
  // Clients correct their clocks by this header, so it has to agree with the clock signatures are judged by.
  response.setHeader('date', new Date(serving.world.wallClock()).toUTCString());
  write(response, served.answer, served.cut);
}

/** Loud, and told apart from every error of AWS. */
function bugOfTheFake(error: unknown): Served {
  const body = JSON.stringify({ __type: 'FakeAwsBug', message: error instanceof Error ? error.stack : String(error) });
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return { answer: { status: 500, headers, body }, delayMs: 0, cut: false };
}

function write(response: ServerResponse, { status, headers, body }: Answer, cut: boolean): void {
  const whole = typeof body === 'string' ? Buffer.from(body) : body;
  const bytes = cut ? whole.subarray(0, Math.floor(whole.length / 2)) : whole;
  // The answer to a HEAD names the length of what it does not carry.
  response.writeHead(status, { 'content-length': bytes.length, ...headers });
  response.end(bytes);
}

async function readRequest(request: IncomingMessage): Promise<SignedRequest> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body: await readBody(request),
  };
}

/** The whole body. Throws when it is larger than the bound. */
export async function readBody(request: IncomingMessage, most = MOST_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > most) throw new Error(`body larger than ${most} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
