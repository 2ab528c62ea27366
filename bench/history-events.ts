// The accounts, Regions and calls that bench/history.ts puts behind the stand-in for AWS. Plainly invented.
export const REGIONS = ['eu-west-1', 'us-east-1', 'eu-central-1'];
export const ACCOUNTS = ['111122223333', '444455556666'];
export const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'sample-secret' };
/** AWS's, and the most it gives. */
export const PAGE_EVENTS = 50;

export function roleOf(account: string): string {
  return `arn:aws:iam::${account}:role/whodid-event-history`;
}

/** `pagesOf[name]` full pages of calls of that name in each account and Region, a second apart, the newest at `lastMs`. */
export function* sampleEvents(
  pagesOf: Readonly<Record<string, number>>,
  lastMs: number,
): Generator<Record<string, unknown>> {
  for (const account of ACCOUNTS) {
    for (const region of REGIONS) {
      for (const [name, pages] of Object.entries(pagesOf)) {
        for (let index = 0; index < pages * PAGE_EVENTS; index++) {
          yield sampleEvent(account, region, name, index, lastMs);
        }
      }
    }
  }
}

function sampleEvent(
  account: string,
  region: string,
  name: string,
  index: number,
  lastMs: number,
): Record<string, unknown> {
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
