// What is Athena's own in its SQL: tables of a database, columns of the table's types, and which conditions prune partitions.
// https://docs.aws.amazon.com/athena/latest/ug/select.html
import { refuse } from '../outcome.ts';
import type { SqlOf } from '../sql/translate.ts';
import { keyword, type Token } from '../sql/trino-tokens.ts';

const NAMES = { columns: [], booleans: /(?!)/, timestamps: /(?!)/ };

/** `database`: where a table without one is looked for. `texts`: columns of text, lower case. */
export function athenaSql(database: string, texts: readonly string[]): SqlOf {
  return {
    types: { ...NAMES, columns: texts, texts: new RegExp(`^(${texts.join('|').toUpperCase() || '(?!)'})$`) },
    joinNames: (tokens) => joinNames(tokens, database),
    notFound: (table) =>
      refuse('TableNotFound', `TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.${table}' does not exist`),
    wants: 'a table',
  };
}

/** `"db"."table"`, `db.table` and `table` after FROM and JOIN become one token. */
function joinNames(tokens: readonly Token[], database: string): readonly Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const before = keyword(tokens[at - 1]);
    const after = tokens[at + 1];
    const named = (token.kind === 'word' || token.kind === 'quoted') && (before === 'FROM' || before === 'JOIN');
    const special = /^(UNNEST|LATERAL)$/.test(keyword(token) ?? '');
    const isWith = tokens.some((each, i) => bare(each) === bare(token) && keyword(tokens[i + 1]) === 'AS');
    if (!named || special || isWith || insideCall(tokens, at - 1)) {
      joined.push(token);
      continue;
    }
    const second = after?.text === '.' ? tokens[at + 2] : undefined;
    const name = second === undefined ? `${database}.${bare(token)}` : `${bare(token)}.${bare(second)}`;
    joined.push({ kind: 'store', text: name.toLowerCase(), spaced: token.spaced });
    if (second !== undefined) at += 2;
  }
  return joined;
}

function bare(token: Token): string {
  return token.kind === 'quoted' ? token.text.slice(1, -1) : token.text;
}

/** FROM of extract(… FROM …) and its like, and of IS DISTINCT FROM. */
function insideCall(tokens: readonly Token[], at: number): boolean {
  if (keyword(tokens[at - 1]) === 'DISTINCT') return true;
  let depth = 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    if (tokens[i]?.text === ')') depth += 1;
    if (tokens[i]?.text === '(') depth -= 1;
    if (depth < 0) return /^(EXTRACT|TRIM|SUBSTRING|POSITION)$/.test(keyword(tokens[i - 1]) ?? '');
  }
  return false;
}

const GRAMMAR = /^(AND|OR|NOT|IN|BETWEEN|IS|NULL|TRUE|FALSE)$/;

/**
 * The conditions of a statement's first WHERE that are joined by AND and name partition columns only: those choose the
 * partitions that are read. As text DuckDB takes; literals are printable ASCII.
 */
export function pruning(tokens: readonly Token[], partitions: ReadonlySet<string>): readonly string[] {
  const where = tokens.findIndex((token) => keyword(token) === 'WHERE');
  if (where < 0) return [];
  const kept: string[] = [];
  let part: Token[] = [];
  let depth = 0;
  let between = false;
  const close = () => {
    const names = part.filter(({ kind }) => kind === 'word' || kind === 'quoted').map(bare);
    const mine = names.filter((name) => !GRAMMAR.test(name.toUpperCase()));
    if (mine.length > 0 && mine.every((name) => partitions.has(name.toLowerCase()))) {
      kept.push(part.map(({ text }) => text).join(' '));
    }
    part = [];
  };
  for (const token of tokens.slice(where + 1)) {
    const word = keyword(token);
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth < 0) break;
    if (depth === 0 && /^(GROUP|ORDER|LIMIT|OFFSET|HAVING|UNION|EXCEPT|INTERSECT)$/.test(word ?? '')) break;
    // OR beside it leaves every partition open.
    if (depth === 0 && word === 'OR') return [];
    if (word === 'BETWEEN' && depth === 0) between = true;
    if (depth === 0 && word === 'AND' && !between) close();
    else part.push(token);
    if (word === 'AND' && depth === 0) between = false;
  }
  close();
  return kept;
}
