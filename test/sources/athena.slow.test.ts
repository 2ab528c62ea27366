// Athena as a source: what it asks for, what it reads, what it says of both.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/ask.ts';
import { isFailure } from '../../src/domain/failure.ts';
import { NO_LIMIT } from '../../src/planning/budget.ts';
import { receiptParts } from '../../src/render/receipt-lines.ts';
import { record } from '../archive/sample-logs.ts';
import { type AthenaStage, athenaStage, SAMPLE_GROUP, seed, TABLE, tableOf } from './athena/stage.ts';
import { action, all, any, by, named } from './event-history/sample-tests.ts';
import { ACCOUNT, calls, NOW, OTHER_ACCOUNT, REGION, request, window } from './event-history/stage.ts';
import { sampleBook } from './lake/stage.ts';

const EVENTS = calls(40, (index) =>
  record({
    id: `e${index}`,
    name: index % 4 === 0 ? 'TerminateInstances' : 'DescribeInstances',
    account: index % 8 === 0 ? OTHER_ACCOUNT : ACCOUNT,
    region: index % 3 === 0 ? 'us-east-1' : REGION,
    readOnly: index % 4 !== 0,
    instance: index === 4 ? 'i-0wanted0000000001' : 'i-0other',
  }),
);
const TERMINATED = action('ec2', 'TerminateInstances');

const statements = (here: AthenaStage) => here.aws.athena.executions().map(({ text }) => text);

describe('a question to Athena', () => {
  let here: AthenaStage;
  beforeAll(async () => {
    here = await athenaStage({ events: [...EVENTS, EVENTS[4] ?? {}] });
  });
  afterAll(() => here.close());

  it('finds what was done, each event once, in the order asked, and shows what it cost', async () => {
    const { events, coverage } = await here.read(TERMINATED);
    expect(events.map(({ eventID }) => eventID)).toEqual(
      [36, 32, 28, 24, 20, 16, 12, 8, 4, 0].map((index) => `e${index}`),
    );
    expect(coverage).toMatchObject({
      sources: [{ source: 'athena', from: '2020-01-01T00:00:00Z', bytesScanned: expect.any(Number) }],
      accounts: [ACCOUNT, OTHER_ACCOUNT],
      duplicates: 1,
      gaps: [],
    });
    const [source] = coverage.sources;
    expect(source?.bytesScanned).toBeGreaterThan(1_000);
    expect(source?.usd).toBeCloseTo(((source?.bytesScanned ?? 0) / 1e9) * 0.005, 12);
    const newest = await here.read(TERMINATED, { order: 'newest-first', limit: 2 });
    expect(newest.events.map(({ eventID }) => eventID)).toEqual(['e0', 'e4']);
    expect(newest.coverage.gaps).toMatchObject([{ kind: 'page-limit' }]);
  });

  it('gives back the record as it was delivered', async () => {
    const [event] = (await here.read(named('i-0wanted0000000001'))).events;
    const delivered = Object.entries(EVENTS[4] ?? {}).filter(([, value]) => value !== null);
    expect(event?.record).toEqual(Object.fromEntries(delivered));
  });

  it('reads the partitions of its days, padded by one, and of the accounts and Regions named', async () => {
    const asked = { window: window('2026-11-20T03:00:00Z', '2026-11-20T09:30:00Z') };
    await here.read(TERMINATED, asked);
    expect(statements(here).at(-1)).toContain(
      `FROM "whodid"."cloudtrail_logs" WHERE "day" >= '2026/11/20' AND "day" <= '2026/11/21' AND eventtime >= '2026-11-20T03:00:00' AND eventtime < '2026-11-20T09:30:00' AND `,
    );
    const whole = here.aws.athena.executions().at(-1)?.bytesScanned ?? 0;
    const account = { kind: 'account', account: OTHER_ACCOUNT } as const;
    const found = await here.read(all(account, TERMINATED), asked);
    expect(found.events).toHaveLength(5);
    expect(statements(here).at(-1)).toContain(`WHERE "account" IN ('${OTHER_ACCOUNT}') AND "day" >=`);
    const part = here.aws.athena.executions().at(-1)?.bytesScanned ?? 0;
    expect(part).toBeGreaterThan(0);
    expect(part).toBeLessThan(whole / 4);
    expect(found.coverage.accounts).toEqual([OTHER_ACCOUNT]);
    await here.read(all({ kind: 'region', region: REGION }, TERMINATED), asked);
    expect(statements(here).at(-1)).toContain(`WHERE "region" IN ('${REGION}') AND`);
    // Where events of global services lie is not told by what they say.
    await here.read(all({ kind: 'region', region: 'us-east-1' }, TERMINATED), asked);
    expect(statements(here).at(-1)).not.toContain('"region" IN');
    await here.read(any(account, by('ben')), asked);
    expect(statements(here).at(-1)).not.toContain('"account" IN');
  });

  it('says so where the table has no partitions for what is named, and asks nothing', async () => {
    const before = here.aws.athena.executions().length;
    const found = await here.read({ kind: 'account', account: '999999999999' });
    expect(found.coverage.gaps).toMatchObject([
      { kind: 'outside-horizon', detail: expect.stringContaining('no partitions for account 999999999999') },
    ]);
    expect(here.aws.athena.executions()).toHaveLength(before);
  });

  it('says so where the time asked about is before the table begins, and asks nothing', async () => {
    const before = here.aws.athena.executions().length;
    for (const from of [null, '2018-01-01T00:00:00Z']) {
      const found = await here.read(TERMINATED, { window: window(from, '2019-01-01T00:00:00Z') });
      expect(found.coverage.gaps).toMatchObject([{ kind: 'outside-horizon' }]);
    }
    expect(here.aws.athena.executions()).toHaveLength(before);
  });

  it('shows what was scanned against what it was quoted as, the day of late files included', async () => {
    const asked = { now: NOW, zone: 'UTC', locale: 'en-GB' };
    const sources = [here.another({ bytesPerDay: 5_000 })];
    const reply = await ask('who terminated i-0wanted0000000001 between 2026-11-10 and 2026-11-19', asked, { sources });
    if (reply.status !== 'answered') throw new Error(reply.status);
    expect(receiptParts(reply.receipt).join()).toMatch(/Athena from .*scanned \d+ kB of about 55 kB quoted, less than/);
  });

  it('is refused before it is asked where its quote is over the budget', async () => {
    const before = here.aws.athena.executions().length;
    const budget = { ...NO_LIMIT, perQuestionUsd: 0.01 };
    const sources = [here.another({ bytesPerDay: 5_000_000_000 })];
    const asked = { now: NOW, zone: 'UTC', locale: 'en-GB' };
    const reply = await ask('who terminated i-0wanted0000000001 in the last 10 days', asked, { sources }, { budget });
    expect(reply).toMatchObject({ status: 'refused', problems: [{ kind: 'over-budget' }] });
    expect(here.aws.athena.executions()).toHaveLength(before);
  });

  it('begins one query for one question, however often it is asked', async () => {
    const book = { ...sampleBook(), asking: 'asking-1' };
    const before = here.aws.athena.executions().length;
    for (let times = 0; times < 3; times++) await here.another().events(request(by('ben'), { queries: book }));
    expect(here.aws.athena.executions()).toHaveLength(before + 1);
    // Somebody else's asking is another query.
    await here.another().events(request(by('ben'), { queries: { ...sampleBook(), asking: 'asking-2' } }));
    expect(here.aws.athena.executions()).toHaveLength(before + 2);
    const tokens = here.calls('StartQueryExecution').map(({ input }) => input.ClientRequestToken);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('is told before what it will ask, and what a day costs once measured', async () => {
    expect(here.source.describe(all({ kind: 'account', account: ACCOUNT }, TERMINATED))).toContain(
      'over log files of the accounts named alone',
    );
    const abilities = await here.another({ bytesPerDay: 7 }).abilities();
    expect(abilities).toMatchObject({
      name: 'athena',
      cost: { kind: 'per-byte', usdPerGb: 0.005, bytesPerDay: 7 },
      reachesBackToMs: Date.parse('2020-01-01'),
      accounts: [ACCOUNT, OTHER_ACCOUNT],
    });
    expect(await here.source.abilities()).not.toMatchObject({ cost: { bytesPerDay: 7 } });
  });
});

describe('events that are delivered late', () => {
  let here: AthenaStage;
  afterEach(() => here.close());

  it('are found in the folder of the next day', async () => {
    const late = record({ id: 'late', name: 'TerminateInstances', time: '2026-11-10T23:58:00Z' });
    here = await athenaStage({ events: [late], deliveryDelayMs: 10 * 60_000 });
    const found = await here.read(TERMINATED, { window: window('2026-11-10T00:00:00Z', '2026-11-11T00:00:00Z') });
    expect(found.events.map(({ eventID }) => eventID)).toEqual(['late']);
    expect(found.coverage.notes?.join()).toContain('more than 1 day late');
  });

  it('are said to be on their way', async () => {
    here = await athenaStage({ events: [record({ time: '2026-11-20T10:30:00Z' })] });
    const found = await here.read(TERMINATED, { window: window('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z') });
    expect(found.coverage.gaps).toMatchObject([{ kind: 'not-delivered' }]);
  });
});

describe('where nothing tells quiet from unrecorded', () => {
  let here: AthenaStage;
  afterEach(() => here.close());

  it('folders without a file are a gap, and so are data events where none came', async () => {
    here = await athenaStage({
      events: [record({ time: '2026-11-10T10:00:00Z', service: 's3', name: 'CreateBucket' })],
    });
    const empty = { window: window('2026-11-12T00:00:00Z', '2026-11-13T00:00:00Z') };
    expect((await here.read(TERMINATED, empty)).coverage.gaps).toMatchObject([
      { kind: 'not-delivered', detail: expect.stringContaining('no log file at all') },
    ]);
    const deleted = action('s3', 'DeleteObject');
    expect((await here.read(deleted)).coverage.gaps).toMatchObject([{ kind: 'category-not-logged' }]);
    const data = record({ time: '2026-11-10T10:00:00Z', service: 's3', name: 'DeleteObject', category: 'Data' });
    here.aws.addEvents([data]);
    expect(await here.another().events(request(deleted))).toMatchObject({ coverage: { gaps: [] } });
  });
});

describe('what Athena cannot be asked', () => {
  let here: AthenaStage;
  afterEach(() => here.close());
  const failureOf = async (athena: Parameters<typeof seed>[0], more = {}) => {
    here = await athenaStage({ events: EVENTS, athena: seed(athena) }, more);
    const found = await here.source.events(request(named('i-0wanted0000000001')));
    if (!isFailure(found)) throw new Error('it was asked');
    return found;
  };

  it.each([
    ['without a limit', { cutoffBytes: undefined }, /no limit/, /BytesScannedCutoffPerQuery of workgroup whodid/],
    ['that is disabled', { disabled: true }, /is disabled/, /WHODID_ATHENA_WORKGROUP/],
    ['that is not there', { name: 'other' }, /WorkGroup whodid is not found/, /WHODID_ATHENA_WORKGROUP/],
    ['without a place for results', { outputLocation: undefined }, /no query result location/, /WHODID_ATHENA_OUTPUT/],
    ['whose results cannot be written', { bucket: 'no-write' as const }, /denied when writing/, /bucket/],
    ['whose limit the question is over', { cutoffBytes: 100 }, /more than the limit/, /shorter time/],
  ])('a workgroup %s is a failure that says what to set', async (_, change, why, instead) => {
    const { cutoffBytes, outputLocation, ...group } = { ...SAMPLE_GROUP, ...change };
    const failure = await failureOf({
      workGroups: [
        {
          ...group,
          ...(cutoffBytes === undefined ? {} : { cutoffBytes }),
          ...(outputLocation === undefined ? {} : { outputLocation }),
        },
      ],
    });
    expect(failure).toMatchObject({ failure: 'not-allowed' });
    expect(failure.why).toMatch(why);
    expect(failure.instead).toMatch(instead);
  });

  it('results that cannot be read are a gap that says what to allow', async () => {
    here = await athenaStage({
      events: EVENTS,
      athena: seed({ workGroups: [{ ...SAMPLE_GROUP, bucket: 'no-read' }] }),
    });
    const found = await here.read(TERMINATED);
    expect(found).toMatchObject({
      events: [],
      coverage: {
        gaps: [{ kind: 'denied', detail: expect.stringContaining('s3:GetObject on the bucket of the results') }],
      },
    });
  });

  it.each([
    ['is not there', [], /not found/],
    [
      'has no projection',
      [tableOf().replace("'projection.enabled'='true'", "'projection.enabled'='false'")],
      /no partition projection/,
    ],
    [
      'has accounts it does not name',
      [tableOf().replace("'projection.account.type'='enum'", "'projection.account.type'='injected'")],
      /not projected as an enum/,
    ],
    ['is by the month', [tableOf().replace("'DAYS'", "'MONTHS'")], /not partitioned by one projected day/],
    [
      'names no account',
      [tableOf().replace(/'projection.account.values'='[^']*'/, "'projection.account.values'=''")],
      /over no value at all/,
    ],
    ['leads elsewhere', [tableOf().replaceAll('/CloudTrail/', '/Elsewhere/')], /does not lead to the folders/],
  ])('a table that %s is a failure that says how to make one', async (_, tables, why) => {
    const failure = await failureOf({ tables });
    expect(failure.why).toMatch(why);
    expect(failure.instead).toContain('whodid athena setup');
  });

  it('a table that lacks a column the question needs is a sentence naming it', async () => {
    const tables = [tableOf().replace('  responseelements string,\n', '').replace('  sourceipaddress string,\n', '')];
    const failure = await failureOf({ tables });
    expect(failure).toMatchObject({ failure: 'unsupported', why: expect.stringContaining('column responseelements,') });
    expect(await here.source.events(request({ kind: 'source-ip', ip: '192.0.2.10' }))).toMatchObject({
      why: expect.stringContaining('column sourceipaddress'),
    });
    // What does not need it is answered.
    expect((await here.read(TERMINATED)).events).toHaveLength(10);
  });

  it("AWS's own table, without sourceidentity, says what it may miss", async () => {
    here = await athenaStage({
      events: EVENTS,
      athena: seed({ tables: [tableOf().replace('sourceidentity:string,assumedroot:string,', '')] }),
    });
    expect((await here.read(TERMINATED)).coverage.gaps).toEqual([]);
    expect((await here.read(by('ben'))).coverage.gaps).toMatchObject([
      { kind: 'category-not-logged', detail: expect.stringContaining('sourceidentity') },
    ]);
  });

  it('a table of one account and Region says which, and is read as such', async () => {
    const one = tableOf()
      .replace('account string, region string, day string', '`timestamp` string')
      .replaceAll('projection.day', 'projection.timestamp')
      .replace('${account}/CloudTrail/${region}/${day}', `${ACCOUNT}/CloudTrail/${REGION}/\${timestamp}`)
      .replaceAll(/ {2}'projection\.(account|region)[^\n]*\n/g, '');
    here = await athenaStage({ events: EVENTS, athena: seed({ tables: [one] }) });
    const found = await here.read(TERMINATED);
    expect(found.coverage).toMatchObject({ accounts: [ACCOUNT], regions: [REGION], gaps: [] });
    expect(found.events.every(({ accountId, awsRegion }) => accountId === ACCOUNT && awsRegion === REGION)).toBe(true);
    expect(found.events.length).toBeGreaterThan(0);
    expect(TABLE).toContain('whodid');
  });
});
