// A condition → the look-ups of event history that together bring every event it can hold for, as few pages as possible;
// and quicker ones that may miss some. Pure. What is brought is filtered afterwards, exactly, by `records/holds.ts`.
//
// LookupEvents takes one attribute, compared whole and case-sensitively. Only some attributes can be trusted to bring all:
// - ResourceName is computed by AWS and misses events that name the resource only in parameters or error messages
//   (https://github.com/Smana/runlore/pull/416), so it never stands alone for "everything";
// - Username is the session name for some callers and missing for others, so neither does it.
import type { EventTest, ResourceRef } from '../../domain/question.ts';
import type { ActionNames } from './action-names.ts';

export type LookupKey =
  | 'EventId'
  | 'EventName'
  | 'EventSource'
  | 'AccessKeyId'
  | 'ReadOnly'
  | 'Username'
  | 'ResourceName';

export interface Lookup {
  /** null: every event of the Region. */
  readonly attribute: { readonly key: LookupKey; readonly value: string } | null;
  /** The services whose events it brings, where known: they decide the Regions to ask. null: any. */
  readonly services: readonly string[] | null;
}

export interface LookupChoice {
  /** Together they bring every event the condition can hold for. */
  readonly sure: readonly Lookup[];
  /** Selective, but may miss events: worth asking where the sure ones cannot be read to their end. */
  readonly quick: readonly Lookup[];
  /** Temporary access keys of which each is issued by one call: once each was found by `quick`, there is nothing more. */
  readonly settledBy: readonly string[];
}

/**
 * Pages a look-up may come to, reckoned for a busy Region and a week. Only their order matters. An event name is one call
 * in hundreds; these services are most of what a Region logs; all writes are a fifth of it.
 */
const PAGES = {
  event: 1,
  key: 2,
  name: 2,
  service: 15,
  busyService: 100,
  writes: 150,
  reads: 400,
  everything: 500,
} as const;
const BUSY_SERVICES: ReadonlySet<string> = new Set(
  'ec2 s3 sts kms iam ssm logs monitoring autoscaling elasticloadbalancing config ecs eks rds secretsmanager'.split(
    ' ',
  ),
);
/** More look-ups than this in one Region take half a minute before any comes to a second page. */
const LOOKUPS_MAX = 48;
/** More quick look-ups than this would take longer than they save: half a second each, in each Region. */
const QUICK_MAX = 10;

const EVERYTHING: Lookup = { attribute: null, services: null };

interface Costed {
  readonly lookups: readonly Lookup[];
  readonly cost: number;
}

const SWEEP: Costed = { lookups: [EVERYTHING], cost: PAGES.everything };

export function chooseLookups(test: EventTest, names: ActionNames): LookupChoice {
  const sure = cheapest(test, names).lookups;
  const keys = issuedKeys(test);
  const resourceForms = distinct(resourcesOf(test).flatMap(storedForms));
  const users = distinct(userNames(test));
  const quick = [
    ...resourceForms.map((value): Lookup => ({ attribute: { key: 'ResourceName', value }, services: null })),
    ...users.map((value): Lookup => ({ attribute: { key: 'Username', value }, services: null })),
  ];
  const worthIt = quick.length <= QUICK_MAX ? quick : [];
  return { sure, quick: worthIt, settledBy: worthIt.length === 0 ? [] : keys };
}

function cheapest(test: EventTest, names: ActionNames): Costed {
  switch (test.kind) {
    case 'action':
      return byAction(test.service, test.name, names);
    case 'actor':
      return byKey(test.resource);
    case 'event-id':
      // Ids are lower case, and the look-up compares them with case.
      return costed([{ attribute: { key: 'EventId', value: test.id.toLowerCase() }, services: null }]);
    case 'service':
      return costed([sourceLookup(test.service.toLowerCase())]);
    case 'read-only': {
      return costed([{ attribute: { key: 'ReadOnly', value: String(test.readOnly) }, services: null }]);
    }
    case 'all':
      return test.tests.map((inner) => cheapest(inner, names)).reduce(cheaper, SWEEP);
    case 'any':
      return together(test.tests.map((inner) => cheapest(inner, names)));
    default:
      return SWEEP;
  }
}

function cheaper(left: Costed, right: Costed): Costed {
  return right.cost < left.cost ? right : left;
}

/** Every part's look-ups, each once; where a service is read whole, its event names need not be asked for as well. */
function together(parts: readonly Costed[]): Costed {
  const all = onceEach(parts.flatMap(({ lookups }) => lookups));
  const sources = new Set(
    all.filter((each) => each.attribute?.key === 'EventSource').flatMap((each) => each.services ?? []),
  );
  const needed = all.filter(
    ({ attribute, services }) =>
      attribute?.key !== 'EventName' || !(services?.every((service) => sources.has(service)) ?? false),
  );
  const crowded = crowdedSources(needed);
  if (crowded.length > 0) return together([costed([...needed, ...crowded])]);
  const merged = costed(needed);
  return needed.length > LOOKUPS_MAX || merged.cost >= PAGES.everything ? SWEEP : merged;
}

/** Each look-up once, for every service that one of its copies was for. */
function onceEach(lookups: readonly Lookup[]): readonly Lookup[] {
  const found = new Map<string, Lookup>();
  for (const lookup of lookups) {
    const known = found.get(lookupKey(lookup));
    const services = known === undefined ? lookup.services : bothServices(known.services, lookup.services);
    found.set(lookupKey(lookup), { ...lookup, services });
  }
  return [...found.values()];
}

function bothServices(left: Lookup['services'], right: Lookup['services']): Lookup['services'] {
  return left === null || right === null ? null : distinct([...left, ...right]);
}

/** A service with so many event names asked for that reading it whole is no more work. */
function crowdedSources(lookups: readonly Lookup[]): readonly Lookup[] {
  const counts = new Map<string, number>();
  for (const { attribute, services } of lookups) {
    const [only, second] = services ?? [];
    if (attribute?.key !== 'EventName' || only === undefined || second !== undefined) continue;
    counts.set(only, (counts.get(only) ?? 0) + PAGES.name);
  }
  const sources = [...counts].map(([service, pages]) => ({ source: sourceLookup(service), pages }));
  return sources.filter(({ source, pages }) => pages > pagesOf(source)).map(({ source }) => source);
}

function costed(lookups: readonly Lookup[]): Costed {
  return { lookups, cost: lookups.reduce((sum, each) => sum + pagesOf(each), 0) };
}

function pagesOf({ attribute, services }: Lookup): number {
  switch (attribute?.key) {
    case 'EventId':
      return PAGES.event;
    case 'AccessKeyId':
      return PAGES.key;
    case 'EventName':
      return PAGES.name;
    case 'EventSource':
      return BUSY_SERVICES.has(services?.[0] ?? '') ? PAGES.busyService : PAGES.service;
    case 'ReadOnly':
      return attribute.value === 'true' ? PAGES.reads : PAGES.writes;
    default:
      return PAGES.everything;
  }
}

function byAction(service: string | null, name: string, names: ActionNames): Costed {
  const known = names(service, name);
  if (known === null) return service === null ? SWEEP : costed([sourceLookup(service.toLowerCase())]);
  const lookups = [
    ...known.eventNames.map((value): Lookup => ({ attribute: { key: 'EventName', value }, services: known.services })),
    ...known.datedServices.map(sourceLookup),
  ];
  return costed(lookups);
}

/** Access keys are upper case always, and the key that signed the call is one of the caller's names. */
const ACCESS_KEY = /^(?:AKIA|ASIA)[A-Z0-9]{12,124}$/i;

function byKey(actor: ResourceRef): Costed {
  if (actor.form !== 'access-key' || actor.partial || !ACCESS_KEY.test(actor.text)) return SWEEP;
  const value = actor.text.toUpperCase();
  return costed([{ attribute: { key: 'AccessKeyId', value }, services: null }]);
}

function sourceLookup(service: string): Lookup {
  return { attribute: { key: 'EventSource', value: `${service}.amazonaws.com` }, services: [service] };
}

/** One look-up's identity: two of the same key are the same look-up. */
export function lookupKey({ attribute }: Lookup): string {
  return attribute === null ? '' : `${attribute.key}=${attribute.value}`;
}

/** Resources an event must name one of, for the condition to hold; empty where it may hold for others. */
function resourcesOf(test: EventTest): readonly ResourceRef[] {
  return leaves(test, (leaf) => (leaf.kind === 'resource' ? [leaf.resource] : null)) ?? [];
}

function userNames(test: EventTest): readonly string[] {
  const found = leaves(test, (leaf) => {
    if (leaf.kind === 'root') return ['root'];
    if (leaf.kind !== 'actor') return null;
    const { text } = leaf.resource;
    return ACCESS_KEY.test(text) ? null : lastForms(text);
  });
  return found ?? [];
}

/** A value for every way the condition can hold, or null. */
function leaves<T>(test: EventTest, of: (leaf: EventTest) => readonly T[] | null): readonly T[] | null {
  switch (test.kind) {
    case 'all':
      return test.tests.map((inner) => leaves(inner, of)).find((inner) => inner !== null) ?? null;
    case 'any': {
      const parts = test.tests.map((inner) => leaves(inner, of));
      return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
    }
    default:
      return of(test);
  }
}

/**
 * KMS and SNS are indexed under their ARN, S3, IAM, EC2, Lambda and RDS under the bare name or id.
 * https://github.com/prowler-cloud/prowler/pull/10828
 */
function storedForms(resource: ResourceRef): readonly string[] {
  const { text } = resource;
  if (ACCESS_KEY.test(text)) return [text.toUpperCase()];
  const bucket = /^s3:\/\/([^/]+)/i.exec(text)?.[1];
  return bucket === undefined ? lastForms(text) : [bucket];
}

/** As typed; for an ARN also the part after the type, and the last part. */
function lastForms(text: string): readonly string[] {
  const arn = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/i.exec(text)?.[1];
  if (arn === undefined) return usable([text]);
  const name = arn.replace(/^[^/:]*[/:]/, '');
  return usable([text, name, name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1)]);
}

/** A value is 1 to 2,000 characters, of which `_`, space, comma and newline count double (API_LookupAttribute). */
const VALUE_CHARACTERS_MAX = 2_000;

function usable(values: readonly string[]): readonly string[] {
  return distinct(values).filter((value) => {
    const characters = value.length + (value.match(/[_ ,\n]/g)?.length ?? 0);
    return value.trim() !== '' && characters <= VALUE_CHARACTERS_MAX;
  });
}

const TEMPORARY_KEY = /^ASIA[A-Z0-9]{12,}$/i;
/** Calls that issue temporary keys: each key by one call. */
const ISSUING =
  /^(?:AssumeRole|AssumeRoleWithSAML|AssumeRoleWithWebIdentity|AssumeRoot|GetFederationToken|GetSessionToken)$/i;

/** The temporary keys whose issuing calls are all that is asked for; empty for any other question. */
function issuedKeys(test: EventTest): readonly string[] {
  const resources = resourcesOf(test);
  const actions = leaves(test, (leaf) => (leaf.kind === 'action' ? [leaf.name] : null));
  if (actions === null || !actions.every((name) => ISSUING.test(name))) return [];
  return resources.every(({ text }) => TEMPORARY_KEY.test(text)) ? resources.map(({ text }) => text.toUpperCase()) : [];
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
