// `/whodid exposed`: what Access Analyzer finds open in all accounts and Regions, and who opened it, as one message and CSV.
import type { Errand } from '../../ask.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { AskedBy } from '../../domain/question.ts';
import type { ExposedReport } from '../../exposure/exposed.ts';
import type { ExposureReport } from '../../exposure/finding.ts';
import type { ReadThrough } from '../../identity/chain-read.ts';
import { exposedForms } from '../../render/exposed.ts';
import { exposedCsv } from '../../render/exposed-csv.ts';
import { messageForms } from '../../render/message-forms.ts';
import { askedBy, endAsking } from '../deps.ts';
import type { Feature, WorkingDeps } from '../feature.ts';
import { withProgress } from '../with-progress.ts';
import { tell, type Work, type WorkInThread } from '../work.ts';
import { findExposed } from './find-exposed.ts';

/** What it is made from. */
export interface ExposedParts {
  /** Everything Access Analyzer found, now or a few minutes ago. */
  readonly report: () => Promise<ExposureReport | Failure>;
  /** Reads events from whatever sources planning would choose, for one asking. */
  readonly through: (asked: AskedBy, errand: Errand) => ReadThrough;
  /** Names of accounts by id. */
  readonly accountNames: () => Promise<Readonly<Record<string, string>>>;
}

/** Failures that another try may mend. */
const PASSING: readonly Failure['failure'][] = ['storage', 'ingest-busy'];

export function exposedFeature(parts: ExposedParts): Feature {
  return { name: 'exposed', command: (deps, work, rest) => command(deps, parts, work, rest) };
}

/** What is open and who opened it, as of now. A Failure: nothing could be read, or the reading was interrupted. */
export async function readExposed(
  { report, through, accountNames }: ExposedParts,
  asked: AskedBy,
  errand: Errand,
): Promise<ExposedReport | Failure> {
  errand.tell?.('Reading the findings of Access Analyzer in each account and Region.');
  const read = await report();
  if (isFailure(read)) return read;
  return findExposed({
    report: read,
    through: through(asked, errand),
    zone: asked.zone,
    accountNames: await accountNames(),
  });
}

async function command(deps: WorkingDeps, parts: ExposedParts, work: Work, rest: string): Promise<Failure | null> {
  if (!/^(?:csv)?$/i.test(rest.trim())) return tell(deps, work, USAGE);
  const thread = await deps.threads.open(work.asking, work.person.name, work.again);
  const here: WorkInThread = { ...work, thread };
  if (thread.posted('answer') && thread.posted('csv')) return finish(deps, here);
  const found = await withProgress(deps, here, (errand) => {
    return readExposed(parts, askedBy(work.asking, work.person), errand);
  });
  if (isFailure(found)) return failed(deps, here, found);
  const { forms, needsCsv } = exposedForms(found);
  const form = await thread.end(forms);
  const wanted = rest.trim() !== '' || deps.csv === 'always' || needsCsv(form);
  if (wanted && found.active.length + found.archived.length + found.resolved.length > 0 && !thread.posted('csv')) {
    await thread.attach({ title: 'Open to the outside', extension: 'csv', content: exposedCsv(found) });
  }
  return finish(deps, here);
}

const USAGE =
  'I did not look: `/whodid exposed` takes nothing, or `csv`. It shows what is open to the outside, to whom, since when, and who opened it.';

async function failed(deps: WorkingDeps, work: WorkInThread, failure: Failure): Promise<Failure | null> {
  if (failure.failure === 'still-running') return failure;
  if (!work.last && PASSING.includes(failure.failure)) return failure;
  const { id, text } = work.asking;
  const { forms } = messageForms({ status: 'failed', text, failure }, { askingId: id, csvButton: false });
  await work.thread.end(forms);
  await endAsking(deps, work.asking, 'failed', null, failure.what);
  return null;
}

async function finish(deps: WorkingDeps, { asking, thread }: WorkInThread): Promise<null> {
  if (deps.clock() - asking.askedAt > deps.notifyAfterMs) await thread.notify('what is open is listed above.');
  await endAsking(deps, asking, 'answered', null, 'exposed');
  return null;
}
