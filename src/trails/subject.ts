// Which incident something belongs to: what happens to a bucket or a key that several trails share is one thing, and is told
// with the first of them.
import type { Aspect } from './aspects.ts';
import type { ReadBaselines } from './baseline.ts';

/** For a trail's ARN: the first trail with the same bucket, and the first with the same key. */
export interface Gathered {
  readonly byBucket: ReadonlyMap<string, string>;
  readonly byKey: ReadonlyMap<string, string>;
}

export function gathered({ intact }: Pick<ReadBaselines, 'intact'>): Gathered {
  const trails = [...intact.values()].flatMap(({ body }) => (body.kind === 'trail' ? body.posture.trail : []));
  const inOrder = [...trails].sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const firstOf = (key: (trail: (typeof trails)[number]) => string | null) =>
    new Map(
      inOrder.flatMap((trail) => {
        const first = key(trail) === null ? undefined : inOrder.find((each) => key(each) === key(trail));
        return first === undefined ? [] : [[trail.arn, first.arn] as const];
      }),
    );
  return { byBucket: firstOf(({ bucket }) => bucket), byKey: firstOf(({ kmsKey }) => kmsKey) };
}

export function subjectOf(aspect: Aspect, arn: string, { byBucket, byKey }: Gathered): string {
  if (aspect === 'delivery' || aspect.startsWith('bucket-')) return byBucket.get(arn) ?? arn;
  return aspect === 'key' ? (byKey.get(arn) ?? arn) : arn;
}
