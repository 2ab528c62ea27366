// Tokens of a query → its commands as data. Only what is listed here is understood; all else is malformed.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
import { type AwsError, isError } from '../outcome.ts';
import { malformed, type Token, tokensOf } from './tokens.ts';

export type Operand = { readonly field: string } | { readonly value: string | number };

export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly inner: Expression }
  | { readonly kind: 'compare'; readonly left: Operand; readonly by: string; readonly right: Operand }
  | { readonly kind: 'like'; readonly field: string; readonly pattern: RegExp | string }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly (string | number)[] }
  | { readonly kind: 'present'; readonly field: string };

export type Source = { readonly prefixes: readonly string[]; readonly accounts: readonly string[] };

export type ParsedQuery = {
  /** null: the groups are named beside the query. */
  readonly source: Source | null;
  /** `filterIndex @data_source_name in […]`; null: there is none. */
  readonly dataSources: readonly string[] | null;
  readonly filters: readonly Expression[];
  readonly fields: readonly string[] | null;
  /** `stats count(*) … by …`; null: none. */
  readonly count: { readonly as: string; readonly by: readonly string[] } | null;
  readonly sort: { readonly field: string; readonly descending: boolean } | null;
  readonly limit: number | null;
};

type Draft = { -readonly [Key in keyof ParsedQuery]: ParsedQuery[Key] };

/** Thrown inside the parser only. */
class Malformed extends Error {}

export function parseQuery(text: string): ParsedQuery | AwsError {
  const tokens = tokensOf(text);
  if (isError(tokens)) return tokens;
  try {
    return new Parser(tokens).query();
  } catch (error) {
    if (error instanceof Malformed) return malformed(error.message);
    throw error;
  }
}

class Parser {
  private at = 0;
  private readonly tokens: readonly Token[];
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  query(): ParsedQuery {
    const draft: Draft = {
      ...{ source: null, dataSources: null, filters: [], fields: null, count: null, sort: null, limit: null },
    };
    do this.command(draft);
    while (this.takes('|'));
    if (this.at < this.tokens.length) this.fail();
    return draft;
  }

  private command(draft: Draft): void {
    const name = this.word().toLowerCase();
    if (name === 'source') draft.source = this.source();
    else if (name === 'filterindex') draft.dataSources = this.filterIndex(draft);
    else if (name === 'fields' || name === 'display') draft.fields = this.names();
    else if (name === 'filter') draft.filters = [...draft.filters, this.or()];
    else if (name === 'stats') draft.count = this.stats();
    else if (name === 'sort') {
      const field = this.field();
      draft.sort = { field, descending: this.takesWord('desc') || !this.takesWord('asc') };
    } else if (name === 'limit') draft.limit = this.number();
    else throw new Malformed(`unknown command ${name}`);
  }

  private source(): Source {
    if (this.word() !== 'logGroups') this.fail();
    const source: { prefixes: readonly string[]; accounts: readonly string[] } = { prefixes: [], accounts: [] };
    this.expect('(');
    while (!this.takes(')')) {
      const key = this.word();
      this.expect(':');
      const values = this.list().map(String);
      if (key === 'namePrefix') source.prefixes = values;
      else if (key === 'accountIdentifiers') source.accounts = values;
      else if (key !== 'class') this.fail();
      this.takes(',');
    }
    return source;
  }

  private filterIndex({ source }: Draft): readonly string[] {
    if (source === null || this.field() !== '@data_source_name' || !this.takesWord('in')) this.fail();
    return this.list().map(String);
  }

  private stats(): { readonly as: string; readonly by: readonly string[] } {
    if (this.word() !== 'count') this.fail();
    for (const sign of ['(', '*', ')']) this.expect(sign);
    const as = this.takesWord('as') ? this.field() : 'count(*)';
    return { as, by: this.takesWord('by') ? this.names() : [] };
  }

  private or(): Expression {
    const parts = [this.and()];
    while (this.takesWord('or')) parts.push(this.and());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
  }

  private and(): Expression {
    const parts = [this.not()];
    while (this.takesWord('and')) parts.push(this.not());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
  }

  private not(): Expression {
    if (this.takesWord('not')) return { kind: 'not', inner: this.not() };
    if (this.takes('(')) {
      const inner = this.or();
      this.expect(')');
      return inner;
    }
    return this.test();
  }

  private test(): Expression {
    if (this.takesWord('ispresent')) {
      this.expect('(');
      const field = this.field();
      this.expect(')');
      return { kind: 'present', field };
    }
    const left = this.operand();
    if ('field' in left && this.takesWord('not')) {
      return { kind: 'not', inner: this.membership(left.field) ?? this.fail() };
    }
    const tested = 'field' in left ? this.membership(left.field) : undefined;
    if (tested) return tested;
    const sign = this.next();
    if (sign?.kind !== 'sign' || !['=', '!=', '<', '<=', '>', '>='].includes(sign.text)) this.fail();
    return { kind: 'compare', left, by: sign.text, right: this.operand() };
  }

  private membership(field: string): Expression | undefined {
    if (this.takesWord('in')) return { kind: 'in', field, values: this.list() };
    if (!this.takesWord('like') && !this.takes('=~')) return undefined;
    const token = this.next();
    if (token?.kind === 'pattern') return { kind: 'like', field, pattern: token.pattern };
    if (token?.kind === 'text') return { kind: 'like', field, pattern: token.text };
    return this.fail();
  }

  private operand(): Operand {
    const token = this.next();
    if (token?.kind === 'word' || token?.kind === 'field') return { field: token.text };
    if (token?.kind === 'text') return { value: token.text };
    if (token?.kind === 'number') return { value: token.value };
    return this.fail();
  }

  private list(): readonly (string | number)[] {
    this.expect('[');
    const values: (string | number)[] = [];
    while (!this.takes(']')) {
      const operand = this.operand();
      if ('field' in operand) this.fail();
      values.push(operand.value);
      this.takes(',');
    }
    return values;
  }

  private names(): readonly string[] {
    const names = [this.field()];
    while (this.takes(',')) names.push(this.field());
    return names;
  }

  private field(): string {
    const token = this.next();
    return token?.kind === 'word' || token?.kind === 'field' ? token.text : this.fail();
  }

  private word(): string {
    const token = this.next();
    return token?.kind === 'word' ? token.text : this.fail();
  }

  private number(): number {
    const token = this.next();
    return token?.kind === 'number' ? token.value : this.fail();
  }

  private next(): Token | undefined {
    const token = this.tokens[this.at];
    this.at += 1;
    return token;
  }

  private takes(sign: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    this.at += 1;
    return true;
  }

  private takesWord(word: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.at += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) this.fail();
  }

  private fail(): never {
    const token = this.tokens[Math.min(this.at, this.tokens.length) - 1];
    throw new Malformed(`unexpected symbol near ${JSON.stringify(token ?? 'the end')}`);
  }
}
