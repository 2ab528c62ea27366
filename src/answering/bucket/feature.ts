// Every few minutes the copies of a trail's bucket are brought up to date. Who asks meanwhile reads what is there, and is told
// what is not.
import { isFailure } from '../../domain/failure.ts';
import type { BucketKeeper } from '../../s3-sync/bucket-keeper.ts';
import type { Feature } from '../feature.ts';

export interface BucketParts {
  readonly keeper: Pick<BucketKeeper, 'step'>;
  /** Milliseconds. */
  readonly everyMs: number;
}

const STEP = 'step';

export function bucketFeature({ keeper, everyMs }: BucketParts): Feature {
  return {
    name: 'bucket',
    tick: (deps, now) => deps.chore('bucket', STEP, Math.floor(now / everyMs) * everyMs),
    async chore(deps) {
      const done = await keeper.step();
      // A pass that is still at it goes on; the next time is not far.
      if (isFailure(done) && done.failure === 'ingest-busy') return null;
      const problems = isFailure(done) ? [`${done.what} ${done.why} ${done.instead}`] : done.problems;
      for (const problem of problems) deps.warn('the copies of the bucket', new Error(problem));
      return null;
    },
  };
}
