// Trails can be looked at, and those there are record and deliver: receipts of answers from log files say so from this.
import { countOf, listOf } from '../../answer/words/count.ts';
import type { AwsTrouble } from '../../aws/aws-trouble.ts';
import type { RolePlace } from '../../aws/place-clients.ts';
import { trailCalls } from '../../aws/trails.ts';
import type { Clock } from '../../domain/clock.ts';
import { isFailure } from '../../domain/failure.ts';
import { readPlaces } from '../../sources/trail-receipt/trail-port.ts';
import { instant } from '../../trails/describe-silence.ts';
import { type Finding, placeFindings } from '../../trails/trail-findings.ts';
import { isUnread, type TrailPlace, type Unread } from '../../trails/trail-report.ts';
import { type AwsReach, placesOf } from '../aws-reach.ts';
import { type Check, failed, ok, warn } from '../check.ts';
import { butForRoles, missingPermissions, otherAdvice, type TroubleAt, troubleWords } from '../missing.ts';
import { withAws } from './aws-identity.ts';

const NAMES_MAX = 4;

export function trailsCheck(aws: AwsReach | null, clock: Clock): Check {
  return withAws('trails', aws, async ({ reach, signal }) => {
    const places = await placesOf(reach);
    if (isFailure(places)) return failed(places.why, places.instead);
    const calls = trailCalls(reach.aws, clock, 'doctor');
    try {
      const read = await readPlaces(calls, places, signal);
      const names = [...new Set(read.flatMap(namesIn))];
      const found =
        names.length === 0
          ? 'No trail is to be seen.'
          : `${countOf(names.length, 'trail')}: ${listOf(names, NAMES_MAX)}.`;
      const troubles = read.flatMap((place, at) => troublesAt(place, places[at]));
      const wrong = findingsIn(read, clock());
      if (troubles.length === 0 && wrong.length === 0) return ok(`${found} They record and deliver.`);
      const words = troubles.length === 0 ? '' : ` Not all could be looked at: ${troubleWords(troubles).join('; ')}.`;
      return {
        ...warn(`${found}${words}`, ...wrong, ...otherAdvice(troubles)),
        permissions: missingPermissions(butForRoles(troubles)),
      };
    } finally {
      calls.close();
    }
  });
}

function namesIn({ trails }: TrailPlace): readonly string[] {
  return isUnread(trails) ? [] : trails.map(({ trail }) => `${trail.name} (account ${trail.account})`);
}

function troublesAt({ trails }: TrailPlace, place: RolePlace | undefined): readonly TroubleAt[] {
  if (place === undefined) return [];
  const unread = isUnread(trails)
    ? [trails]
    : trails.flatMap(({ status, recording }) => [status, recording].filter(isUnread));
  return unread.map((each) => ({ place, trouble: asTrouble(each) }));
}

function asTrouble({ unread, action, code }: Unread): AwsTrouble {
  const trouble = unread === 'denied' ? 'denied' : unread === 'not-enabled' ? 'credentials' : 'unreachable';
  return { trouble, code, message: '', action };
}

/** One sentence for each thing that is wrong, with the accounts and Regions where it is. */
function findingsIn(read: readonly TrailPlace[], now: number): readonly string[] {
  const wrong = new Map<string, string[]>();
  for (const place of read) {
    if (isUnread(place.trails)) continue;
    const { findings } = placeFindings(place, place.trails, { fromMs: now, toMs: now + 1 });
    for (const finding of findings) {
      const what = wordsOf(finding);
      wrong.set(what, [...(wrong.get(what) ?? []), `${place.account} ${place.region}`]);
    }
  }
  return [...wrong].map(([what, where]) => `${what} (${listOf(where, NAMES_MAX)}).`);
}

function wordsOf(finding: Finding): string {
  switch (finding.kind) {
    case 'no-trail':
      return 'No trail records these places: create one, or a multi-Region one';
    case 'off': {
      const since = Number.isFinite(finding.time.fromMs) ? ` since ${instant(finding.time.fromMs)}` : '';
      return `Trail ${finding.trail.name} is off${since}: start its logging`;
    }
    case 'undelivered':
      return `Trail ${finding.trail.name} cannot write to its bucket (${finding.error}): mend the bucket’s policy`;
    case 'selectors':
      return `Of trail ${finding.trail.name}, ${finding.words}: widen its event selectors`;
    default:
      return unreachable(finding);
  }
}

function unreachable(finding: never): never {
  throw new Error(`unknown finding ${JSON.stringify(finding)}`);
}
