// The events that changed trails, in order → the times in which each trail recorded nothing, or less. Says what the
// calls meant for that trail, and not whether it is the trail that one's files come from: see `silence.ts`.
import type { AuditEvent } from '../domain/audit-event.ts';
import type { EventTest } from '../domain/question.ts';
import { ALWAYS, allOf, anyOf, leftOut, leftOutWords, NEVER } from './recording.ts';
import { type TrailChange, type TrailRef, type TrailSettings, trailChange, trailKey } from './trail-change.ts';

/** Why a trail recorded less. At most one time of each kind is open for a trail. */
export type LossKind = 'off' | 'moved' | 'selectors' | 'other-regions' | 'global-services' | 'member-accounts';

export interface OffTime {
  readonly trail: TrailRef;
  readonly kind: LossKind;
  /** Epoch milliseconds; half-open. `toMs` null: it was still so at the end of what was read. */
  readonly fromMs: number;
  readonly toMs: number | null;
  /** In a clause, past tense: what was not recorded. */
  readonly lost: string;
  /** Only management events were lost. */
  readonly managementOnly: boolean;
  /** Which events of its reach it left out: `surely` holds only for such, `maybe` for all such. */
  readonly left: { readonly surely: EventTest; readonly maybe: EventTest };
  /** Whose events it may have recorded, widest first; the last is certain. See `TrailReach`. */
  readonly reaches: readonly TrailReach[];
  /** The setting may have been so before: then it is a loss only if such events were recorded earlier. */
  readonly needsEarlier: boolean;
  /** Whether it is an organization's trail; null: not known. */
  readonly organization: boolean | null;
  readonly by: AuditEvent;
  readonly endedBy: AuditEvent | null;
}

/** Accounts and Regions, as lists to be in or out of; null: all there are. */
export interface TrailReach {
  readonly account: Some | null;
  readonly region: Some | null;
}

export interface Some {
  readonly is: 'in' | 'out';
  readonly name: string;
}

type Open = Omit<OffTime, 'trail' | 'toMs' | 'endedBy' | 'organization'>;
type Lost = Omit<Open, 'kind' | 'fromMs' | 'by'>;

interface Known {
  readonly trail: TrailRef;
  multiRegion: boolean | null;
  organization: boolean | null;
  globalServices: boolean | null;
  bucket: string | null;
  /** Where its files went before they were sent elsewhere. */
  formerBucket: string | null;
  readonly open: Map<LossKind, Open>;
}

/** `events`: in any order; those that change no trail are passed over. Oldest first, by begin. */
export function offTimes(events: Iterable<AuditEvent>): readonly OffTime[] {
  const trails = new Map<string, Known>();
  const found: OffTime[] = [];
  for (const change of changesOf(events)) {
    const known = trails.get(trailKey(change.trail)) ?? unknownTrail(change.trail);
    trails.set(trailKey(change.trail), known);
    apply(known, change, found);
  }
  for (const known of trails.values()) for (const kind of [...known.open.keys()]) close(known, kind, null, found);
  return found.sort((a, b) => a.fromMs - b.fromMs);
}

/** CloudTrail defines no order within a second: of one second, what switches on counts as the later. */
function changesOf(events: Iterable<AuditEvent>): readonly TrailChange[] {
  const changes = [...events].map(trailChange).filter((change) => change !== null);
  return changes.sort((a, b) => a.event.timeMs - b.event.timeMs || rank(a) - rank(b));
}

const RANKS = { deleted: 0, stopped: 1, created: 2, updated: 3, selectors: 4, started: 5 } as const;

function rank({ effect }: TrailChange): number {
  return RANKS[effect.kind];
}

function unknownTrail(trail: TrailRef): Known {
  const unknown = { multiRegion: null, organization: null, globalServices: null, bucket: null, formerBucket: null };
  return { trail, ...unknown, open: new Map() };
}

function apply(known: Known, { effect, event }: TrailChange, found: OffTime[]): void {
  switch (effect.kind) {
    case 'stopped':
    case 'deleted':
      open(known, event, 'off', everything(known, 'nothing was recorded'));
      return;
    case 'started':
      close(known, 'off', event, found);
      return;
    case 'created':
      // A new trail of an old name: what its predecessor left out is over, but it records only once it is started.
      for (const kind of [...known.open.keys()]) if (kind !== 'off') close(known, kind, event, found);
      known.multiRegion = effect.settings.multiRegion ?? false;
      known.organization = effect.settings.organization ?? false;
      known.globalServices = effect.settings.globalServices ?? true;
      known.bucket = effect.settings.bucket;
      known.formerBucket = null;
      return;
    case 'updated':
      update(known, effect.settings, event, found);
      return;
    case 'selectors': {
      close(known, 'selectors', event, found);
      const words =
        effect.recording === null
          ? 'what was recorded is not known, for the call’s parameters were too large to be kept'
          : leftOutWords(effect.recording);
      if (words === null) return;
      const left = effect.recording === null ? { surely: NEVER, maybe: ALWAYS } : leftOut(effect.recording);
      open(known, event, 'selectors', {
        lost: words,
        managementOnly: true,
        left,
        reaches: reachesOf(known),
        needsEarlier: false,
      });
      return;
    }
    default:
      unreachable(effect);
  }
}

function update(known: Known, settings: TrailSettings, event: AuditEvent, found: OffTime[]): void {
  const { multiRegion, organization, globalServices, bucket } = settings;
  if (multiRegion !== null) {
    turn(known, 'other-regions', known.multiRegion, multiRegion, event, found);
    known.multiRegion = multiRegion;
  }
  if (organization !== null) {
    turn(known, 'member-accounts', known.organization, organization, event, found);
    known.organization = organization;
  }
  if (globalServices !== null) {
    turn(known, 'global-services', known.globalServices, globalServices, event, found);
    known.globalServices = globalServices;
  }
  if (bucket !== null) move(known, bucket, event, found);
}

/** A setting that widens what is recorded, from `before` (null: not known) to `now`. */
function turn(
  known: Known,
  kind: keyof typeof NARROWED,
  before: boolean | null,
  now: boolean,
  event: AuditEvent,
  found: OffTime[],
): void {
  if (now) close(known, kind, event, found);
  else if (before !== false) {
    open(known, event, kind, { managementOnly: false, needsEarlier: before === null, ...NARROWED[kind](known.trail) });
  }
}

const EVERYTHING = { surely: ALWAYS, maybe: ALWAYS } as const;

/** Logged in one Region each. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html */
const GLOBAL_SERVICES = anyOf(['iam', 'sts', 'cloudfront', 'signin'].map((service) => ({ kind: 'service', service })));

const NARROWED = {
  'other-regions': ({ account, homeRegion }: TrailRef) => ({
    lost: `nothing was recorded outside ${homeRegion}`,
    left: EVERYTHING,
    reaches: [{ account: only(account), region: { is: 'out', name: homeRegion } as const }],
  }),
  'member-accounts': ({ account }: TrailRef) => ({
    lost: 'nothing was recorded in other accounts of the organization',
    left: EVERYTHING,
    reaches: [{ account: { is: 'out', name: account } as const, region: null }],
  }),
  'global-services': ({ account }: TrailRef) => ({
    lost: 'calls of global services (IAM, STS, CloudFront) were not recorded',
    left: { surely: GLOBAL_SERVICES, maybe: GLOBAL_SERVICES },
    reaches: [{ account: only(account), region: null }],
  }),
} as const;

function move(known: Known, bucket: string, event: AuditEvent, found: OffTime[]): void {
  if (known.bucket === bucket) return;
  const back = known.formerBucket === bucket;
  known.formerBucket ??= known.bucket;
  known.bucket = bucket;
  close(known, 'moved', event, found);
  if (!back) open(known, event, 'moved', everything(known, `its files went to bucket ${bucket}`));
}

function everything(known: Known, lost: string): Lost {
  return { lost, managementOnly: false, left: EVERYTHING, reaches: reachesOf(known), needsEarlier: false };
}

/** A trail records its home Region in its own account at least; more where that is known, or may be. */
function reachesOf({ trail, multiRegion, organization }: Known): readonly TrailReach[] {
  const [account, region] = [only(trail.account), only(trail.homeRegion)];
  const reaches: TrailReach[] = [];
  if (organization !== false && multiRegion !== false) reaches.push({ account: null, region: null });
  if (organization !== false && multiRegion === false) reaches.push({ account: null, region });
  if (organization !== true && multiRegion !== false) reaches.push({ account, region: null });
  if (organization !== true && multiRegion !== true) reaches.push({ account, region });
  if (organization === true && multiRegion === null) reaches.push({ account: null, region });
  return reaches;
}

function only(name: string): Some {
  return { is: 'in', name };
}

/** Holds for the events within a reach. */
export function within({ account, region }: TrailReach): EventTest {
  const leaf = (some: Some | null, make: (name: string) => EventTest): readonly EventTest[] => {
    if (some === null) return [];
    return [some.is === 'in' ? make(some.name) : { kind: 'not', test: make(some.name) }];
  };
  return allOf([
    ...leaf(account, (name) => ({ kind: 'account', account: name })),
    ...leaf(region, (name) => ({ kind: 'region', region: name })),
  ]);
}

function open(known: Known, event: AuditEvent, kind: LossKind, time: Lost): void {
  if (!known.open.has(kind)) known.open.set(kind, { ...time, kind, fromMs: event.timeMs, by: event });
}

function close(known: Known, kind: LossKind, event: AuditEvent | null, found: OffTime[]): void {
  const time = known.open.get(kind);
  if (time === undefined) return;
  known.open.delete(kind);
  const toMs = event?.timeMs ?? null;
  if (toMs === null || toMs > time.fromMs) {
    found.push({ ...time, trail: known.trail, organization: known.organization, toMs, endedBy: event });
  }
}

function unreachable(effect: never): never {
  throw new Error(`unknown effect ${JSON.stringify(effect)}`);
}
