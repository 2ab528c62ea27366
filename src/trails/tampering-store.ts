// CloudTrail Lake's calls on an event data store → the store as the call leaves it, held against how it should be.
import { isObject, text } from '../records/json.ts';
import { compareStore } from './compare.ts';
import type { StorePosture } from './posture.ts';
import { readSelectorSet } from './selector-set.ts';
import type { Call, Hit } from './tampering.ts';

const ACTIONS = /^(StopEventDataStoreIngestion|UpdateEventDataStore|DeleteEventDataStore)$/;

export function storeHits(call: Call, stores: readonly StorePosture[]): readonly Hit[] {
  const { event, request, response } = call;
  if (!ACTIONS.test(event.action)) return [];
  const named = text(request.eventDataStore) ?? text(response.eventDataStoreArn);
  if (named === null) return [];
  const was = stores.find(({ arn }) => arn === named || arn.endsWith(`/${named}`)) ?? strangerOf(call, named);
  return compareStore(was, after(was, call)).map((difference) => ({ subject: was.arn, difference }));
}

function after(was: StorePosture, { event, request }: Call): StorePosture {
  if (event.action === 'StopEventDataStoreIngestion') return { ...was, status: 'STOPPED_INGESTION' };
  if (event.action === 'DeleteEventDataStore') return { ...was, status: 'PENDING_DELETION' };
  const selectors = readSelectorSet(request)?.selectors ?? was.selectors;
  const days = Number(request.retentionPeriod);
  return {
    ...was,
    selectors: selectors.filter(isObject),
    multiRegion: flag(request.multiRegionEnabled, was.multiRegion),
    organization: flag(request.organizationEnabled, was.organization),
    protected: was.protected === null ? null : flag(request.terminationProtectionEnabled, was.protected),
    retentionDays: Number.isFinite(days) && days > 0 ? days : was.retentionDays,
  };
}

function flag(value: unknown, before: boolean): boolean {
  return typeof value === 'boolean' ? value : before;
}

/** One that nobody has looked at yet. */
function strangerOf({ event, request }: Call, named: string): StorePosture {
  const [account, region] = [event.accountId ?? '', event.awsRegion ?? ''];
  const arn = named.startsWith('arn:') ? named : `arn:aws:cloudtrail:${region}:${account}:eventdatastore/${named}`;
  return {
    arn,
    name: text(request.name) ?? named,
    account,
    region,
    status: 'ENABLED',
    retentionDays: null,
    multiRegion: true,
    organization: request.organizationEnabled !== false,
    protected: true,
    selectors: [],
  };
}
