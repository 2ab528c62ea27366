// The rows of the ledger that a sink has not got yet → sent to it in order, until it has all or refuses. What was accepted is
// kept after each send, so that an outage or a crash loses nothing; only what a crash fell upon is sent twice, with its id.
import type { Clock } from '../domain/clock.ts';
import type { Failure } from '../domain/failure.ts';
import type { Sink, SinkBook, SinkCursor } from '../domain/sink.ts';
import type { State } from '../domain/state.ts';

export interface ExportDeps {
  readonly state: Pick<State, 'ledger'>;
  readonly book: SinkBook;
  readonly clock: Clock;
}

/** Longer than any one send takes; one that died is taken over after it. Milliseconds. */
const LEASE_MS = 120_000;
/** Sends of one run; the next minute goes on. */
const SENDS_MAX = 200;

/** null: the sink has everything, or somebody else is at it. A Failure: it refused, and the rest waits. */
export async function exportLedger(sink: Sink, teamId: string, deps: ExportDeps): Promise<Failure | null> {
  const { book, clock, state } = deps;
  let cursor = await book.take(teamId, sink.name, clock(), clock() + LEASE_MS);
  if (cursor === null) return null;
  try {
    for (let sends = 0; sends < SENDS_MAX; sends += 1) {
      const from: SinkCursor = cursor;
      const rows = await state.ledger(teamId, from.seq, sink.rowsMax);
      if (rows.length === 0) return null;
      const waiting = rows.filter(({ seq }) => !from.beyond.includes(seq));
      const { accepted, failure } = await sink.send(waiting);
      cursor = moved(from, accepted);
      await book.advance(teamId, sink.name, cursor, clock() + LEASE_MS);
      // Refused in part for the moment: what was left out is sent before what follows it.
      if (failure !== null && (failure.failure !== 'timed-out' || accepted.length === 0)) return failure;
    }
    return null;
  } finally {
    await book.release(teamId, sink.name);
  }
}

/** As far as every row was accepted; those accepted after the first gap are kept beside it. */
function moved({ seq, beyond }: SinkCursor, accepted: readonly number[]): SinkCursor {
  const known = new Set([...beyond, ...accepted]);
  let last = seq;
  while (known.delete(last + 1)) last += 1;
  return { seq: last, beyond: [...known].filter((each) => each > last).sort((a, b) => a - b) };
}
