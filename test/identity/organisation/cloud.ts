// Three accounts and what CloudTrail writes of what is done in them: raw records, nothing of ours. Times go forward; every
// call is by a caller that an earlier call, or nobody, made.
import { type Random, randomOf } from './random.ts';

export type Raw = { readonly [key: string]: unknown };

export const ACCOUNTS = ['111122223333', '444455556666', '777788889999'] as const;
/** An account whose log nobody has. */
export const OUTSIDE = '123456789012';
export const REGION = 'eu-west-1';
export const GLOBAL = 'us-east-1';

/** What a record says of its caller, and of the instance of time its credentials were issued. */
export interface Caller {
  readonly account: string;
  readonly identity: Raw;
  readonly ip: string;
  readonly agent: string;
  readonly console?: boolean;
}

export interface Call {
  readonly service: string;
  readonly name: string;
  readonly request?: Raw | null;
  readonly response?: Raw | null;
  readonly more?: Raw;
  readonly region?: string;
  /** The log it is in; the caller's account where left out. */
  readonly account?: string;
}

export interface Cloud {
  readonly random: Random;
  readonly records: readonly Raw[];
  /** Epoch milliseconds, whole seconds. */
  readonly now: () => number;
  readonly wait: (seconds: number) => void;
  /** Writes a record; gives its event id. */
  readonly write: (caller: Caller, call: Call) => string;
  readonly ip: () => string;
  readonly instance: () => string;
  /** A name nobody else has: `ana-4f2`. */
  readonly person: () => string;
  readonly role: (purpose: string) => string;
}

const FIRST_NAMES = ['ana', 'ben', 'chloe', 'dan', 'eve', 'finn', 'gita', 'hugo', 'ines', 'jon', 'kira', 'lea'];

/** Begins at `startMs`. */
export function cloudOf(seed: number, startMs: number): Cloud {
  const random = randomOf(seed);
  const records: Raw[] = [];
  let time = startMs;
  return {
    random,
    records,
    now: () => time,
    wait: (seconds) => {
      time += seconds * 1000;
    },
    write: (caller, call) => {
      const eventID = random.uuid();
      const account = call.account ?? caller.account;
      records.push({
        eventVersion: '1.11',
        userIdentity: caller.identity,
        eventTime: instant(time),
        eventSource: `${call.service}.amazonaws.com`,
        eventName: call.name,
        awsRegion: call.region ?? REGION,
        sourceIPAddress: caller.ip,
        userAgent: caller.agent,
        requestParameters: call.request ?? null,
        responseElements: call.response ?? null,
        requestID: random.uuid(),
        eventID,
        readOnly: call.service === 'sts',
        eventType: call.service === 'signin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: account,
        eventCategory: 'Management',
        ...(caller.console === true ? { sessionCredentialFromConsole: 'true' } : {}),
        ...call.more,
      });
      return eventID;
    },
    ip: () => `198.51.${random.below(200)}.${1 + random.below(250)}`,
    instance: () => `i-0${random.hex(16)}`,
    person: () => `${random.pick(FIRST_NAMES)}-${random.hex(4)}`,
    role: (purpose) => `sample-${purpose}-${random.hex(5)}`,
  };
}

export function instant(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

export const CLI = 'aws-cli/2.17.32 md/awscrt#0.21.2 ua/2.0 os/linux lang/python#3.11.9';
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
