// CloudTrail Lake as a source: one SQL query over an event data store for each question, its rows filtered exactly on our
// side. Billed by what is scanned, so a query is begun once, whatever crashes in between, and stopped when nobody waits.
// Lake takes no new customers since 2026-05-31; those who have it keep it:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake-service-availability-change.html
//
// To compose it (one per process; `close()` at the end):
//
//   lakeSource({ aws: { ...(endpoint === null ? {} : { endpoint }) }, dataStore, usdPerGb, bytesPerDay })
//
// The SDK finds credentials itself; they have to be of the account that owns the event data store (deploy/iam/lake.json).

import { lakeCalls } from '../aws/lake.ts';
import type { LakeStore } from '../aws/lake-store.ts';
import { isFailure } from '../domain/failure.ts';
import type { Abilities } from '../domain/source.ts';
import { describeQuery } from './lake/describe-query.ts';
import { readLake } from './lake/read-lake.ts';
import { categoriesOf } from './lake/selectors.ts';
import { placeOf, reachOf, storeFacts } from './lake/store-facts.ts';
import { PLACE_WAIT_MS_MAX } from './query/begin-query.ts';
import { callPace } from './query/call-pace.ts';
import { largestDay } from './query/largest-day.ts';
import { doublingWait } from './query/persist.ts';
import type { QueriedSource, QueryOptions } from './query/query-options.ts';
import { FIRST_LOOK_MS, queryWatch } from './query/query-watch.ts';

export interface LakeOptions extends QueryOptions {
  /** ARN of the event data store, or the id at its end. */
  readonly dataStore: string;
  /** Left out: the one of the ARN. */
  readonly region?: string;
}

export type LakeSource = QueriedSource;

/**
 * What is commonly quoted for a GB scanned. AWS's price list could not be read in full (https://aws.amazon.com/cloudtrail/pricing/),
 * so it is a setting.
 */
export const USD_PER_GB = 0.005;
const GB = 1_000_000_000;

/** Throws for a data store that is neither ARN nor id, or has no Region: that is for the configuration to refuse. */
export function lakeSource(options: LakeOptions): LakeSource {
  const { dataStore, usdPerGb = USD_PER_GB, placeWaitMsMax = PLACE_WAIT_MS_MAX, firstLookMs = FIRST_LOOK_MS } = options;
  const clock = options.clock ?? Date.now;
  const waitMs = options.waitMs ?? doublingWait;
  const storeId = (dataStore.split('/').at(-1) ?? '').toLowerCase();
  const region = options.region ?? placeOf(dataStore).region;
  if (region === '' || !/^[0-9a-f-]{36}$/.test(storeId)) {
    throw new Error('an event data store is named by its ARN, or by its id and a Region');
  }
  const calls = lakeCalls(options.aws, { region, dataStore });
  const pace = callPace(options.lookEveryMs);
  const watch = queryWatch({ calls, pace, waitMs, clock, firstLookMs });
  const facts = storeFacts(calls, dataStore, { waitMs, renew: calls.renew });
  const measure = largestDay();
  const left = new Set<string>();
  return {
    name: 'lake',
    async abilities() {
      const store = await facts.read();
      if (isFailure(store)) return store;
      const bytesPerDay = measure.bytesPerDay() ?? options.bytesPerDay ?? null;
      return abilitiesOf(store, clock(), { kind: 'per-byte', usdPerGb, bytesPerDay });
    },
    async events(request) {
      const store = await facts.read();
      if (isFailure(store)) return store;
      const usdPerByte = usdPerGb / GB;
      const measured = measure.add;
      const read = await readLake({
        ...{ calls, pace, watch, waitMs, clock, left, placeWaitMsMax, storeId, store, request, usdPerByte, measured },
      });
      if (isFailure(read) && read.failure === 'not-allowed') facts.forget();
      return read;
    },
    describe: (test) => describeQuery(test, storeId),
    completions: async () => null,
    close: () => calls.close(),
  };
}

function abilitiesOf(store: LakeStore | null, now: number, cost: Abilities['cost']): Abilities {
  const { account, region } = placeOf(store?.arn ?? '');
  return {
    name: 'lake',
    cost,
    reachesBackToMs: reachOf(store, now),
    reachesUpToMs: null,
    categories: categoriesOf(store?.selectors ?? []),
    accounts: store === null || store.organization || account === '' ? null : [account],
    regions: store === null || store.multiRegion || region === '' ? null : [region],
  };
}
