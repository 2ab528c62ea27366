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
    words: words(pages, most, beyondLimit, pagesMax),
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

function words(pages: number, most: number, beyondLimit: Estimate['beyondLimit'], pagesMax: number): string {
  const whole = `To read all of it would take about ${pages} page(s) of event history, ${duration(most)}.`;
  const [first] = beyondLimit;
  if (first === undefined) return whole;
  const more = beyondLimit.length === 1 ? '' : ` and ${beyondLimit.length - 1} more place(s)`;
  return `${whole} Only the newest ${pagesMax} pages are read per account and Region, which is not enough for account ${first.accountId}, Region ${first.region}${more}: name an action or a shorter time, or ask a source that searches faster.`;
}
