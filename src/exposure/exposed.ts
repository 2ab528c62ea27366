// What `/whodid exposed` comes to: everything that is open, each with who opened it, and the receipt of what was read.
import type { Chain } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { ReportCoverage } from './exposure-gaps.ts';
import type { Exposure } from './exposures.ts';
import type { Opener } from './find-opener.ts';
import type { FindingStatus } from './finding.ts';

/** One thing that is or was open. */
export interface Exposed {
  readonly exposure: Exposure;
  readonly opener: Opener;
  /** Who is behind each event of the opener, by event id; events whose record names the caller and that is all are not in it. */
  readonly chains: ReadonlyMap<string, Chain>;
}

/** Of the reading of events by which the openers were looked for. */
export type EventsSearched = Pick<Coverage, 'sources' | 'gaps' | 'eventsExamined'>;

export interface ExposedReport extends Readonly<Record<FindingStatus, readonly Exposed[]>> {
  /** Epoch milliseconds: when Access Analyzer was asked. */
  readonly checkedMs: number;
  /** IANA zone in which times are shown. */
  readonly zone: string;
  readonly coverage: ReportCoverage;
  readonly searched: EventsSearched;
  /** Names of accounts by id. */
  readonly accountNames: Readonly<Record<string, string>>;
}

/** The events of an opener, latest first. */
export function openersOf(opener: Opener): readonly AuditEvent[] {
  if (opener.kind === 'found') return [opener.event];
  return opener.kind === 'one-of' ? opener.events : [];
}

/** Nothing that should have been read was left out. */
export function isComplete({ coverage, searched }: ExposedReport): boolean {
  return coverage.gaps.length === 0 && searched.gaps.length === 0;
}
