// A folder of log files as a source. Before it answers it makes sure that the archive stands for the folder as it is now;
// questions asked while a state is replaced finish on the state they began with.

import { countEvents } from '../archive/count-events.ts';
import { betweenOf, coverageOf } from '../archive/coverage.ts';
import { isStorageError, stoppedFailure, storageFailure, uncountableFailure } from '../archive/failures.ts';
import { findEvents } from '../archive/find-events.ts';
import { currentManifest, type IngestOptions } from '../archive/ingest.ts';
import { INTERRUPTED } from '../archive/interrupted.ts';
import { archiveFolder, type Manifest } from '../archive/manifest.ts';
import { type OpenedArchive, openArchive } from '../archive/opened.ts';
import { silentTimesOf } from '../archive/trail-times.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type {
  Abilities,
  AggregateRead,
  AggregateRequest,
  EventsRead,
  EventsRequest,
  Source,
} from '../domain/source.ts';
import type { Journal } from '../s3-sync/journal.ts';
import { reachWithJournal, withJournal } from '../s3-sync/with-journal.ts';
import { cutGap } from './cut-gap.ts';

export interface ArchiveSourceOptions extends Omit<IngestOptions, 'signal'> {
  /** How long a look at the folder serves further questions, in milliseconds. A busy bot must not walk it each time. */
  readonly lookAgainAfterMs?: number;
}

export interface ArchiveSource extends Source {
  aggregates(request: AggregateRequest): Promise<AggregateRead | Failure>;
  /** Gives files and memory back. Questions under way finish first. */
  close(): Promise<void>;
}

const LOOK_AGAIN_AFTER_MS = 3_000;

/** An opened state and how many questions stand on it. */
interface State {
  readonly archive: OpenedArchive;
  users: number;
  retired: boolean;
}

export function archiveSource(options: ArchiveSourceOptions): ArchiveSource {
  const current = freshState(options);
  /** Runs `ask` on the current state; once more on a new one when its files were swept away meanwhile. */
  const onState = async <T>(
    ask: (archive: OpenedArchive) => Promise<T>,
    again = true,
    asOf = Number.NEGATIVE_INFINITY,
  ): Promise<T | Failure> => {
    let state: State | Failure | null = null;
    try {
      state = await current.get(asOf);
      if (isFailure(state)) return state;
      state.users += 1;
      return await ask(state.archive);
    } catch (error) {
      if (!isStorageError(error)) throw error;
      current.forget();
      return again ? await onState(ask, false, asOf) : storageFailure(options.dataDir, error);
    } finally {
      if (state !== null && !isFailure(state)) {
        state.users -= 1;
        await closeIfUnused(state);
      }
    }
  };
  const journalAge = firstSeen();
  return {
    name: 'archive',
    abilities: async () =>
      reachWithJournal(options.folder, await onState(async ({ manifest }) => abilitiesOf(manifest))),
    events: (request) =>
      withJournal(options.folder, request, (listed, journal) =>
        onState((archive) => answer(archive, request, listed), true, journalAge(journal)),
      ),
    aggregates: (request) =>
      withJournal(options.folder, request, (listed, journal) =>
        onState((archive) => count(archive, request, listed), true, journalAge(journal)),
      ),
    completions: async (prefix, limit) => {
      const names = await onState((archive) => archive.namesLike(prefix.toLowerCase(), limit));
      return isFailure(names) || names === INTERRUPTED ? null : names;
    },
    close: () => current.close(),
  };
}

/**
 * When a journal was first met here, by `performance.now()`: what it claims was in the folder then, but not necessarily at
 * an earlier look. No journal claims nothing.
 */
function firstSeen() {
  const seen = new WeakMap<Journal, number>();
  return (journal: Journal | null): number => {
    if (journal === null) return Number.NEGATIVE_INFINITY;
    const at = seen.get(journal) ?? performance.now();
    seen.set(journal, at);
    return at;
  };
}

function abilitiesOf({ firstEvent, lastEvent, accounts, regions }: Manifest): Abilities {
  return {
    name: 'archive',
    cost: { kind: 'free' },
    reachesBackToMs: firstEvent === null ? null : Date.parse(firstEvent),
    reachesUpToMs: lastEvent === null ? null : Date.parse(lastEvent),
    categories: null,
    accounts,
    regions,
  };
}

/** `listed`: no log file is lacking for the window, as the journal of a copied bucket knows. */
async function answer(archive: OpenedArchive, request: EventsRequest, listed: boolean): Promise<EventsRead | Failure> {
  // Beside the search, which waits for the same disk.
  const silent = silentTimesOf(archive);
  const found = await findEvents(archive, request);
  if (found === 'stopped') return stoppedFailure('The logs were not searched to their end.');
  const counted = archive.count(betweenOf(request.window));
  const coverage = coverageOf(archive.manifest, request.test, request.window, counted, await silent, listed);
  const gaps = [...coverage.gaps, ...(found.cut ? [cutGap(request.limit ?? 0)] : [])];
  return { events: found.events, coverage: { ...coverage, gaps } };
}

async function count(
  archive: OpenedArchive,
  request: AggregateRequest,
  listed: boolean,
): Promise<AggregateRead | Failure> {
  const rows = await countEvents(archive, request);
  if (rows === 'unsupported') return uncountableFailure();
  if (rows === 'stopped') return stoppedFailure('The logs were not counted to their end.');
  const counted = archive.count(betweenOf(request.window));
  return {
    rows,
    coverage: coverageOf(archive.manifest, request.test, request.window, counted, await silentTimesOf(archive), listed),
  };
}

/** The state of the folder as of a moment ago; one look at a time, shared by all questions that wait for it. */
function freshState(options: ArchiveSourceOptions) {
  const lookAgainAfterMs = options.lookAgainAfterMs ?? LOOK_AGAIN_AFTER_MS;
  let state: State | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<State | Failure> | null = null;
  const look = async (): Promise<State | Failure> => {
    const startedAt = performance.now();
    const manifest = await currentManifest(options);
    if (isFailure(manifest)) return manifest;
    lookedAt = startedAt;
    const old = state;
    if (old !== null && sameState(old.archive.manifest, manifest)) return old;
    const opened = { archive: await openState(options, manifest), users: 0, retired: false };
    state = opened;
    if (old !== null) await retire(old);
    return opened;
  };
  return {
    /** As of a look that began at `asOf` (by `performance.now()`) or later. */
    get: async (asOf: number): Promise<State | Failure> => {
      const fresh = () => lookedAt >= asOf && performance.now() - lookedAt < lookAgainAfterMs;
      if (state !== null && fresh()) return state;
      // One that is under way may have begun too early.
      if (looking !== null && asOf > Number.NEGATIVE_INFINITY) {
        await looking;
        if (state !== null && fresh()) return state;
      }
      looking ??= look().finally(() => {
        looking = null;
      });
      return looking;
    },
    forget: () => {
      const old = state;
      state = null;
      if (old !== null) old.retired = true;
    },
    close: async () => {
      await looking;
      const old = state;
      state = null;
      if (old !== null) await retire(old);
    },
  };
}

async function openState(options: ArchiveSourceOptions, manifest: Manifest): Promise<OpenedArchive> {
  return openArchive(archiveFolder(options.dataDir, manifest.folder), manifest);
}

/** Times of build can coincide; segments have names of their own, and problems may change without one. */
function sameState(left: Manifest, right: Manifest): boolean {
  return left.builtAt === right.builtAt && left.segments.at(-1)?.id === right.segments.at(-1)?.id;
}

async function retire(state: State): Promise<void> {
  state.retired = true;
  await closeIfUnused(state);
}

async function closeIfUnused(state: State): Promise<void> {
  if (state.retired && state.users === 0) await state.archive.close();
}
