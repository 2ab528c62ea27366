// One request → events handed over a page at a time, and the receipt. Athena sorts them, so that copies of an event follow
// each other and nothing has to be remembered but the last one.
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Coverage } from '../../domain/coverage.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { holds } from '../../records/holds.ts';
import { cutGap } from '../cut-gap.ts';
import { coverageOf } from './athena-coverage.ts';
import { type AthenaRead, inWindow, runTable } from './read-athena.ts';

/** `take` gets events in the order asked, each eventID once; the next page is read once it has resolved. */
export async function streamAthena(
  read: AthenaRead,
  take: (events: readonly AuditEvent[]) => Promise<void>,
): Promise<Coverage | Failure> {
  const { request, facts } = read;
  const within = inWindow(request, facts.table);
  let page: AuditEvent[] = [];
  let last: string | null = null;
  let [events, duplicates, given] = [0, 0, 0];
  let [data, cut] = [false, false];
  const run = await runTable(
    read,
    (event) => {
      if (!within(event)) return;
      if (event.eventID === last) {
        duplicates += 1;
        return;
      }
      last = event.eventID;
      events += 1;
      data ||= event.eventCategory === 'Data';
      if (!holds(request.test, event)) return;
      if (request.limit !== null && given >= request.limit) {
        cut = true;
        return;
      }
      given += 1;
      page.push(event);
    },
    {
      async pageTaken() {
        const taken = page;
        page = [];
        if (taken.length > 0) await take(taken);
      },
    },
  );
  if (isFailure(run)) return run;
  const gaps = [...(cut ? [cutGap(given)] : []), ...run.gaps];
  return coverageOf({ ...run, gaps, examined: { events, duplicates, data } });
}
