// A value with any text in it → the same with text PostgreSQL can hold: no NUL, no lone surrogate. Done before anything
// is hashed, so that what is read back still fits its hash.

/** Replaces what cannot be stored by U+FFFD, in every string of `value`, at any depth. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return wellFormed(value) as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [wellFormed(key), storable(it)])) as T;
}

function wellFormed(text: string): string {
  // https://www.postgresql.org/docs/current/datatype-character.html: the code point zero cannot be stored.
  return Buffer.from(text.replaceAll('\0', '\ufffd'), 'utf8').toString('utf8');
}
