// Run by hand: `npx tsx bench/history.ts [SECONDS]`. Reads event history from a stand-in for AWS that refuses a third call
// in any second, at AWS's real pace, and prints events a second for each account and Region, throttles, and what twelve
// askers of one question cost.
import { isFailure } from '../src/domain/failure.ts';
import type { EventsRequest } from '../src/domain/source.ts';
import { startFakeAws } from '../src/fakes/aws/fake-aws.ts';
import { eventHistorySource } from '../src/sources/event-history.ts';

const [seconds = '20'] = process.argv.slice(2);
const REGIONS = ['eu-west-1', 'us-east-1', 'eu-central-1'];
const ACCOUNTS = ['111122223333', '444455556666'];
const PAGE = 50;
const CALLS_PER_SECOND = 2;
const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'sample-secret' };
const say = (line: string) => process.stdout.write(`${line}\n`);

const pages = Number(seconds) * CALLS_PER_SECOND;
const lastMs = Math.floor(Date.now() / 1000) * 1000 - 3 * 3_600_000;
const aws = await startFakeAws({
  accounts: ACCOUNTS.map((id) => ({ id, name: `sample-${id}` })),
  regions: REGIONS,
  credentials: [{ ...KEY, account: '111122223333' }],
  roles: ACCOUNTS.map((id) => ({ arn: roleOf(id), trusts: ['*'] })),
  events: sampleEvents(),
});
try {
  await sustained();
  await twelveAtOnce();
} finally {
  await aws.close();
}

async function sustained(): Promise<void> {
  const before = aws.calls.length;
  const took = await timed(request('StopInstances'), 1);
  const calls = aws.calls.slice(before).filter(({ operation }) => operation === 'LookupEvents');
  const throttled = calls.filter(({ outcome }) => outcome !== 'ok').length;
  const places = ACCOUNTS.length * REGIONS.length;
  // The first page waits for nobody: only those after it show the pace.
  const rate = ((pages - 1) * PAGE) / took;
  say(`${places} account-Regions side by side, ${pages} pages of ${PAGE} events each: ${took.toFixed(2)} s`);
  say(
    `  ${rate.toFixed(1)} events/s for each account and Region (target 95), ${throttled} of ${calls.length} calls not ok`,
  );
}

async function twelveAtOnce(): Promise<void> {
  const one = await timed(request('RunInstances'), 1);
  const before = aws.calls.length;
  const twelve = await timed(request('TerminateInstances'), 12);
  const calls = aws.calls.slice(before).filter(({ operation }) => operation === 'LookupEvents');
  const perPlace = calls.length / (ACCOUNTS.length * REGIONS.length);
  say(
    `one asker: ${one.toFixed(2)} s; twelve of one question at once: ${twelve.toFixed(2)} s, ${(twelve / one).toFixed(2)} × one (target 1.2)`,
  );
  say(
    `  ${calls.length} calls, ${perPlace} for each account and Region, ${calls.filter(({ outcome }) => outcome !== 'ok').length} not ok`,
  );
}

/** Seconds until the last of `askers` has the answer. Each source is new: nothing is remembered. */
async function timed(asked: EventsRequest, askers: number): Promise<number> {
  const source = eventHistorySource({
    aws: { endpoint: aws.url, credentials: KEY },
    targets: ACCOUNTS.map((accountId) => ({ accountId, regions: REGIONS, roleArn: roleOf(accountId) })),
    pagesMax: pages + 1,
  });
  // The catalog of event names is read once in a process's life.
  await source.events({ ...asked, window: { ...asked.window, from: asked.window.to } });
  // Calls of whoever went before still count in AWS's second.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const started = performance.now();
  const reads = await Promise.all(
    Array.from({ length: askers }, (_, at) => source.events({ ...asked, asker: `asker-${at}` })),
  );
  const took = (performance.now() - started) / 1000;
  for (const read of reads) {
    if (isFailure(read)) throw new Error(`${read.what} ${read.why}`);
    if (read.coverage.gaps.length > 0) say(`  gap: ${read.coverage.gaps[0]?.detail}`);
  }
  source.close();
  return took;
}

function request(name: string): EventsRequest {
  const window = {
    from: new Date(lastMs - 80 * 86_400_000).toISOString(),
    to: new Date(lastMs + 1_000).toISOString(),
    zone: 'UTC',
    phrase: null,
  };
  return { test: { kind: 'action', service: 'ec2', name }, window, order: 'oldest-first', limit: null };
}

/** `pages` full pages of StopInstances in each account and Region, and three of two others. */
function* sampleEvents(): Generator<Record<string, unknown>> {
  for (const account of ACCOUNTS) {
    for (const region of REGIONS) {
      for (const [name, count] of [
        ['StopInstances', pages],
        ['RunInstances', 3],
        ['TerminateInstances', 3],
      ] as const) {
        for (let index = 0; index < count * PAGE; index++) yield sampleEvent(account, region, name, index);
      }
    }
  }
}

function sampleEvent(account: string, region: string, name: string, index: number): Record<string, unknown> {
  return {
    eventVersion: '1.11',
    eventID: `${account}-${region}-${name}-${index}`,
    eventTime: new Date(lastMs - index * 1_000).toISOString(),
    eventSource: 'ec2.amazonaws.com',
    eventName: name,
    awsRegion: region,
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15.0',
    userIdentity: {
      type: 'IAMUser',
      userName: 'sample-user',
      arn: `arn:aws:iam::${account}:user/sample-user`,
      accountId: account,
    },
    requestParameters: { instancesSet: { items: [{ instanceId: `i-${String(index).padStart(17, '0')}` }] } },
    readOnly: false,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    recipientAccountId: account,
  };
}

function roleOf(account: string): string {
  return `arn:aws:iam::${account}:role/whodid-event-history`;
}
