// One state of an archive and a window → account by account and Region by Region: up to when its files reach, and when its
// trail was off. A folder tells of the places that it holds events of, and of no others.
import type { PlaceCoverage } from '../domain/coverage.ts';
import { instant } from '../trails/describe-silence.ts';
import type { LossKind, OffTime, Some, TrailReach } from '../trails/off-times.ts';
import type { SilentTime } from '../trails/silence.ts';
import type { Manifest, RegionSpan } from './manifest.ts';
import type { Between } from './opened.ts';

/** Account and Region in a log file's path. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html */
const NAMED = /(?:^|\/)(\d{12})_CloudTrail_([a-z0-9-]+)_\d{8}T\d{4}Z/;
/** Kinds of time in which nothing at all was recorded within the reach; in the others, something was. */
const ALL_LOST: readonly LossKind[] = ['off', 'moved', 'other-regions', 'member-accounts'];

const deliveries = new WeakMap<Manifest, ReadonlyMap<string, number>>();

/** `off`: the silent times that touch the window. */
export function placesOf(manifest: Manifest, between: Between, off: readonly SilentTime[]): readonly PlaceCoverage[] {
  const whole = off.filter(({ kind }) => ALL_LOST.includes(kind));
  return manifest.regionSpans.flatMap((span) => {
    const { account, region } = span;
    if (account === null || region === null) return [];
    const times = whole.filter(({ reach }) => isWithin(reach, account, region));
    if (times.length === 0 && !(span.firstMs < between.toMs && span.lastMs >= between.fromMs)) return [];
    return [
      {
        source: 'archive',
        account,
        region,
        read: true,
        why: null,
        deliveredTo: instant(deliveredTo(manifest, span, account, region)),
        categories: null,
        off: times.map(({ fromMs, toMs }: OffTime) => ({
          from: instant(fromMs),
          to: toMs === null ? null : instant(toMs),
        })),
      },
    ];
  });
}

function isWithin(reach: TrailReach, account: string, region: string): boolean {
  return isOf(reach.account, account) && isOf(reach.region, region);
}

function isOf(some: Some | null, name: string): boolean {
  return some === null || (some.is === 'in') === (some.name === name);
}

/** Its last event, or its last whole file where that came later. */
function deliveredTo(manifest: Manifest, span: RegionSpan, account: string, region: string): number {
  let published = deliveries.get(manifest);
  if (published === undefined) {
    published = lastFiles(manifest);
    deliveries.set(manifest, published);
  }
  return Math.max(span.lastMs, published.get(`${account}/${region}`) ?? Number.NEGATIVE_INFINITY);
}

function lastFiles(manifest: Manifest): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { path, publishedAt, problem } of manifest.files) {
    const [, account, region] = NAMED.exec(path) ?? [];
    if (publishedAt === null || problem !== null || account === undefined || region === undefined) continue;
    const place = `${account}/${region}`;
    last.set(place, Math.max(last.get(place) ?? Number.NEGATIVE_INFINITY, Date.parse(publishedAt)));
  }
  return last;
}
