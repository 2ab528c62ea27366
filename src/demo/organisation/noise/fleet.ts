// The sample organisation's everyday resources, which reads and small changes are about. No story asks about these.
import { ACCOUNTS, type Account, PROD } from '../accounts.ts';
import { randomFor } from '../random.ts';

export interface Fleet {
  readonly account: Account;
  readonly instances: readonly string[];
  readonly volumes: readonly string[];
  readonly groups: readonly string[];
  readonly databases: readonly string[];
  readonly buckets: readonly string[];
  readonly functions: readonly string[];
  readonly keys: readonly string[];
  readonly parameters: readonly string[];
  readonly roles: readonly string[];
  readonly logGroups: readonly string[];
  readonly clusters: readonly string[];
}

const WORDS = ['web', 'api', 'worker', 'search', 'billing', 'reports', 'mailer', 'auth'] as const;

function fleetOf(account: Account): Fleet {
  const random = randomFor(0, `fleet/${account.id}`);
  const some = (count: number, make: (index: number) => string): string[] =>
    Array.from({ length: count }, (_, i) => make(i));
  // The second digit keeps fleet ids apart from every id a story uses (0a…, 0b…, 0c…, 0d…).
  const id = (prefix: string): string => `${prefix}-05${random.hex(15)}`;
  const named = (suffix: string): string[] => WORDS.map((word) => `${account.name}-${word}${suffix}`);
  return {
    account,
    instances: some(account === PROD ? 24 : 10, () => id('i')),
    volumes: some(20, () => id('vol')),
    groups: some(12, () => id('sg')),
    databases: named('-db'),
    buckets: named('-data'),
    functions: named('-fn'),
    keys: some(5, () => random.uuid()),
    parameters: WORDS.map((word) => `/${account.name}/${word}/config`),
    roles: named('-role'),
    logGroups: WORDS.map((word) => `/aws/lambda/${account.name}-${word}-fn`),
    clusters: [`${account.name}-main`, `${account.name}-batch`],
  };
}

const FLEETS = new Map(ACCOUNTS.map((account) => [account.id, fleetOf(account)]));

export function fleet(account: Account): Fleet {
  const found = FLEETS.get(account.id);
  if (found === undefined) throw new Error(`no fleet for account ${account.id}`);
  return found;
}
