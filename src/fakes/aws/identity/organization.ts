// Organizations ListAccounts and Account ListRegions: who belongs to the organization, and which Regions an account uses.
import { type Dict, listAt, numberAt, textAt } from '../json.ts';
import { LIST_ACCOUNTS, LIST_REGIONS } from '../limits.ts';
import { type Outcome, ok, refuse, trouble } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import { type Caller, type Operation, type SeedAccount, seesOrganization, type World } from '../world.ts';

export const ORGANIZATIONS: Readonly<Record<string, Operation>> = {
  ListAccounts: { action: 'organizations:ListAccounts', run: listAccounts },
};

export const ACCOUNT: Readonly<Record<string, Operation>> = {
  ListRegions: { action: 'account:ListRegions', run: listRegions },
};

// "can be called only from the organization's management account or by a member account that is a delegated administrator":
// https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
function listAccounts(world: World, caller: Caller, input: Dict): Outcome {
  if (!world.accounts.some((one) => seesOrganization(world, one.id))) {
    return refuse('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  }
  if (!seesOrganization(world, caller.account)) {
    return trouble('organizations', 'denied', "You don't have permissions to access this resource.");
  }
  const size = numberAt(input, 'MaxResults') ?? LIST_ACCOUNTS.pageMost;
  if (size < 1 || size > LIST_ACCOUNTS.pageMost) {
    return refuse('InvalidInputException', `MaxResults must be from 1 to ${LIST_ACCOUNTS.pageMost}.`);
  }
  const page = pageOf(world, ['ListAccounts', caller.account], world.accounts, size, textAt(input, 'NextToken'));
  if (page === undefined) return refuse('InvalidInputException', 'You specified an invalid pagination token.');
  return ok({ Accounts: page.items.map((account) => shownAccount(world, account)), ...page.next });
}

function shownAccount(world: World, account: SeedAccount): Dict {
  const management = world.accounts.find((one) => one.management === true)?.id ?? account.id;
  const status = account.status ?? 'ACTIVE';
  return {
    Id: account.id,
    Arn: `arn:aws:organizations::${management}:account/${world.organizationId}/${account.id}`,
    Email: account.email ?? `account-${account.id}@example.com`,
    Name: account.name,
    Status: status,
    State: status,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: 1_577_836_800,
  };
}

// https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
function listRegions(world: World, caller: Caller, input: Dict): Outcome {
  const accountId = textAt(input, 'AccountId') ?? caller.account;
  if (accountId !== caller.account && !seesOrganization(world, caller.account)) {
    return trouble(
      'account',
      'denied',
      `User: ${caller.principal.arn} is not authorized to perform: account:ListRegions`,
    );
  }
  const size = numberAt(input, 'MaxResults') ?? LIST_REGIONS.pageMost;
  if (size < 1 || size > LIST_REGIONS.pageMost) {
    return refuse('ValidationException', `MaxResults must be from 1 to ${LIST_REGIONS.pageMost}.`);
  }
  const account = world.accounts.find((one) => one.id === accountId);
  const statusOf = (name: string) => {
    if (account?.disabledRegions?.includes(name)) return 'DISABLED';
    return account?.optedInRegions?.includes(name) ? 'ENABLED' : 'ENABLED_BY_DEFAULT';
  };
  const wanted = listAt(input, 'RegionOptStatusContains');
  const all = world.regions
    .map((name) => ({ RegionName: name, RegionOptStatus: statusOf(name) }))
    .filter(({ RegionOptStatus }) => wanted.length === 0 || wanted.includes(RegionOptStatus));
  const page = pageOf(world, ['ListRegions', accountId, wanted], all, size, textAt(input, 'NextToken'));
  if (page === undefined) return refuse('ValidationException', 'NextToken is not valid.');
  return ok({ Regions: page.items, ...page.next });
}

/** One page of a fixed list; undefined when the token is not one of its own. */
function pageOf<T>(world: World, bound: unknown, all: readonly T[], size: number, token: string | undefined) {
  const position = token === undefined ? { at: 0 } : readToken(world.tokenKey, bound, token);
  if (position === undefined) return undefined;
  const at = numberAt(position, 'at') ?? 0;
  const end = at + size;
  const next = end < all.length ? { NextToken: writeToken(world.tokenKey, bound, { at: end }) } : {};
  return { items: all.slice(at, end), next };
}
