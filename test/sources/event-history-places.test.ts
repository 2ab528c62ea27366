// The receipt's rows: each account's Region, read or not and why; and what the source says it can answer for.
import { afterEach, describe, expect, it } from 'vitest';
import type { PlaceCoverage } from '../../src/domain/coverage.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventTest } from '../../src/domain/question.ts';
import { record } from '../archive/sample-logs.ts';
import { action, all, by } from './event-history/sample-tests.ts';
import {
  ACCOUNT,
  calls,
  NOW,
  OTHER_ACCOUNT,
  REGION,
  ROLE,
  request,
  type Stage,
  stage,
  window,
} from './event-history/stage.ts';

const EVENTS = calls(160, (index) => record({ id: `e${index}` }));
const STOPPED = action('ec2', 'StopInstances');
const TWO = [{ accountId: ACCOUNT, regions: [REGION, 'eu-central-1'] }];
const inRegion = (region: string): EventTest => ({ kind: 'region', region });

describe('the rows of the receipt', () => {
  let here: Stage;
  afterEach(() => here.close());
  const rows = async (test: EventTest, more = {}): Promise<readonly PlaceCoverage[]> => {
    const found = await here.source.events(request(test, more));
    if (isFailure(found)) throw new Error(`${found.what} ${found.why}`);
    return found.coverage.places ?? [];
  };
  const said = async (test: EventTest, more = {}) =>
    (await rows(test, more)).map(({ account, region, read, why }) => `${account} ${region} ${read ? 'read' : why}`);

  it('name each place, by account and Region, with what is recorded there and up to when it arrived', async () => {
    const target = { accountId: OTHER_ACCOUNT, regions: [REGION], roleArn: ROLE, externalId: 'sample-external-id' };
    here = await stage({ events: EVENTS }, { targets: [target, ...TWO] });
    const found = await rows(STOPPED);
    expect(found.map(({ account, region }) => `${account} ${region}`)).toEqual([
      `${ACCOUNT} eu-central-1`,
      `${ACCOUNT} eu-west-1`,
      `${OTHER_ACCOUNT} eu-west-1`,
    ]);
    for (const row of found) {
      expect(row).toMatchObject({ source: 'event-history', read: true, why: null, off: [] });
      expect(row).toMatchObject({ deliveredTo: '2026-11-20T11:40:00Z', categories: ['Management'] });
    }
  });

  it('say of a place that was denied, throttled, off or cut that it was not read, and why', async () => {
    const regions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-east-2', 'eu-north-1'];
    const events = ['eu-west-1', 'eu-central-1', 'us-east-2'].flatMap((region) =>
      calls(160, (index) => record({ id: `${region}-${index}`, region })),
    );
    here = await stage({ events }, { targets: [{ accountId: ACCOUNT, regions }], pagesMax: 2 });
    const always = { times: 'always', operation: 'LookupEvents' } as const;
    here.aws.inject({ kind: 'denied', by: 'scp', region: 'eu-central-1', ...always });
    here.aws.inject({ kind: 'throttle', region: 'us-east-2', nth: 2, ...always });
    here.aws.inject({ kind: 'server-error', region: 'eu-north-1', ...always });
    expect(await said(STOPPED)).toEqual([
      `${ACCOUNT} eu-central-1 denied: cloudtrail:LookupEvents is not allowed there`,
      `${ACCOUNT} eu-north-1 no usable answer from AWS (InternalFailure)`,
      `${ACCOUNT} eu-west-1 cut after 2 page(s); whole only from 2026-11-20T07:21:00Z on`,
      `${ACCOUNT} us-east-1 read`,
      `${ACCOUNT} us-east-2 throttled by AWS again and again, after 50 event(s)`,
    ]);
    expect((await rows(STOPPED)).filter(({ read }) => !read).map(({ deliveredTo }) => deliveredTo)).toEqual(
      Array.from({ length: 4 }, () => null),
    );
  });

  it('say of a Region that is off in one account so there, and read it elsewhere', async () => {
    const regions = [REGION, 'ap-southeast-3'];
    const target = { accountId: OTHER_ACCOUNT, regions, roleArn: ROLE, externalId: 'sample-external-id' };
    here = await stage({ events: EVENTS }, { targets: [{ accountId: ACCOUNT, regions }, target] });
    const found = await said(STOPPED);
    expect(found).toContain(`${ACCOUNT} ap-southeast-3 read`);
    expect(found.at(0)).toBe(`${ACCOUNT} ap-southeast-3 read`);
    expect(found.find((row) => row.startsWith(`${OTHER_ACCOUNT} ap-southeast-3`))).toContain('may be off');
  });

  it('say where nothing is needed: global services log in one Region only', async () => {
    here = await stage({ events: EVENTS }, { targets: TWO });
    expect(await said(action('iam', 'CreateUser'))).toEqual([
      `${ACCOUNT} eu-central-1 not needed: what was asked about is logged in us-east-1 only`,
      `${ACCOUNT} eu-west-1 not needed: what was asked about is logged in us-east-1 only`,
      `${ACCOUNT} us-east-1 read`,
    ]);
    expect(await said(action('s3', 'DeleteObject'))).toEqual([
      `${ACCOUNT} eu-central-1 not needed: event history holds no such events`,
      `${ACCOUNT} eu-west-1 not needed: event history holds no such events`,
    ]);
  });

  it('say what the question left out', async () => {
    const target = { accountId: OTHER_ACCOUNT, regions: [REGION], roleArn: ROLE, externalId: 'sample-external-id' };
    here = await stage({ events: EVENTS }, { targets: [...TWO, target] });
    const asked = all(STOPPED, inRegion(REGION), { kind: 'account', account: ACCOUNT });
    expect(await said(asked)).toEqual([
      `${ACCOUNT} eu-central-1 not asked about`,
      `${ACCOUNT} eu-west-1 read`,
      `${OTHER_ACCOUNT} eu-west-1 not asked about`,
    ]);
  });

  it('say of a time that is out of reach that nothing was read', async () => {
    here = await stage({ events: EVENTS });
    const old = { window: window('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z') };
    expect(await said(STOPPED, old)).toEqual([
      `${ACCOUNT} ${REGION} event history reaches back to 2026-08-22T12:00:00Z only`,
    ]);
    const empty = { window: window('2026-11-02T00:00:00Z', '2026-11-02T00:00:00Z') };
    expect(await said(STOPPED, empty)).toEqual([`${ACCOUNT} ${REGION} the time asked about is empty`]);
  });

  it('say of records that could not be read that the place is not whole', async () => {
    here = await stage({ events: EVENTS });
    here.aws.inject({ kind: 'broken-record', nth: 2 });
    expect(await said(STOPPED)).toEqual([`${ACCOUNT} ${REGION} 50 event(s) came without a record that could be read`]);
  });
});

describe('what event history says it can answer for', () => {
  let here: Stage;
  afterEach(() => here.close());
  const abilities = async () => {
    const able = await here.source.abilities();
    if (isFailure(able)) throw new Error(able.why);
    return able;
  };

  it('is ninety days of management events, free of charge, at AWS’s pace', async () => {
    here = await stage({ events: [] }, { targets: TWO });
    const able = await abilities();
    expect(able).toMatchObject({ name: 'event-history', categories: ['Management'], accounts: [ACCOUNT] });
    expect(able.reachesBackToMs).toBe(NOW - 90 * 86_400_000);
    expect(able.reachesUpToMs).toBeNull();
    const pace = able.cost.kind === 'paced' ? able.cost.eventsPerSecond : 0;
    expect(pace).toBeGreaterThan(97);
    expect(pace).toBeLessThan(100);
  });

  it('names the Regions configured, and those in which AWS logs global services and sign-ins whatever is configured', async () => {
    here = await stage({ events: [] }, { targets: TWO });
    expect([...((await abilities()).regions ?? [])].sort()).toEqual([
      'ap-southeast-2',
      'eu-central-1',
      'eu-north-1',
      'eu-west-1',
      'us-east-1',
      'us-east-2',
    ]);
  });

  it('is true: a question that names one of those Regions is answered, whatever the service', async () => {
    const elsewhere = ['us-east-1', 'us-east-2'].flatMap((region) =>
      calls(3, (index) => record({ id: `${region}-${index}`, region })),
    );
    here = await stage({ events: [...EVENTS, ...elsewhere] }, { targets: TWO });
    for (const region of ['us-east-1', 'us-east-2']) {
      const found = await here.source.events(request(all(STOPPED, inRegion(region))));
      expect(found).toMatchObject({ coverage: { regions: [region], gaps: [] } });
      expect(isFailure(found) ? [] : found.events.map(({ awsRegion }) => awsRegion)).toEqual([region, region, region]);
    }
    const other = await here.source.events(request(all(STOPPED, inRegion('eu-south-2'))));
    expect(other).toMatchObject({ events: [], coverage: { gaps: [{ kind: 'outside-horizon' }] } });
  });

  it('finds what AWS keeps in us-east-1 only, with no Region of America configured', async () => {
    const created = calls(1, () =>
      record({ id: 'created', service: 'iam', name: 'CreateUser', region: 'us-east-1', user: 'ana' }),
    );
    here = await stage({ events: [...EVENTS, ...created] }, { targets: TWO });
    for (const test of [action('iam', 'CreateUser'), by('ana')]) {
      const found = await here.source.events(request(test));
      expect(isFailure(found) ? [] : found.events.map(({ eventID }) => eventID)).toEqual(['created']);
    }
  });

  it('is China’s and GovCloud’s own home Region there', async () => {
    here = await stage({ events: [] }, { targets: [{ accountId: ACCOUNT, regions: ['cn-northwest-1'] }] });
    expect((await abilities()).regions).toEqual(['cn-northwest-1', 'cn-north-1']);
  });
});
