// What a Web API method is to the fake, and the two answers it can give.
import type { Args } from '../args.ts';
import type { Dict } from '../json.ts';
import type { State } from '../state.ts';

/** What a method may use besides its arguments. */
export type MethodContext = {
  readonly state: State;
  /** The scopes of the installed app. */
  readonly scopes: readonly string[];
  /** Address of this fake, without a slash at the end. */
  readonly baseUrl: string;
  /** A single-use Socket Mode address. */
  readonly newSocketUrl: () => string;
};

/** One Web API method. `scopes`: any one of them is enough. */
export type Method = {
  readonly token: 'bot' | 'app' | 'none';
  readonly scopes: readonly string[];
  readonly run: (args: Args, context: MethodContext) => Dict;
};

/** A successful answer. */
export function done(fields: Dict = {}): Dict {
  return { ok: true, ...fields };
}

/** A refusal in Slack's form; HTTP stays 200. https://docs.slack.dev/apis/web-api/#responses */
export function refuse(error: string, messages: readonly string[] = []): Dict {
  if (messages.length === 0) return { ok: false, error };
  const errors = messages.map((message) => message.replace('[ERROR] ', ''));
  return { ok: false, error, errors, response_metadata: { messages } };
}

/** A cursor-paginated slice. https://docs.slack.dev/apis/web-api/pagination */
export function paginate<T>(
  all: readonly T[],
  args: Args,
  defaultLimit: number,
): { readonly page: readonly T[]; readonly nextCursor: string } | undefined {
  const cursor = args.text('cursor');
  const from = cursor === undefined ? 0 : decodeCursor(cursor);
  if (from === undefined) return undefined;
  const limit = Math.max(1, Math.min(args.whole('limit') ?? defaultLimit, 1000));
  const next = from + limit;
  return { page: all.slice(from, next), nextCursor: next < all.length ? encodeCursor(next) : '' };
}

function encodeCursor(offset: number): string {
  return Buffer.from(`next:${offset}`).toString('base64');
}

function decodeCursor(cursor: string): number | undefined {
  const offset = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1];
  return offset === undefined ? undefined : Number(offset);
}
