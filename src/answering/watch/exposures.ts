// The watch `exposed`: in place of a question's events, what Access Analyzer newly finds open to the outside.
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { Watch, WatchHit } from '../../domain/watch.ts';
import type { ExposedReport } from '../../exposure/exposed.ts';
import { coverageOfReport, type ExposureGap } from '../../exposure/exposure-gaps.ts';
import { exposuresOf } from '../../exposure/exposures.ts';
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
  /** Each thing once, however many analyzers and Regions found it: by the id of its first finding. */
  readonly hits: readonly WatchHit[];
  /** False: an account's Region could not be read, or nothing looks anywhere. */
  readonly whole: boolean;
  /** What is not looked at, in plain sentences. */
  readonly notSeen: readonly string[];
}

/** What was found open since the watch began and still is. */
export async function exposuresSince({ report }: ExposedParts, from: number): Promise<ExposuresSeen | Failure> {
  const read = await report();
  if (isFailure(read)) return read;
  const fresh = exposuresOf(read).active.filter(({ finding }) => finding.createdMs >= from);
  const { gaps, read: looked } = coverageOfReport(read);
  return {
    hits: fresh.map(({ finding }) => ({ eventId: finding.id, at: finding.createdMs })),
    whole: looked.places > 0 && gaps.every(({ kind }) => LASTING.includes(kind)),
    notSeen: gaps.map(({ detail }) => detail),
  };
}

/** Said when the watch is set up, and as it was then from look to look: no reason to say each time that it cannot see. */
const LASTING: readonly ExposureGap['kind'][] = ['no-analyzer', 'not-enabled', 'skipped'];

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
