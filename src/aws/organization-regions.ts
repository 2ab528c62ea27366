// One account → the Regions there are, and which of them are on for it. Asked with that account's own credentials, so that
// no trusted access between Organizations and Account Management is needed.
// https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { type AwsOptions, CALL_MS_MAX, callSignal, clientConfig, type FixedCredentials } from './aws-options.ts';
import { type AwsTrouble, readTrouble } from './aws-trouble.ts';

export interface AccountRegion {
  readonly name: string;
  readonly on: boolean;
}

/** Fifty Regions a page; there are fewer than fifty in all. */
const PAGE_REGIONS_MAX = 50;
const PAGES_MAX = 10;
const ACTION = 'account:ListRegions';
/** A Region that is being switched off can still be asked for a while. */
const ON: ReadonlySet<string> = new Set(['ENABLED', 'ENABLED_BY_DEFAULT', 'DISABLING']);

/** `credentials` null: the installation's own. `region`: where the partition's account service is reached. */
export async function listRegions(
  options: AwsOptions,
  credentials: FixedCredentials | null,
  region: string,
): Promise<readonly AccountRegion[] | AwsTrouble> {
  const own = credentials === null ? {} : { credentials };
  const client = new AccountClient({ region, ...clientConfig(options), ...own, maxAttempts: 3 });
  const regions: AccountRegion[] = [];
  let token: string | undefined;
  try {
    for (let page = 0; page < PAGES_MAX; page++) {
      const signal = callSignal(undefined, options.callMsMax ?? CALL_MS_MAX);
      const more = token === undefined ? {} : { NextToken: token };
      const command = new ListRegionsCommand({ MaxResults: PAGE_REGIONS_MAX, ...more });
      const { Regions: some = [], NextToken: next } = await client.send(command, { abortSignal: signal });
      for (const { RegionName: name, RegionOptStatus: status } of some) {
        if (name !== undefined) regions.push({ name, on: status !== undefined && ON.has(status) });
      }
      if (next === undefined) return regions;
      token = next;
    }
    return { trouble: 'refused', code: 'TooManyRegions', message: `more than ${PAGES_MAX} pages`, action: ACTION };
  } catch (error) {
    return readTrouble(error, ACTION, false);
  } finally {
    client.destroy();
  }
}
