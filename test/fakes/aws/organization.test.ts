// The organization and its Regions: who may list them, a page at a time.
import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { ListAccountsCommand, OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import { describe, expect, it } from 'vitest';
import { DEV, HOME, PROD } from './sample-record.ts';
import { DEV_KEYS, openStage, refusal } from './stage.ts';

describe('ListAccounts', () => {
  it('names every account, twenty a page, to the management account', async () => {
    const more = Array.from({ length: 40 }, (_, i) => ({ id: String(100_000_000_000 + i), name: `sample-${i}` }));
    const stage = await openStage({ accounts: [{ id: PROD, name: 'sample-prod', management: true }, ...more] });
    const sizes: number[] = [];
    for await (const page of paginateListAccounts({ client: stage.client(OrganizationsClient) }, {})) {
      sizes.push(page.Accounts?.length ?? 0);
    }
    expect(sizes).toEqual([20, 20, 1]);
    const { Accounts } = await stage.client(OrganizationsClient).send(new ListAccountsCommand({ MaxResults: 1 }));
    expect(Accounts).toMatchObject([{ Id: PROD, Name: 'sample-prod', Status: 'ACTIVE' }]);
    const tooMany = stage.client(OrganizationsClient).send(new ListAccountsCommand({ MaxResults: 21 }));
    expect((await refusal(tooMany)).name).toBe('InvalidInputException');
  });

  it('is denied to member accounts, but not to a delegated administrator', async () => {
    const stage = await openStage();
    const denied = stage.client(OrganizationsClient, DEV_KEYS).send(new ListAccountsCommand({}));
    expect(await refusal(denied)).toMatchObject({ name: 'AccessDeniedException', status: 400 });
    const delegated = await openStage({ accounts: [{ id: DEV, name: 'sample-dev', delegatedAdministrator: true }] });
    expect(
      (await delegated.client(OrganizationsClient, DEV_KEYS).send(new ListAccountsCommand({}))).Accounts,
    ).toHaveLength(1);
  });
});

describe('ListRegions', () => {
  it('says which Regions are on for an account', async () => {
    const stage = await openStage();
    const { Regions } = await stage.client(AccountClient, DEV_KEYS).send(new ListRegionsCommand({}));
    expect(Regions).toEqual([
      { RegionName: HOME, RegionOptStatus: 'ENABLED_BY_DEFAULT' },
      { RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
      { RegionName: 'eu-south-1', RegionOptStatus: 'DISABLED' },
    ]);
    const off = await stage
      .client(AccountClient)
      .send(new ListRegionsCommand({ AccountId: DEV, RegionOptStatusContains: ['DISABLED'] }));
    expect(off.Regions).toHaveLength(1);
    const page = await stage.client(AccountClient).send(new ListRegionsCommand({ MaxResults: 2 }));
    const rest = await stage
      .client(AccountClient)
      .send(new ListRegionsCommand({ MaxResults: 2, NextToken: page.NextToken ?? '' }));
    expect([page.Regions?.length, rest.Regions?.length, rest.NextToken]).toEqual([2, 1, undefined]);
  });

  it('is denied for another account to a member, and for more than fifty a page to all', async () => {
    const stage = await openStage();
    const other = stage.client(AccountClient, DEV_KEYS).send(new ListRegionsCommand({ AccountId: PROD }));
    expect(await refusal(other)).toMatchObject({ name: 'AccessDeniedException', status: 403 });
    const tooMany = stage.client(AccountClient).send(new ListRegionsCommand({ MaxResults: 51 }));
    expect((await refusal(tooMany)).name).toBe('ValidationException');
  });
});
