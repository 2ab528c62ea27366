// Two sets of event selectors → whether the second still records all that the first did. Sound, not complete: what cannot be
// shown to be recorded still counts as left out. How several conditions on a field add up:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
import type { Json, JsonObject } from '../domain/audit-event.ts';
import { isObject, text } from '../records/json.ts';
import type { SelectorSet } from './posture.ts';

type Way = 'equals' | 'startsWith' | 'endsWith';

interface Match {
  readonly way: Way;
  readonly value: string;
}

/** Any of `some` (all, where it is empty), and none of `not`. */
interface FieldRule {
  readonly field: string;
  readonly some: readonly Match[];
  readonly not: readonly Match[];
}

/** Events of this category that keep all rules. */
export interface Rules {
  readonly category: string;
  readonly fields: readonly FieldRule[];
}

/** `value`: a request, a response, or an answer of GetEventSelectors; null: it has no selectors. */
export function readSelectorSet(value: Json | undefined): SelectorSet | null {
  const advanced = objectsAt(value, 'advancedEventSelectors');
  if (advanced.length > 0) return { kind: 'advanced', selectors: advanced.map(capital) };
  const basic = objectsAt(value, 'eventSelectors');
  return basic.length > 0 ? { kind: 'basic', selectors: basic.map(capital) } : null;
}

/** What a trail has that nobody gave selectors. */
export const DEFAULT_SELECTORS: SelectorSet = {
  kind: 'basic',
  selectors: [
    { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
  ],
};

export function rulesOf({ kind, selectors }: SelectorSet): readonly Rules[] {
  return kind === 'advanced' ? selectors.map(advancedRules) : selectors.flatMap(basicRules);
}

/** Every event that `before` records is recorded by `after`. */
export function recordsAllOf(after: SelectorSet, before: SelectorSet): boolean {
  return covers(rulesOf(after), rulesOf(before));
}

/** Events of `category` that either records, in words: all, some, none. */
export function shareOf(set: SelectorSet, category: string): 'all' | 'some' | 'none' {
  const rules = rulesOf(set).filter((each) => each.category === category);
  if (rules.length === 0) return 'none';
  return covers(rules, [{ category, fields: [] }]) ? 'all' : 'some';
}

export function covers(after: readonly Rules[], before: readonly Rules[]): boolean {
  return before.every((rules) => after.some((each) => includes(each, rules)) || inHalves(after, rules));
}

/** A selector for reads and one for writes are together one for both. */
function inHalves(after: readonly Rules[], rules: Rules): boolean {
  if (rules.fields.some(({ field }) => field === 'readOnly')) return false;
  return ['true', 'false'].every((flag) => {
    const half = { ...rules, fields: [...rules.fields, rule('readOnly', [flag])] };
    return after.some((each) => includes(each, half));
  });
}

function includes(wide: Rules, narrow: Rules): boolean {
  if (wide.category !== narrow.category) return false;
  return wide.fields.every((each) => {
    const same = narrow.fields.find(({ field }) => field === each.field) ?? { field: each.field, some: [], not: [] };
    return implies(same, each);
  });
}

function implies(narrow: FieldRule, wide: FieldRule): boolean {
  const allowed =
    wide.some.length === 0 ||
    (narrow.some.length > 0 && narrow.some.every((match) => wide.some.some((each) => within(match, each))));
  const spared = wide.not.every(
    (denied) =>
      narrow.not.some((each) => within(denied, each)) ||
      (narrow.some.length > 0 && narrow.some.every((match) => areApart(match, denied))),
  );
  return allowed && spared;
}

/** Every value of `inner` is one of `outer`. */
function within(inner: Match, outer: Match): boolean {
  switch (outer.way) {
    case 'equals':
      return inner.way === 'equals' && inner.value === outer.value;
    case 'startsWith':
      return inner.way !== 'endsWith' && inner.value.startsWith(outer.value);
    case 'endsWith':
      return inner.way !== 'startsWith' && inner.value.endsWith(outer.value);
    default:
      return unreachable(outer.way);
  }
}

function areApart(one: Match, other: Match): boolean {
  if (one.way === 'equals') return !within(one, other);
  if (other.way === 'equals') return !within(other, one);
  if (one.way !== other.way) return false;
  return !within(one, other) && !within(other, one);
}

function advancedRules(selector: JsonObject): Rules {
  const fields = objectsAt(selector, 'fieldSelectors').map((each): FieldRule => {
    const matches = (way: Way, key: string) => listAt(each, key).map((value) => ({ way, value: String(value) }));
    return {
      field: text(get(each, 'field')) ?? 'unknown',
      some: [
        ...matches('equals', 'equals'),
        ...matches('startsWith', 'startsWith'),
        ...matches('endsWith', 'endsWith'),
      ],
      not: [
        ...matches('equals', 'notEquals'),
        ...matches('startsWith', 'notStartsWith'),
        ...matches('endsWith', 'notEndsWith'),
      ],
    };
  });
  const category = fields.find(({ field }) => field === 'eventCategory')?.some[0]?.value ?? 'unrecognised';
  return { category, fields: fields.filter(({ field }) => field !== 'eventCategory') };
}

function basicRules(selector: JsonObject): readonly Rules[] {
  const kind = text(get(selector, 'readWriteType')) ?? 'All';
  const direction = kind === 'All' ? [] : [rule('readOnly', [String(kind === 'ReadOnly')])];
  const excluded = listAt(selector, 'excludeManagementEventSources').map(String);
  const not = excluded.map((value) => ({ way: 'equals' as const, value }));
  const sources = excluded.length === 0 ? [] : [{ field: 'eventSource', some: [], not }];
  const management = String(get(selector, 'includeManagementEvents') ?? true) === 'true';
  const data = objectsAt(selector, 'dataResources').flatMap((resource): readonly Rules[] => {
    const values = listAt(resource, 'values').map(String);
    if (values.length === 0) return [];
    // `arn:aws:s3` alone is every object: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DataResource.html
    const every = values.some((arn) => /^arn:[^:]*:[a-z0-9-]+:?$/.test(arn));
    const some = values.map((value) => ({ way: 'startsWith' as const, value }));
    const arns = every ? [] : [{ field: 'resources.ARN', some, not: [] }];
    return [
      {
        category: 'Data',
        fields: [rule('resources.type', [text(get(resource, 'type')) ?? '']), ...direction, ...arns],
      },
    ];
  });
  return [...(management ? [{ category: 'Management', fields: [...direction, ...sources] }] : []), ...data];
}

function rule(field: string, values: readonly string[]): FieldRule {
  return { field, some: values.map((value) => ({ way: 'equals', value })), not: [] };
}

/** Records begin keys with a small letter, the API with a capital one. */
function get(value: Json | undefined, key: string): Json {
  if (!isObject(value)) return null;
  return value[key] ?? value[upper(key)] ?? null;
}

function listAt(value: Json | undefined, key: string): readonly Json[] {
  const found = get(value, key);
  if (Array.isArray(found)) return found;
  const items = get(found, 'items');
  return Array.isArray(items) ? items : [];
}

function objectsAt(value: Json | undefined, key: string): readonly JsonObject[] {
  return listAt(value, key).filter(isObject);
}

/** A record's selector as the API takes it. */
function capital(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [upper(key), capitalIn(inner)]));
}

function capitalIn(value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => capitalIn(each));
  return isObject(value) ? capital(value) : value;
}

function upper(key: string): string {
  return `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

function unreachable(way: never): never {
  throw new Error(`unknown way ${String(way)}`);
}
