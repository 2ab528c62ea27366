// How trails stand now, held against what was accepted → what the digest of their health tells.

import { countOf } from '../../answer/words/count.ts';
import type { FindingsRead } from '../../domain/digest.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { TrailBook } from '../../domain/trail-book.ts';
import { postureCsv } from '../../render/trails/csv.ts';
import { readBaselines } from '../../trails/baseline.ts';
import { trailHealth } from '../../trails/health.ts';
import type { Posture } from '../../trails/posture.ts';
import { isUnread } from '../../trails/trail-report.ts';
import type { PosturePort } from './parts.ts';
import { differencesOf } from './watch.ts';

export interface HealthParts {
  readonly book: Pick<TrailBook, 'baselines' | 'pinned'>;
  readonly postures: PosturePort;
  readonly teamId: string;
  readonly accountNames?: () => Promise<Readonly<Record<string, string>>>;
}

export function healthFindings({ book, postures, teamId, accountNames }: HealthParts) {
  return async ({ signal }: { readonly signal?: AbortSignal }): Promise<FindingsRead | Failure> => {
    const posture = await postures.read(signal);
    if (isFailure(posture)) return posture;
    const [rows, pinned] = await Promise.all([book.baselines(teamId), book.pinned(teamId)]);
    const names = (await accountNames?.()) ?? {};
    return {
      findings: trailHealth(posture, differencesOf(posture, readBaselines(rows, pinned))),
      looked: lookedAt(posture),
      gaps: posture.gaps.map((detail) => ({ kind: 'denied' as const, detail })),
      csv: posture.trails.length === 0 ? null : postureCsv(posture, names),
    };
  };
}

function lookedAt({ places, trails, stores, checkedMs }: Posture): readonly string[] {
  const read = places.filter(({ trails: seen }) => !isUnread(seen));
  const share = (key: 'account' | 'region') =>
    `${new Set(read.map((place) => place[key])).size}/${new Set(places.map((place) => place[key])).size}`;
  return [
    `${countOf(trails.length, 'trail')} and ${countOf(stores.length, 'event data store')}`,
    `${share('account')} accounts`,
    `${share('region')} Regions`,
    `at ${new Date(checkedMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  ];
}
