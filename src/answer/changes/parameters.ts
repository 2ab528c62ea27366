// Any call no other reader knows → its parameters by name, as AWS spells them: short, without what is noise to a person.
import type { Json, JsonObject } from '../../domain/audit-event.ts';
import { isObject } from '../../records/json.ts';
import { countOf } from '../words/count.ts';
import { cutText } from '../words/cut-text.ts';
import { type Change, firstWord, nowSet } from './change.ts';

/** Parameters shown before the rest is counted. */
const SHOWN_MAX = 6;
/** Looked at before the rest goes uncounted: a record may hold tens of thousands. */
const SEEN_MAX = 500;
const VALUE_MAX = 80;
const DEPTH_MAX = 8;

/** Keys that tell a person nothing: idempotency, XML, S3's empty sub-resource names, wrappers of lists. */
const NOISE = /^(client(request)?token|idempotencytoken|creationtoken|host|xmlns(:.*)?|version|tag|requestid)$/i;
const WRAPPERS = /^(items?|member|value|content)$/i;
/** A call with nothing but the name of its thing says no more than its event name does. */
const MERE_NAME = /(name|id|arn|identifier)$/i;
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** One `set` change `name: value, …`; none where there is no parameter. */
export function parameterList(request: JsonObject): readonly Change[] {
  const pairs: string[] = [];
  let only = '';
  let seen = 0;
  for (const [name, value] of leaves(request, '', 0)) {
    seen += 1;
    only = name;
    if (seen > SEEN_MAX) break;
    if (pairs.length < SHOWN_MAX) pairs.push(`${name}: ${cutText(value, VALUE_MAX)}`);
  }
  if (pairs.length === 0 || (seen === 1 && MERE_NAME.test(only))) return [];
  const rest = seen - pairs.length;
  const more = rest === 0 ? '' : `, and ${seen > SEEN_MAX ? 'many more' : countOf(rest, 'more', 'more')}`;
  return [nowSet(`Parameters: ${pairs.join(', ')}${more}`)];
}

function* leaves(value: Json, name: string, depth: number): Generator<readonly [string, string]> {
  if (value === null || value === '' || depth > DEPTH_MAX) return;
  if (Array.isArray(value)) {
    const plain = value.every((each) => typeof each === 'string' || typeof each === 'number');
    if (plain && value.length > 0) yield [name, value.slice(0, 20).join(', ')];
    else for (const each of value) yield* leaves(each, name, depth + 1);
    return;
  }
  if (!isObject(value)) {
    yield [name, shown(String(value))];
    return;
  }
  const pair = pairIn(value);
  if (pair !== null && name !== '') {
    yield [name, pair];
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (NOISE.test(key)) continue;
    yield* leaves(inner, WRAPPERS.test(key) && name !== '' ? name : key, depth + 1);
  }
}

/** `{ "key": "Owner", "value": "sample" }`, the form of tags and stack parameters: `Owner = sample`. */
function pairIn(object: JsonObject): string | null {
  const key = firstWord(object, 'key', 'name', 'parameterKey', 'tagKey');
  const value = firstWord(object, 'value', 'parameterValue', 'tagValue');
  return Object.keys(object).length === 2 && key !== '' && value !== '' ? `${key} = ${shown(value)}` : null;
}

function shown(value: string): string {
  return value === HIDDEN ? 'hidden by AWS' : compact(value);
}

/** JSON in a string comes pretty-printed: without its line breaks more of it fits. */
function compact(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
