// The sample organisation's accounts and Regions. The account ids are those AWS's own documentation uses in examples.

export interface Account {
  readonly id: string;
  readonly name: string;
}

export const ORGANISATION_ID = 'o-sampleorg1';

export const PROD: Account = { id: '111122223333', name: 'sample-prod' };
export const DEV: Account = { id: '444455556666', name: 'sample-dev' };
export const AUDIT: Account = { id: '777788889999', name: 'sample-audit' };
export const ACCOUNTS: readonly Account[] = [PROD, DEV, AUDIT];
/** Their names by id. */
export const SAMPLE_ACCOUNTS: Readonly<Record<string, string>> = Object.fromEntries(
  ACCOUNTS.map(({ id, name }) => [id, name]),
);

/** Somebody else's account, for what is shared outside. */
export const OUTSIDE_ACCOUNT_ID = '123456789012';

/** The role through which the demo's bot makes approved changes, in each account. */
export const REMEDIATION_ROLE = 'whodid-remediation';

/** Where most of it runs. */
export const HOME_REGION = 'eu-west-1';
/** IAM, root sign-in and other global services log here. */
export const GLOBAL_REGION = 'us-east-1';
export const REGIONS: readonly string[] = [HOME_REGION, GLOBAL_REGION, 'eu-central-1', 'ap-southeast-1'];
