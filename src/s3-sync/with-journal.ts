// What the archive of a log folder read or can read → the same, with what the journal of a copied bucket knows beyond it.
import { type Failure, isFailure } from '../domain/failure.ts';
import type { Abilities, AggregateRequest, EventsRead } from '../domain/source.ts';
import type { Journal } from './journal.ts';
import { journalOf } from './journal-of.ts';
import { syncCoverage, wholeReach } from './sync-coverage.ts';

/** `read`: told whether no log file is lacking for the window, and by which journal. Unchanged for a folder that is no copy of a bucket. */
export async function withJournal<T extends Pick<EventsRead, 'coverage'>>(
  folder: string,
  { test, window }: Pick<AggregateRequest, 'test' | 'window'>,
  read: (listed: boolean, journal: Journal | null) => Promise<T | Failure>,
): Promise<T | Failure> {
  // Looked at first: what is copied while it is read is not claimed.
  const journal = await journalOf(folder);
  if (journal === null) return read(false, null);
  const known = syncCoverage(journal, test, window);
  const found = await read(known.gaps.length === 0, journal);
  if (isFailure(found)) return found.failure === 'no-logs' ? nothingCopied(journal) : found;
  const { coverage } = found;
  const held = new Set((coverage.places ?? []).map(({ account, region }) => `${account}/${region}`));
  const further = known.places.filter(({ account, region }) => !held.has(`${account}/${region}`));
  const places = [...(coverage.places ?? []), ...further];
  return { ...found, coverage: { ...coverage, places, gaps: [...coverage.gaps, ...known.gaps] } };
}

/** The copies reach as far as all of them are there, whatever further files the folder has. */
export async function reachWithJournal(folder: string, abilities: Abilities | Failure): Promise<Abilities | Failure> {
  const journal = await journalOf(folder);
  if (isFailure(abilities))
    return journal !== null && abilities.failure === 'no-logs' ? nothingCopied(journal) : abilities;
  const reach = journal === null ? null : wholeReach(journal);
  return reach === null ? abilities : { ...abilities, reachesBackToMs: reach.fromMs, reachesUpToMs: reach.toMs };
}

function nothingCopied({ address, passMs }: Journal): Failure {
  return {
    failure: 'no-logs',
    what: `The log files of ${address} could not be searched.`,
    why:
      passMs === null ? 'They are being copied, or never were.' : 'The bucket has none for the days that are copied.',
    instead: `Wait for the copying to end, or run: whodid ingest ${address}`,
  };
}
