// CloudWatch Logs Insights as a source: begun once, watched, read page by page, split where rows are too many, taken up
// again, stopped; what it can do and costs.
import { StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import { record } from '../archive/sample-logs.ts';
import { action, all, any, named } from './event-history/sample-tests.ts';
import { ACCOUNT, calls, NOW, REGION, request, window } from './event-history/stage.ts';
import { KEY, sampleBook } from './lake/stage.ts';
import { arnOf, type LogsStage, logsStage, runQuery, SAMPLE_GROUP, TRAIL_GROUP } from './logs-insights/stage.ts';

const EVENTS = calls(30, (index) => record({ id: `e${index}`, name: 'StopInstances' }));
const STOPPED = action('ec2', 'StopInstances');
const DAY = 86_400_000;
const BEYOND = { beforeMs: 900_000, afterMs: 7_200_000, wholeDays: false };

describe('a question to Logs Insights', () => {
  let here: LogsStage;
  afterEach(() => here.close());

  it('is one query, whose rows are filtered exactly, each event once, in the order asked', async () => {
    const twice = EVENTS[3] ?? {};
    const near = record({
      id: 'near',
      name: 'StopInstances',
      instance: 'i-0aaaaaaaaaaaaaaa1-copy',
      time: '2026-11-10T00:00:00Z',
    });
    const other = record({ id: 'other', name: 'StartInstances', time: '2026-11-10T00:00:00Z' });
    here = await logsStage({ events: [...EVENTS, twice, near, other] });
    const test = all(STOPPED, named('i-0aaaaaaaaaaaaaaa1'));
    const found = await here.read(test);
    expect(found.events.map(({ eventID }) => eventID)).toEqual(EVENTS.map((_, at) => `e${29 - at}`));
    expect(found.coverage).toMatchObject({ gaps: [], duplicates: 1, accounts: [ACCOUNT], regions: [REGION] });
    expect(found.coverage.eventsExamined).toBe(33);
    expect(found.coverage.notes?.join()).toContain('up to its event selectors');
    expect(here.calls('StartQuery')).toHaveLength(1);
    const newest = await here.read(test, { order: 'newest-first', limit: 2 });
    expect(newest.events.map(({ eventID }) => eventID)).toEqual(['e0', 'e1']);
    expect(newest.coverage.gaps.map(({ kind }) => kind)).toEqual(['page-limit']);
  });

  it('takes time and Region from the record, not from the log event: both ends of the window are exact', async () => {
    const times = ['09:59:59', '10:00:00', '10:00:01', '10:59:59', '11:00:00'];
    const events = times.map((time) =>
      record({ id: time, name: 'StopInstances', time: `2026-11-10T${time}Z`, region: 'us-east-1' }),
    );
    here = await logsStage({ events });
    // Delivered an hour late, and found all the same.
    here.aws.delay({ ms: 3_600_000, eventId: '10:59:59' });
    const hour = window('2026-11-10T10:00:00Z', '2026-11-10T11:00:00Z');
    const found = await here.read(all(STOPPED, { kind: 'region', region: 'us-east-1' }), { window: hour });
    expect(found.events.map(({ eventID }) => eventID)).toEqual(['10:00:00', '10:00:01', '10:59:59']);
    expect(found.coverage).toMatchObject({ gaps: [], regions: ['us-east-1'] });
  });

  it('says what was billed, to the receipt and to the book', async () => {
    here = await logsStage({ events: EVENTS }, { usdPerGb: 5_000_000 });
    const book = sampleBook();
    const { coverage } = await here.read(STOPPED, { queries: book });
    const [source] = coverage.sources;
    const bytes = here.aws.logsInsights.queries()[0]?.bytesScanned ?? 0;
    expect(bytes).toBeGreaterThan(1_000);
    expect(source).toMatchObject({ source: 'logs-insights', bytesScanned: bytes, usd: (bytes / 1e9) * 5_000_000 });
    expect(book.spent).toEqual([{ bytesScanned: bytes, usd: (bytes / 1e9) * 5_000_000 }]);
    expect(book.log).toEqual(['intend', 'started', 'ended']);
  });

  it('is asked for in parts where more rows match than one query gives back, and none is lost', async () => {
    here = await logsStage({ events: calls(650, (index) => record({ id: `e${index}`, name: 'StopInstances' })) });
    const few = here.another({ rowsMax: 100 });
    const book = sampleBook();
    const found = await few.events(request(STOPPED, { queries: book }));
    if (isFailure(found)) throw new Error(found.why);
    expect(found.events).toHaveLength(650);
    expect(new Set(found.events.map(({ eventID }) => eventID)).size).toBe(650);
    expect(found.coverage).toMatchObject({ gaps: [], eventsExamined: 650 });
    const queries = here.aws.logsInsights.queries().length;
    expect(queries).toBeGreaterThan(7);
    expect(queries).toBeLessThan(60);
    // An attempt after a crash begins none of them again.
    await here.another({ rowsMax: 100 }).events(request(STOPPED, { queries: book }));
    expect(here.aws.logsInsights.queries()).toHaveLength(queries);
  });

  it('says so where too many rows match within one minute', async () => {
    const events = Array.from({ length: 40 }, (_, at) =>
      record({ id: `e${at}`, name: 'StopInstances', time: '2026-11-10T10:00:00Z' }),
    );
    here = await logsStage({ events });
    const hour = window('2026-11-10T10:00:00Z', '2026-11-10T11:00:00Z');
    const found = await here.another({ rowsMax: 3 }).events(request(STOPPED, { window: hour }));
    if (isFailure(found)) throw new Error(found.why);
    expect(found.events.length).toBeGreaterThan(0);
    expect(found.events.length).toBeLessThan(40);
    expect(new Set(found.coverage.gaps.map(({ kind }) => kind))).toEqual(new Set(['page-limit']));
  });

  it('takes up the query that an earlier attempt began', async () => {
    here = await logsStage({ events: EVENTS, logsInsights: { runMs: 600 } });
    const book = sampleBook();
    const left = await here.source.events(request(STOPPED, { queries: book, patienceMs: 1 }));
    expect(left).toMatchObject({ failure: 'still-running', againInMs: expect.any(Number) });
    const found = await here.another().events(request(STOPPED, { queries: book, patienceMs: 60_000 }));
    expect(isFailure(found) ? found : found.events.length).toBe(30);
    expect(here.calls('StartQuery')).toHaveLength(1);
  });

  it('looks for a query whose id was lost before it begins another', async () => {
    here = await logsStage({ events: EVENTS });
    const first = sampleBook();
    await here.read(STOPPED, { queries: first });
    const [hash = ''] = first.queries.keys();
    // Somebody else's query is not it.
    await runQuery(here.client, 'fields @message');
    const book = sampleBook();
    await book.intend('logs-insights', hash);
    const found = await here.another().events(request(STOPPED, { queries: book }));
    expect(isFailure(found) ? found : found.events.length).toBe(30);
    expect(here.calls('StartQuery')).toHaveLength(2);
    expect(book.queries.get(hash)?.queryId).toBe(here.aws.logsInsights.queries()[0]?.id);
  });

  it('begins anew, once, where AWS has forgotten the query', async () => {
    here = await logsStage({ events: EVENTS });
    const book = sampleBook();
    await here.read(STOPPED, { queries: book });
    here.advance(7 * DAY + 60_000);
    const found = await here.another().events(request(STOPPED, { queries: book }));
    expect(isFailure(found) ? found : found.events.length).toBe(30);
    expect(here.calls('StartQuery')).toHaveLength(2);
    expect(book.log.filter((each) => each === 'forget')).toHaveLength(1);
  });

  it('asks again for a young time when the results are no longer of now', async () => {
    const young = window('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z');
    const late = record({ id: 'late', name: 'StopInstances', time: '2026-11-20T11:58:00Z' });
    here = await logsStage({ events: [...EVENTS, late] });
    here.aws.delay({ ms: 10 * 60_000, eventId: 'late' });
    const book = sampleBook();
    const before = await here.read(STOPPED, { window: young, queries: book });
    expect(before.events).toEqual([]);
    expect(before.coverage.gaps.map(({ kind }) => kind)).toContain('not-delivered');
    here.advance(40 * 60_000);
    const settled = await here.another().events(request(STOPPED, { window: young, queries: book }));
    expect(settled).toMatchObject({ events: [{ eventID: 'late' }], coverage: { gaps: [] } });
  });

  it('stops its query at AWS when the asker does not wait any longer', async () => {
    here = await logsStage({ events: EVENTS, logsInsights: { runMs: 60_000 } });
    const stop = new AbortController();
    const book = sampleBook();
    const asked = here.source.events(request(STOPPED, { signal: stop.signal, queries: book }));
    while (here.calls('GetQueryResults').length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    expect(await asked).toMatchObject({ failure: 'cancelled' });
    expect(here.calls('StopQuery').map(({ outcome }) => outcome)).toEqual(['ok']);
    expect([...book.queries.values()].map(({ queryId }) => queryId)).toEqual([null]);
    expect(here.calls('StartQuery')).toHaveLength(1);
  });

  it('waits for a place while as many queries run as may, and is left when patience ends', async () => {
    here = await logsStage({ events: EVENTS, logsInsights: { runMs: 800, concurrent: 1 } });
    await here.client.send(
      new StartQueryCommand({ queryString: 'fields @log', startTime: 1, endTime: 2, logGroupNames: [TRAIL_GROUP] }),
    );
    const book = sampleBook();
    const impatient = await here.source.events(request(STOPPED, { queries: book, patienceMs: 1 }));
    expect(impatient).toMatchObject({ failure: 'still-running' });
    here.aws.logsInsights.settings.runMs = 0;
    const found = await here.read(STOPPED, { queries: book });
    expect([found.events.length, found.coverage.gaps]).toEqual([30, []]);
    expect(here.aws.logsInsights.queries()).toHaveLength(2);
  });

  it('costs nothing where the log groups cannot hold an answer', async () => {
    here = await logsStage({ events: EVENTS, logGroups: [{ ...SAMPLE_GROUP, retentionDays: 7 }] });
    const old = window('2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z');
    expect((await here.read(STOPPED, { window: old })).coverage.gaps).toMatchObject([
      { kind: 'outside-horizon', detail: expect.stringContaining('keeps 7 days') },
    ]);
    expect((await here.read(any())).events).toEqual([]);
    expect(here.calls('StartQuery')).toEqual([]);
  });

  it('reaches back as far as events are kept where no time is asked about', async () => {
    here = await logsStage({ events: EVENTS, logGroups: [{ ...SAMPLE_GROUP, retentionDays: 90 }] });
    const found = await here.read(STOPPED, { window: window(null, '2026-11-20T10:00:00Z') });
    expect([found.events.length, found.coverage.gaps]).toEqual([30, []]);
    const fromMs = here.aws.logsInsights.queries()[0]?.fromMs ?? 0;
    expect(new Date(fromMs).toISOString()).toBe('2026-08-20T23:45:00.000Z');
  });

  it('describes itself, naming what it does not write into a query, and completes no names', async () => {
    here = await logsStage({ events: EVENTS });
    const said = here.source.describe(all(STOPPED, named('i-0a'), { kind: 'region', region: 'x y' }));
    expect(said).toContain(`log group ${TRAIL_GROUP}`);
    expect(said).toContain('service, event name, the names asked for');
    expect(said).toContain('Region too, as not all of its characters can safely be written');
    expect(here.source.describe(STOPPED)).toMatch(/filtered here\.$/);
    expect(await here.source.completions('i-', 5)).toBeNull();
  });
});

describe('what Logs Insights can do', () => {
  let here: LogsStage;
  afterEach(() => here.close());

  it('is as the log groups are, and what a day takes is known once a query was measured', async () => {
    const kept = { ...SAMPLE_GROUP, retentionDays: 400 };
    here = await logsStage({ events: EVENTS, logGroups: [kept] }, { bytesPerDay: 1_000, usdPerGb: 0.01 });
    expect(await here.source.abilities()).toEqual({
      name: 'logs-insights',
      cost: { kind: 'per-byte', usdPerGb: 0.01, bytesPerDay: 1_000, beyond: BEYOND },
      reachesBackToMs: expect.any(Number),
      reachesUpToMs: null,
      categories: null,
      accounts: null,
      regions: null,
    });
    await here.read(STOPPED);
    const able = await here.source.abilities();
    if (isFailure(able)) throw new Error(able.why);
    expect(Math.abs((able.reachesBackToMs ?? 0) - (NOW - 400 * DAY))).toBeLessThan(60_000);
    const bytes = here.aws.logsInsights.queries()[0]?.bytesScanned ?? 0;
    const days = (Date.parse('2026-11-20T10:00:00Z') - Date.parse('2026-11-01T00:00:00Z') + 2.25 * 3_600_000) / DAY;
    expect(able.cost).toMatchObject({ bytesPerDay: bytes / days });
    // Asked for at most every few minutes.
    expect(here.calls('DescribeLogGroups')).toHaveLength(1);
  });

  it('is not known, and said so, where groups may not be looked at; questions are answered with that gap', async () => {
    const allowed = ['logs:StartQuery', 'logs:GetQueryResults'];
    here = await logsStage({ events: EVENTS, credentials: [{ ...KEY, account: ACCOUNT, allowed }] });
    expect(await here.source.abilities()).toMatchObject({ reachesBackToMs: null, categories: null });
    const found = await here.read(STOPPED);
    expect(found.events).toHaveLength(30);
    expect(found.coverage.gaps).toMatchObject([
      { kind: 'denied', detail: expect.stringContaining('logs:DescribeLogGroups') },
    ]);
  });

  it('names the permission that is missing, or the credentials that are wrong', async () => {
    const allowed = ['logs:DescribeLogGroups'];
    here = await logsStage({ events: EVENTS, credentials: [{ ...KEY, account: ACCOUNT, allowed }] });
    const denied = await here.source.events(request(STOPPED));
    expect(denied).toMatchObject({ failure: 'not-allowed', instead: expect.stringContaining('logs:StartQuery') });
    const wrong = here.another({
      aws: { endpoint: here.aws.url, credentials: { ...KEY, secretAccessKey: 'not the secret' } },
    });
    const refused = await wrong.events(request(STOPPED));
    expect(refused).toMatchObject({ failure: 'not-allowed', instead: expect.stringContaining('AWS_ACCESS_KEY_ID') });
    expect(JSON.stringify(refused)).not.toContain('not the secret');
    const away = here.another({ aws: { endpoint: 'http://127.0.0.1:9', credentials: KEY } });
    expect(await away.abilities()).toMatchObject({ failure: 'timed-out' });
  });

  it('is refused to be composed without a Region or with something that is no log group', async () => {
    here = await logsStage({ events: [] });
    const { aws } = { aws: { endpoint: here.aws.url, credentials: KEY } };
    const { logsInsightsSource } = await import('../../src/sources/logs-insights.ts');
    expect(() => logsInsightsSource({ aws, groups: [TRAIL_GROUP] })).toThrow('Region');
    for (const groups of [[], ["x'y"], ['prefix:'], ["prefix:x']"], Array.from({ length: 51 }, (_, at) => `g${at}`)]) {
      expect(() => logsInsightsSource({ aws, groups, region: REGION })).toThrow('log groups');
    }
    logsInsightsSource({ aws, groups: [arnOf(TRAIL_GROUP)] }).close();
  });
});
