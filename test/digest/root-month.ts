// A month of sample records with 60 that bear root's name in some way, and what each is: the key that the digest is held to.
// Imports nothing of src/digest: it says by itself what is root's and what is not.
import type { JsonObject } from '../../src/domain/audit-event.ts';

export type RootKind = 'person' | 'failed-sign-in' | 'assume-root' | 'service';

export interface RootMonth {
  readonly records: readonly JsonObject[];
  /** What each of root's is, by event id. */
  readonly key: ReadonlyMap<string, { readonly kind: RootKind; readonly at: number; readonly mfa: boolean | null }>;
}

const ACCOUNTS = ['111122223333', '444455556666', '777788889999'] as const;
const MINUTE = 60_000;

/** The same for the same seed. `from`: epoch milliseconds of the month's beginning; 30 days. */
export function rootMonth(from: number, seed = 7): RootMonth {
  const random = generator(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const records: JsonObject[] = [];
  const key = new Map<string, { kind: RootKind; at: number; mfa: boolean | null }>();
  const add = (kind: RootKind | null, mfa: boolean | null, record: (account: string) => JsonObject): void => {
    const at = from + Math.floor(random() * 30 * 24 * 60) * MINUTE;
    const account = pick(ACCOUNTS);
    const eventID = idOf(records.length);
    records.push({ ...plain(account, at), ...record(account), eventID });
    if (kind !== null) key.set(eventID, { kind, at, mfa });
  };
  for (let n = 0; n < 18; n += 1) {
    const [eventSource, eventName, readOnly] = pick(CALLS);
    const mfa = random() < 0.6;
    add('person', mfa, (account) => ({
      userIdentity: rootOf(account, mfa),
      eventSource,
      eventName,
      readOnly,
      ...(n % 5 === 0 ? { errorCode: 'AccessDenied', errorMessage: 'not allowed' } : {}),
    }));
  }
  for (let n = 0; n < 12; n += 1) {
    const [mfa, worked] = [n % 3 !== 0, n % 4 !== 1];
    add(worked ? 'person' : 'failed-sign-in', mfa, (account) => signIn(account, mfa, worked));
  }
  for (let n = 0; n < 4; n += 1) add('assume-root', false, assumeRoot);
  for (let n = 0; n < 6; n += 1) add('assume-root', false, inAssumedRoot);
  for (let n = 0; n < 12; n += 1) {
    add('service', null, (account) => ({
      userIdentity: { ...rootOf(account, null), invokedBy: 'backup.amazonaws.com' },
      sourceIPAddress: 'backup.amazonaws.com',
      userAgent: 'backup.amazonaws.com',
      eventName: 'CreateSnapshot',
    }));
  }
  for (let n = 0; n < 8; n += 1) {
    add('service', null, (account) => ({
      userIdentity: rootOf(account, null),
      eventType: 'AwsServiceEvent',
      eventSource: 'kms.amazonaws.com',
      eventName: 'RotateKey',
      sourceIPAddress: 'kms.amazonaws.com',
    }));
  }
  // Not root's, however like it they look.
  for (let n = 0; n < 140; n += 1) add(null, null, (account) => pick(OTHERS)(account));
  return { records, key };
}

const CALLS: readonly (readonly [string, string, boolean])[] = [
  ['iam.amazonaws.com', 'CreateAccessKey', false],
  ['iam.amazonaws.com', 'GetAccountSummary', true],
  ['s3.amazonaws.com', 'ListBuckets', true],
  ['account.amazonaws.com', 'PutAlternateContact', false],
  ['ec2.amazonaws.com', 'DescribeInstances', true],
];

const OTHERS: readonly ((account: string) => JsonObject)[] = [
  (account) => ({ userIdentity: user(account, 'sample-admin') }),
  (account) => ({ userIdentity: user(account, 'root') }),
  (account) => ({ userIdentity: role(account, 'root', 'session') }),
  (account) => ({ userIdentity: role(account, 'deploy', 'root') }),
  (account) => ({
    userIdentity: user(account, 'sample-admin'),
    eventSource: 'iam.amazonaws.com',
    eventName: 'CreateUser',
    requestParameters: { userName: 'root' },
  }),
  (account) => ({ ...signIn(account, true, true), userIdentity: user(account, 'sample-admin') }),
];

function plain(account: string, at: number): JsonObject {
  return {
    eventVersion: '1.11',
    eventTime: new Date(at).toISOString().replace('.000Z', 'Z'),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'StopInstances',
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.17',
    userAgent: 'aws-cli/2.17.32',
    requestParameters: null,
    responseElements: null,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: account,
  };
}

function rootOf(account: string, mfa: boolean | null): JsonObject {
  const attributes = { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated: String(mfa) };
  return {
    type: 'Root',
    principalId: account,
    arn: `arn:aws:iam::${account}:root`,
    accountId: account,
    ...(mfa === null ? {} : { sessionContext: { attributes } }),
  };
}

function signIn(account: string, mfa: boolean, worked: boolean): JsonObject {
  return {
    userIdentity: rootOf(account, null),
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    userAgent: 'Mozilla/5.0',
    additionalEventData: { MFAUsed: mfa ? 'Yes' : 'No', MobileVersion: 'No' },
    responseElements: { ConsoleLogin: worked ? 'Success' : 'Failure' },
    ...(worked ? {} : { errorMessage: 'Failed authentication' }),
  };
}

function assumeRoot(account: string): JsonObject {
  return {
    userIdentity: role(account, 'sample-security', 'sample-admin'),
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRoot',
    requestParameters: { targetPrincipal: '444455556666' },
  };
}

function inAssumedRoot(account: string): JsonObject {
  const attributes = { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated: 'false' };
  return {
    userIdentity: { ...rootOf(account, null), sessionContext: { attributes, assumedRoot: 'true' } },
    eventSource: 's3.amazonaws.com',
    eventName: 'DeleteBucketPolicy',
    requestParameters: { bucketName: 'sample-logs' },
  };
}

function user(account: string, userName: string): JsonObject {
  return { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/${userName}`, accountId: account, userName };
}

function role(account: string, name: string, session: string): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${name}/${session}`,
    accountId: account,
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/${name}`, accountId: account, userName: name },
      attributes: { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated: 'false' },
    },
  };
}

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** mulberry32: small, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
