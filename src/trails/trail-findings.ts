// What AWS says of trails, and a window → what of the window they did not record or have not delivered, place by place.
// A place with several trails has a finding only where all of them have it: which one filled one's folder is not known.
import type { EventCategory } from '../domain/audit-event.ts';
import { categoriesOf, leftOutWords, type Recording } from './recording.ts';
import { isUnread, type SeenTrail, type Trail, type TrailPlace, type TrailStatus } from './trail-report.ts';

/** Half-open, epoch milliseconds; infinite where open. */
export interface Interval {
  readonly fromMs: number;
  readonly toMs: number;
}

export type Finding =
  /** No trail records this place. */
  | { readonly kind: 'no-trail' }
  /** Its trails were off. `toMs` infinite: they still are. */
  | { readonly kind: 'off'; readonly trail: Trail; readonly time: Interval }
  /** Its trail cannot write to its bucket; `sinceMs` null: it never could. */
  | { readonly kind: 'undelivered'; readonly trail: Trail; readonly error: string; readonly sinceMs: number | null }
  /** Its trail leaves management events out. */
  | { readonly kind: 'selectors'; readonly trail: Trail; readonly words: string; readonly recording: Recording };

export interface PlaceFindings {
  readonly account: string;
  readonly region: string;
  readonly findings: readonly Finding[];
  /** What all its trails record; null: not known. */
  readonly categories: readonly EventCategory[] | null;
  /** The last delivery of any of its trails, epoch milliseconds; null: not known, or none. */
  readonly deliveredMs: number | null;
  /** One of its trails delivers for many accounts: whose events came last is not known. */
  readonly organization: boolean;
}

/** `place.trails` must have been read. */
export function placeFindings(
  { account, region }: TrailPlace,
  trails: readonly SeenTrail[],
  window: Interval,
): PlaceFindings {
  const known = trails.flatMap(({ trail, status }) => (isUnread(status) ? [] : [{ trail, status }]));
  const whole = known.length === trails.length;
  const findings =
    trails.length === 0 ? [NO_TRAIL] : whole ? [...offFinding(known, window), ...deliveryFinding(known, window)] : [];
  const delivered = known.flatMap(({ status }) => status.deliveredMs ?? []);
  return {
    account,
    region,
    findings: [...findings, ...selectorFinding(trails)],
    categories: commonCategories(trails),
    deliveredMs: delivered.length === 0 ? null : Math.max(...delivered),
    organization: trails.some(({ trail }) => trail.organization),
  };
}

const NO_TRAIL: Finding = { kind: 'no-trail' };

interface Known {
  readonly trail: Trail;
  readonly status: TrailStatus;
}

/** The part of the window in which every trail was off, by the last stop and start that AWS remembers. */
function offFinding(known: readonly Known[], window: Interval): readonly Finding[] {
  let time: Interval = window;
  for (const { status } of known) {
    const off = offTimeOf(status);
    if (off === null) return [];
    time = { fromMs: Math.max(time.fromMs, off.fromMs), toMs: Math.min(time.toMs, off.toMs) };
  }
  const [first] = known;
  if (first === undefined || time.fromMs >= time.toMs) return [];
  const times = known.map(({ status }) => offTimeOf(status) ?? window);
  const whole = { fromMs: Math.max(...times.map((t) => t.fromMs)), toMs: Math.min(...times.map((t) => t.toMs)) };
  return [{ kind: 'off', trail: first.trail, time: whole }];
}

/** null: it has never been off, as far as AWS remembers. A trail that was never started is off for ever. */
export function offTimeOf({ logging, startedMs, stoppedMs }: TrailStatus): Interval | null {
  if (!logging) return { fromMs: stoppedMs ?? Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  if (stoppedMs === null || startedMs === null || startedMs <= stoppedMs) return null;
  return { fromMs: stoppedMs, toMs: startedMs };
}

function deliveryFinding(known: readonly Known[], window: Interval): readonly Finding[] {
  const logging = known.filter(({ status }) => status.logging);
  const [first] = logging;
  if (first === undefined || logging.some(({ status }) => status.deliveryError === null)) return [];
  const last = logging.reduce((a, b) => ((b.status.deliveredMs ?? -1) > (a.status.deliveredMs ?? -1) ? b : a), first);
  const sinceMs = last.status.deliveredMs;
  if (sinceMs !== null && sinceMs >= window.toMs) return [];
  return [{ kind: 'undelivered', trail: last.trail, error: last.status.deliveryError ?? '', sinceMs }];
}

/** What all of them together leave out. */
function selectorFinding(trails: readonly SeenTrail[]): readonly Finding[] {
  const [first] = trails;
  const recordings = trails.flatMap(({ recording }) => (isUnread(recording) ? [] : recording));
  if (first === undefined || recordings.length < trails.length) return [];
  const recording = { selectors: recordings.flatMap(({ selectors }) => selectors) };
  const words = leftOutWords(recording);
  return words === null ? [] : [{ kind: 'selectors', trail: first.trail, words, recording }];
}

function commonCategories(trails: readonly SeenTrail[]): readonly EventCategory[] | null {
  const all = trails.map(({ trail, recording }) => (isUnread(recording) ? null : recordedBy(trail, recording)));
  const known = all.filter((categories) => categories !== null);
  const [first, ...others] = known;
  if (first === undefined || known.length < all.length) return null;
  return first.filter((category) => others.every((categories) => categories.includes(category)));
}

function recordedBy(trail: Trail, recording: Recording): readonly EventCategory[] {
  return [...categoriesOf(recording), ...(trail.insights ? (['Insight'] as const) : [])];
}
