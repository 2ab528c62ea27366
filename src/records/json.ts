// Reading data of unknown shape: guards and look-ups that never throw, whatever a record holds.
import type { Json, JsonObject } from '../domain/audit-event.ts';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A non-empty string, else null. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The value at `path`, else null. */
export function at(value: Json | undefined, ...path: readonly string[]): Json {
  let here: Json = value ?? null;
  for (const key of path) {
    if (!isObject(here)) return null;
    here = here[key] ?? null;
  }
  return here;
}

export function textAt(value: Json | undefined, ...path: readonly string[]): string | null {
  return text(at(value, ...path));
}

/** The object in `value`, also where a container wrote it as JSON in a string; null for anything else. */
export function objectOf(value: Json | undefined): JsonObject | null {
  if (isObject(value)) return value;
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Deepest nesting that is looked into: CloudTrail's own records stay under 20 levels. */
const DEPTH_MAX = 32;

/**
 * Calls `visit` for every string and number under `value`, with the nearest key. Lists are passed through, so the key of
 * an item is the list's. Returns early, with true, as soon as `visit` does.
 */
export function someLeaf(
  value: Json | undefined,
  visit: (leaf: string | number, key: string | null) => boolean,
  key: string | null = null,
  depth = 0,
): boolean {
  if (typeof value === 'string' || typeof value === 'number') return visit(value, key);
  if (value === null || value === undefined || typeof value === 'boolean' || depth > DEPTH_MAX) return false;
  if (Array.isArray(value)) return value.some((item: Json) => someLeaf(item, visit, key, depth + 1));
  if (!isObject(value)) return false;
  for (const name in value) {
    if (someLeaf(value[name], visit, name, depth + 1)) return true;
  }
  return false;
}

/** Every object under `value`, itself included, outermost first. */
export function* objectsUnder(value: Json | undefined, depth = 0): Generator<JsonObject> {
  if (value === null || value === undefined || typeof value !== 'object' || depth > DEPTH_MAX) return;
  if (Array.isArray(value)) {
    for (const item of value) yield* objectsUnder(item, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  yield value;
  for (const name in value) yield* objectsUnder(value[name], depth + 1);
}

/** A scalar as text; '' for anything else: an object with a member called `toString` cannot become text, and must not throw. */
export function plainText(value: Json | undefined): string {
  return typeof value === 'object' || value === undefined ? '' : String(value);
}

/** Every string and number under `value`, as text. */
export function leavesOf(value: Json | undefined): readonly string[] {
  const found: string[] = [];
  someLeaf(value, (leaf) => {
    found.push(plainText(leaf));
    return false;
  });
  return found;
}
