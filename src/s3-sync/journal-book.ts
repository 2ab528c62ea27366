// A journal being written: changed in memory, saved now and then, and at the end. What a stop loses of it is only that
// days were listed; they are listed again, and what is copied already is not copied twice.
import {
  type DayEntry,
  type Journal,
  type Lack,
  NEVER_LISTED,
  newJournal,
  readJournal,
  writeJournal,
} from './journal.ts';

export interface JournalBook {
  readonly address: string;
  passMs: number | null;
  keptFrom: string | null;
  entry(place: string, day: string): DayEntry;
  setEntry(place: string, day: string, entry: DayEntry): void;
  removeDay(place: string, day: string): void;
  /** Makes a place known, though no day of it was listed. */
  know(place: string): void;
  places(): readonly string[];
  days(place: string): readonly string[];
  /** When places were last looked for below this scope, epoch milliseconds; null: never. */
  lookedForMs(scope: string): number | null;
  /** Places below `scope` were looked for; `unlisted` replaces what was known of folders there. */
  lookedFor(scope: string, atMs: number, unlisted: Readonly<Record<string, Lack>>): void;
  /** Folders in `scope` that could not be looked into. */
  unlisted(scope: string): readonly (readonly [string, Lack])[];
  /** Bytes of all copies. */
  bytes(): number;
  /** Writes it if the last writing is long ago. */
  saveSoon(): Promise<void>;
  save(): Promise<void>;
}

/** Milliseconds between two writings while it changes. */
const SAVE_EVERY_MS = 1_000;

/** Takes up the folder's journal, or begins one. */
export async function openJournalBook(folder: string, address: string): Promise<JournalBook> {
  const found = await readJournal(folder);
  // The folder is named after bucket and prefix: another address in it is of a journal put there by hand.
  const start = found?.address === address ? found : newJournal(address);
  const places = new Map(Object.entries(start.places).map(([path, days]) => [path, new Map(Object.entries(days))]));
  const scopes = new Map(Object.entries(start.scopes));
  const unlisted = new Map(Object.entries(start.unlisted));
  let savedAt = Number.NEGATIVE_INFINITY;
  let saving: Promise<void> = Promise.resolve();
  const daysOf = (place: string): Map<string, DayEntry> => {
    const days = places.get(place) ?? new Map<string, DayEntry>();
    places.set(place, days);
    return days;
  };
  const write = (): Promise<void> => {
    savedAt = performance.now();
    const { format } = start;
    const journal: Journal = {
      format,
      address,
      passMs: book.passMs,
      keptFrom: book.keptFrom,
      scopes: Object.fromEntries(scopes),
      unlisted: Object.fromEntries(unlisted),
      places: Object.fromEntries([...places].map(([path, days]) => [path, Object.fromEntries(days)])),
    };
    // One after the other: an earlier state must not be renamed over a later one.
    saving = saving.catch(() => undefined).then(() => writeJournal(folder, journal));
    return saving;
  };
  const book: JournalBook = {
    address,
    passMs: start.passMs,
    keptFrom: start.keptFrom,
    entry: (place, day) => places.get(place)?.get(day) ?? NEVER_LISTED,
    setEntry: (place, day, entry) => {
      daysOf(place).set(day, entry);
    },
    removeDay: (place, day) => {
      places.get(place)?.delete(day);
    },
    know: (place) => {
      daysOf(place);
    },
    places: () => [...places.keys()],
    days: (place) => [...(places.get(place)?.keys() ?? [])],
    lookedForMs: (scope) => scopes.get(scope) ?? null,
    lookedFor: (scope, atMs, found) => {
      scopes.set(scope, atMs);
      for (const path of unlisted.keys()) if (isBelow(path, scope)) unlisted.delete(path);
      for (const [path, lack] of Object.entries(found)) unlisted.set(path, lack);
    },
    unlisted: (scope) => [...unlisted].filter(([path]) => isBelow(path, scope)),
    bytes: () => {
      let total = 0;
      for (const days of places.values()) for (const { bytes } of days.values()) total += bytes;
      return total;
    },
    saveSoon: async () => {
      if (performance.now() - savedAt > SAVE_EVERY_MS) await write();
    },
    save: write,
  };
  return book;
}

/** True for the scope itself and every folder in it. */
export function isBelow(path: string, scope: string): boolean {
  return scope === '' || path === scope || path.startsWith(`${scope}/`);
}
