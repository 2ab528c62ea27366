// What DuckDB lets pass and Trino does not, so that a statement the fake runs is one AWS would run too: aliases used as
// columns, text compared with booleans and the other way round, loose timestamps, DuckDB's shorthands. https://trino.io/docs/current/sql/select.html
import type { AwsError } from '../outcome.ts';
import { invalid, keyword, type Token } from './trino-tokens.ts';

/** What is wrong at one token, as text; undefined when nothing is. */
type Check = (tokens: readonly Token[], at: number, types: ColumnTypes) => string | undefined;

/** What a table's columns are, for what may be compared with them. Patterns match names in upper case. */
export type ColumnTypes = {
  /** Lower case. */
  readonly columns: readonly string[];
  readonly booleans: RegExp;
  readonly timestamps: RegExp;
  readonly texts: RegExp;
};

/** The first thing Trino would refuse, or undefined. */
export function checkStrictly(tokens: readonly Token[], types: ColumnTypes): AwsError | undefined {
  for (const at of tokens.keys()) {
    for (const check of CHECKS) {
      const wrong = check(tokens, at, types);
      if (wrong !== undefined) return invalid(wrong);
    }
  }
  const alias = aliasUsedAsColumn(tokens, types.columns);
  return alias === undefined ? undefined : invalid(`Column '${alias}' cannot be resolved`);
}

/** https://trino.io/docs/current/language/types.html */
const TYPES =
  /^(VARCHAR|CHAR|INTEGER|INT|BIGINT|SMALLINT|TINYINT|DOUBLE|REAL|DECIMAL|BOOLEAN|TIMESTAMP|DATE|TIME|JSON|VARBINARY|ARRAY|MAP|ROW|IPADDRESS|UUID)$/;

/** Date, time and zone apart by spaces, no "T" and no "Z": https://trino.io/docs/current/language/types.html#timestamp */
const TIMESTAMP = /^'\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d(\.\d{1,12})?)?)?( UTC| ?[+-]\d\d:\d\d)?'$/;

const CHECKS: readonly Check[] = [
  (tokens, at) => {
    if (keyword(tokens[at]) !== 'INTERVAL') return undefined;
    const value = tokens[at + 1];
    const unit = keyword(tokens[at + 2]) ?? '';
    const good = value?.kind === 'string' && /^(SECOND|MINUTE|HOUR|DAY|WEEK|MONTH|YEAR)$/.test(unit);
    return good ? undefined : `mismatched input '${value?.text ?? ''}' after INTERVAL`;
  },
  (tokens, at) => {
    const pair = `${keyword(tokens[at])} ${keyword(tokens[at + 1])}`;
    return /^(BY ALL|DISTINCT ON)$/.test(pair) ? `mismatched input '${tokens[at + 1]?.text}'` : undefined;
  },
  (tokens, at) => {
    if (tokens[at]?.text !== ',') return undefined;
    const after = tokens[at + 1];
    const trailing =
      after === undefined || after.text === ')' || /^(FROM|WHERE|GROUP|ORDER)$/.test(keyword(after) ?? '');
    return trailing ? `mismatched input '${after?.text ?? '<EOF>'}'` : undefined;
  },
  (tokens, at) => {
    if (keyword(tokens[at]) !== 'AS' || !isInCast(tokens, at)) return undefined;
    const type = tokens[at + 1];
    return TYPES.test(keyword(type) ?? '') ? undefined : `Unknown type: ${type?.text ?? ''}`;
  },
  (tokens, at, { booleans }) => {
    if (!booleans.test(keyword(tokens[at]) ?? '')) return undefined;
    const operator = tokens[at + 1];
    const compares = /^(=|<>|!=)$/.test(operator?.text ?? '') || keyword(operator) === 'IN';
    const value = tokens[at + 2]?.text === '(' ? tokens[at + 3] : tokens[at + 2];
    return compares && value?.kind === 'string' ? 'Cannot apply operator: boolean = varchar' : undefined;
  },
  (tokens, at, { texts }) => {
    if (!texts.test(keyword(tokens[at]) ?? '')) return undefined;
    const operator = tokens[at + 1];
    const compares =
      /^(=|<>|!=|<|<=|>|>=)$/.test(operator?.text ?? '') || /^(IN|BETWEEN)$/.test(keyword(operator) ?? '');
    const value = tokens[at + 2]?.text === '(' ? tokens[at + 3] : tokens[at + 2];
    const other = value?.kind === 'number' || /^(TRUE|FALSE|TIMESTAMP|DATE)$/.test(keyword(value) ?? '');
    return compares && other
      ? `Cannot apply operator: varchar ${operator?.text} ${value?.text.toLowerCase()}`
      : undefined;
  },
  (tokens, at, { timestamps }) => {
    const loose = timeLiterals(tokens, at, timestamps).find(({ text }) => !TIMESTAMP.test(text));
    return loose === undefined ? undefined : `Value cannot be cast to timestamp: ${loose.text}`;
  },
];

/** The literals that stand where a timestamp is wanted. */
function timeLiterals(tokens: readonly Token[], at: number, timestamps: RegExp): readonly Token[] {
  const word = keyword(tokens[at]);
  const next = tokens[at + 1];
  const isString = (token: Token | undefined): token is Token => token?.kind === 'string';
  if (word === 'TIMESTAMP') return [next].filter(isString);
  if (!timestamps.test(word ?? '')) return [];
  if (/^(=|<>|!=|<|<=|>|>=)$/.test(next?.text ?? '')) return [tokens[at + 2]].filter(isString);
  if (keyword(next) === 'BETWEEN') return [tokens[at + 2], tokens[at + 4]].filter(isString);
  return [];
}

function isInCast(tokens: readonly Token[], at: number): boolean {
  let depth = 0;
  for (let i = at - 1; i > 0; i -= 1) {
    if (tokens[i]?.text === ')') depth += 1;
    if (tokens[i]?.text === '(') depth -= 1;
    if (depth < 0) return /^(CAST|TRY_CAST)$/.test(keyword(tokens[i - 1]) ?? '');
  }
  return false;
}

/** One SELECT: its aliases, and the words of its WHERE, GROUP BY and HAVING. */
type Select = { readonly aliases: readonly string[]; readonly used: readonly string[] };

/** Trino knows a SELECT's aliases in its ORDER BY only; DuckDB knows them everywhere. */
function aliasUsedAsColumn(tokens: readonly Token[], columns: readonly string[]): string | undefined {
  const selects = [...tokens.keys()]
    .filter((at) => keyword(tokens[at]) === 'SELECT')
    .map((at) => readSelect(tokens, at));
  for (const select of selects) {
    // A name that another SELECT gives may be that one's column, seen through a subquery.
    const elsewhere = new Set([...columns, ...selects.flatMap((other) => (other === select ? [] : other.aliases))]);
    const wrong = select.aliases.find((alias) => !elsewhere.has(alias) && select.used.includes(alias));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function readSelect(tokens: readonly Token[], start: number): Select {
  const aliases: string[] = [];
  const used: string[] = [];
  let depth = 0;
  let part: 'list' | 'from' | 'filter' = 'list';
  for (let at = start + 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    const word = keyword(token);
    if (token?.text === '(') depth += 1;
    if (token?.text === ')') depth -= 1;
    if (depth < 0) break;
    if (depth === 0 && /^(UNION|EXCEPT|INTERSECT|ORDER)$/.test(word ?? '')) break;
    if (depth === 0 && word === 'FROM' && part === 'list') part = 'from';
    if (depth === 0 && /^(WHERE|GROUP|HAVING)$/.test(word ?? '')) part = 'filter';
    const name = nameOf(token);
    if (part === 'list' && depth === 0 && keyword(tokens[at - 1]) === 'AS' && name !== undefined) aliases.push(name);
    if (part === 'filter' && tokens[at - 1]?.text !== '.' && name !== undefined) used.push(name);
  }
  return { aliases, used };
}

function nameOf(token: Token | undefined): string | undefined {
  if (token?.kind === 'word') return token.text.toLowerCase();
  return token?.kind === 'quoted' ? token.text.slice(1, -1).toLowerCase() : undefined;
}
