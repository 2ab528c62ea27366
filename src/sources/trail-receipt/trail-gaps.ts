// Findings about trails at many places → gaps, one for all places that share a cause; each only where the question could
// be concerned, and where the logs at hand do not show that events went on.

import { listOf } from '../../answer/words/count.ts';
import type { Gap, PlaceCoverage } from '../../domain/coverage.ts';
import type { EventTest } from '../../domain/question.ts';
import { mayConcern } from '../../trails/concerns.ts';
import { instant } from '../../trails/describe-silence.ts';
import { allOf, anyOf, leftOut } from '../../trails/recording.ts';
import { type Find, isSilentIn } from '../../trails/silence.ts';
import type { Finding, Interval, PlaceFindings } from '../../trails/trail-findings.ts';

export interface Findings {
  readonly test: EventTest;
  readonly window: Interval;
  /** What the source itself says of its places. */
  readonly covered: readonly PlaceCoverage[];
  readonly places: readonly PlaceFindings[];
  readonly find: Find;
}

interface Group {
  readonly finding: Finding;
  readonly places: PlaceFindings[];
}

const NAMES_MAX = 4;

/** Gaps, and the places and times of those that are times off. */
export async function trailGaps(
  findings: Findings,
): Promise<{ readonly gaps: readonly Gap[]; readonly off: readonly OffPlaces[] }> {
  const gaps: Gap[] = [];
  const off: OffPlaces[] = [];
  for (const group of groupsOf(findings.places)) {
    if (!(await stands(group, findings))) continue;
    const { finding, places } = group;
    if (finding.kind === 'off') off.push({ places, time: finding.time });
    if (mayConcern(findings.test, allOf([placesTest(places), lostBy(finding)]))) gaps.push(gapOf(finding, places));
  }
  return { gaps: [...gaps, ...behind(findings)], off };
}

export interface OffPlaces {
  readonly places: readonly PlaceFindings[];
  readonly time: Interval;
}

function groupsOf(places: readonly PlaceFindings[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const place of places) {
    for (const finding of place.findings) {
      const key = keyOf(finding, place);
      const group = groups.get(key) ?? { finding, places: [] };
      group.places.push(place);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function keyOf(finding: Finding, { account }: PlaceFindings): string {
  switch (finding.kind) {
    case 'no-trail':
      return `no-trail ${account}`;
    case 'off':
      return `off ${finding.trail.arn} ${finding.time.fromMs} ${finding.time.toMs}`;
    case 'undelivered':
      return `undelivered ${finding.trail.arn} ${finding.error}`;
    case 'selectors':
      return `selectors ${finding.trail.arn}`;
    default:
      return unreachable(finding);
  }
}

function placesTest(places: readonly PlaceFindings[]): EventTest {
  return anyOf(
    places.map(({ account, region }) =>
      allOf([
        { kind: 'account', account },
        { kind: 'region', region },
      ]),
    ),
  );
}

function lostBy(finding: Finding): EventTest {
  return finding.kind === 'selectors' ? leftOut(finding.recording).maybe : allOf([]);
}

/** False where the logs show otherwise, or say it themselves already. */
async function stands({ finding, places }: Group, { window, covered, find }: Findings): Promise<boolean> {
  const here = placesTest(places);
  switch (finding.kind) {
    case 'off': {
      if (places.every((place) => saysItself(covered, place, finding.time))) return false;
      return isSilentIn(here, overlap(finding.time, window), false, find);
    }
    case 'undelivered':
      return isSilentIn(here, { fromMs: finding.sinceMs ?? window.fromMs, toMs: window.toMs }, false, find);
    case 'selectors':
      return isSilentIn(allOf([here, leftOut(finding.recording).surely]), window, true, find);
    case 'no-trail':
      return isSilentIn(here, window, false, find);
    default:
      return unreachable(finding);
  }
}

/** Told by the events of these logs, with who did it: within a minute of what AWS remembers. */
const SAME_MS = 60_000;

function saysItself(
  covered: readonly PlaceCoverage[],
  { account, region }: PlaceFindings,
  { fromMs }: Interval,
): boolean {
  const place = covered.find((each) => each.account === account && each.region === region);
  return (place?.off ?? []).some(({ from }) => Math.abs(Date.parse(from) - fromMs) <= SAME_MS);
}

function overlap(a: Interval, b: Interval): Interval {
  return { fromMs: Math.max(a.fromMs, b.fromMs), toMs: Math.min(a.toMs, b.toMs) };
}

const HISTORY = 'Event history keeps management events of the last 90 days even so (source:event-history).';

function gapOf(finding: Finding, places: readonly PlaceFindings[]): Gap {
  const where = whereOf(places);
  switch (finding.kind) {
    case 'no-trail':
      return { kind: 'trail-off', detail: `No trail records ${where}, so these logs tell nothing of it. ${HISTORY}` };
    case 'off': {
      const { fromMs, toMs } = finding.time;
      const since = Number.isFinite(fromMs)
        ? `has been off since ${instant(fromMs)}`
        : 'is off, and has not been started as far as AWS remembers';
      const was = Number.isFinite(toMs) ? `was off from ${instant(fromMs)} to ${instant(toMs)}` : since;
      return {
        kind: 'trail-off',
        detail: `AWS says that trail ${finding.trail.name} ${was}: then nothing was recorded in ${where}. ${HISTORY}`,
      };
    }
    case 'undelivered': {
      const since = finding.sinceMs === null ? '' : ` since ${instant(finding.sinceMs)}`;
      return {
        kind: 'not-delivered',
        detail: `AWS says that trail ${finding.trail.name} could not write to its bucket${since} (${finding.error}), so events of ${where} are missing here. Mend the bucket’s policy: CloudTrail tries again for 30 days.`,
      };
    }
    case 'selectors':
      return {
        kind: 'trail-off',
        detail: `AWS says of trail ${finding.trail.name}, as it is set now: ${finding.words} in ${where}. ${HISTORY}`,
      };
    default:
      return unreachable(finding);
  }
}

/** A file's name says the minute it was made; AWS's last delivery may be that of the next one. */
const SLACK_MS = 10 * 60_000;

/** Files AWS has delivered that this folder does not hold. */
function behind({ test, window, covered, places }: Findings): readonly Gap[] {
  const late = places.filter((place) => {
    const held = heldTo(covered, place);
    const { deliveredMs } = place;
    if (deliveredMs === null || deliveredMs <= window.fromMs || held + SLACK_MS >= deliveredMs) return false;
    return held < window.toMs;
  });
  if (late.length === 0 || !mayConcern(test, placesTest(late))) return [];
  const delivered = Math.max(...late.map(({ deliveredMs }) => deliveredMs ?? 0));
  return [
    {
      kind: 'not-delivered',
      detail: `AWS has delivered log files up to ${instant(delivered)} that this folder does not hold, of ${whereOf(late)}. Copy the newer files from the trail’s bucket and ask again.`,
    },
  ];
}

/** An organization's trail says one time for all its accounts, so any account's files of the Region count. */
function heldTo(covered: readonly PlaceCoverage[], { account, region, organization }: PlaceFindings): number {
  const here = covered.filter((each) => each.region === region && (organization || each.account === account));
  return Math.max(
    ...here.map(({ deliveredTo }) => (deliveredTo === null ? Number.NEGATIVE_INFINITY : Date.parse(deliveredTo))),
  );
}

/** `account 1, Regions a and b`, `accounts 1 and 2, 17 Regions`. */
function whereOf(places: readonly PlaceFindings[]): string {
  const accounts = [...new Set(places.map(({ account }) => account))];
  const regions = [...new Set(places.map(({ region }) => region))];
  const words = (names: readonly string[], one: string) =>
    `${one}${names.length === 1 ? '' : 's'} ${listOf(names, NAMES_MAX)}`;
  return `${words(accounts, 'account')}, ${words(regions, 'Region')}`;
}

function unreachable(finding: never): never {
  throw new Error(`unknown finding ${JSON.stringify(finding)}`);
}
