// Before a sweep: how many pages it would take and how long, from one page at each place. Selective look-ups are not
// estimated: they end within a few pages.
import type { AwsPlace } from '../../aws/aws-trouble.ts';
import type { Lookup } from './choose-lookups.ts';
import { duration } from './coverage.ts';
import { CALL_EVERY_MS } from './pacer.ts';
import type { PageReader } from './read-page.ts';
import { type PlaceRequest, readPlace, reckon } from './read-place.ts';

export interface Estimate {
  /** In all accounts and Regions; what could not be reached is not in it. */
  readonly pages: number;
  /** Places are read side by side: the longest decides. */
  readonly seconds: number;
  /** Places that need more pages than are read for one question, and how many each; empty: it can be read whole. */
  readonly beyondLimit: readonly (AwsPlace & { readonly pages: number })[];
  /** One sentence for the asker. */
  readonly words: string;
}

/** Within five seconds nothing is faster. */
const QUICK_PAGES = 10;

/** Reads one page per place that has a look-up which is no selective one. */
export async function estimatePages(
  reader: PageReader,
  requests: readonly PlaceRequest[],
  asker: string,
  signal: AbortSignal,
): Promise<Estimate> {
  const places = await Promise.all(requests.map((request) => pagesAt(reader, request, asker, signal)));
  const pages = places.reduce((sum, place) => sum + place.pages, 0);
  const most = Math.max(0, ...places.map((place) => place.pages));
  const pagesMax = Math.max(0, ...requests.map((request) => request.pagesMax));
  const beyondLimit = places.filter((place) => place.pages > pagesMax);
  return {
    pages,
    seconds: Math.ceil((most * CALL_EVERY_MS) / 1000),
    beyondLimit,
    words: sweepWords(places, pagesMax),
  };
}

async function pagesAt(
  reader: PageReader,
  request: PlaceRequest,
  asker: string,
  signal: AbortSignal,
): Promise<AwsPlace & { pages: number }> {
  const { accountId, region } = request.place;
  const counts = await Promise.all(
    request.lookups.map(async (lookup) => {
      if (isSelective(lookup)) return 1;
      const reading = await readPlace(
        reader,
        { ...request, lookups: [lookup], pagesMax: 1, enough: null },
        asker,
        signal,
      );
      const [cut] = reading.cut;
      if (cut === undefined) return 1;
      return cut.pagesInAll ?? reckon(1, request.fromMs, request.toMs - 1_000, request.toMs) ?? 1;
    }),
  );
  return { accountId, region, pages: counts.reduce((sum, count) => sum + count, 0) };
}

function isSelective({ attribute }: Lookup): boolean {
  return attribute !== null && attribute.key !== 'EventSource' && attribute.key !== 'ReadOnly';
}

/** Named, though whoever reads this may have none of them: then it is what to set up. */
const FASTER =
  'Faster: a folder of the trail’s log files (WHODID_LOGS), or CloudTrail Lake or Athena over the trail, where there is one.';

/** How long it takes to read these places at AWS's pace, what of it is not read, and what would be faster. */
export function sweepWords(places: readonly (AwsPlace & { readonly pages: number })[], pagesMax: number): string {
  const pages = places.reduce((sum, place) => sum + place.pages, 0);
  const most = Math.max(0, ...places.map((place) => place.pages));
  const beyond = places.filter((place) => place.pages > pagesMax);
  const [first] = beyond;
  if (first === undefined) {
    const whole = `To read all of it takes about ${pages} page(s) of event history at AWS’s two a second: ${duration(most)}.`;
    return most > QUICK_PAGES ? `${whole} ${FASTER}` : whole;
  }
  const more = beyond.length === 1 ? '' : ` and ${beyond.length - 1} more place(s)`;
  const all = `All of it would be about ${pages} pages of event history, ${duration(most)} at AWS’s two a second.`;
  return `${all} Only the newest ${pagesMax} pages are read per account and Region, ${duration(pagesMax)}, which is not enough for account ${first.accountId}, Region ${first.region}${more}: name an action or a shorter time. ${FASTER}`;
}
