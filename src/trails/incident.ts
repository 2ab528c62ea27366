// What was found about one trail (or data store), from first to last: an incident, and how a look or an event moves it on.
// A poll and an event that tell of the same aspect are one finding; one that is seen to be mended ends, and with the last
// of them the incident.
import type { Hop } from '../domain/answer.ts';
import type { SlackLookup } from '../identity/slack-person.ts';
import { ASPECTS, type Aspect, type Blindness } from './aspects.ts';
import type { Difference } from './difference.ts';
import { isGone, type TrailPosture } from './posture.ts';
import { isUnread } from './trail-report.ts';

/** Who did it, as far as the records tell. Text of records: unescaped. */
export interface Culprit {
  readonly eventID: string;
  readonly eventName: string;
  readonly timeMs: number;
  readonly region: string | null;
  /** The actor with the person behind, in words. */
  readonly who: string;
  /** Whom to look up in Slack for that person. */
  readonly lookups: readonly SlackLookup[];
  /** How the person is known, nearest first. */
  readonly hops: readonly Pick<Hop, 'name' | 'kind' | 'confidence' | 'eventID'>[];
  readonly hints: readonly string[];
  readonly from: string | null;
  readonly consoleLink: string | null;
}

export interface IncidentFinding {
  readonly aspect: Aspect;
  readonly words: string;
  /** Epoch milliseconds. */
  readonly sinceMs: number;
  /** False: found by looking; it happened at some time before, after the look before that. */
  readonly sure: boolean;
  readonly endedMs: number | null;
  readonly eventID: string | null;
  /** A look at AWS tells whether it is still so. */
  readonly visible: boolean;
}

export interface Incident {
  readonly id: string;
  readonly subject: string;
  readonly kind: 'trail' | 'store';
  readonly name: string;
  readonly account: string;
  readonly homeRegion: string;
  readonly openedMs: number;
  readonly endedMs: number | null;
  /** Why it ended, beside being mended: a clause; null otherwise. */
  readonly endedBy: string | null;
  readonly findings: readonly IncidentFinding[];
  readonly culprits: readonly Culprit[];
  readonly revision: number;
}

/** One tamper event, as the incident of its subject needs it. */
export interface Deed {
  readonly culprit: Culprit;
  readonly differences: readonly Difference[];
  /** Null where the poll cannot see the effect of this call. */
  readonly visible: boolean;
}

/** One look at a subject. */
export interface Look {
  readonly atMs: number;
  /** All that is weaker than it should be; null: it could not be looked at. */
  readonly weaker: readonly Difference[] | null;
  /** Whether this look can tell that the aspect is mended. */
  readonly sees: (aspect: Aspect) => boolean;
  /** When AWS says that logging was last stopped and started; null: not known. */
  readonly stoppedMs: number | null;
  readonly startedMs: number | null;
  readonly deeds: readonly Deed[];
}

export type Subject = Pick<Incident, 'id' | 'subject' | 'kind' | 'name' | 'account' | 'homeRegion'>;

/** The incident as it stands after a look; null: there is none, or nothing is new. `was` null: none is open. */
export function advance(was: Incident | null, subject: Subject, look: Look): Incident | null {
  const before = was ?? begun(subject, look.atMs);
  const told = look.deeds.reduce(withDeed, before);
  const seen = look.weaker === null ? told : withLook(told, look.weaker, look);
  const next = ended(seen, look.atMs);
  if (next.findings.length === 0) return null;
  if (was !== null && same(was, next)) return null;
  const openedMs = Math.min(...next.findings.map(({ sinceMs }) => sinceMs));
  return { ...next, openedMs, revision: before.revision + 1 };
}

function begun(subject: Subject, atMs: number): Incident {
  return { ...subject, openedMs: atMs, endedMs: null, endedBy: null, findings: [], culprits: [], revision: 0 };
}

function same(one: Incident, other: Incident): boolean {
  return (
    JSON.stringify([one.findings, one.culprits, one.endedMs]) ===
    JSON.stringify([other.findings, other.culprits, other.endedMs])
  );
}

function withDeed(incident: Incident, { culprit, differences, visible }: Deed): Incident {
  if (incident.culprits.some(({ eventID }) => eventID === culprit.eventID)) return incident;
  const { eventID, timeMs } = culprit;
  let { findings } = incident;
  for (const { aspect, words } of differences) {
    const at = findings.findIndex((each) => each.aspect === aspect && each.eventID === null);
    const known = findings[at];
    // One that began again after it had ended is another finding.
    if (known !== undefined && (known.endedMs === null || timeMs <= known.endedMs)) {
      const sinceMs = known.sure ? known.sinceMs : Math.min(known.sinceMs, timeMs);
      findings = findings.with(at, { ...known, sinceMs, sure: true, eventID, visible: known.visible || visible });
    } else if (!findings.some((each) => each.aspect === aspect && each.endedMs === null)) {
      findings = [...findings, { aspect, words, sinceMs: timeMs, sure: true, endedMs: null, eventID, visible }];
    }
  }
  const culprits = [...incident.culprits, culprit].sort((a, b) => a.timeMs - b.timeMs);
  return { ...incident, findings, culprits };
}

function withLook(incident: Incident, weaker: readonly Difference[], look: Look): Incident {
  const seen = new Map(weaker.map((each) => [each.aspect, each]));
  const kept = incident.findings.map((finding): IncidentFinding => {
    if (finding.endedMs !== null) return finding;
    const still = seen.get(finding.aspect);
    if (still !== undefined) return { ...finding, words: still.words, visible: true };
    return finding.visible && look.sees(finding.aspect) ? { ...finding, endedMs: mendedAt(finding, look) } : finding;
  });
  const open = new Set(kept.filter(({ endedMs }) => endedMs === null).map(({ aspect }) => aspect));
  const fresh = [...seen.values()].filter(({ aspect }) => !open.has(aspect));
  return { ...incident, findings: [...kept, ...fresh.map((each) => found(each, look))] };
}

function found({ aspect, words }: Difference, { atMs, stoppedMs }: Look): IncidentFinding {
  const told = aspect === 'logging' ? stoppedMs : null;
  return { aspect, words, sinceMs: told ?? atMs, sure: told !== null, endedMs: null, eventID: null, visible: true };
}

function mendedAt({ aspect, sinceMs }: IncidentFinding, { atMs, startedMs }: Look): number {
  const told = aspect === 'logging' && startedMs !== null && startedMs >= sinceMs ? startedMs : atMs;
  return Math.max(told, sinceMs);
}

function ended(incident: Incident, atMs: number): Incident {
  const { findings, endedMs } = incident;
  if (endedMs !== null || findings.some((finding) => finding.endedMs === null)) return incident;
  return { ...incident, endedMs: Math.max(...findings.map((finding) => finding.endedMs ?? atMs)) };
}

/** Somebody said that it is to be as it is now. */
export function closed(incident: Incident, atMs: number, why: string): Incident {
  const findings = incident.findings.map((each) => (each.endedMs === null ? { ...each, endedMs: atMs } : each));
  return { ...incident, findings, endedMs: atMs, endedBy: why, revision: incident.revision + 1 };
}

/** Half-open, epoch milliseconds; `toMs` null: it goes on. null: nothing went unrecorded. */
export function blindWindow({
  findings,
}: Incident): { readonly fromMs: number; readonly toMs: number | null; readonly how: Blindness } | null {
  const blind = findings.filter(({ aspect }) => ASPECTS[aspect].blind !== 'none');
  if (blind.length === 0) return null;
  const order: readonly Blindness[] = ['all', 'some', 'undelivered'];
  const how = order.find((each) => blind.some(({ aspect }) => ASPECTS[aspect].blind === each)) ?? 'some';
  const ends = blind.map(({ endedMs }) => endedMs);
  return {
    fromMs: Math.min(...blind.map(({ sinceMs }) => sinceMs)),
    toMs: ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0)),
    how,
  };
}

/** Which aspects a look at a trail can tell to be as they should: only of what was read. */
export function seesOf(posture: TrailPosture | null): (aspect: Aspect) => boolean {
  if (posture === null) return () => false;
  const { status, selectors, insights, bucket, key } = posture;
  const part = (name: string) => {
    if (bucket === null || isUnread(bucket) || isGone(bucket)) return false;
    return !isUnread((bucket as unknown as Readonly<Record<string, unknown>>)[name]);
  };
  return (aspect) => {
    switch (aspect) {
      case 'logging':
      case 'delivery':
      case 'log-group':
        return !isUnread(status);
      case 'selectors':
        return !isUnread(selectors);
      case 'insights':
        return !isUnread(insights);
      case 'bucket-gone':
        return bucket === null || (!isUnread(bucket) && !isGone(bucket));
      case 'bucket-policy':
        return part('policy');
      case 'bucket-lifecycle':
        return part('expiries');
      case 'bucket-public':
        return part('publicAccess');
      case 'bucket-versioning':
        return part('versioning');
      case 'bucket-lock':
        return part('objectLock');
      case 'bucket-replication':
        return part('replicas');
      case 'bucket-access-log':
        return part('accessLog');
      case 'bucket-encryption':
        return part('encryptionKey');
      case 'key':
        return !isUnread(key);
      default:
        return true;
    }
  };
}
