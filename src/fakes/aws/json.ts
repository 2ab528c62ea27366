// Reading unknown JSON without believing it: narrow shapes, never throw.

/** A JSON object of unknown shape. */
export type Dict = Readonly<Record<string, unknown>>;

/** True for a plain JSON object (not an array, not null). */
export function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at `key`, or an empty one. */
export function dictAt(value: unknown, key: string): Dict {
  const found = isDict(value) ? value[key] : undefined;
  return isDict(found) ? found : {};
}

/** The text at `key`, or undefined when it is missing or something else. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = isDict(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** The number at `key`, or undefined. */
export function numberAt(value: unknown, key: string): number | undefined {
  const found = isDict(value) ? value[key] : undefined;
  return typeof found === 'number' ? found : undefined;
}

/** The list at `key`, or an empty one. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = isDict(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
}

/** Parsed JSON, or undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON text that does not depend on the order in which members were written. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isDict(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
