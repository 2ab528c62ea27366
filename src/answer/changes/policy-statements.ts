// A policy document → its statements in words, and two documents → what came and what went. Documents come as objects, as
// JSON in a string, or percent-encoded. Nothing is judged here: a Condition is shown, not weighed.
// Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import type { Json, JsonObject } from '../../domain/audit-event.ts';
import { isObject, objectOf } from '../../records/json.ts';
import { listOf } from '../words/count.ts';
import { added, type Change, get, note, nowSet, removed } from './change.ts';

const NAMES_MAX = 4;
const CONDITIONS_MAX = 3;

/** The statements of a document, in order; null where `value` is no policy document. */
export function statementsOf(value: Json | undefined): readonly JsonObject[] | null {
  const document = documentOf(value);
  const statements = get(document, 'Statement');
  if (statements === null) return null;
  const list = Array.isArray(statements) ? statements : [statements];
  return list.filter(isObject);
}

function documentOf(value: Json | undefined): JsonObject | null {
  const whole = objectOf(value);
  if (whole !== null || typeof value !== 'string') return whole;
  try {
    return objectOf(decodeURIComponent(value));
  } catch {
    return null;
  }
}

/** `Allow everyone (*) to call s3:GetObject on arn:aws:s3:::sample/*, if aws:SourceVpc StringEquals vpc-1`. */
export function statementText(statement: JsonObject, ownAccount: string | null): string {
  const effect = get(statement, 'Effect') === 'Deny' ? 'Deny' : 'Allow';
  const who = whoText(statement, ownAccount);
  const actions = texts(get(statement, 'Action'));
  const others = texts(get(statement, 'NotAction'));
  const what = others.length > 0 ? `every action but ${listOf(others, NAMES_MAX)}` : listOf(actions, NAMES_MAX);
  const on = onText(statement);
  const when = conditionText(get(statement, 'Condition'));
  const whom = who === '' ? '' : ` ${who} to call`;
  return `${effect}${whom} ${what === '' ? 'no action' : what}${on}${when}`;
}

function whoText(statement: JsonObject, ownAccount: string | null): string {
  const but = principals(get(statement, 'NotPrincipal'), ownAccount);
  if (but.length > 0) return `everyone but ${listOf(but, NAMES_MAX)}`;
  return listOf(principals(get(statement, 'Principal'), ownAccount), NAMES_MAX);
}

function principals(value: Json, ownAccount: string | null): readonly string[] {
  if (!isObject(value)) return texts(value).map((each) => principalText(each, ownAccount));
  return Object.values(value).flatMap((each) => texts(each).map((one) => principalText(one, ownAccount)));
}

/** Another account than the one whose log this is stands out: that is what auditors look for. */
function principalText(principal: string, ownAccount: string | null): string {
  if (principal === '*') return 'everyone (*)';
  const account = /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::(.*))?$/.exec(principal);
  if (account === null) return principal;
  const name = account[2] === undefined || account[2] === 'root' ? `account ${account[1]}` : principal;
  return ownAccount !== null && account[1] !== ownAccount ? `${name} (another account)` : name;
}

function onText(statement: JsonObject): string {
  const but = texts(get(statement, 'NotResource'));
  if (but.length > 0) return ` on everything but ${listOf(but, NAMES_MAX)}`;
  const on = texts(get(statement, 'Resource'));
  if (on.length === 0) return '';
  return ` on ${listOf(
    on.map((each) => (each === '*' ? 'everything (*)' : each)),
    NAMES_MAX,
  )}`;
}

function conditionText(condition: Json): string {
  if (!isObject(condition)) return '';
  const parts = Object.entries(condition).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, value]) => `${key} ${operator} ${listOf(texts(value), NAMES_MAX)}`)
      : [],
  );
  return parts.length === 0 ? '' : `, if ${listOf(parts, CONDITIONS_MAX)}`;
}

function texts(value: Json): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((each) => typeof each === 'string' || typeof each === 'number').map(String);
}

/**
 * What a new document says. `before`: the document it replaces, where an earlier event of the same answer holds it; null:
 * not known, so every statement is given as it stands now.
 */
export function policyChanges(
  name: string,
  now: readonly JsonObject[],
  before: readonly JsonObject[] | null,
  ownAccount: string | null,
): readonly Change[] {
  const say = (statement: JsonObject): string => statementText(statement, ownAccount);
  if (before === null) {
    const head = note(`${name} now holds ${now.length === 1 ? '1 statement' : `${now.length} statements`}:`);
    return [head, ...now.map((statement) => nowSet(say(statement)))];
  }
  const had = new Set(before.map(keyOf));
  const has = new Set(now.map(keyOf));
  const came = now.filter((statement) => !had.has(keyOf(statement)));
  const went = before.filter((statement) => !has.has(keyOf(statement)));
  const same = now.length - came.length;
  const kept = same === 0 ? '' : `; ${same === 1 ? '1 statement' : `${same} statements`} unchanged`;
  return [
    note(`${name}, compared with the one put before in these events${kept}:`),
    ...came.map((statement) => added(`Statement added: ${say(statement)}`)),
    ...went.map((statement) => removed(`Statement removed: ${say(statement)}`)),
  ];
}

/** Statements are the same whatever the order of keys and names, and whether a single value stands in a list. */
function keyOf(statement: JsonObject): string {
  return JSON.stringify(sorted(statement));
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map((each: Json) => sorted(each));
    if (items.length === 1) return items[0] ?? null;
    return items.every((each) => typeof each === 'string') ? [...items].sort() : items;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]): [string, Json] => [key, sorted(inner)])
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}
