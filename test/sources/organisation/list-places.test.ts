import { afterEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/domain/failure.ts';
import type { FakeAwsOptions } from '../../../src/fakes/aws/fake-aws.ts';
import { accountNames } from '../../../src/sources/organisation/account-names.ts';
import type { Organisation } from '../../../src/sources/organisation/list-places.ts';
import { record } from '../../archive/sample-logs.ts';
import { action, all } from '../event-history/sample-tests.ts';
import {
  ACCOUNT,
  calls,
  OTHER_ACCOUNT,
  REGION,
  ROLE,
  request,
  roleIn,
  type Stage,
  stage,
} from '../event-history/stage.ts';

const LAB = '777788889999';
const GONE = '222233334444';
const OPT_IN = 'ap-southeast-3';
const STOPPED = action('ec2', 'StopInstances');
const MEMBERS = [OTHER_ACCOUNT, LAB];
const WORLD: Partial<FakeAwsOptions> = {
  accounts: [
    { id: ACCOUNT, name: 'sample-prod', management: true, disabledRegions: [OPT_IN] },
    { id: OTHER_ACCOUNT, name: 'sample-dev', disabledRegions: [OPT_IN] },
    { id: LAB, name: 'sample-lab', optedInRegions: [OPT_IN] },
    { id: GONE, name: 'sample-gone', status: 'SUSPENDED' },
  ],
  roles: MEMBERS.map((id) => ({ arn: roleIn(id), trusts: [ACCOUNT], externalId: 'sample-external-id' })),
};
const events = [ACCOUNT, ...MEMBERS].flatMap((account) =>
  calls(2, (index) => record({ id: `${account}-${index}`, account })),
);
const optIn = calls(2, (index) => record({ id: `opt-in-${index}`, account: LAB, region: OPT_IN }));

describe('the organization', () => {
  let here: Stage;
  afterEach(() => here.close());
  const open = async (more: Partial<FakeAwsOptions> = {}) => {
    here = await stage({ events: [...events, ...optIn], ...WORLD, ...more });
  };
  const places = async (of: Organisation) => {
    const found = await of.places();
    if (isFailure(found)) throw new Error(`${found.what} ${found.why}`);
    return found;
  };
  const count = (operation: string) => here.aws.calls.filter((call) => call.operation === operation).length;

  it('is listed page by page, with the Regions that are on in each account, through its role', async () => {
    const more = Array.from({ length: 25 }, (_, at) => ({ id: String(100_000_000_000 + at), name: `sample-${at}` }));
    const roles = more.map(({ id }) => ({ arn: roleIn(id), trusts: [ACCOUNT], externalId: 'sample-external-id' }));
    await open({ accounts: [...(WORLD.accounts ?? []), ...more], roles: [...(WORLD.roles ?? []), ...roles] });
    const found = await places(here.organisation());
    expect(found.places).toHaveLength(28);
    expect(count('ListAccounts')).toBe(2);
    expect(found.places[0]).toMatchObject({ accountId: ACCOUNT, name: 'sample-prod', role: null, unsure: null });
    const lab = found.places.find(({ accountId }) => accountId === LAB);
    expect(lab?.regions).toContain(OPT_IN);
    expect(lab?.role?.roleArn).toBe(roleIn(LAB));
    for (const { accountId, regions } of found.places.slice(0, 2)) {
      expect([accountId, regions.includes(OPT_IN)]).toEqual([accountId, false]);
    }
    expect(found.skipped).toEqual([{ id: GONE, name: 'sample-gone', state: 'SUSPENDED' }]);
  });

  it('is asked once for all who ask, and again after an hour', async () => {
    await open();
    let now = 0;
    const of = here.organisation({ clock: () => now });
    await Promise.all([of.places(), of.places(), of.accounts()]);
    now = 59 * 60_000;
    await of.places();
    expect([count('ListAccounts'), count('ListRegions')]).toEqual([1, 3]);
    now = 61 * 60_000;
    await of.places();
    expect([count('ListAccounts'), count('ListRegions')]).toEqual([2, 6]);
  });

  it('is asked again soon after a refusal, whose words name the missing permission and the setting', async () => {
    await open();
    let now = 0;
    const of = here.organisation({ clock: () => now });
    here.aws.inject({ kind: 'denied', operation: 'ListAccounts', times: 'always' });
    const denied = await of.places();
    expect(denied).toMatchObject({
      failure: 'not-allowed',
      why: expect.stringContaining('organizations:ListAccounts'),
      instead: expect.stringContaining('WHODID_AWS_ORGANIZATION=off'),
    });
    expect(await of.accounts()).toEqual(denied);
    here.aws.clearFaults();
    now = 11_000;
    expect(await of.accounts()).toHaveLength(4);
  });

  it('says so where there is none, where credentials are wrong and where AWS does not answer', async () => {
    await open({ accounts: [{ id: ACCOUNT, name: 'sample-prod' }] });
    expect(await here.organisation().accounts()).toMatchObject({ why: expect.stringContaining('no organization') });
    const wrong = {
      endpoint: here.aws.url,
      credentials: { accessKeyId: 'AKIANOTKNOWNTOAWS000', secretAccessKey: 'x' },
    };
    for (const ask of ['accounts', 'places'] as const) {
      const failed = await here.organisation({ aws: wrong })[ask]();
      expect(failed).toMatchObject({ instead: expect.stringContaining('AWS_ACCESS_KEY_ID') });
    }
    const nowhere = { ...wrong, endpoint: 'http://127.0.0.1:9' };
    expect(await here.organisation({ aws: nowhere }).accounts()).toMatchObject({ failure: 'timed-out' });
  });

  it('is narrowed by the accounts and Regions of the settings, where a Region is on', async () => {
    await open();
    const found = await places(here.organisation({ regions: [REGION, OPT_IN], accounts: [LAB] }));
    expect(found.places.map(({ accountId, regions, off }) => [accountId, regions, off])).toEqual([
      [ACCOUNT, [REGION], [OPT_IN]],
      [LAB, [REGION, OPT_IN], []],
    ]);
    expect(found.skipped).toEqual([]);
  });

  it('works through an account that the settings name and the organization does not', async () => {
    const outside = '999900001111';
    const role = { arn: roleIn(outside), trusts: [ACCOUNT], externalId: 'sample-external-id' };
    await open({ roles: [...(WORLD.roles ?? []), role] });
    const found = await places(here.organisation({ accounts: [outside] }));
    expect(found.places.map(({ accountId }) => accountId)).toEqual([ACCOUNT, outside]);
  });

  it('refuses a Region that AWS does not have, by the name of the setting', async () => {
    await open();
    expect(await here.organisation({ regions: [REGION, 'eu-wst-1'] }).places()).toMatchObject({
      why: expect.stringContaining('WHODID_AWS_REGIONS names eu-wst-1'),
    });
  });

  it('takes the usual Regions of an account that does not say which are on', async () => {
    await open();
    here.aws.inject({ kind: 'denied', operation: 'ListRegions', account: LAB, times: 'always' });
    const found = await places(here.organisation());
    const lab = found.places.find(({ accountId }) => accountId === LAB);
    expect(lab?.unsure).toMatchObject({ action: 'account:ListRegions', trouble: 'denied' });
    expect(lab?.regions).toContain(REGION);
    expect(found.places.find(({ accountId }) => accountId === OTHER_ACCOUNT)?.unsure).toBeNull();
  });
});

describe('event history over the organization', () => {
  let here: Stage;
  afterEach(() => here.close());
  const open = async (options = {}) => {
    here = await stage({ events: [...events, ...optIn], ...WORLD });
    return here.another({ organisation: here.organisation(options) });
  };

  it('reads every account in the Regions it uses, and tells of the one it cannot', async () => {
    const source = await open();
    const found = await source.events(request(STOPPED, { asker: 'U012ABCDEF' }));
    if (isFailure(found)) throw new Error(found.why);
    expect(found.events).toHaveLength(8);
    expect(found.coverage.accounts).toEqual([ACCOUNT, OTHER_ACCOUNT, LAB].sort());
    // A Region that is off in an account is no gap there, nor anywhere else; a suspended account is one.
    expect(found.coverage.gaps).toMatchObject([{ kind: 'outside-horizon' }]);
    expect(found.coverage.gaps[0]?.detail).toContain(
      `Account ${GONE} is suspended in the organization (“sample-gone”)`,
    );
    expect(found.coverage.places).toContainEqual(
      expect.objectContaining({
        account: GONE,
        read: false,
        why: 'the account is suspended in the organization (“sample-gone”)',
      }),
    );
    const inLab = here.aws.calls.filter(({ operation, account }) => operation === 'LookupEvents' && account === LAB);
    expect(inLab[0]?.principal).toContain('whodid-U012ABCDEF');
  });

  it('has no gap for accounts that are asked about when another is suspended', async () => {
    const source = await open();
    const found = await source.events(request(all(STOPPED, { kind: 'account', account: LAB })));
    expect(found).toMatchObject({ coverage: { accounts: [LAB], gaps: [] } });
    const gone = await source.events(request(all(STOPPED, { kind: 'account', account: GONE })));
    expect(gone).toMatchObject({ events: [], coverage: { gaps: [{ kind: 'outside-horizon' }] } });
  });

  it('says of a Region that is wanted and off so in its row, and makes it a gap only for who asks about it', async () => {
    const source = await open({ regions: [REGION, OPT_IN], accounts: [OTHER_ACCOUNT] });
    const found = await source.events(request(STOPPED));
    expect(found).toMatchObject({ coverage: { gaps: [] } });
    expect(isFailure(found) ? [] : found.coverage.places).toContainEqual(
      expect.objectContaining({
        account: OTHER_ACCOUNT,
        region: OPT_IN,
        read: false,
        why: 'the Region is off in this account',
      }),
    );
    const asked = await source.events(request(all(STOPPED, { kind: 'region', region: OPT_IN })));
    expect(asked).toMatchObject({ events: [], coverage: { gaps: [{ kind: 'outside-horizon' }] } });
    expect(isFailure(asked) ? '' : asked.coverage.gaps[0]?.detail).toContain('is off in every account');
  });

  it('reads on where one account’s role may not be assumed, and says so of that account once', async () => {
    const roles = (WORLD.roles ?? []).filter(({ arn }) => arn !== ROLE);
    here = await stage({ events, ...WORLD, roles });
    const source = here.another({ organisation: here.organisation() });
    const found = await source.events(request(STOPPED));
    if (isFailure(found)) throw new Error(found.why);
    expect(found.coverage).toMatchObject({ accounts: [ACCOUNT, LAB].sort() });
    expect(found.coverage.gaps.map(({ kind }) => kind)).toEqual(['denied', 'outside-horizon', 'denied']);
    expect(found.coverage.gaps[0]?.detail).toContain(`sts:AssumeRole in account ${OTHER_ACCOUNT}, Regions`);
    const theirs = found.coverage.places?.filter(({ account }) => account === OTHER_ACCOUNT) ?? [];
    expect(theirs.length).toBeGreaterThan(3);
    expect(theirs.every(({ read }) => !read)).toBe(true);
  });

  it('fails with the organization’s refusal: nobody knows then what was not read', async () => {
    const source = await open();
    here.aws.inject({ kind: 'denied', operation: 'ListAccounts', times: 'always' });
    expect(await source.events(request(STOPPED))).toMatchObject({ failure: 'not-allowed' });
    expect(await source.abilities()).toMatchObject({ failure: 'not-allowed' });
  });

  it('says what it can answer for', async () => {
    const able = await (await open()).abilities();
    if (isFailure(able)) throw new Error(able.why);
    expect(able.accounts).toEqual([ACCOUNT, OTHER_ACCOUNT, LAB]);
    expect(able.regions).toContain(OPT_IN);
  });
});

describe('event history without an organization', () => {
  let here: Stage;
  afterEach(() => here.close());
  const elsewhere = calls(3, (index) => record({ id: `opt-${index}`, region: OPT_IN }));
  const alone = { accounts: [{ id: ACCOUNT, name: 'sample-prod', optedInRegions: [OPT_IN] }] };
  const open = async (options = {}) => {
    here = await stage({ events: [...events, ...elsewhere], ...WORLD, ...alone });
    return here.another({ organisation: here.organisation({ list: false, ...options }) });
  };

  it('reads an opt-in Region that nobody named and is on', async () => {
    const source = await open();
    const found = await source.events(request(STOPPED));
    expect(found).toMatchObject({ coverage: { accounts: [ACCOUNT], gaps: [] } });
    expect(isFailure(found) ? [] : found.coverage.regions).toContain(OPT_IN);
    expect(isFailure(found) ? 0 : found.events.length).toBe(5);
    expect(here.aws.calls.filter(({ operation }) => operation === 'ListAccounts')).toEqual([]);
  });

  it('tells that one may be missing where AWS does not say which are on, and what settles it', async () => {
    const source = await open();
    here.aws.inject({ kind: 'denied', operation: 'ListRegions', times: 'always' });
    const found = await source.events(request(STOPPED));
    if (isFailure(found)) throw new Error(found.why);
    const about = found.coverage.gaps.filter(({ detail }) => detail.includes('account:ListRegions'));
    expect(about).toMatchObject([{ kind: 'denied', detail: expect.stringContaining('WHODID_AWS_REGIONS') }]);
    const global = await source.events(request(action('iam', 'CreateUser')));
    expect(isFailure(global) ? [] : global.coverage.gaps).toEqual([]);
  });

  it('asks nothing where the settings name the Regions', async () => {
    const source = await open({ regions: [REGION] });
    expect(await source.events(request(STOPPED))).toMatchObject({ coverage: { regions: [REGION], gaps: [] } });
    expect(here.aws.calls.filter(({ operation }) => operation === 'ListRegions')).toEqual([]);
  });
});

describe('what accounts are called', () => {
  let here: Stage;
  afterEach(() => here.close());

  it('is the organization’s word, and the settings’ before it', async () => {
    here = await stage({ events: [], ...WORLD });
    const given = { [LAB]: 'playground', '123456789012': 'partner' };
    expect(await accountNames(given, here.organisation())()).toEqual({
      [ACCOUNT]: 'sample-prod',
      [OTHER_ACCOUNT]: 'sample-dev',
      [GONE]: 'sample-gone',
      ...given,
    });
    expect(await accountNames(given, null)()).toEqual(given);
  });

  it('is the settings’ alone where the organization does not answer', async () => {
    here = await stage({ events: [], ...WORLD });
    here.aws.inject({ kind: 'denied', operation: 'ListAccounts', times: 'always' });
    expect(await accountNames({ [LAB]: 'playground' }, here.organisation())()).toEqual({ [LAB]: 'playground' });
  });
});
