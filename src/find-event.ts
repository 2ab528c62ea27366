// One event by its id: asked of the sources that neither bill nor run queries, the one that costs nothing first.

import type { Errand } from './ask.ts';
import type { AuditEvent } from './domain/audit-event.ts';
import { type Failure, isFailure } from './domain/failure.ts';
import type { EventTest, Window } from './domain/question.ts';
import type { Cost, Source } from './domain/source.ts';

export interface EventWanted {
  readonly eventId: string;
  /** Where it was logged; null: not known, so every Region is asked that is read. */
  readonly region: string | null;
}

/** null: no source that could be asked has it. A Failure where none could be asked. `now`: epoch milliseconds. */
export async function findEvent(
  { eventId, region }: EventWanted,
  sources: readonly Source[],
  now: number,
  { signal, asker }: Errand,
): Promise<AuditEvent | Failure | null> {
  const one: EventTest = { kind: 'event-id', id: eventId };
  // The id alone says which event: the Region only spares look-ups that AWS counts.
  const there: EventTest = region === null ? one : { kind: 'all', tests: [one, { kind: 'region', region }] };
  const window: Window = { from: null, to: new Date(now).toISOString(), zone: 'UTC', phrase: null };
  const troubles: Failure[] = [];
  let asked = 0;
  for (const { source, cost } of await cheapest(sources)) {
    const read = await source.events({
      test: cost === 'free' ? one : there,
      window,
      order: 'oldest-first',
      limit: 1,
      ...(signal === undefined ? {} : { signal }),
      ...(asker === undefined ? {} : { asker }),
    });
    if (isFailure(read)) {
      troubles.push(read);
    } else {
      asked += 1;
      const [event] = read.events;
      if (event !== undefined) return event;
    }
  }
  return asked > 0 ? null : (troubles[0] ?? null);
}

interface Priced {
  readonly source: Source;
  readonly cost: Cost['kind'] | null;
}

async function cheapest(sources: readonly Source[]): Promise<readonly Priced[]> {
  const known = await Promise.all(
    sources.map(async (source) => {
      const abilities = await source.abilities();
      return { source, cost: isFailure(abilities) ? null : abilities.cost.kind };
    }),
  );
  const of = (kind: Cost['kind']) => known.filter(({ cost }) => cost === kind);
  return [...of('free'), ...of('paced')];
}
