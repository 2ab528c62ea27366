// A source of given events, complete or with a gap, that says which places it read.
import type { AuditEvent, JsonObject } from '../../src/domain/audit-event.ts';
import type { Coverage, Gap, PlaceCoverage } from '../../src/domain/coverage.ts';
import type { Failure } from '../../src/domain/failure.ts';
import type { Cost, Source } from '../../src/domain/source.ts';
import { holds } from '../../src/records/holds.ts';
import { readRecord } from '../../src/records/read-record.ts';

export interface SourceState {
  events: readonly AuditEvent[];
  gaps: readonly Gap[];
  failure: Failure | null;
  /** Epoch milliseconds. */
  deliveredTo: number;
  /** Left out: it costs nothing. */
  cost?: Cost;
  /** Windows asked for. */
  asked: { readonly from: string | null; readonly to: string }[];
}

export const ACCOUNTS = ['111122223333', '444455556666', '777788889999'];
export const REGIONS = ['eu-west-1', 'us-east-1'];

export function eventsFrom(records: readonly JsonObject[]): readonly AuditEvent[] {
  const events = records.map((record) => {
    const reading = readRecord(record);
    if (!reading.ok) throw new Error(reading.why);
    return reading.event;
  });
  return events.sort((left, right) => left.timeMs - right.timeMs);
}

export function aSource(state: SourceState): Source {
  return {
    name: 'archive',
    abilities: async () => ({
      name: 'archive',
      cost: state.cost ?? { kind: 'free' },
      reachesBackToMs: null,
      reachesUpToMs: null,
      categories: null,
      accounts: ACCOUNTS,
      regions: REGIONS,
    }),
    async events({ test, window }) {
      if (state.failure !== null) return state.failure;
      state.asked.push({ from: window.from, to: window.to });
      const inside = within(state.events, window.from, window.to);
      return { events: inside.filter((event) => holds(test, event)), coverage: coverageOf(state, inside.length) };
    },
    async aggregates({ test, window }) {
      const inside = within(state.events, window.from, window.to).filter((event) => holds(test, event));
      const counts = new Map<string, number>();
      for (const event of inside) {
        const key = `${event.eventTime.slice(0, 10)} ${event.outcome.kind === 'attempted' ? event.outcome.reason : 'done'}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      const rows = [...counts].map(([key, count]) => ({ keys: key.split(' '), count }));
      return { rows, coverage: coverageOf(state, inside.length) };
    },
    completions: async () => null,
  };
}

function within(events: readonly AuditEvent[], from: string | null, to: string): readonly AuditEvent[] {
  const [start, end] = [from === null ? Number.NEGATIVE_INFINITY : Date.parse(from), Date.parse(to)];
  return events.filter(({ timeMs }) => timeMs >= start && timeMs < end);
}

function coverageOf({ gaps, deliveredTo }: SourceState, eventsExamined: number): Coverage {
  const delivered = new Date(deliveredTo).toISOString().replace('.000Z', 'Z');
  const places = ACCOUNTS.flatMap((account) =>
    REGIONS.map(
      (region): PlaceCoverage => ({
        source: 'archive',
        account,
        region,
        read: gaps.length === 0 || account !== ACCOUNTS[2],
        why: gaps.length === 0 || account !== ACCOUNTS[2] ? null : 'no trail records it',
        deliveredTo: delivered,
        categories: ['Management'],
        off: [],
      }),
    ),
  );
  return {
    sources: [{ source: 'archive', from: '2026-01-01T00:00:00Z', to: delivered }],
    accounts: ACCOUNTS,
    regions: REGIONS,
    eventsExamined,
    filesRead: 12,
    duplicates: 0,
    deliveredTo: delivered,
    places,
    gaps,
  };
}
