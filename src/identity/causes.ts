// A call that a service made → the call of a person that made it act: by what both name (stack, group, instance, request
// id, tag), or, where nothing is named, by time, if only one caller can be meant.
import type { AuditEvent, Json } from '../domain/audit-event.ts';
import type { EventTest } from '../domain/question.ts';
import { identifierTokens } from '../records/identifier.ts';
import { objectsUnder, someLeaf, text } from '../records/json.ts';
import { type CausingAction, type CausingService, canLeadTo, causesOf, type Reach } from './causing-actions.ts';
import { type ReadThrough, readBatched } from './chain-read.ts';
import { arnRef } from './issuers.ts';
import type { Contested, Found, Link } from './link.ts';
import type { NeedOf } from './needs.ts';

type CauseNeed = NeedOf<'cause'>;

/** A causing call may bear a time just after what it caused: both are written to the second. */
const SAME_SECOND_MS = 1_000;
/** Calls that make what services later remove, and bear its tags. */
const LAUNCHES = ['RunInstances', 'CreateFleet', 'RequestSpotInstances'] as const;
const LAUNCHES_MAX = 200;

export async function findCauses(needs: readonly CauseNeed[], read: ReadThrough): Promise<Found> {
  const launches = findLaunches(needs, read);
  const own = await findReaching('own', needs, launches, read);
  const rest = needs.filter(({ id, service }) => !own.links.has(id) && causesOf(service, 'behind').length > 0);
  const behind = await findReaching('behind', rest, launches, read);
  return { links: new Map([...own.links, ...behind.links]), gaps: [...own.gaps, ...behind.gaps] };
}

async function findReaching(
  reach: Reach,
  needs: readonly CauseNeed[],
  launching: Promise<readonly AuditEvent[]>,
  read: ReadThrough,
): Promise<Found> {
  const wanted = needs.map((need) => {
    const longestMs = Math.max(0, ...causesOf(need.service, reach).map(({ linkedMs }) => linkedMs));
    const { timeMs } = need.call;
    return { ...need, span: { fromMs: timeMs - longestMs, toMs: timeMs + SAME_SECOND_MS + 1 } };
  });
  const [launches, batches] = await Promise.all([
    launching,
    readBatched(
      wanted,
      (each) => ({ test: { kind: 'any', tests: causeTests(each, reach) }, limit: null, worth: 'needed' }),
      read,
    ),
  ]);
  const links = new Map<string, Link | Contested>();
  for (const batch of batches) {
    for (const need of batch.wanted) {
      const link = linkOf(need, reach, batch.events, launches);
      if (link !== null) links.set(need.id, link);
    }
  }
  const gaps = batches.flatMap((batch) => (batch.wanted.every(({ id }) => links.has(id)) ? [] : batch.gaps));
  return { links, gaps };
}

/** The causing calls of each service, in the accounts and Regions where it acted. */
function causeTests(needs: readonly CauseNeed[], reach: Reach): readonly EventTest[] {
  const places = new Map<string, CauseNeed>();
  for (const need of needs) places.set([need.service, need.call.accountId, need.call.awsRegion].join(' '), need);
  return [...places.values()].map(({ service, call }): EventTest => {
    const actions = causesOf(service, reach).flatMap((each) => each.actions);
    const tests: EventTest[] = [
      { kind: 'any', tests: actions.map((each) => ({ kind: 'action', service: each.service, name: each.name })) },
    ];
    if (call.accountId !== null) tests.push({ kind: 'account', account: call.accountId });
    if (call.awsRegion !== null) tests.push({ kind: 'region', region: call.awsRegion });
    return { kind: 'all', tests };
  });
}

/** The launches of the instances these calls name: their tags say which stack or group they belong to. */
async function findLaunches(needs: readonly CauseNeed[], read: ReadThrough): Promise<readonly AuditEvent[]> {
  const instances = new Set(needs.flatMap(({ call }) => instancesIn(call)));
  if (instances.size === 0) return [];
  const batches = await readBatched(
    [{ span: { fromMs: null, toMs: Math.max(...needs.map(({ call }) => call.timeMs)) } }],
    () => ({
      test: {
        kind: 'all',
        tests: [
          { kind: 'any', tests: LAUNCHES.map((name) => ({ kind: 'action', service: 'ec2', name })) },
          { kind: 'any', tests: [...instances].map((id) => ({ kind: 'resource', resource: arnRef(id) })) },
        ],
      },
      limit: LAUNCHES_MAX,
      worth: 'when-free',
    }),
    read,
  );
  return batches.flatMap(({ events }) => events);
}

/** Ids looked up for one answer; each is a look-up of its own. */
const INSTANCES_MAX = 50;

function instancesIn({ identifiers }: AuditEvent): readonly string[] {
  const ids = identifiers.map(({ value }) => value).filter((value) => /^i-[0-9a-f]{8,17}$/i.test(value));
  return ids.slice(0, INSTANCES_MAX);
}

interface Candidate {
  readonly event: AuditEvent;
  readonly action: CausingAction;
  readonly service: CausingService;
  readonly subject: string | null;
  readonly strength: 'named' | 'resembles' | 'time' | 'none';
}

function linkOf(
  { call, service }: CauseNeed,
  reach: Reach,
  events: readonly AuditEvent[],
  launches: readonly AuditEvent[],
): Link | Contested | null {
  const known = wordsOf(call, launches);
  const before = events.filter((event) => event.eventID !== call.eventID && mayCause(event, call));
  const candidates = before.flatMap((event) => candidatesOf(event, call, causesOf(service, reach), known));
  const named = candidates.filter(({ strength }) => strength === 'named');
  const alike = candidates.filter(({ strength }) => strength === 'resembles');
  const best =
    named.length > 0 ? named : alike.length > 0 ? alike : candidates.filter((each) => each.strength === 'time');
  // The latest, not the first: whoever updated a stack an hour ago did not cause what its deletion did.
  const chosen = best.at(-1);
  if (chosen === undefined) return null;
  const callers = new Set(best.map(({ event }) => (event.actor.arn ?? event.actor.name).toLowerCase()));
  if (chosen.strength === 'time' && callers.size > 1) {
    const names = [...callers].length;
    return {
      contested: `${names} callers made calls shortly before that can have caused it, and nothing tells which.`,
    };
  }
  const sure = chosen.strength === 'named' && callers.size === 1;
  return {
    kind: 'service-acting',
    to: chosen.event,
    confidence: sure ? 'certain' : 'likely',
    deed: deedOf(chosen, call),
  };
}

function mayCause(event: AuditEvent, call: AuditEvent): boolean {
  return (
    event.outcome.kind !== 'attempted' &&
    event.timeMs <= call.timeMs + SAME_SECOND_MS &&
    event.accountId === call.accountId &&
    event.awsRegion === call.awsRegion
  );
}

function candidatesOf(
  event: AuditEvent,
  call: AuditEvent,
  causes: readonly CausingService[],
  known: Known,
): readonly Candidate[] {
  for (const each of causes) {
    const action = each.actions.find(({ service: of, name }) => of === event.service && name === event.action);
    const ageMs = call.timeMs - event.timeMs;
    if (action === undefined || ageMs > each.linkedMs) continue;
    const subjects = subjectsOf(event, each);
    const namedThere = known.named(each);
    const named = sameRequest(event, call) || subjects.some((subject) => namedThere.has(subject.toLowerCase()));
    const alike = subjects.some((subject) => known.values.some((value) => resembles(value, subject)));
    // Where tags say to what the thing belongs, calls about something else are no candidates.
    const other = known.tagged(each) && !named && !alike;
    const near = ageMs <= each.timeMs && canLeadTo(action, call) && !other;
    const strength = named ? 'named' : alike ? 'resembles' : near ? 'time' : 'none';
    if (strength === 'none') return [];
    return [{ event, action, service: each, subject: plainName(subjects), strength }];
  }
  return [];
}

interface Known {
  /** What tags, ARNs and the parameters that name such things say, lower case: proof. */
  readonly named: (service: CausingService) => ReadonlySet<string>;
  /** All that the call names: things may be called alike by chance. */
  readonly values: readonly string[];
  /** Whether a tag names what the thing belongs to. */
  readonly tagged: (service: CausingService) => boolean;
}

/** What the call names, and what the tags of the instances it is about do. */
function wordsOf(call: AuditEvent, launches: readonly AuditEvent[]): Known {
  const own = new Set(instancesIn(call).map((id) => id.toLowerCase()));
  const launched = launches.filter(({ identifiers }) => identifiers.some(({ value }) => own.has(value.toLowerCase())));
  const tags = [call, ...launched].flatMap(({ record }) => tagsIn(record.requestParameters));
  const names = [...call.identifiers.map(({ value }) => value), call.actor.sessionName];
  const named = ({ keys, tags: of }: CausingService) => {
    const given = call.identifiers.filter(({ key, value }) => keys.test(key ?? '') || /^i-[0-9a-f]{8,}$/i.test(value));
    const arns = call.identifiers.filter(({ value }) => /^arn:/i.test(value)).map(({ value }) => value.toLowerCase());
    const tagged = tags.filter(({ key }) => of.test(key)).map(({ value }) => value);
    return new Set([
      ...arns,
      ...[...given.map(({ value }) => value), ...tagged].flatMap((each) => identifierTokens(each)),
    ]);
  };
  return {
    named,
    values: names.filter((value): value is string => value !== null),
    tagged: ({ tags: of }) => tags.some(({ key }) => of.test(key)),
  };
}

/** Tags come as `{key, value}` in lists. */
function tagsIn(value: Json | undefined): readonly { readonly key: string; readonly value: string }[] {
  const tags: { key: string; value: string }[] = [];
  for (const object of objectsUnder(value)) {
    const key = text(object.key) ?? text(object.Key);
    const of = text(object.value) ?? text(object.Value);
    if (key !== null && of !== null && /^(?:aws|opsworks|elasticbeanstalk|eks):/i.test(key))
      tags.push({ key, value: of });
  }
  return tags;
}

/** What the causing call names: a stack by name and by id, a group, an environment. Lower-case forms included. */
function subjectsOf({ record }: AuditEvent, { keys }: CausingService): readonly string[] {
  const found: string[] = [];
  for (const part of [record.requestParameters, record.responseElements]) {
    someLeaf(part, (leaf, key) => {
      if (typeof leaf === 'string' && keys.test(key ?? ''))
        found.push(leaf, ...stackName(leaf), ...identifierTokens(leaf));
      return false;
    });
  }
  return [...new Set(found)].filter((subject) => subject.length > 2);
}

/** `arn:aws:cloudformation:…:stack/NAME/UUID` → NAME, as cased. */
function stackName(value: string): readonly string[] {
  const name = /:stack(?:set)?\/([^/]+)/.exec(value)?.[1];
  return name === undefined ? [] : [name];
}

function plainName(subjects: readonly string[]): string | null {
  return subjects.find((subject) => !/^arn:/i.test(subject)) ?? subjects[0] ?? null;
}

/** What CloudFormation makes is called after its stack: `STACK-LogicalId-1A2B3C4D5E6F`. */
function resembles(value: string, subject: string): boolean {
  const [whole, start] = [value.toLowerCase(), subject.toLowerCase()];
  return start.length > 3 && (whole === start || whole.startsWith(`${start}-`));
}

function sameRequest(event: AuditEvent, call: AuditEvent): boolean {
  return event.requestID !== null && event.requestID === call.requestID;
}

/** `deleted stack web 7 s before`. */
function deedOf({ action, subject, event }: Candidate, call: AuditEvent): string {
  const what = subject === null ? action.verb.replace(/ of$/, '') : `${action.verb} ${subject}`;
  return `${what} ${before(call.timeMs - event.timeMs)}`;
}

function before(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds <= 0) return 'in the same second';
  return seconds < 120 ? `${seconds} s before` : `${Math.round(seconds / 60)} min before`;
}
