// The first pages of a long reading → one sentence to the asker, before it reads on: how long it will take, and what would be
// faster. Asks AWS nothing: the pages it reckons from are read anyway.
import type { AwsPlace } from '../../aws/aws-trouble.ts';
import { placeKey } from './coverage.ts';
import { sweepWords } from './estimate.ts';

/** `pages`: what reading all of a place would take, reckoned from its first page of each look-up. */
export type SweepNews = (place: AwsPlace, pages: number) => void;

/** A place that needs more pages than this is a sweep: ten seconds at AWS's pace. */
export const SWEEP_PAGES = 20;
/** Said again when another place turns out to take so many times as long. */
const AGAIN_FACTOR = 2;

export function sweepTeller(tell: ((words: string) => void) | undefined, pagesMax: number): SweepNews {
  const known = new Map<string, AwsPlace & { readonly pages: number }>();
  let told = 0;
  return ({ accountId, region }, pages) => {
    known.set(placeKey({ accountId, region }), { accountId, region, pages });
    const longest = Math.max(...[...known.values()].map((place) => place.pages));
    if (tell === undefined || longest <= SWEEP_PAGES || longest < told * AGAIN_FACTOR) return;
    told = longest;
    tell(sweepWords([...known.values()], pagesMax));
  };
}
