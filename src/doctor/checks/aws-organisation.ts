// AWS Organizations lists the accounts, where the settings leave it to it.
import { countOf, listOf } from '../../answer/words/count.ts';
import { isFailure } from '../../domain/failure.ts';
import type { AwsReach } from '../aws-reach.ts';
import { type Check, failed, notConfigured, OWN_POLICY, ok, warn } from '../check.ts';
import { withAws } from './aws-identity.ts';

const NAMES_MAX = 6;
const ACTION = 'organizations:ListAccounts';

export function awsOrganisationCheck(aws: AwsReach | null): Check {
  return withAws('AWS organization', aws, async ({ reach }) => {
    if (reach.organisation === null) {
      return notConfigured('Accounts are named in WHODID_AWS_ACCOUNTS: set WHODID_AWS_ORGANIZATION=on to list them.');
    }
    const accounts = await reach.organisation.accounts();
    if (isFailure(accounts)) {
      const result = failed(accounts.why, accounts.instead);
      if (!accounts.why.includes(ACTION)) return result;
      const statement = { Effect: 'Allow', Action: [ACTION], Resource: '*' } as const;
      return { ...result, permissions: [{ of: OWN_POLICY, statement }] };
    }
    const found = `${countOf(accounts.length, 'account')}: ${listOf(
      accounts.map(({ name }) => name),
      NAMES_MAX,
    )}.`;
    const known = await reach.targets();
    if (isFailure(known)) return failed(known.why, known.instead);
    const skipped = known.skipped.map(({ accountId, why }) => `Account ${accountId} is not read: ${why}.`);
    return skipped.length === 0 ? ok(found) : warn(found, ...skipped);
  });
}
