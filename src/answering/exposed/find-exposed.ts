// Findings of Access Analyzer and events of the sources → what is open, and who opened each of it, with the chain to a
// person. Reads the events near each finding first, and what lies before only for those not explained by then.
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Gap, SourceCoverage } from '../../domain/coverage.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { EventsRead } from '../../domain/source.ts';
import { eventsAbout } from '../../exposure/events-about.ts';
import type { Exposed, ExposedReport } from '../../exposure/exposed.ts';
import { openersOf } from '../../exposure/exposed.ts';
import { coverageOfReport } from '../../exposure/exposure-gaps.ts';
import { type Exposure, exposuresOf } from '../../exposure/exposures.ts';
import { findOpener, isFirstScan, type Opener, SCANNED_WITHIN_MS } from '../../exposure/find-opener.ts';
import type { ExposureFinding, ExposureReport } from '../../exposure/finding.ts';
import { openingTest } from '../../exposure/opening-test.ts';
import type { ChainRead, ReadThrough } from '../../identity/chain-read.ts';
import { findChains } from '../../identity/find-chains.ts';

export interface FindExposed {
  readonly report: ExposureReport;
  /** Reads events for a chain, and for who opened what. */
  readonly through: ReadThrough;
  /** IANA zone in which times are shown. */
  readonly zone: string;
  readonly accountNames: Readonly<Record<string, string>>;
}

/** eventTime has whole seconds, findings have milliseconds. */
const AFTER_MS = 1_000;
/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html : ninety days. */
const LOOK_BACK_MS = 89 * 86_400_000;
/** Kinds of resources read side by side. */
const AT_ONCE = 4;

/** A Failure: the reading was interrupted. What cannot be read is a gap of the report. */
export async function findExposed({
  report,
  through,
  zone,
  accountNames,
}: FindExposed): Promise<ExposedReport | Failure> {
  const exposures = exposuresOf(report);
  const all = [...exposures.active, ...exposures.archived, ...exposures.resolved];
  const searched = newSearch();
  const read = searchedBy(through, searched);
  const openers = await findOpeners(
    all.map(({ finding }) => finding),
    read,
  );
  if (isFailure(openers)) return openers;
  const events = [...openers.values()].flatMap(openersOf);
  const { chains, gaps } = await findChains(events, through);
  searched.gaps.push(...gaps);
  const exposed = (exposure: Exposure): Exposed => {
    const opener = openers.get(exposure.finding) ?? { kind: 'not-found' };
    const mine = openersOf(opener).flatMap(({ eventID }) => {
      const chain = chains.get(eventID);
      return chain === undefined ? [] : [[eventID, chain] as const];
    });
    return { exposure, opener, chains: new Map(mine) };
  };
  return {
    checkedMs: report.checkedMs,
    zone,
    active: exposures.active.map(exposed),
    archived: exposures.archived.map(exposed),
    resolved: exposures.resolved.map(exposed),
    coverage: coverageOfReport(report),
    searched: toldOf(searched, [...openers.values()]),
    accountNames,
  };
}

type Read = (read: Omit<ChainRead, 'limit'>) => Promise<EventsRead | Failure | null>;

/** By finding. Two rounds: the events about the time it was found, then all before it. */
async function findOpeners(
  findings: readonly ExposureFinding[],
  read: Read,
): Promise<ReadonlyMap<ExposureFinding, Opener> | Failure> {
  const openers = new Map<ExposureFinding, Opener>();
  const near = await lookFor(
    findings.filter((finding) => !isFirstScan(finding)),
    'near',
    read,
    openers,
  );
  if (near !== null) return near;
  const left = findings.filter((finding) => openers.get(finding)?.kind !== 'found' && !isSettled(openers.get(finding)));
  const before = await lookFor(left, 'all-before', read, openers);
  return before ?? openers;
}

function isSettled(opener: Opener | undefined): boolean {
  return opener?.kind === 'one-of' || opener?.kind === 'unknown-kind';
}

async function lookFor(
  findings: readonly ExposureFinding[],
  reach: 'near' | 'all-before',
  read: Read,
  openers: Map<ExposureFinding, Opener>,
): Promise<Failure | null> {
  const groups = [...groupsOf(findings)];
  let interrupted: Failure | null = null;
  const work = async () => {
    for (let group = groups.shift(); group !== undefined && interrupted === null; group = groups.shift()) {
      const events = await eventsFor(group, reach, read);
      if (!isFailure(events)) {
        const about = eventsAbout(events);
        for (const finding of group) openers.set(finding, findOpener(finding, about(finding)));
      } else if (INTERRUPTS.includes(events.failure)) interrupted = events;
      else for (const finding of group) openers.set(finding, { kind: 'not-read' });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return interrupted;
}

/** The asking ends here for now, and is taken up again, or not at all. */
const INTERRUPTS: readonly Failure['failure'][] = ['still-running', 'cancelled'];

/** One kind of resource, in one Region where it has one: read together. */
function groupsOf(findings: readonly ExposureFinding[]): readonly (readonly ExposureFinding[])[] {
  const groups = new Map<string, ExposureFinding[]>();
  for (const finding of findings) {
    const key = `${finding.resourceType} ${finding.resource.split(':')[3] ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

async function eventsFor(
  group: readonly ExposureFinding[],
  reach: 'near' | 'all-before',
  read: Read,
): Promise<readonly AuditEvent[] | Failure> {
  const test = openingTest(group);
  if (test === null) return [];
  const created = group.map(({ createdMs }) => createdMs);
  const toMs = most(created) + AFTER_MS;
  const near = least(created) - SCANNED_WITHIN_MS;
  // Where it costs nothing, as far back as there is anything; else no further than AWS itself remembers.
  const found =
    reach === 'near'
      ? await read({ test, fromMs: near, toMs, worth: 'needed' })
      : ((await read({ test, fromMs: null, toMs, worth: 'when-free' })) ??
        (await read({ test, fromMs: near - LOOK_BACK_MS, toMs, worth: 'needed' })));
  if (found === null) return [];
  return isFailure(found) ? found : found.events;
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
}

interface Search {
  readonly sources: Map<string, SourceCoverage>;
  readonly gaps: Gap[];
  events: number;
}

function newSearch(): Search {
  return { sources: new Map(), gaps: [], events: 0 };
}

function searchedBy(through: ReadThrough, searched: Search): Read {
  return async (read) => {
    const found = await through({ ...read, limit: null });
    if (found === null) return null;
    if (isFailure(found)) {
      if (!INTERRUPTS.includes(found.failure)) searched.gaps.push(gapOf(found));
      return found;
    }
    for (const source of found.coverage.sources) {
      searched.sources.set(source.source, wider(searched.sources.get(source.source), source));
    }
    searched.gaps.push(...found.coverage.gaps);
    searched.events += found.coverage.eventsExamined;
    return found;
  };
}

function gapOf({ failure, what, why, instead }: Failure): Gap {
  return { kind: failure === 'timed-out' ? 'timed-out' : 'denied', detail: `${what} ${why} ${instead}` };
}

/** Reads of the same source for several kinds of resource: as far as any of them reached, and paid for together. */
function wider(before: SourceCoverage | undefined, next: SourceCoverage): SourceCoverage {
  if (before === undefined) return next;
  const earlier = [before.from, next.from].filter((each) => each !== null).sort()[0] ?? null;
  const later =
    [before.to, next.to]
      .filter((each) => each !== null)
      .sort()
      .at(-1) ?? null;
  const bytes = next.bytesScanned === undefined ? {} : { bytesScanned: (before.bytesScanned ?? 0) + next.bytesScanned };
  const usd = next.usd === undefined ? {} : { usd: (before.usd ?? 0) + next.usd };
  return { ...before, from: earlier, to: later, ...bytes, ...usd };
}

/** How far back the sources reach matters only where somebody was not found. */
function toldOf({ sources, gaps, events }: Search, openers: readonly Opener[]): ExposedReport['searched'] {
  const allFound = openers.every(({ kind }) => kind === 'found' || kind === 'one-of');
  const told = gaps.filter(({ kind }) => kind !== 'outside-horizon' || !allFound);
  const distinct = new Map(told.map((gap) => [`${gap.kind} ${gap.detail}`, gap]));
  return { sources: [...sources.values()], gaps: [...distinct.values()], eventsExamined: events };
}
