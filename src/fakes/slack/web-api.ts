// POST /api/<method>: token, faults, scopes, the method itself, the log. Always HTTP 200 but for rate limits and ordered faults.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readArgs } from './args.ts';
import { type Call, withoutSecrets } from './call-log.ts';
import type { Fault, Faults } from './faults.ts';
import { parseArguments, readBody } from './http-body.ts';
import { type Dict, textAt } from './json.ts';
import { METHODS } from './methods/index.ts';
import { type Method, type MethodContext, refuse } from './methods/method.ts';
import { announce } from './state.ts';

/** What the Web API needs from the server around it. */
export type WebApi = {
  readonly context: MethodContext;
  readonly botToken: string;
  readonly appToken: string;
  readonly faults: Faults;
  readonly calls: Call[];
};

type Answer = { readonly status: number; readonly body: Dict; readonly headers?: Readonly<Record<string, string>> };

/** Serves one Web API call. */
export async function serveWebApi(
  api: WebApi,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = await readBody(request);
  const raw = parseArguments(url.searchParams, request.headers['content-type'] ?? '', body);
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? textAt(raw, 'token');
  const fault = api.faults.take(name, raw);
  if (fault?.kind === 'delay') await sleep(fault.ms);
  const answer = answerCall(api, name, raw, token, fault);
  record(api, name, raw, answer, fault);
  if (fault?.kind === 'drop-before' || fault?.kind === 'drop-after') {
    request.socket.destroy();
    return;
  }
  if (fault?.kind === 'hold-after') return;
  send(api, name, response, answer);
}

function answerCall(api: WebApi, name: string, raw: Dict, token: string | undefined, fault: Fault | undefined): Answer {
  switch (fault?.kind) {
    case 'rate-limited':
      return rateLimited(fault.retryAfterSec);
    case 'error':
      return { status: 200, body: refuse(fault.error, fault.messages) };
    case 'http':
      return { status: fault.status, body: {} };
    case 'drop-before':
      return { status: 0, body: refuse('dropped') };
    case 'delay':
    case 'drop-after':
    case 'hold-after':
    case undefined:
      break;
    default:
      fault satisfies never;
  }
  const method = METHODS.get(name);
  const refused = method ? (tokenProblem(api, method, token) ?? scopeProblem(api, method)) : refuse('unknown_method');
  if (refused || !method) return { status: 200, body: refused ?? refuse('unknown_method') };
  if (name === 'chat.postMessage' && tooFast(api, textAt(raw, 'channel'))) return rateLimited(1);
  return { status: 200, body: method.run(readArgs(raw), api.context) };
}

function tokenProblem(api: WebApi, method: Method, token: string | undefined): Dict | undefined {
  if (method.token === 'none') return undefined;
  if (token === undefined) return refuse('not_authed');
  const [wanted, other] = method.token === 'bot' ? [api.botToken, api.appToken] : [api.appToken, api.botToken];
  if (token === other) return refuse('not_allowed_token_type');
  return token === wanted ? undefined : refuse('invalid_auth');
}

// https://docs.slack.dev/authentication/tokens — the answer names what is missing
function scopeProblem(api: WebApi, method: Method): Dict | undefined {
  const provided = api.context.scopes;
  if (method.scopes.length === 0 || method.scopes.some((scope) => provided.includes(scope))) return undefined;
  return { ...refuse('missing_scope'), needed: method.scopes.join(','), provided: provided.join(',') };
}

// About one message a second and channel. https://docs.slack.dev/apis/web-api/rate-limits
function tooFast(api: WebApi, channel: string | undefined): boolean {
  const { state } = api.context;
  if (!state.settings.oneMessagePerSecond || channel === undefined) return false;
  const last = state.messages.findLast((message) => message.channel === channel && message.byApp);
  return last !== undefined && state.clock() - Number(last.ts) * 1000 < 1000;
}

function rateLimited(retryAfterSec: number): Answer {
  return { status: 429, body: refuse('ratelimited'), headers: { 'retry-after': String(retryAfterSec) } };
}

function record(api: WebApi, method: string, raw: Dict, answer: Answer, fault: Fault | undefined): void {
  const error = textAt(answer.body, 'error');
  api.calls.push({
    method,
    atMs: api.context.state.clock(),
    args: withoutSecrets(raw),
    ok: answer.body.ok === true,
    ...(error ? { error } : {}),
    ...(fault ? { fault: fault.kind } : {}),
  });
  announce(api.context.state, { kind: 'call', method });
}

function send(api: WebApi, name: string, response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'x-oauth-scopes': api.context.scopes.join(','),
    'x-accepted-oauth-scopes': (METHODS.get(name)?.scopes ?? []).join(','),
    ...answer.headers,
  });
  response.end(JSON.stringify(answer.body));
}
