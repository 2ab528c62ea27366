// POST /respond/<token>: what an app sends to a response_url. Five uses, thirty minutes, works without membership.
// https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readArgs } from './args.ts';
import { type Call, withoutSecrets } from './call-log.ts';
import { parseArguments, readBody } from './http-body.ts';
import type { Dict } from './json.ts';
import { RESPONSE_URL_USES, TIMES } from './limits.ts';
import { applyContent } from './methods/chat.ts';
import { type Content, isEmptyContent, readContent } from './methods/message-content.ts';
import { refuse } from './methods/method.ts';
import { addEphemeral, addMessage, announce, findMessage, type ResponseTicket, type State, secretId } from './state.ts';

/** Gives out an address for later answers. */
export function issueResponseUrl(
  state: State,
  baseUrl: string,
  ticket: Pick<ResponseTicket, 'channel' | 'user' | 'origin' | 'threadTs'>,
): string {
  const token = secretId();
  state.tickets.set(token, { ...ticket, token, createdMs: state.clock(), uses: 0 });
  return `${baseUrl}/respond/${token}`;
}

/** Serves one use of a response_url. */
export async function serveResponseUrl(
  state: State,
  calls: Call[],
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const raw = parseArguments(new URLSearchParams(), request.headers['content-type'] ?? '', body);
  const problem = use(state, token, raw);
  const ok = problem === undefined;
  calls.push({
    method: 'response_url',
    atMs: state.clock(),
    args: withoutSecrets(raw),
    ok,
    ...(ok ? {} : { error: String(problem.body.error) }),
  });
  announce(state, { kind: 'call', method: 'response_url' });
  response.writeHead(problem?.status ?? 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(problem?.body ?? { ok: true }));
}

type Problem = { readonly status: number; readonly body: Dict };

function use(state: State, token: string, raw: Dict): Problem | undefined {
  const ticket = state.tickets.get(token);
  if (!ticket) return { status: 404, body: refuse('invalid_url') };
  if (state.clock() - ticket.createdMs > TIMES.responseUrlMs) return { status: 404, body: refuse('expired_url') };
  if (ticket.uses >= RESPONSE_URL_USES) return { status: 404, body: refuse('used_url') };
  const args = readArgs(raw);
  if (args.flag('delete_original')) {
    ticket.uses += 1;
    return deleteOriginal(state, ticket);
  }
  const read = readContent(args, state);
  if ('refusal' in read) return { status: 400, body: read.refusal };
  if (isEmptyContent(read.content)) return { status: 400, body: refuse('no_text') };
  ticket.uses += 1;
  if (args.flag('replace_original') && ticket.origin) return replaceOriginal(state, ticket, read.content);
  post(state, ticket, read.content, args.text('response_type'), args.text('thread_ts'));
  return undefined;
}

/** Shows an answer to a slash command or button: to one person, unless `responseType` is in_channel. */
export function post(
  state: State,
  target: Pick<ResponseTicket, 'channel' | 'user' | 'threadTs'>,
  content: Content,
  responseType: string | undefined,
  threadTs = target.threadTs,
): void {
  const thread = threadTs === undefined ? {} : { threadTs };
  const { text = '', blocks = [] } = content;
  if (responseType === 'in_channel') {
    const user = state.workspace.bot.userId;
    addMessage(state, { channel: target.channel, user, byApp: true, text, blocks, ...thread });
    return;
  }
  addEphemeral(state, { channel: target.channel, recipient: target.user, text, blocks, ...thread });
}

function replaceOriginal(state: State, ticket: ResponseTicket, content: Content): Problem | undefined {
  const ts = ticket.origin?.ts ?? '';
  const message = findMessage(state, ticket.channel, ts);
  if (message?.byApp) {
    applyContent(state, message, { blocks: [], ...content });
    return undefined;
  }
  const ephemeral = state.ephemerals.find((one) => one.ts === ts);
  if (!ephemeral) return { status: 404, body: refuse('message_not_found') };
  ephemeral.text = content.text ?? '';
  ephemeral.blocks = content.blocks ?? [];
  announce(state, { kind: 'ephemeral-changed', ephemeral });
  return undefined;
}

function deleteOriginal(state: State, ticket: ResponseTicket): Problem | undefined {
  const ts = ticket.origin?.ts ?? '';
  const message = findMessage(state, ticket.channel, ts);
  if (message?.byApp) {
    state.messages.splice(state.messages.indexOf(message), 1);
    announce(state, { kind: 'message-deleted', message });
    return undefined;
  }
  const ephemeral = state.ephemerals.find((one) => one.ts === ts);
  if (!ephemeral) return { status: 404, body: refuse('message_not_found') };
  state.ephemerals.splice(state.ephemerals.indexOf(ephemeral), 1);
  announce(state, { kind: 'ephemeral-deleted', ephemeral });
  return undefined;
}
