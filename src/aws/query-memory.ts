// What a service tells of its queries at one call and not at another, kept until it is needed: when a query began, how long
// it ran, and its text.

export interface Remembered {
  readonly statement: string;
  /** Epoch milliseconds; null: not known. */
  readonly createdMs: number | null;
  readonly ranMs: number;
}

export interface QueryMemory {
  /** By this process, now. */
  begun(queryId: string, atMs: number): void;
  /** By an earlier attempt, which wrote down when. */
  resumed(queryId: string, atMs: number): void;
  listed(queryId: string, statement: string, createdMs: number | null, ranMs: number): void;
  /** Begun by another process, and not seen in a list since: how long it ran is not known. */
  isResumed(queryId: string): boolean;
  /** How often its state was unknown, this time included. */
  unknownAgain(queryId: string): number;
  of(queryId: string): Remembered;
}

const REMEMBERED_MAX = 1_000;

interface Entry extends Remembered {
  readonly resumed: boolean;
  readonly unknown: number;
}

const NOTHING: Entry = { statement: '', createdMs: null, ranMs: 0, resumed: false, unknown: 0 };

export function queryMemory(): QueryMemory {
  const entries = new Map<string, Entry>();
  const of = (queryId: string): Entry => entries.get(queryId) ?? NOTHING;
  const put = (queryId: string, more: Partial<Entry>): void => {
    entries.set(queryId, { ...of(queryId), ...more });
    for (const oldest of entries.keys()) {
      if (entries.size <= REMEMBERED_MAX) return;
      entries.delete(oldest);
    }
  };
  return {
    begun: (queryId, createdMs) => put(queryId, { createdMs }),
    resumed(queryId, createdMs) {
      if (!entries.has(queryId)) put(queryId, { createdMs, resumed: true });
    },
    listed: (queryId, statement, createdMs, ranMs) =>
      put(queryId, { statement, ranMs, createdMs: createdMs ?? of(queryId).createdMs, resumed: false }),
    isResumed: (queryId) => of(queryId).resumed,
    unknownAgain(queryId) {
      const unknown = of(queryId).unknown + 1;
      put(queryId, { unknown });
      return unknown;
    },
    of,
  };
}
