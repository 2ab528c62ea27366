// One finding and the calls that can have opened its resource → the call that did. The latest one before the finding was
// made counts, unless two were near enough to have been it: then both are named, and neither is chosen.
import type { AuditEvent } from '../domain/audit-event.ts';
import { holds } from '../records/holds.ts';
import type { ExposureFinding } from './finding.ts';
import { type LetsIn, letsIn } from './lets-in.ts';
import { type OpeningCall, openingCalls } from './opening-calls.ts';
import { callTest } from './opening-test.ts';

export type Opener =
  /** `sure` false: the record does not have the parameters that would show whom it let in. */
  | { readonly kind: 'found'; readonly event: AuditEvent; readonly sure: boolean }
  /** Each of them lets in whom the finding names. Latest first. */
  | { readonly kind: 'one-of'; readonly events: readonly AuditEvent[] }
  | { readonly kind: 'not-found' }
  /** The events could not be read. */
  | { readonly kind: 'not-read' }
  /** No call is known that opens this kind of resource. */
  | { readonly kind: 'unknown-kind' };

/**
 * Findings come within half an hour of a change; where CloudTrail did not deliver it, with the next scan, a day later at
 * most: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings.html
 */
export const FOUND_WITHIN_MS = 30 * 60_000;
export const SCANNED_WITHIN_MS = 24 * 3_600_000;

interface Candidate {
  readonly event: AuditEvent;
  readonly call: OpeningCall;
  readonly lets: LetsIn;
}

/** `events`: of any resource; those of others are passed over. */
export function findOpener(finding: ExposureFinding, events: readonly AuditEvent[]): Opener {
  const calls = openingCalls(finding.resourceType);
  if (calls.length === 0) return { kind: 'unknown-kind' };
  const candidates = events
    .filter((event) => event.timeMs <= finding.createdMs)
    .flatMap((event) => candidateOf(event, calls, finding))
    .sort((left, right) => right.event.timeMs - left.event.timeMs);
  const latest = candidates.find(({ lets }) => lets === 'yes') ?? candidates[0];
  if (latest === undefined) return { kind: 'not-found' };
  const rivals = candidates.filter((each) => each !== latest && isRival(finding, each, latest));
  if (rivals.every(({ event }) => whoIs(event) === whoIs(latest.event))) {
    return { kind: 'found', event: latest.event, sure: latest.lets === 'yes' };
  }
  return { kind: 'one-of', events: candidates.filter((each) => each === latest || rivals.includes(each)).map(eventOf) };
}

function eventOf({ event }: Candidate): AuditEvent {
  return event;
}

function candidateOf(event: AuditEvent, calls: readonly OpeningCall[], finding: ExposureFinding): readonly Candidate[] {
  const call = calls.find((each) => holds(callTest(each, finding), event));
  if (call === undefined) return [];
  const lets = letsIn(event, call, finding);
  return lets === 'no' ? [] : [{ event, call, lets }];
}

/**
 * An earlier call alone would have been found earlier, but for the first scan of a new analyzer, which finds all there is.
 * For the same reason a call that only may have let them in stands beside one that did, but long before.
 */
function isRival(finding: ExposureFinding, { event, call, lets }: Candidate, latest: Candidate): boolean {
  if ((call.means === 'block') !== (latest.call.means === 'block')) return false;
  if (lets === 'part' && latest.lets === 'yes') return false;
  if (isFirstScan(finding) || isNear(finding, event)) return true;
  return lets === 'perhaps' && event.timeMs > latest.event.timeMs && !isNear(finding, latest.event);
}

function isNear({ createdMs }: ExposureFinding, event: AuditEvent): boolean {
  return event.timeMs >= createdMs - FOUND_WITHIN_MS;
}

/** What it found then may have been open for years. */
export function isFirstScan({ createdMs, analyzerMs }: Pick<ExposureFinding, 'createdMs' | 'analyzerMs'>): boolean {
  return createdMs - analyzerMs <= SCANNED_WITHIN_MS;
}

function whoIs({ actor }: AuditEvent): string {
  return `${actor.arn ?? actor.name} ${actor.accessKeyId ?? ''}`;
}
