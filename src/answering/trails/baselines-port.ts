// Accepted baselines → what approvals put back: settings and what pins them. What nobody accepted is no baseline to put back,
// and one that is not as it was accepted is refused.
import { pinOf } from '../../approval/baseline-settings.ts';
import type { TrailName } from '../../domain/approval.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Baselines, TrailSettingsKept } from '../../domain/remediation.ts';
import type { TrailBook } from '../../domain/trail-book.ts';
import { readBaselines } from '../../trails/baseline.ts';
import type { TrailPosture } from '../../trails/posture.ts';
import { trailOfArn } from '../../trails/trail-change.ts';
import { isUnread } from '../../trails/trail-report.ts';

export function baselinesFrom(book: TrailBook, teamId: string): Baselines {
  return {
    async baselineOf(trail) {
      const { intact, tampered } = readBaselines(await book.baselines(teamId), await book.pinned(teamId));
      const bad = [...tampered].find(([arn]) => isOf(arn, trail));
      if (bad !== undefined) return refused(trail, bad[1]);
      const found = [...intact].find(([arn]) => isOf(arn, trail))?.[1];
      if (found === undefined || found.body.kind !== 'trail' || found.kept.version === 0) return null;
      const settings = settingsOf(found.body.posture);
      if (typeof settings === 'string') return refused(trail, settings);
      return { pin: pinOf(found.kept.version, settings), settings };
    },
  };
}

function isOf(arn: string, { name, account, homeRegion }: TrailName): boolean {
  const ref = trailOfArn(arn);
  return ref !== null && ref.name === name && ref.account === account && ref.homeRegion === homeRegion;
}

function refused({ name }: TrailName, why: string): Failure {
  return {
    failure: 'not-allowed',
    what: `The baseline of trail ${name} is not used.`,
    why,
    instead: 'Have somebody accept how the trail is to be, with /whodid trails accept.',
  };
}

/** A string: what is missing, in a sentence. */
function settingsOf({ trail, selectors, insights }: TrailPosture): TrailSettingsKept | string {
  if (trail.bucket === null) return 'It names no bucket.';
  if (isUnread(selectors) || isUnread(insights)) return 'Its selectors could not be read when it was accepted.';
  const { bucket, prefix, kmsKey, multiRegion, organization, globalServices, validation } = trail;
  return {
    ...{ bucket, prefix, kmsKey, multiRegion, organization, globalServices, validation },
    eventSelectors: selectors.kind === 'basic' ? selectors.selectors : null,
    advancedEventSelectors: selectors.kind === 'advanced' ? selectors.selectors : null,
    insightSelectors: insights.map((InsightType) => ({ InsightType })),
  };
}
