// Stopping and starting the ingestion of an event data store.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopEventDataStoreIngestion.html
import { type Dict, textAt } from '../json.ts';
import { type Outcome, ok, refuse } from '../outcome.ts';
import { recordCall } from '../record-call.ts';
import type { Caller, Operation, SeedStore, World } from '../world.ts';

export const INGESTION: Readonly<Record<string, Operation>> = {
  StartEventDataStoreIngestion: {
    action: 'cloudtrail:StartEventDataStoreIngestion',
    run: (world, caller, input) => change(world, caller, input, 'StartEventDataStoreIngestion', 'ENABLED'),
  },
  StopEventDataStoreIngestion: {
    action: 'cloudtrail:StopEventDataStoreIngestion',
    run: (world, caller, input) => change(world, caller, input, 'StopEventDataStoreIngestion', 'STOPPED_INGESTION'),
  },
};

function change(world: World, caller: Caller, input: Dict, name: string, to: 'ENABLED' | 'STOPPED_INGESTION'): Outcome {
  const wanted = textAt(input, 'EventDataStore') ?? '';
  const at = world.stores.findIndex((one) => isMeant(one, caller, wanted));
  const store = world.stores[at];
  if (store === undefined) {
    return refuse('EventDataStoreNotFoundException', `The event data store was not found: ${wanted}`);
  }
  if (store.status === 'PENDING_DELETION') {
    return refuse('InactiveEventDataStoreException', 'The event data store is inactive.');
  }
  if ((store.status ?? 'ENABLED') === to) {
    return refuse('InvalidEventDataStoreStatusException', `The event data store is already ${to}.`);
  }
  world.stores[at] = { ...store, status: to };
  recordCall(world, caller, { source: 'cloudtrail.amazonaws.com', name, request: { eventDataStore: wanted } });
  return ok({});
}

function isMeant(store: SeedStore, { account, region }: Caller, wanted: string): boolean {
  if (store.account !== account || store.region !== region) return false;
  return wanted === store.id || wanted === `arn:aws:cloudtrail:${region}:${account}:eventdatastore/${store.id}`;
}
