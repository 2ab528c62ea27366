// A small organisation on the fake, and real SDK clients that talk to it.
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { afterAll, afterEach } from 'vitest';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '../../../src/fakes/aws/fake-aws.ts';
import { DEV, HOME, NOW, PROD } from './sample-record.ts';

export const STORE = '0a1b2c3d-0000-4000-8000-00000000000a';

export const KEYS = { accessKeyId: 'AKIASAMPLEPROD000001', secretAccessKey: 'sample-secret-prod' };
export const DEV_KEYS = { accessKeyId: 'AKIASAMPLEDEV0000001', secretAccessKey: 'sample-secret-dev' };

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface Closable {
  readonly destroy: () => void;
}

export interface Stage {
  readonly fake: FakeAws;
  /** Moves the pretended clock. */
  readonly advance: (ms: number) => void;
  readonly cloudTrail: (region?: string, keys?: Keys) => CloudTrailClient;
  /** A client of another service, made with these settings and closed with the stage. */
  readonly client: <T extends Closable>(make: new (settings: Settings) => T, keys?: Keys, region?: string) => T;
}

interface Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Keys;
  readonly maxAttempts: number;
}

const open = { test: [] as (() => Promise<void>)[], file: [] as (() => Promise<void>)[] };

afterEach(() => closeAll('test'));
afterAll(() => closeAll('file'));

async function closeAll(lifetime: keyof typeof open): Promise<void> {
  await Promise.all(open[lifetime].splice(0).map((close) => close()));
}

/**
 * A fake that is closed after the test, or after the file. Its rate is counted by a clock that gives each call a second of its own, unless
 * `wallClock` says otherwise, so that tests of other things need not wait.
 */
export async function openStage(
  options: Partial<FakeAwsOptions> = {},
  lifetime: keyof typeof open = 'test',
): Promise<Stage> {
  let now = NOW;
  let ticks = 0;
  const fake = await startFakeAws({
    clock: () => now,
    wallClock: () => {
      ticks += 1;
      return Date.now() + ticks * 500;
    },
    accounts: [
      { id: PROD, name: 'sample-prod', management: true },
      { id: DEV, name: 'sample-dev', disabledRegions: ['eu-south-1'] },
    ],
    regions: [HOME, 'us-east-1', 'eu-south-1'],
    credentials: [
      { ...KEYS, account: PROD },
      { ...DEV_KEYS, account: DEV },
    ],
    eventDataStores: [{ id: STORE, name: 'sample-store', account: PROD, region: HOME, organization: true }],
    events: [],
    ...options,
  });
  const clients: Closable[] = [];
  open[lifetime].push(async () => {
    for (const client of clients) client.destroy();
    await fake.close();
  });
  const client: Stage['client'] = (make, credentials = KEYS, region = HOME) => {
    const made = new make({ endpoint: fake.url, region, credentials, maxAttempts: 1 });
    clients.push(made);
    return made;
  };
  return {
    fake,
    advance: (ms) => {
      now += ms;
    },
    cloudTrail: (region, keys) => client(CloudTrailClient, keys, region),
    client,
  };
}

/** What a call was refused with: the SDK error's name, HTTP status and message. */
export async function refusal(call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { readonly $metadata?: { readonly httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error('the call was not refused');
}
