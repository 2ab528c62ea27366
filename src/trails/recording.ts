// Event selectors, basic or advanced, as a record or AWS's API writes them → one model of what a trail records, and a
// condition for what it leaves out. Decides nothing about events itself.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
import type { EventCategory, Json } from '../domain/audit-event.ts';
import type { EventTest, ResourceRef } from '../domain/question.ts';
import { identifierTokens } from '../records/identifier.ts';
import { isObject, text } from '../records/json.ts';

/** One condition of a selector: all lists that are not empty must agree. */
export interface FieldTest {
  /** As AWS writes it: `readOnly`, `eventSource`, `resources.type`, `userIdentity.arn`. */
  readonly field: string;
  readonly equals: readonly string[];
  readonly notEquals: readonly string[];
  /** True where it has `startsWith`, `endsWith` or their opposites, which our conditions cannot say. */
  readonly patterns: boolean;
}

/** Records events of its category for which every field test agrees. */
export interface Selector {
  readonly category: EventCategory;
  readonly fields: readonly FieldTest[];
}

export interface Recording {
  readonly selectors: readonly Selector[];
}

/** What a trail records that nobody gave selectors: all management events, nothing else. */
export const BY_DEFAULT: Recording = { selectors: [{ category: 'Management', fields: [] }] };

/** `value`: an object with `eventSelectors` or `advancedEventSelectors` (either case). null: it has neither. */
export function readRecording(value: Json | undefined): Recording | null {
  const advanced = listAt(value, 'advancedEventSelectors');
  const basic = listAt(value, 'eventSelectors');
  if (advanced.length > 0) return { selectors: advanced.map(readAdvanced) };
  return basic.length > 0 ? { selectors: basic.flatMap(readBasic) } : null;
}

function readBasic(value: Json): readonly Selector[] {
  const kind = text(get(value, 'readWriteType')) ?? 'All';
  const direction = kind === 'All' ? [] : [fieldTest('readOnly', [String(kind === 'ReadOnly')])];
  const excluded = listAt(value, 'excludeManagementEventSources').map(String);
  const management: readonly Selector[] =
    String(get(value, 'includeManagementEvents') ?? true) === 'true'
      ? [
          {
            category: 'Management',
            fields: [...direction, ...(excluded.length === 0 ? [] : [fieldTest('eventSource', [], excluded)])],
          },
        ]
      : [];
  const data = listAt(value, 'dataResources').map((resource): Selector => {
    const type = fieldTest('resources.type', [text(get(resource, 'type')) ?? 'unknown']);
    // Values are beginnings of ARNs; `arn:aws:s3` or none is every object. Any others narrow it in a way not told apart.
    const some = listAt(resource, 'values').some((arn) => !/^arn:[^:]*:[a-z0-9-]+$/.test(String(arn)));
    return { category: 'Data', fields: [type, ...direction, ...(some ? [pattern('resources.ARN')] : [])] };
  });
  return [...management, ...data];
}

function readAdvanced(value: Json): Selector {
  const fields = listAt(value, 'fieldSelectors').map(
    (each): FieldTest => ({
      field: text(get(each, 'field')) ?? 'unknown',
      equals: listAt(each, 'equals').map(String),
      notEquals: listAt(each, 'notEquals').map(String),
      patterns: ['startsWith', 'endsWith', 'notStartsWith', 'notEndsWith'].some((key) => listAt(each, key).length > 0),
    }),
  );
  const category = fields.find(({ field }) => field === 'eventCategory')?.equals[0];
  return { category: categoryOf(category), fields: fields.filter(({ field }) => field !== 'eventCategory') };
}

const CATEGORIES: readonly EventCategory[] = ['Management', 'Data', 'NetworkActivity', 'Insight'];

function categoryOf(name: string | undefined): EventCategory {
  return CATEGORIES.find((category) => category === name) ?? 'unrecognised';
}

/** The categories of which at least some events are recorded. */
export function categoriesOf({ selectors }: Recording): readonly EventCategory[] {
  return CATEGORIES.filter((category) => selectors.some((selector) => selector.category === category));
}

/**
 * The management events that are left out, as two conditions: `surely` holds only for events left out, `maybe` for all of
 * them (where a selector's field cannot be said as a condition, they differ). Both are `any` of nothing when none is.
 */
export function leftOut({ selectors }: Recording): { readonly surely: EventTest; readonly maybe: EventTest } {
  const management = selectors.filter(({ category }) => category === 'Management');
  const compile = (unsaid: EventTest) =>
    allOf(management.map(({ fields }) => anyOf(fields.map((field) => refuses(field, unsaid)))));
  return { surely: compile(NEVER), maybe: compile(ALWAYS) };
}

/** In a clause for people: what of the management events is left out; null: nothing. */
export function leftOutWords({ selectors }: Recording): string | null {
  const management = selectors.filter(({ category }) => category === 'Management');
  if (management.some(({ fields }) => fields.length === 0)) return null;
  if (management.length === 0) return 'management events were not recorded';
  const flags = new Set(management.map(({ fields }) => flagOf(fields)));
  const clauses = flags.size > 1 || flags.has(null) ? [] : [flags.has('true') ? 'writes' : 'reads'];
  const sources = management
    .map(({ fields }) => fields.filter(({ field }) => field === 'eventSource').flatMap(({ notEquals }) => notEquals))
    .reduce((common, next) => common.filter((source) => next.includes(source)));
  if (sources.length > 0) clauses.push(`calls of ${sources.map(serviceOf).join(' and ')}`);
  const others = new Set(management.flatMap(({ fields }) => fields.filter(isOther).map(({ field }) => field)));
  if (others.size > 0) clauses.push(`some, chosen by ${[...others].join(' and ')},`);
  if (clauses.length === 0) {
    // Several selectors may add up to everything: a reading and a writing one.
    if (['true', 'false'].every((flag) => management.some(({ fields }) => fields.every((f) => isFlag(f, flag))))) {
      return null;
    }
    clauses.push('some');
  }
  return `of the management events, ${clauses.join(' and ')} were not recorded`;
}

function isFlag({ field, equals }: FieldTest, flag: string): boolean {
  return field === 'readOnly' && equals.length === 1 && equals[0] === flag;
}

function flagOf(fields: readonly FieldTest[]): string | null {
  return fields.find(({ field }) => field === 'readOnly')?.equals[0] ?? null;
}

function isOther({ field, equals, patterns }: FieldTest): boolean {
  return field !== 'readOnly' && (field !== 'eventSource' || equals.length > 0 || patterns);
}

export const NEVER: EventTest = { kind: 'any', tests: [] };
export const ALWAYS: EventTest = { kind: 'all', tests: [] };

/** Holds where the field test does not agree. `unsaid`: what to say where our conditions have no word for it. */
function refuses({ field, equals, notEquals, patterns }: FieldTest, unsaid: EventTest): EventTest {
  const leaf = leafOf(field);
  if (leaf === null || patterns) return unsaid;
  const excluded = notEquals.map(leaf);
  const included: readonly EventTest[] = equals.length === 0 ? [] : [{ kind: 'not', test: anyOf(equals.map(leaf)) }];
  return anyOf([...included, ...excluded]);
}

function leafOf(field: string): ((value: string) => EventTest) | null {
  switch (field) {
    case 'readOnly':
      return (value) => ({ kind: 'read-only', readOnly: value === 'true' });
    case 'eventSource':
      return (value) => ({ kind: 'service', service: serviceOf(value) });
    case 'eventName':
      return (value) => ({ kind: 'action', service: null, name: value });
    case 'userIdentity.arn':
      return (value) => ({ kind: 'actor', resource: arnRef(value) });
    default:
      return null;
  }
}

function arnRef(value: string): ResourceRef {
  return { text: value, form: 'arn', type: null, tokens: [...identifierTokens(value)], partial: false };
}

/** `kms.amazonaws.com` as conditions name it. */
function serviceOf(source: string): string {
  return source.replace(/\.amazonaws\.com(\.cn)?$/, '');
}

export function anyOf(tests: readonly EventTest[]): EventTest {
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : { kind: 'any', tests };
}

export function allOf(tests: readonly EventTest[]): EventTest {
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : { kind: 'all', tests };
}

function fieldTest(field: string, equals: readonly string[], notEquals: readonly string[] = []): FieldTest {
  return { field, equals, notEquals, patterns: false };
}

function pattern(field: string): FieldTest {
  return { field, equals: [], notEquals: [], patterns: true };
}

/** Records begin keys with a small letter, the API with a capital one. */
function get(value: Json | undefined, key: string): Json {
  if (!isObject(value)) return null;
  return value[key] ?? value[key[0]?.toUpperCase() + key.slice(1)] ?? null;
}

function listAt(value: Json | undefined, key: string): readonly Json[] {
  const found = get(value, key);
  if (Array.isArray(found)) return found;
  const items = get(found, 'items');
  return Array.isArray(items) ? items : [];
}
