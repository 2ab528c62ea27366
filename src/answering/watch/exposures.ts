// The watch `exposed`: in place of a question's events, what Access Analyzer newly finds open to the outside.
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { Watch, WatchHit } from '../../domain/watch.ts';
import type { ExposedReport } from '../../exposure/exposed.ts';
import { isNotRead } from '../../exposure/finding.ts';
import { errandFor } from '../errand.ts';
import { type ExposedParts, readExposed } from '../exposed/feature.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';

/** What is typed in place of a question. */
const TYPED = /^(?:exposed|exposures?|external access)$/i;

export function watchesExposures({ text }: Pick<Watch, 'text'>): boolean {
  return TYPED.test(text.trim());
}

export interface ExposuresSeen {
  /** Each finding once, by its id. */
  readonly hits: readonly WatchHit[];
  /** False: an account's Region could not be read. */
  readonly whole: boolean;
}

/** What was found open since the watch began and still is. */
export async function exposuresSince({ report }: ExposedParts, from: number): Promise<ExposuresSeen | Failure> {
  const read = await report();
  if (isFailure(read)) return read;
  const fresh = read.places
    .flatMap(({ findings }) => findings)
    .filter(({ status, createdMs }) => status === 'active' && createdMs >= from);
  return {
    hits: fresh.map(({ id, createdMs }) => ({ eventId: id, at: createdMs })),
    whole: read.places.every(({ analyzers, notRead }) => !isNotRead(analyzers) && notRead.length === 0),
  };
}

/** These findings and no others, each with who opened it; null: none of them is open any more. */
export async function exposuresAbout(
  deps: WorkingDeps,
  parts: ExposedParts,
  { asking }: Work,
  watch: Watch,
  hits: readonly WatchHit[],
): Promise<ExposedReport | Failure | null> {
  const ids = new Set(hits.map(({ eventId }) => eventId));
  const errand = await errandFor(deps, asking, new AbortController().signal, () => {});
  const found = await readExposed(parts, { now: deps.clock(), zone: watch.zone, locale: watch.locale }, errand);
  if (isFailure(found)) return found;
  const active = found.active.filter(({ exposure }) => ids.has(exposure.finding.id));
  return active.length === 0 ? null : { ...found, active, archived: [], resolved: [] };
}
