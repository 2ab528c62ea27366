// One look at all trails: what is weaker than it should be and which events did it → incidents that begin, go on or end, and
// the message of each. Everything is kept before it is said, so that a look cut short is made up by the next one.
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { KeptIncident } from '../../domain/trail-book.ts';
import { updateWords } from '../../render/trails/incident.ts';
import { asBaseline, type BaselineBody, keepBaseline, type ReadBaselines } from '../../trails/baseline.ts';
import { compare, compareStore, isMissing } from '../../trails/compare.ts';
import { type Difference, weaker } from '../../trails/difference.ts';
import { advance, type Deed, type Incident, type Look, type Subject, seesOf } from '../../trails/incident.ts';
import type { Posture, StorePosture, TrailPosture } from '../../trails/posture.ts';
import { gathered, subjectOf } from '../../trails/subject.ts';
import { trailOfArn } from '../../trails/trail-change.ts';
import { isUnread } from '../../trails/trail-report.ts';
import type { WorkingDeps } from '../feature.ts';
import { findDeeds } from './find-deeds.ts';
import { baselinesNow, fingerprint, incidentOf, keep, type ToldIncident, type TrailsParts } from './parts.ts';
import { formsOf, headKey, headOf, isTold } from './tell-incident.ts';

/** An incident that ended less than this ago takes events that arrive late. Milliseconds. */
const RECENT_MS = 2 * 60 * 60_000;
/** After an outage, events are looked for this far back. Milliseconds. */
const BACK_MS_MAX = 7 * 24 * 60 * 60_000;
/** How far an event may lie before what was seen of it. Milliseconds. */
const SLACK_MS = 30 * 60_000;

export async function look(deps: WorkingDeps, parts: TrailsParts): Promise<Failure | null> {
  if (parts.postures === null) return null;
  const posture = await parts.postures.read();
  if (isFailure(posture)) return posture;
  await keepFirstSeen(deps, parts, posture, await baselinesNow(deps, parts));
  const baselines = await baselinesNow(deps, parts);
  const known = knownOf(baselines);
  const now = deps.clock();
  const since = Math.max((await parts.book.lookedUpTo(deps.homeTeamId)) ?? now - parts.everyMs, now - BACK_MS_MAX);
  const { deeds, whole } = await findDeeds(deps, known, since);
  const kept = await parts.book.incidents(deps.homeTeamId, now - RECENT_MS);
  for (const seen of seenSubjects(posture, baselines, deeds)) await move(deps, parts, seen, kept, now);
  if (whole) await parts.book.setLookedUpTo(deps.homeTeamId, now);
  await tellAll(deps, parts, await parts.book.incidents(deps.homeTeamId, now - RECENT_MS));
  return null;
}

/**
 * What is seen for the first time is remembered as it is, accepted by nobody: changes are held against that. Only that a
 * trail is off is taken for nobody's wish until somebody accepts it.
 */
async function keepFirstSeen(
  deps: WorkingDeps,
  { book }: TrailsParts,
  { trails, stores }: Posture,
  { intact, tampered }: ReadBaselines,
): Promise<void> {
  const bodies: readonly (readonly [string, BaselineBody])[] = [
    ...trails.map((posture) => [posture.trail.arn, { kind: 'trail', posture: firstSeen(posture) }] as const),
    ...stores.map((posture) => [posture.arn, { kind: 'store', posture }] as const),
  ];
  for (const [subject, body] of bodies) {
    if (intact.has(subject) || tampered.has(subject)) continue;
    const at = deps.clock();
    const teamId = deps.homeTeamId;
    const baseline = keepBaseline({ teamId, subject, version: 0, acceptedBy: 'system', acceptedAt: at }, body);
    const detail = { subject, version: 0, hash: baseline.hash };
    await book.accept(baseline, { teamId, kind: 'baseline', actorId: 'system', askingId: null, at, detail });
  }
}

function firstSeen(posture: TrailPosture): TrailPosture {
  const { status, ...rest } = asBaseline(posture);
  return { ...rest, status: 'unread' in status ? status : { ...status, logging: true } };
}

export function knownOf({ intact }: ReadBaselines): {
  readonly trails: readonly TrailPosture[];
  readonly stores: readonly StorePosture[];
} {
  const bodies = [...intact.values()].map(({ body }) => body);
  return {
    trails: bodies.flatMap((body) => (body.kind === 'trail' ? body.posture : [])),
    stores: bodies.flatMap((body) => (body.kind === 'store' ? body.posture : [])),
  };
}

interface Seen {
  readonly subject: Omit<Subject, 'id'>;
  readonly weaker: readonly Difference[] | null;
  readonly sees: Look['sees'];
  readonly stoppedMs: number | null;
  readonly startedMs: number | null;
  readonly deeds: readonly Deed[];
}

/** Every trail and data store that there is a baseline of, or an event about. */
function seenSubjects(
  posture: Posture,
  baselines: ReadBaselines,
  deeds: ReadonlyMap<string, readonly Deed[]>,
): readonly Seen[] {
  const found = differencesOf(posture, baselines);
  const gather = gathered(baselines);
  const byBucket = new Map<string, Deed[]>();
  for (const [arn, list] of deeds) {
    for (const deed of list) {
      for (const subject of new Set(deed.differences.map(({ aspect }) => subjectOf(aspect, arn, gather)))) {
        const differences = deed.differences.filter(({ aspect }) => subjectOf(aspect, arn, gather) === subject);
        const same = (byBucket.get(subject) ?? []).some((each) => each.culprit.eventID === deed.culprit.eventID);
        if (!same) byBucket.set(subject, [...(byBucket.get(subject) ?? []), { ...deed, differences }]);
      }
    }
  }
  const arns = new Set([...found.keys(), ...byBucket.keys()]);
  return [...arns].map((arn) => seenOf(arn, posture, found.get(arn) ?? null, byBucket.get(arn) ?? []));
}

/** What is weaker, by subject; without an entry: it was not looked at. */
export function differencesOf(
  posture: Posture,
  { intact, tampered }: ReadBaselines,
): ReadonlyMap<string, readonly Difference[]> {
  const gather = gathered({ intact });
  const found = new Map<string, Difference[]>();
  const note = (arn: string, differences: readonly Difference[]) => {
    found.set(arn, found.get(arn) ?? []);
    for (const difference of differences) {
      const subject = subjectOf(difference.aspect, arn, gather);
      const list = found.get(subject) ?? [];
      const known = list.some(({ aspect }) => aspect === difference.aspect);
      found.set(subject, known ? list : [...list, difference]);
    }
  };
  for (const [arn, { body }] of intact) {
    const differences = differencesIn(body, posture);
    if (differences !== null)
      note(
        arn,
        differences.filter(({ direction }) => direction === 'weaker'),
      );
  }
  for (const [arn, words] of tampered) note(arn, [weaker('baseline', words)]);
  return found;
}

/** null: it could not be looked at. */
function differencesIn(body: BaselineBody, posture: Posture): readonly Difference[] | null {
  switch (body.kind) {
    case 'retired':
      return [];
    case 'trail': {
      const now = posture.trails.find(({ trail }) => trail.arn === body.posture.trail.arn);
      if (now !== undefined) return compare(body.posture, now);
      return isMissing(body.posture, posture) ? compare(body.posture, null) : null;
    }
    case 'store': {
      const was = body.posture;
      const now = posture.stores.find(({ arn }) => arn === was.arn);
      if (now !== undefined) return compareStore(was, now);
      const home = posture.places.find(({ account, region }) => account === was.account && region === was.region);
      // That trails could be listed there does not say that data stores could.
      const listed =
        home !== undefined && !isUnread(home.trails) && !posture.gaps.some((gap) => gap.includes('EventDataStore'));
      return listed ? compareStore(was, null) : null;
    }
    default: {
      const never: never = body;
      throw new Error(`unknown baseline ${JSON.stringify(never)}`);
    }
  }
}

function seenOf(arn: string, posture: Posture, found: readonly Difference[] | null, deeds: readonly Deed[]): Seen {
  const trail = posture.trails.find((each) => each.trail.arn === arn);
  const store = posture.stores.find((each) => each.arn === arn);
  const ref = trailOfArn(arn);
  const [, , , region = '', account = ''] = arn.split(':');
  const subject = {
    subject: arn,
    kind: ref === null ? 'store' : 'trail',
    name: store?.name ?? ref?.name ?? arn,
    account: ref?.account ?? account,
    homeRegion: ref?.homeRegion ?? region,
  } as const;
  const status = trail === undefined || isUnread(trail.status) ? null : trail.status;
  const looked = found !== null;
  return {
    subject,
    weaker: found,
    sees:
      store !== undefined
        ? () => true
        : trail === undefined
          ? (aspect) => looked && aspect === 'baseline'
          : seesOf(trail),
    stoppedMs: status?.stoppedMs ?? null,
    startedMs: status?.startedMs ?? null,
    deeds,
  };
}

/** Brings the incident of one subject up to date. */
async function move(
  deps: WorkingDeps,
  parts: TrailsParts,
  seen: Seen,
  kept: readonly KeptIncident[],
  now: number,
): Promise<void> {
  const own = kept.filter(({ subject }) => subject === seen.subject.subject).map(incidentOf);
  const open = own.find(({ incident }) => incident.endedMs === null) ?? null;
  const told = new Set(own.flatMap(({ incident }) => incident.culprits.map(({ eventID }) => eventID)));
  const fresh = seen.deeds.filter(({ culprit }) => !told.has(culprit.eventID));
  const late = open === null ? lateFor(own, fresh) : null;
  if (late !== null) {
    await moveOne(deps, parts, late.told, seen, { deeds: late.deeds, weaker: null }, now);
  }
  const rest = fresh.filter((deed) => late?.deeds.includes(deed) !== true);
  await moveOne(deps, parts, open, seen, { deeds: rest, weaker: seen.weaker }, now);
}

/** Events that tell, after the fact, who was behind an incident that has ended. */
function lateFor(own: readonly ToldIncident[], fresh: readonly Deed[]) {
  for (const told of own) {
    const { openedMs, endedMs } = told.incident;
    const deeds = fresh.filter(
      ({ culprit: { timeMs } }) => endedMs !== null && timeMs >= openedMs - SLACK_MS && timeMs <= endedMs,
    );
    if (deeds.length > 0) return { told, deeds };
  }
  return null;
}

async function moveOne(
  deps: WorkingDeps,
  parts: TrailsParts,
  was: ToldIncident | null,
  seen: Seen,
  news: Pick<Look, 'deeds' | 'weaker'>,
  now: number,
): Promise<void> {
  const id = was?.incident.id ?? fingerprint(deps.homeTeamId, seen.subject.subject, String(now));
  const { sees, stoppedMs, startedMs } = seen;
  const next = advance(
    was?.incident ?? null,
    { ...seen.subject, id },
    { ...news, atMs: now, sees, stoppedMs, startedMs },
  );
  if (next !== null) await keep(deps, parts, toldAfter(deps, was, next));
}

export function toldAfter({ zone }: Pick<WorkingDeps, 'zone'>, was: ToldIncident | null, next: Incident): ToldIncident {
  const words = updateWords(was?.incident ?? null, next, { zone });
  const before = was?.updates ?? [];
  return { incident: next, updates: words === null ? before : [...before, { revision: next.revision, words }] };
}

/** Sees to it that each incident has its message, that the message shows how it stands, and that its thread was told. */
export async function tellAll(deps: WorkingDeps, parts: TrailsParts, kept: readonly KeptIncident[]): Promise<void> {
  const channelId = deps.securityChannel;
  if (channelId === null) return;
  for (const row of kept) {
    const { incident, updates } = incidentOf(row);
    const common = { feature: 'trails', userId: 'system', channelId } as const;
    const head = await deps.schedule({ ...common, key: headKey(row.id), what: `incident ${row.id}` });
    if (head.kind === 'recorded' || !(await isTold(deps, parts, incident, channelId))) continue;
    for (const { revision } of updates) {
      await deps.schedule({ ...common, key: `${headKey(row.id)}-${revision}`, what: `update ${row.id} ${revision}` });
    }
    await refresh(deps, parts, incident);
  }
}

/** The first message says how things stand now; quiet where it has not been posted yet. */
export async function refresh(deps: WorkingDeps, parts: TrailsParts, incident: Incident): Promise<void> {
  const asking = await headOf(deps, incident.id);
  const posted = asking?.messages.find(({ purpose }) => purpose === 'parent');
  if (asking === null || posted === undefined) return;
  const thread = await deps.threads.openAt(asking, { channelId: posted.channelId, threadTs: null }, false);
  await thread.change('parent', await formsOf(deps, parts, incident));
}
