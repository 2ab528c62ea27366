// Events in memory as what chains read through: decides by `holds`, keeps the reads that were asked for, and may fail.
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { Gap } from '../../src/domain/coverage.ts';
import type { Failure } from '../../src/domain/failure.ts';
import type { ChainRead, ReadThrough } from '../../src/identity/chain-read.ts';
import { holds } from '../../src/records/holds.ts';

export interface Reading {
  readonly read: ReadThrough;
  readonly reads: readonly ChainRead[];
}

export interface ReadingOptions {
  readonly gaps?: readonly Gap[];
  readonly failure?: Failure;
  /** What is only worth it for free is not read. */
  readonly paid?: boolean;
}

export function readingOf(events: readonly AuditEvent[], options: ReadingOptions = {}): Reading {
  const reads: ChainRead[] = [];
  const read: ReadThrough = async (asked) => {
    reads.push(asked);
    if (options.paid === true && asked.worth === 'when-free') return null;
    if (options.failure !== undefined) return options.failure;
    const { test, fromMs, toMs, limit } = asked;
    const within = events.filter(({ timeMs }) => (fromMs === null || timeMs >= fromMs) && timeMs < toMs);
    const found = within.filter((event) => holds(test, event)).sort((left, right) => left.timeMs - right.timeMs);
    return { events: limit === null ? found : found.slice(0, limit), coverage: coverageOf(options.gaps ?? []) };
  };
  return { read, reads };
}

function coverageOf(gaps: readonly Gap[]) {
  return {
    sources: [],
    accounts: [],
    regions: [],
    eventsExamined: 0,
    filesRead: 0,
    duplicates: 0,
    deliveredTo: null,
    gaps,
  };
}
