// One thing a call changed, as a sentence with a mark. Plain text, unescaped: renderers escape it. Texts stand after a
// heading that says whether it happened ("What changed") or was only tried, so they claim nothing by themselves.
import type { Json, JsonObject } from '../../domain/audit-event.ts';
import { isObject } from '../../records/json.ts';

/** `set`: it is so now, and what was before is not in the record. `note`: about the record or the reading. */
export type ChangeMark = 'added' | 'removed' | 'set' | 'note';

export interface Change {
  readonly mark: ChangeMark;
  readonly text: string;
}

export function added(text: string): Change {
  return { mark: 'added', text };
}

export function removed(text: string): Change {
  return { mark: 'removed', text };
}

export function nowSet(text: string): Change {
  return { mark: 'set', text };
}

export function note(text: string): Change {
  return { mark: 'note', text };
}

/** A call as the readers of this folder see it: secrets removed, containers of EC2's XML unwrapped. */
export interface Call {
  /** `ec2`, `iam`: the service's own prefix. */
  readonly service: string;
  /** Without an API date: `UpdateFunctionCode`. */
  readonly action: string;
  readonly request: JsonObject;
  readonly response: JsonObject;
  /** In whose log the event is; null where unknown. */
  readonly accountId: string | null;
}

/** null: not a call this reader knows; an empty list: known, and nothing to say beyond its name. */
export type ChangeReader = (call: Call) => readonly Change[] | null;

/** The value at `path`, keys compared without case: AWS writes `groupId`, `GroupId` and `dBInstanceClass`. null: none. */
export function get(value: Json | undefined, ...path: readonly string[]): Json {
  let here: Json = value ?? null;
  for (const key of path) {
    if (!isObject(here)) return null;
    const exact = here[key];
    // S3 writes an empty `tagging` beside the `Tagging` that holds the tags.
    here = (exact === undefined || exact === '' ? caseless(here, key) : exact) ?? null;
  }
  return here;
}

function caseless(object: JsonObject, key: string): Json | undefined {
  const wanted = key.toLowerCase();
  let found: Json | undefined;
  for (const name in object) {
    if (name.toLowerCase() === wanted && (found === undefined || found === '')) found = object[name];
  }
  return found;
}

/** A string, number or boolean as text, also where it stands as `{ "value": … }` or `{ "content": … }`; else ''. */
export function word(value: Json | undefined, ...path: readonly string[]): string {
  const found = get(value, ...path);
  if (typeof found === 'string') return found.trim();
  if (typeof found === 'number' || typeof found === 'boolean') return String(found);
  const inner = get(found, 'value') ?? get(found, 'content');
  return inner === null || typeof inner === 'object' ? '' : String(inner).trim();
}

/** The first of `keys` that has a text; '' for none. */
export function firstWord(value: Json | undefined, ...keys: readonly string[]): string {
  for (const key of keys) {
    const found = word(value, key);
    if (found !== '') return found;
  }
  return '';
}

/** Members of an AWS list however it is written: `[…]`, `{ "items": […] }`, `{ "item": … }`, or one member by itself. */
export function members(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const list = get(value, ...path);
  if (list === null || list === '') return [];
  if (Array.isArray(list)) return list;
  if (!isObject(list)) return [list];
  const inner = get(list, 'items') ?? get(list, 'item') ?? get(list, 'member');
  if (inner !== null) return members(inner);
  return Object.keys(list).length === 0 ? [] : [list];
}

/** Members that are texts or numbers, or objects with one of `keys`. */
export function words(value: Json | undefined, key: string, ...keys: readonly string[]): readonly string[] {
  const found = members(value, key).map((each) => (isObject(each) ? firstWord(each, ...keys) : word(each)));
  return found.filter((each) => each !== '');
}

/** True or false as AWS writes it, as a boolean or a text; null for anything else. */
export function flag(value: Json | undefined, ...path: readonly string[]): boolean | null {
  const text = word(value, ...path).toLowerCase();
  if (text === 'true') return true;
  return text === 'false' ? false : null;
}
