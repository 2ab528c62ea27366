// What a query asks of an event: a tree over a closed set of columns. A dialect writes it (`write-condition.ts`); it decides
// nothing by itself, as every tree made here lets through more than the question it was made from, never less.

/** Columns with one text per event. Names as CloudTrail Lake and the Athena table have them. */
export type TextColumn =
  | 'eventname'
  | 'eventsource'
  | 'awsregion'
  | 'recipientaccountid'
  | 'sourceipaddress'
  | 'useridentity.type'
  | 'useridentity.arn';

export type Leaf =
  /** The column is one of these texts, whatever the case; account ids as they are. */
  | { readonly kind: 'is'; readonly column: TextColumn; readonly oneOf: readonly string[]; readonly orMissing: boolean }
  /** The column begins with one of these, or holds one of these: ASCII, lower case. */
  | { readonly kind: 'begins'; readonly column: TextColumn; readonly oneOf: readonly string[] }
  | { readonly kind: 'holds'; readonly column: TextColumn; readonly oneOf: readonly string[] }
  /** The event name without its API date is one of these, as AWS writes them. */
  | { readonly kind: 'event-name'; readonly names: readonly string[] }
  /** The event says that it reads or writes, or does not say. */
  | { readonly kind: 'read-only'; readonly readOnly: boolean }
  /** Somewhere in the record stand all pieces of one of these names, in their order (`name-pieces.ts`). */
  | { readonly kind: 'named'; readonly names: readonly (readonly string[])[] };

export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | Leaf
  | { readonly kind: 'all'; readonly parts: readonly Condition[] }
  | { readonly kind: 'any'; readonly parts: readonly Condition[] };

export const ALWAYS: Condition = { kind: 'always' };
export const NEVER: Condition = { kind: 'never' };

export function allOf(conditions: readonly Condition[]): Condition {
  const parts = distinct(conditions.flatMap((each) => (each.kind === 'all' ? each.parts : [each]))).filter(
    ({ kind }) => kind !== 'always',
  );
  if (parts.some(({ kind }) => kind === 'never')) return NEVER;
  const [only, second] = parts;
  if (only === undefined) return ALWAYS;
  return second === undefined ? only : { kind: 'all', parts };
}

export function anyOf(conditions: readonly Condition[]): Condition {
  const parts = distinct(conditions.flatMap((each) => (each.kind === 'any' ? each.parts : [each]))).filter(
    ({ kind }) => kind !== 'never',
  );
  if (parts.some(({ kind }) => kind === 'always')) return ALWAYS;
  const names = parts.flatMap((part) => (part.kind === 'named' ? part.names : []));
  const others = parts.filter(({ kind }) => kind !== 'named');
  const joined: readonly Condition[] = names.length === 0 ? others : [...others, { kind: 'named', names }];
  const [only, second] = joined;
  if (only === undefined) return NEVER;
  return second === undefined ? only : { kind: 'any', parts: joined };
}

function distinct(conditions: readonly Condition[]): readonly Condition[] {
  return [...new Map(conditions.map((each) => [JSON.stringify(each), each])).values()];
}
