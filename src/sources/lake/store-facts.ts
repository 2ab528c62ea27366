// What the event data store is, asked of AWS at most every few minutes: its reach, accounts, Regions and selectors.
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import type { LakeCalls } from '../../aws/lake.ts';
import type { LakeStore } from '../../aws/lake-store.ts';
import type { Failure } from '../../domain/failure.ts';
import { type Known, knownFor } from '../query/known-for.ts';
import { type Persistence, persist } from '../query/persist.ts';
import { settingFailure, storeFailure, unreachedFailure } from './lake-trouble.ts';
import { categoriesOf } from './selectors.ts';

/** null: AWS does not let these credentials know. */
export type StoreFacts = Known<LakeStore | null>;

export function storeFacts(
  calls: LakeCalls,
  dataStore: string,
  persistence: Persistence,
  now: () => number = () => performance.now(),
): StoreFacts {
  return knownFor(async () => judged(await persist(() => calls.store(), persistence), dataStore), now);
}

function judged(told: LakeStore | AwsTrouble, dataStore: string): LakeStore | null | Failure {
  if (isTrouble(told)) {
    if (told.trouble === 'denied') return null;
    return settingFailure(told, dataStore) ?? unreachedFailure(dataStore, told);
  }
  if (told.status === 'PENDING_DELETION') return storeFailure(dataStore, 'It is being deleted.');
  if (categoriesOf(told.selectors)?.length === 0) {
    return storeFailure(dataStore, 'It holds no CloudTrail events, but something else.');
  }
  return told;
}

/** The oldest instant it can hold anything of, epoch milliseconds; null: not told. */
export function reachOf(store: LakeStore | null, now: number): number | null {
  if (store === null) return null;
  const kept = store.retentionDays === null ? null : now - store.retentionDays * 86_400_000;
  const known = [kept, store.createdMs].filter((each) => each !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** Account and Region of its ARN; empty where it has none. */
export function placeOf(arn: string): { readonly account: string; readonly region: string } {
  const [, , , region = '', account = ''] = arn.split(':');
  return { account, region };
}
