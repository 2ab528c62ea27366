// Who may talk to the playground: only a browser on this machine, under a name of this machine, and for posts only the
// page itself. Keeps web pages elsewhere out, DNS rebinding included.
import type { IncomingMessage } from 'node:http';

/** Sent with every answer. Nothing from elsewhere is loaded, framed or run. */
export const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Why a request is refused, or undefined when it may pass. `boundHost` is the address listened on; its name is accepted
 * too, unless it stands for every address.
 */
export function guardRequest(request: IncomingMessage, boundHost: string): string | undefined {
  const host = request.headers.host ?? '';
  if (![...LOOPBACK, boundHost].includes(hostName(host))) return 'this page answers only under a name of this machine';
  const site = request.headers['sec-fetch-site'];
  const navigation = request.headers['sec-fetch-mode'] === 'navigate' && request.method === 'GET';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !navigation) return 'not from another site';
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (request.method !== 'POST') return 'only GET and POST';
  if (request.headers.origin !== `http://${host}`) return 'posts are taken from the page itself only';
  if (!request.headers['content-type']?.startsWith('application/json')) return 'posts are JSON';
  return undefined;
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
