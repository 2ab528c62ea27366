// A statement of Lake or Athena to one DuckDB can run: tables become views, Trino's function names DuckDB's. Refuses what
// they refuse: anything but SELECT, unknown tables, unknown functions, and syntax that only DuckDB has.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-limitations.html
import { type AwsError, isError } from '../outcome.ts';
import { functionForm } from './trino-functions.ts';
import { type ColumnTypes, checkStrictly } from './trino-strictness.ts';
import { invalid, keyword, type Token, tokenize } from './trino-tokens.ts';

export type Statement = {
  readonly sql: string;
  /** The tables it reads, lower case, each once: ids of event data stores, or `database.table`. */
  readonly stores: readonly string[];
  /** Epoch milliseconds; what the eventTime conditions allow at most. Null: unbounded. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Names as the statement writes them, to give columns the same case. */
  readonly written: ReadonlyMap<string, string>;
};

/** What is particular of one service's SQL. */
export type SqlOf = {
  readonly types: ColumnTypes;
  /** Makes one token of kind `store` of those that name a table. */
  readonly joinNames: (tokens: readonly Token[]) => readonly Token[];
  readonly notFound: (table: string) => AwsError;
  /** What FROM wants. */
  readonly wants: string;
};

/** Name of the view that stands for a table. */
export function viewName(store: string): string {
  return `"store_${store.toLowerCase()}"`;
}

/** DuckDB knows these, Trino does not, or not in a SELECT. */
const FOREIGN =
  /^(ILIKE|QUALIFY|GLOB|PIVOT|UNPIVOT|SUMMARIZE|ASOF|POSITIONAL|SIMILAR|EXCLUDE|COLUMNS|SAMPLE|ANTI|SEMI|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|COPY|ATTACH|PRAGMA|INSTALL|LOAD|SET|CALL|EXPORT|IMPORT)$/;

/** Words that may stand before an opening parenthesis without being functions. */
const BEFORE_PAREN =
  /^(SELECT|DISTINCT|ALL|ANY|SOME|FROM|WHERE|AND|OR|NOT|IN|AS|ON|USING|BY|HAVING|WHEN|THEN|ELSE|CASE|JOIN|UNION|EXCEPT|INTERSECT|VALUES|OVER|BETWEEN|LIKE|LATERAL|WITHIN|GROUP|SETS|ROLLUP|CUBE|VARCHAR|CHAR|DECIMAL|TIMESTAMP|TIME|ARRAY|MAP|ROW|LIMIT|PARTITION|ORDER|IS)$/;

/** Reads the statement. `known`: tables that may be named, lower case. */
export function translate(sql: string, known: ReadonlySet<string>, of: SqlOf): Statement | AwsError {
  const single = tokenize(sql);
  if (isError(single)) return single;
  const tokens = of.joinNames(single);
  const wrong = checkShape(tokens) ?? checkTables(tokens, known, of) ?? checkStrictly(tokens, of.types);
  if (wrong) return wrong;
  const text = write(tokens);
  if (isError(text)) return text;
  const stores = tokens.filter((token) => token.kind === 'store').map((token) => token.text.toLowerCase());
  const names = tokens.filter(({ kind }) => kind === 'word' || kind === 'quoted');
  const written = new Map(names.map((token) => [bare(token).toLowerCase(), bare(token)] as const).reverse());
  return { sql: text, stores: [...new Set(stores)], written, ...timeBounds(tokens) };
}

function bare(token: Token): string {
  return token.kind === 'quoted' ? token.text.slice(1, -1).replaceAll('""', '"') : token.text;
}

function checkShape(tokens: readonly Token[]): AwsError | undefined {
  const first = tokens.find((token) => token.text !== '(');
  if (!/^(SELECT|WITH)$/.test(keyword(first) ?? '')) return invalid('only SELECT statements are supported');
  for (const [at, token] of tokens.entries()) {
    const after = tokens[at + 1];
    const word = keyword(token);
    if (word !== undefined && FOREIGN.test(word)) return invalid(`mismatched input '${token.text}'`);
    if (after === undefined) continue;
    // E'…' and its kin are DuckDB's escapes; == ** // are DuckDB's operators.
    if (word?.length === 1 && after.kind === 'string' && !after.spaced)
      return invalid(`mismatched input ${after.text}`);
    if (/^[=*/]$/.test(token.text) && after.text === token.text && !after.spaced) {
      return invalid(`mismatched input '${after.text}'`);
    }
    // Trino wants OFFSET before LIMIT: https://trino.io/docs/current/sql/select.html
    if (word === 'LIMIT' && keyword(tokens[at + 2]) === 'OFFSET') return invalid("mismatched input 'OFFSET'");
  }
  return undefined;
}

function checkTables(tokens: readonly Token[], known: ReadonlySet<string>, of: SqlOf): AwsError | undefined {
  const withNames = new Set(
    tokens.flatMap((token, at) =>
      keyword(tokens[at + 1]) === 'AS' && tokens[at + 2]?.text === '(' ? [token.text] : [],
    ),
  );
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'store' && !known.has(token.text.toLowerCase())) {
      return of.notFound(token.text);
    }
    if (!/^(FROM|JOIN)$/.test(keyword(token) ?? '') || isInsideCall(tokens, at)) continue;
    const table = tokens[at + 1];
    const isTable =
      table?.kind === 'store' ||
      table?.text === '(' ||
      /^(UNNEST|LATERAL)$/.test(keyword(table) ?? '') ||
      withNames.has(table?.text ?? '');
    if (!isTable) return invalid(`FROM wants ${of.wants}, not '${table?.text ?? ''}'`);
  }
  return undefined;
}

/** FROM as part of extract(… FROM …), trim(… FROM …), substring(… FROM …) or IS DISTINCT FROM. */
function isInsideCall(tokens: readonly Token[], at: number): boolean {
  if (keyword(tokens[at - 1]) === 'DISTINCT') return keyword(tokens[at - 2]) !== 'SELECT';
  let depth = 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    const text = tokens[i]?.text;
    if (text === ')') depth += 1;
    if (text === '(') depth -= 1;
    if (depth < 0) return /^(EXTRACT|TRIM|SUBSTRING|POSITION)$/.test(keyword(tokens[i - 1]) ?? '');
  }
  return false;
}

function write(tokens: readonly Token[]): string | AwsError {
  const parts: string[] = [];
  const closers: string[] = [];
  for (const [at, token] of tokens.entries()) {
    const before = keyword(tokens[at - 1]);
    if (token.text === '(') {
      const form = before !== undefined && !BEFORE_PAREN.test(before) ? functionForm(before) : undefined;
      const isFunction =
        before !== undefined && !BEFORE_PAREN.test(before) && !isAlias(tokens, at) && !isFilter(tokens, at);
      if (isFunction && form === undefined) return invalid(`function '${tokens[at - 1]?.text}' not registered`);
      if (isFunction && form !== undefined) parts.pop();
      parts.push(isFunction && form !== undefined ? form[0] : '(');
      closers.push(isFunction && form !== undefined ? form[1] : ')');
    } else if (token.text === ')') {
      parts.push(closers.pop() ?? ')');
    } else {
      parts.push(written(token));
    }
  }
  return parts.join(' ').replaceAll(' . ', '.');
}

/** `AS t (a, b)`: the parenthesis names columns. */
function isAlias(tokens: readonly Token[], at: number): boolean {
  return keyword(tokens[at - 2]) === 'AS' || tokens[at - 2]?.text === ')' || tokens[at - 2]?.kind === 'store';
}

/** `count(*) FILTER (WHERE …)`: a clause, not the function. */
function isFilter(tokens: readonly Token[], at: number): boolean {
  return keyword(tokens[at - 1]) === 'FILTER' && keyword(tokens[at + 1]) === 'WHERE';
}

function written(token: Token): string {
  if (token.kind === 'store') return viewName(token.text);
  if (token.kind !== 'string') return token.text;
  const text = /^U&/i.test(token.text) ? `'${decodeUnicode(token.text.slice(3, -1))}'` : token.text;
  // DuckDB's parser ends at a NUL character, Trino's does not. One call of many arguments: a chain of || takes DuckDB
  // minutes to bind when a text is full of them.
  return text.includes('\0') ? `concat(${text.split('\0').join("', chr(0), '")})` : text;
}

/** U&'\0041' and U&'\+01F600': https://trino.io/docs/current/language/types.html#varchar */
function decodeUnicode(text: string): string {
  return text.replace(/\\(?:\+([0-9a-f]{6})|([0-9a-f]{4})|(\\))/gi, (_, long?: string, short?: string) => {
    const code = long ?? short;
    const char = code === undefined ? '\\' : String.fromCodePoint(Number.parseInt(code, 16));
    return char === "'" ? "''" : char;
  });
}

/** The literals that eventTime is compared with; conditions joined by OR are taken at their widest. */
function timeBounds(tokens: readonly Token[]): { readonly fromMs: number | null; readonly toMs: number | null } {
  const lows: number[] = [];
  const highs: number[] = [];
  for (const [at, token] of tokens.entries()) {
    if (keyword(token) !== 'EVENTTIME') continue;
    const operator = tokens[at + 1];
    const value = literalMs(tokens, at + 2);
    if (keyword(operator) === 'BETWEEN') {
      const andAt = tokens.findIndex((other, i) => i > at && keyword(other) === 'AND');
      const high = literalMs(tokens, andAt + 1);
      if (value !== null) lows.push(value);
      if (high !== null) highs.push(high);
    } else if (value !== null) {
      if (/^(>|>=|=)$/.test(operator?.text ?? '')) lows.push(value);
      if (/^(<|<=|=)$/.test(operator?.text ?? '')) highs.push(value);
    }
  }
  return { fromMs: lows.length > 0 ? Math.min(...lows) : null, toMs: highs.length > 0 ? Math.max(...highs) : null };
}

function literalMs(tokens: readonly Token[], at: number): number | null {
  const token = keyword(tokens[at]) === 'TIMESTAMP' ? tokens[at + 1] : tokens[at];
  if (token?.kind !== 'string') return null;
  const iso = token.text.slice(1, -1).trim().replace(' UTC', 'Z').replace(' ', 'T');
  const ms = Date.parse(/Z$|[+-]\d\d:?\d\d$/.test(iso) || !iso.includes('T') ? iso : `${iso}Z`);
  return Number.isNaN(ms) ? null : ms;
}
