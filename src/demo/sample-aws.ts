// The sample organisation behind a stand-in for AWS: its events are asked as a real account's are, with the real SDK
// clients, AWS's own pace and its limits. Nothing of it leaves this machine.
import { randomBytes } from 'node:crypto';
import { startFakeAws } from '../fakes/aws/fake-aws.ts';
import type { OpenSources } from '../open-sources.ts';
import { eventHistorySource } from '../sources/event-history.ts';
import { lakeSource } from '../sources/lake.ts';
import {
  ACCOUNTS,
  AUDIT,
  DEV,
  HOME_REGION,
  ORGANISATION_ID,
  PROD,
  REGIONS,
  SAMPLE_ACCOUNTS,
} from './organisation/accounts.ts';
import { generateOrganisation } from './organisation/generate-organisation.ts';

const ROLE = 'whodid-reader';
const STORE = { id: '5a3d1e6c-0000-4000-8000-5a3d1e6c0001', name: 'sample-store', region: HOME_REGION };
/** A query of an event data store takes seconds; these show how that looks. Milliseconds. */
const QUERY_MS = { queuedMs: 500, runMs: 2_500 };
/** Console sign-ins may be logged in these too. https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html */
const SIGN_IN_REGIONS = ['us-east-2', 'eu-north-1', 'ap-southeast-2'];

/** For quotes, until a query was measured. */
const BYTES_PER_DAY = 200_000_000;

/** `clock`: what the demo takes for now. Closing it ends its port. */
export async function startSampleAws(clock: () => number): Promise<OpenSources> {
  const records = [...generateOrganisation({ now: clock() })].flatMap((file) => file.records);
  const credentials = { accessKeyId: 'AKIASAMPLESAMPLE0001', secretAccessKey: randomBytes(20).toString('hex') };
  const aws = await startFakeAws({
    clock,
    accounts: ACCOUNTS.map(({ id, name }) => ({ id, name, management: id === AUDIT.id })),
    regions: [...REGIONS, ...SIGN_IN_REGIONS],
    credentials: [{ ...credentials, account: AUDIT.id }],
    roles: ACCOUNTS.map(({ id }) => ({ arn: roleIn(id), trusts: [AUDIT.id] })),
    organizationId: ORGANISATION_ID,
    eventDataStores: [{ ...STORE, account: AUDIT.id, organization: true, multiRegion: true, dataEvents: true }],
    lake: QUERY_MS,
    events: records,
  });
  const reach = { endpoint: aws.url, credentials };
  const history = eventHistorySource({
    aws: reach,
    clock,
    targets: [
      { accountId: null, regions: REGIONS },
      ...[PROD, DEV].map(({ id }) => ({ accountId: id, regions: REGIONS, roleArn: roleIn(id) })),
    ],
  });
  const lake = lakeSource({
    aws: reach,
    clock,
    dataStore: `arn:aws:cloudtrail:${STORE.region}:${AUDIT.id}:eventdatastore/${STORE.id}`,
    bytesPerDay: BYTES_PER_DAY,
  });
  return {
    sources: [history, lake],
    accountNames: async () => SAMPLE_ACCOUNTS,
    close: async () => {
      history.close();
      lake.close();
      await aws.close();
    },
  };
}

function roleIn(account: string): string {
  return `arn:aws:iam::${account}:role/${ROLE}`;
}
