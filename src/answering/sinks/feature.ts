// Once a minute each place outside is sent the ledger rows that it has not got yet.
import type { Sink, SinkBook } from '../../domain/sink.ts';
import { exportLedger } from '../../sinks/export-ledger.ts';
import type { Feature } from '../feature.ts';

export interface SinkParts {
  readonly sinks: readonly Sink[];
  readonly book: SinkBook;
}

const MINUTE_MS = 60_000;

export function sinksFeature({ sinks, book }: SinkParts): Feature {
  return {
    name: 'sinks',
    async tick(deps, now) {
      const dueAt = Math.floor(now / MINUTE_MS) * MINUTE_MS;
      for (const place of sinks.keys()) await deps.chore('sinks', String(place), dueAt);
    },
    /** `id`: the sink's place in the list. */
    async chore(deps, id) {
      const sink = sinks[Number(id)];
      if (sink === undefined) return null;
      const failure = await exportLedger(sink, deps.homeTeamId, { state: deps.state, book, clock: deps.clock });
      // Not the job's to try again: the next minute does.
      if (failure !== null) deps.warn(`${failure.what} ${failure.why} ${failure.instead}`, new Error(failure.failure));
      return null;
    },
  };
}
