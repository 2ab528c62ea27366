// What the queries of one question read and cost, gathered while they run.
import type { DescribedQuery } from '../../aws/query-calls.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { Span } from '../sql/statement.ts';

export interface Tally {
  readonly gaps: Gap[];
  unreadable: number;
  readonly hasRun: boolean;
  /** Queries that ended, however. */
  readonly queries: number;
  readonly bytesScanned: number;
  readonly eventsScanned: number;
  /** When the first of them began: nothing that arrived later is in it. Epoch milliseconds; null: not told. */
  readonly asOfMs: number | null;
  ran(query: DescribedQuery, span: Span): void;
}

/** `measured`: told what each query scanned. */
export function newTally(measured: (bytesScanned: number, span: Span) => void): Tally {
  const totals = { hasRun: false, queries: 0, bytesScanned: 0, eventsScanned: 0, asOfMs: null as number | null };
  return {
    gaps: [],
    unreadable: 0,
    get hasRun() {
      return totals.hasRun;
    },
    get queries() {
      return totals.queries;
    },
    get bytesScanned() {
      return totals.bytesScanned;
    },
    get eventsScanned() {
      return totals.eventsScanned;
    },
    get asOfMs() {
      return totals.asOfMs;
    },
    ran({ bytesScanned, eventsScanned, createdMs, status }, span) {
      totals.queries += 1;
      totals.hasRun ||= status === 'FINISHED' || status === 'TIMED_OUT';
      totals.bytesScanned += bytesScanned;
      totals.eventsScanned += eventsScanned;
      if (createdMs !== null) totals.asOfMs = Math.min(totals.asOfMs ?? createdMs, createdMs);
      if (status === 'FINISHED') measured(bytesScanned, span);
    },
  };
}
