// AWS Organizations → every account that belongs to it, page by page, or what went wrong.
// Only the management account and delegated administrators may ask.
// https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
import { type Account, ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { type AwsOptions, CALL_MS_MAX, callSignal, clientConfig } from './aws-options.ts';
import { type AwsTrouble, readTrouble } from './aws-trouble.ts';

export interface OrganizationAccount {
  /** Twelve digits. */
  readonly id: string;
  readonly name: string;
  /** AWS's word: ACTIVE, SUSPENDED, PENDING_CLOSURE … */
  readonly state: string;
}

/** Twenty accounts a page: ten thousand accounts. The largest organizations have that many. */
const PAGES_MAX = 500;
const ACTION = 'organizations:ListAccounts';

/** `region`: where the partition's Organizations is reached (`organizationRegion`). */
export async function listAccounts(
  options: AwsOptions,
  region: string,
): Promise<readonly OrganizationAccount[] | AwsTrouble> {
  const client = new OrganizationsClient({ region, ...clientConfig(options), maxAttempts: 3 });
  const accounts: OrganizationAccount[] = [];
  let token: string | undefined;
  try {
    for (let page = 0; page < PAGES_MAX; page++) {
      const signal = callSignal(undefined, options.callMsMax ?? CALL_MS_MAX);
      const command = new ListAccountsCommand(token === undefined ? {} : { NextToken: token });
      const { Accounts: some = [], NextToken: next } = await client.send(command, { abortSignal: signal });
      accounts.push(...some.flatMap(accountOf));
      if (next === undefined) return accounts;
      token = next;
    }
    return { trouble: 'refused', code: 'TooManyAccounts', message: `more than ${PAGES_MAX} pages`, action: ACTION };
  } catch (error) {
    return readTrouble(error, ACTION, false);
  } finally {
    client.destroy();
  }
}

/** `Status` is the older name of `State`, and may no longer come: AWS announced its end for 2026-09-09 on the page above. */
function accountOf({ Id: id, Name: name, State: state, Status: status }: Account): readonly OrganizationAccount[] {
  return id === undefined ? [] : [{ id, name: name ?? id, state: state ?? status ?? 'ACTIVE' }];
}

/** One endpoint for each partition. https://docs.aws.amazon.com/general/latest/gr/ao.html */
export function organizationRegion(anyRegion: string): string {
  if (anyRegion.startsWith('cn-')) return 'cn-northwest-1';
  return anyRegion.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}
