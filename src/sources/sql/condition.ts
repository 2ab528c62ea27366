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
  // Whole records are searched last: small columns rule most events out.
  const ordered = [...parts.filter(({ kind }) => kind !== 'named'), ...parts.filter(({ kind }) => kind === 'named')];
  return second === undefined ? only : { kind: 'all', parts: ordered };
}

/** What all alternatives ask for is asked for once, beside them. */
export function anyOf(conditions: readonly Condition[]): Condition {
  const parts = distinct(conditions.flatMap((each) => (each.kind === 'any' ? each.parts : [each]))).filter(
    ({ kind }) => kind !== 'never',
  );
  if (parts.some(({ kind }) => kind === 'always')) return ALWAYS;
  const eventNames = parts.flatMap((part) => (part.kind === 'event-name' ? part.names : []));
  const names = parts.flatMap((part) => (part.kind === 'named' ? part.names : []));
  const joined: readonly Condition[] = [
    ...(eventNames.length === 0 ? [] : [{ kind: 'event-name', names: [...new Set(eventNames)] } as const]),
    ...parts.filter(({ kind }) => kind !== 'named' && kind !== 'event-name'),
    ...(names.length === 0 ? [] : [{ kind: 'named', names } as const]),
  ];
  const [only, second] = joined;
  if (only === undefined) return NEVER;
  if (second === undefined) return only;
  const shared = conjuncts(only).filter((each) => joined.every((part) => conjuncts(part).some(same(each))));
  if (shared.length === 0) return { kind: 'any', parts: joined };
  const rests = joined.map((part) => allOf(conjuncts(part).filter((each) => !shared.some(same(each)))));
  return allOf([anyOf(rests), ...shared]);
}

function conjuncts(condition: Condition): readonly Condition[] {
  return condition.kind === 'all' ? condition.parts : [condition];
}

function same(one: Condition): (other: Condition) => boolean {
  const text = JSON.stringify(one);
  return (other) => JSON.stringify(other) === text;
}

function distinct(conditions: readonly Condition[]): readonly Condition[] {
  return [...new Map(conditions.map((each) => [JSON.stringify(each), each])).values()];
}
