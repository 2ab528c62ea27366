// SQL text to Trino's tokens. What Trino's lexer does not know (`::`, `;`, `$`, backquotes, E'…') is refused here, so
// that nothing passes merely because DuckDB happens to take it. https://trino.io/docs/current/language/reserved.html
import { type AwsError, refuse } from '../outcome.ts';

export type Token = {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'store';
  readonly text: string;
  /** True when white space or a comment stands before it. */
  readonly spaced: boolean;
};

const SPACE = /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)+/y;

const KINDS: readonly (readonly [Token['kind'], RegExp])[] = [
  // An event data store is named by its UUID, unquoted: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-limitations.html
  ['store', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy],
  ['string', /U&'(?:[^']|'')*'/iy],
  ['string', /'(?:[^']|'')*'/y],
  ['quoted', /"(?:[^"]|"")+"/y],
  ['number', /(?:\d+\.\d*|\.\d+|\d+)(?:E[+-]?\d+)?(?!\w)/iy],
  ['word', /[A-Za-z_]\w*/y],
  ['symbol', /->|<>|!=|<=|>=|\|\||[-+*/%=<>(),.[\]]/y],
];

/** The tokens, or the refusal of a text that is no Trino SQL. */
export function tokenize(sql: string): readonly Token[] | AwsError {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const space = match(SPACE, sql, at);
    at += space.length;
    if (at >= sql.length) break;
    const found = next(sql, at);
    if (found === undefined) return invalid(`line 1:${at + 1}: mismatched input '${sql.slice(at, at + 12)}'`);
    tokens.push({ ...found, spaced: space.length > 0 || at === 0 });
    at += found.text.length;
  }
  return tokens;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html#API_StartQuery_Errors */
export function invalid(why: string): AwsError {
  return refuse('InvalidQueryStatementException', `Query statement is not valid: ${why}`);
}

/** The word in upper case, as keywords compare; undefined for tokens of another kind. */
export function keyword(token: Token | undefined): string | undefined {
  return token?.kind === 'word' ? token.text.toUpperCase() : undefined;
}

function next(sql: string, at: number): Omit<Token, 'spaced'> | undefined {
  for (const [kind, pattern] of KINDS) {
    const text = match(pattern, sql, at);
    if (text !== '') return { kind, text };
  }
  return undefined;
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
