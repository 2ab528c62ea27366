// One payload from Slack to the app, signed over HTTP or in a Socket Mode envelope, and how long the app took to say yes.
import { createHmac } from 'node:crypto';
import { type Dict, parseJson } from './json.ts';
import type { SocketMode } from './socket-mode.ts';

/** What kind of payload; Slack packs each differently. */
export type PayloadKind = 'slash_commands' | 'interactive' | 'events_api';

/** A repeated delivery. https://docs.slack.dev/apis/events-api/#retries */
export type Retry = { readonly num: number; readonly reason: string };

/** How the app took it. */
export type Delivery = {
  readonly kind: PayloadKind;
  /** False when it failed, and also when the answer came after Slack's three seconds. */
  readonly ok: boolean;
  readonly ackMs: number;
  /** The answer's body: an object when it was JSON, else text. */
  readonly body: unknown;
  readonly status?: number;
  /** operation_timeout, dispatch_failed or http_<status>: what the client would show. */
  readonly error?: string;
};

/** Where payloads go. */
export type Route = {
  readonly signingSecret: string;
  readonly socket: SocketMode;
  /** The app's HTTP address, when it listens on one. Socket Mode is used otherwise. */
  readonly requestUrl: () => string | undefined;
  readonly aborted: AbortSignal;
  /** Later answers count as none: operation_timeout. */
  readonly ackLimitMs: () => number;
};

/** How long a late answer is still waited for, to be able to tell how late. */
const LATE_LIMIT_MS = 10_000;

/** Sends one payload and waits for its acknowledgement. Never throws. */
export async function deliver(route: Route, kind: PayloadKind, payload: Dict, retry?: Retry): Promise<Delivery> {
  const started = performance.now();
  const url = route.requestUrl();
  const sent = url === undefined ? overSocket(route, kind, payload, retry) : overHttp(route, url, kind, payload, retry);
  const answer = await sent.catch((): Answer => ({ error: 'dispatch_failed' }));
  const ackMs = performance.now() - started;
  const error = answer.error ?? (ackMs > route.ackLimitMs() ? 'operation_timeout' : undefined);
  return {
    kind,
    ok: error === undefined,
    ackMs,
    body: answer.body,
    ...(answer.status === undefined ? {} : { status: answer.status }),
    ...(error === undefined ? {} : { error }),
  };
}

type Answer = { readonly status?: number; readonly body?: unknown; readonly error?: string };

/** v0=HMAC-SHA256 over version, time and body. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signature(signingSecret: string, timestampSec: number, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestampSec}:${body}`).digest('hex')}`;
}

async function overHttp(
  route: Route,
  url: string,
  kind: PayloadKind,
  payload: Dict,
  retry: Retry | undefined,
): Promise<Answer> {
  const { body, contentType } = pack(kind, payload);
  // The real clock on purpose: the app compares it with its own and refuses what is older than five minutes.
  const timestamp = Math.floor(Date.now() / 1000);
  const response = await fetch(url, {
    method: 'POST',
    body,
    signal: AbortSignal.any([route.aborted, AbortSignal.timeout(LATE_LIMIT_MS)]),
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signature(route.signingSecret, timestamp, body),
      ...(retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}),
    },
  });
  const text = await response.text();
  const answer = { status: response.status, body: parseJson(text) ?? text };
  return response.ok ? answer : { ...answer, error: `http_${response.status}` };
}

function pack(kind: PayloadKind, payload: Dict): { readonly body: string; readonly contentType: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields =
    kind === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]));
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

async function overSocket(route: Route, kind: PayloadKind, payload: Dict, retry: Retry | undefined): Promise<Answer> {
  const answer = await route.socket.send(kind, payload, retry, LATE_LIMIT_MS);
  return answer === undefined ? { error: 'dispatch_failed' } : { body: answer };
}
