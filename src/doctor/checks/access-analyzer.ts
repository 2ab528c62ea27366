// Access Analyzer can be asked, and looks at every account and Region: `/whodid exposed` tells of nothing it does not see.
import { countOf } from '../../answer/words/count.ts';
import { analyzerCalls } from '../../aws/access-analyzer.ts';
import { isTrouble } from '../../aws/aws-trouble.ts';
import type { Clock } from '../../domain/clock.ts';
import { isFailure } from '../../domain/failure.ts';
import { coverageOfReport } from '../../exposure/exposure-gaps.ts';
import type { ExposureFinding, ExposurePlace } from '../../exposure/finding.ts';
import { notReadOf } from '../../sources/external-access/read-place.ts';
import { atPlaces } from '../at-places.ts';
import { type AwsReach, placesOf } from '../aws-reach.ts';
import { type Check, failed, ok, warn } from '../check.ts';
import { butForRoles, missingPermissions, otherAdvice, troubleWords } from '../missing.ts';
import { withAws } from './aws-identity.ts';

/** Places without an analyzer that are named. */
const NAMED_MAX = 4;

export function accessAnalyzerCheck(aws: AwsReach | null, clock: Clock): Check {
  return withAws('access analyzer', aws, async ({ reach, signal }) => {
    const places = await placesOf(reach);
    if (isFailure(places)) return failed(places.why, places.instead);
    const calls = analyzerCalls(reach.aws, clock, 'doctor');
    const seen: ExposurePlace[] = [];
    try {
      const troubles = await atPlaces(places, async (place) => {
        const where = { account: place.accountId, region: place.region, findings: [], notRead: [] };
        const listed = await calls.analyzers(place, null, signal);
        if (isTrouble(listed)) {
          seen.push({ ...where, analyzers: notReadOf(listed) });
          return listed;
        }
        seen.push({ ...where, analyzers: listed.items });
        // Whether what it found may be read is asked once for each, with one page.
        const [first] = listed.items;
        const page = first === undefined ? null : await calls.findings(place, first, null, signal);
        if (page === null || isTrouble(page)) return page ?? listed;
        const [finding] = page.items as readonly (ExposureFinding | undefined)[];
        return finding === undefined ? page : calls.details(place, finding, signal);
      });
      const { read, gaps } = coverageOfReport({ places: seen, skipped: [] });
      const found = `Access Analyzer looks at ${read.places} of ${countOf(read.ofPlaces, 'place')}: ${read.accounts} of ${countOf(read.ofAccounts, 'account')} in full.`;
      const blind = gaps.filter(({ kind }) => kind === 'no-analyzer' || kind === 'analyzer-off');
      if (troubles.length === 0 && blind.length === 0) return ok(found);
      const words = troubles.length === 0 ? '' : ` Not all could be asked: ${troubleWords(troubles).join('; ')}.`;
      return {
        ...warn(`${found}${words}`, ...blind.slice(0, NAMED_MAX).map(({ detail }) => detail), ...otherAdvice(troubles)),
        permissions: missingPermissions(butForRoles(troubles)),
      };
    } finally {
      calls.close();
    }
  });
}
