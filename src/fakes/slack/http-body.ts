// Reads a request's body and its arguments: form, JSON, multipart or query. Sizes are bounded.
import type { IncomingMessage } from 'node:http';
import { type Dict, isDict, parseJson } from './json.ts';

/** Largest body taken, bytes; above it the connection is cut. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The whole body. Throws when it is larger than the bound. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > MOST_BYTES) throw new Error(`body larger than ${MOST_BYTES} bytes`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Arguments from query and body together; the body wins. */
export function parseArguments(query: URLSearchParams, contentType: string, body: Buffer): Dict {
  const fromQuery = Object.fromEntries(query);
  if (contentType.startsWith('application/json')) {
    const parsed = parseJson(body.toString('utf8'));
    return { ...fromQuery, ...(isDict(parsed) ? parsed : {}) };
  }
  if (contentType.startsWith('multipart/form-data')) {
    const fields = parseMultipart(contentType, body).filter((part) => part.filename === undefined);
    return { ...fromQuery, ...Object.fromEntries(fields.map((part) => [part.name, part.bytes.toString('utf8')])) };
  }
  return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) };
}

/** One part of a multipart body. */
export type Part = { readonly name: string; readonly filename?: string; readonly bytes: Buffer };

/** The parts of a multipart/form-data body; an empty list when there is no boundary. */
export function parseMultipart(contentType: string, body: Buffer): readonly Part[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) return [];
  const marker = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(marker);
  while (start >= 0) {
    const from = start + marker.length;
    const end = body.indexOf(marker, from);
    if (end < 0) break;
    const part = parsePart(body.subarray(from + 2, end - 2)); // without the line breaks around it
    if (part) parts.push(part);
    start = end;
  }
  return parts;
}

function parsePart(bytes: Buffer): Part | undefined {
  const split = bytes.indexOf('\r\n\r\n');
  if (split < 0) return undefined;
  const head = bytes.subarray(0, split).toString('utf8');
  const name = /name="([^"]*)"/.exec(head)?.[1];
  if (name === undefined) return undefined;
  const filename = /filename="([^"]*)"/.exec(head)?.[1];
  return { name, ...(filename === undefined ? {} : { filename }), bytes: bytes.subarray(split + 4) };
}
