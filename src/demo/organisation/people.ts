// The sample people: plainly invented, at example.com, from addresses that RFC 5737 sets aside for documentation.

export interface Person {
  readonly email: string;
  /** IANA zone that decides when they are at work. */
  readonly zone: string;
  readonly ip: string;
  readonly cli: string;
  readonly browser: string;
  /** Identity Center permission set they use day to day. */
  readonly permissionSet: string;
  /** On call at weekends too. */
  readonly weekends: boolean;
}

const MAC_CLI =
  'aws-cli/2.31.1 md/awscrt#0.27.6 ua/2.1 os/macos#25.1.0 md/arch#arm64 lang/python#3.13.7 md/pyimpl#CPython cfg/retry-mode#standard md/installer#source';
const LINUX_CLI =
  'aws-cli/2.28.4 md/awscrt#0.26.1 ua/2.1 os/linux#6.12.9-amd64 md/arch#x86_64 lang/python#3.13.4 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';
const CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

export const ANA: Person = {
  email: 'ana@example.com',
  zone: 'Europe/Madrid',
  ip: '198.51.100.21',
  cli: MAC_CLI,
  browser: CHROME,
  permissionSet: 'PlatformAdmin',
  weekends: false,
};
export const BEN: Person = {
  email: 'ben@example.com',
  zone: 'America/New_York',
  ip: '203.0.113.44',
  cli: LINUX_CLI,
  browser: FIREFOX,
  permissionSet: 'Developer',
  weekends: false,
};
export const CLEO: Person = {
  email: 'cleo@example.com',
  zone: 'Europe/Berlin',
  ip: '198.51.100.77',
  cli: MAC_CLI,
  browser: CHROME,
  permissionSet: 'SecurityAudit',
  weekends: false,
};
export const DAN: Person = {
  email: 'dan@example.com',
  zone: 'Asia/Singapore',
  ip: '203.0.113.120',
  cli: MAC_CLI,
  browser: CHROME,
  permissionSet: 'DataEngineer',
  weekends: false,
};
export const FINN: Person = {
  email: 'finn@example.com',
  zone: 'Europe/Dublin',
  ip: '198.51.100.130',
  cli: LINUX_CLI,
  browser: FIREFOX,
  permissionSet: 'OnCall',
  weekends: true,
};

/** Those who sign in through Identity Center. */
export const STAFF: readonly Person[] = [ANA, BEN, CLEO, DAN, FINN];

/** A contractor with an IAM user and long-lived keys, as they should not be. */
export const EVE = {
  userName: 'eve',
  ip: '192.0.2.66',
  cli: LINUX_CLI,
  browser: FIREFOX,
} as const;
