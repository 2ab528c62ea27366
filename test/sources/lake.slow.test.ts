// CloudTrail Lake as a source: begun once, watched, read page by page, taken up again, stopped; what it can do and costs.
import { StartQueryCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import { record } from '../archive/sample-logs.ts';
import { action, all, named } from './event-history/sample-tests.ts';
import { ACCOUNT, calls, NOW, REGION, request, window } from './event-history/stage.ts';
import { KEY, type LakeStage, lakeStage, SAMPLE_STORE, STORE, STORE_ARN, sampleBook, sha256 } from './lake/stage.ts';

const EVENTS = calls(30, (index) => record({ id: `e${index}`, name: 'StopInstances' }));
const STOPPED = action('ec2', 'StopInstances');
const DAY = 86_400_000;

describe('a question to Lake', () => {
  let here: LakeStage;
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
    here = await lakeStage({ events: [...EVENTS, twice, near, other] });
    const test = all(STOPPED, named('i-0aaaaaaaaaaaaaaa1'));
    const found = await here.read(test);
    expect(found.events.map(({ eventID }) => eventID)).toEqual(EVENTS.map((_, at) => `e${29 - at}`));
    expect(found.coverage).toMatchObject({ gaps: [], duplicates: 1, accounts: [ACCOUNT], regions: [REGION] });
    expect(here.calls('StartQuery')).toHaveLength(1);
    const newest = await here.read(test, { order: 'newest-first', limit: 2 });
    expect(newest.events.map(({ eventID }) => eventID)).toEqual(['e0', 'e1']);
    expect(newest.coverage.gaps.map(({ kind }) => kind)).toEqual(['page-limit']);
  });

  it('says what was billed, to the receipt and to the book', async () => {
    here = await lakeStage({ events: EVENTS }, { usdPerGb: 5_000_000 });
    const book = sampleBook();
    const { coverage } = await here.read(STOPPED, { queries: book });
    const [source] = coverage.sources;
    const bytes = here.aws.queries()[0]?.bytesScanned ?? 0;
    expect(bytes).toBeGreaterThan(100);
    expect(source).toMatchObject({ source: 'lake', bytesScanned: bytes, usd: (bytes / 1e9) * 5_000_000 });
    expect(book.spent).toEqual([{ bytesScanned: bytes, usd: (bytes / 1e9) * 5_000_000 }]);
    expect(coverage.eventsExamined).toBe(30);
  });

  it('is written down before it is begun, and its id before it is looked at', async () => {
    here = await lakeStage({ events: EVENTS });
    const seen: string[] = [];
    const book = sampleBook();
    const told = {
      ...book,
      intend: async (source: 'lake', hash: string) => {
        seen.push(`intend ${here.calls('StartQuery').length}`);
        await book.intend(source, hash);
      },
      started: async (source: 'lake', hash: string, id: string) => {
        seen.push(`started ${here.calls('DescribeQuery').length}`);
        await book.started(source, hash, id);
      },
    };
    await here.read(STOPPED, { queries: told as typeof book });
    expect(seen).toEqual(['intend 0', 'started 0']);
    const [query] = here.aws.queries();
    expect([...book.queries.values()]).toEqual([
      { source: 'lake', statementHash: sha256(query?.text ?? ''), queryId: query?.id, begunAt: NOW },
    ]);
  });

  it('takes up the query that an earlier attempt began', async () => {
    here = await lakeStage({ events: EVENTS, lake: { runMs: 600 } });
    const book = sampleBook();
    const left = await here.source.events(request(STOPPED, { queries: book, patienceMs: 1 }));
    expect(left).toMatchObject({ failure: 'still-running', againInMs: expect.any(Number) });
    const found = await here.another().events(request(STOPPED, { queries: book, patienceMs: 60_000 }));
    expect(isFailure(found) ? found : found.events.length).toBe(30);
    expect(here.calls('StartQuery')).toHaveLength(1);
  });

  it('looks for a query whose id was lost before it begins another', async () => {
    here = await lakeStage({ events: EVENTS });
    await here.read(STOPPED);
    const [first] = here.aws.queries();
    // Somebody else's query, and one of ours that failed, are not it.
    await here.client.send(new StartQueryCommand({ QueryStatement: `SELECT eventid FROM ${STORE}` }));
    here.aws.inject({ kind: 'query-ends', status: 'FAILED' });
    await here.client.send(new StartQueryCommand({ QueryStatement: first?.text ?? '' }));
    const book = sampleBook();
    await book.intend('lake', sha256(first?.text ?? ''));
    const found = await here.another().events(request(STOPPED, { queries: book }));
    expect(isFailure(found) ? found : found.events.length).toBe(30);
    expect(here.calls('StartQuery')).toHaveLength(3);
    expect([...book.queries.values()].map(({ queryId }) => queryId)).toEqual([first?.id]);
  });

  it('begins anew, once, where AWS has forgotten the query', async () => {
    here = await lakeStage({ events: EVENTS });
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
    here = await lakeStage({ events: [...EVENTS, late] });
    here.aws.delay({ ms: 10 * 60_000, eventId: 'late' });
    const book = sampleBook();
    const before = await here.read(STOPPED, { window: young, queries: book });
    expect(before).toMatchObject({ events: [], coverage: { gaps: [{ kind: 'not-delivered' }] } });
    // At once, the same results serve; when events may have come in, they do not.
    await here.read(STOPPED, { window: young, queries: book });
    expect(here.calls('StartQuery')).toHaveLength(1);
    here.advance(15 * 60_000);
    const after = await here.another().events(request(STOPPED, { window: young, queries: book }));
    expect(after).toMatchObject({ events: [{ eventID: 'late' }], coverage: { gaps: [{ kind: 'not-delivered' }] } });
    here.advance(15 * 60_000);
    const settled = await here.another().events(request(STOPPED, { window: young, queries: book }));
    expect(settled).toMatchObject({ events: [{ eventID: 'late' }], coverage: { gaps: [] } });
  });

  it('stops its query at AWS when the asker does not wait any longer', async () => {
    here = await lakeStage({ events: EVENTS, lake: { runMs: 60_000 } });
    const stop = new AbortController();
    const book = sampleBook();
    const asked = here.source.events(request(STOPPED, { signal: stop.signal, queries: book }));
    while (here.calls('DescribeQuery').length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    expect(await asked).toMatchObject({ failure: 'cancelled' });
    expect(here.calls('CancelQuery').map(({ outcome }) => outcome)).toEqual(['ok']);
    expect([...book.queries.values()].map(({ queryId }) => queryId)).toEqual([null]);
    expect(await here.source.events(request(STOPPED, { signal: stop.signal }))).toMatchObject({ failure: 'cancelled' });
    expect(here.calls('StartQuery')).toHaveLength(1);
  });

  it('waits for a place while ten queries run, and is left when patience ends', async () => {
    here = await lakeStage({ events: EVENTS, lake: { runMs: 800 } });
    const sql = `SELECT eventid FROM ${STORE}`;
    await Promise.all(
      Array.from({ length: 10 }, () => here.client.send(new StartQueryCommand({ QueryStatement: sql }))),
    );
    const book = sampleBook();
    const impatient = await here.source.events(request(STOPPED, { queries: book, patienceMs: 1 }));
    expect(impatient).toMatchObject({ failure: 'still-running' });
    here.aws.lakeSettings.runMs = 0;
    const found = await here.read(STOPPED, { queries: book });
    expect([found.events.length, found.coverage.gaps]).toEqual([30, []]);
    expect(here.aws.queries()).toHaveLength(11);
  });

  it('is asked for in halves where AWS cannot finish it', async () => {
    here = await lakeStage({ events: EVENTS });
    here.aws.inject({
      kind: 'query-ends',
      status: 'FAILED',
      message: 'Query exhausted resources at this scale factor',
    });
    here.aws.inject({ kind: 'query-ends', status: 'FAILED', message: 'Query response is too large', nth: 3 });
    const book = sampleBook();
    const found = await here.read(STOPPED, { queries: book });
    expect([found.events.length, found.coverage.gaps]).toEqual([30, []]);
    expect(here.calls('StartQuery')).toHaveLength(5);
    // All that was read is paid for, and an attempt after a crash begins none of them again.
    expect(book.spent).toHaveLength(5);
    await here.another().events(request(STOPPED, { queries: book }));
    expect(here.calls('StartQuery')).toHaveLength(5);
  });

  it('costs nothing where the store cannot hold an answer', async () => {
    const store = { ...SAMPLE_STORE, dataEvents: false, retentionDays: 7 };
    here = await lakeStage({ events: EVENTS, eventDataStores: [store] });
    const old = window('2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z');
    expect((await here.read(STOPPED, { window: old })).coverage.gaps).toMatchObject([{ kind: 'outside-horizon' }]);
    const objects = await here.read(action('s3', 'DeleteObject'), {
      window: window('2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z'),
    });
    expect(objects.coverage.gaps).toMatchObject([{ kind: 'category-not-logged' }]);
    expect((await here.read({ kind: 'any', tests: [] })).events).toEqual([]);
    expect(
      (await here.read(STOPPED, { window: window('2026-11-19T00:00:00Z', '2026-11-19T00:00:00Z') })).events,
    ).toEqual([]);
    expect(here.calls('StartQuery')).toEqual([]);
  });

  it('reaches back as far as events are kept where no time is asked about', async () => {
    here = await lakeStage({ events: EVENTS, eventDataStores: [{ ...SAMPLE_STORE, retentionDays: 90 }] });
    const found = await here.read(STOPPED, { window: window(null, '2026-11-20T10:00:00Z') });
    expect([found.events.length, found.coverage.gaps]).toEqual([30, []]);
    expect(here.aws.queries()[0]?.text).toContain("eventtime >= timestamp '2026-08-21 00:00:00.000'");
  });

  it('tells nothing of a short reading, describes itself, and completes no names', async () => {
    here = await lakeStage({ events: calls(300, () => record({ name: 'StopInstances' })) });
    const told: string[] = [];
    await here.read(STOPPED, { tell: (words) => told.push(words) });
    expect(told).toEqual([]);
    expect(await here.source.completions('i-', 5)).toBeNull();
    expect(here.source.describe(all(STOPPED, named('i-0a')))).toContain('service, event name, the names asked for');
  });
});

describe('what Lake can do', () => {
  let here: LakeStage;
  afterEach(() => here.close());
  const created = Date.parse('2026-09-01T00:00:00Z');

  it('is as the event data store is', async () => {
    here = await lakeStage({ events: EVENTS }, { bytesPerDay: 1_000, usdPerGb: 0.01 });
    expect(await here.source.abilities()).toEqual({
      name: 'lake',
      cost: { kind: 'per-byte', usdPerGb: 0.01, bytesPerDay: 1_000 },
      reachesBackToMs: expect.any(Number),
      reachesUpToMs: null,
      categories: ['Management', 'Data'],
      accounts: null,
      regions: null,
    });
    const own = { ...SAMPLE_STORE, organization: false, multiRegion: false, dataEvents: false, createdMs: created };
    here.aws.changeStore(STORE, own);
    expect(await here.another().abilities()).toMatchObject({
      reachesBackToMs: created,
      categories: ['Management'],
      accounts: [ACCOUNT],
      regions: [REGION],
      cost: { bytesPerDay: 1_000 },
    });
    // Asked for at most every few minutes.
    expect(await here.source.abilities()).toMatchObject({ categories: ['Management', 'Data'] });
    expect(here.calls('GetEventDataStore')).toHaveLength(2);
  });

  it('knows what a day takes once a query was measured', async () => {
    here = await lakeStage({ events: EVENTS }, { bytesPerDay: 1 });
    await here.read(STOPPED);
    const bytes = here.aws.queries()[0]?.bytesScanned ?? 0;
    expect(await here.source.abilities()).toMatchObject({ cost: { bytesPerDay: bytes / 20 } });
    await here.read(STOPPED, { window: window('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z') });
    expect(await here.source.abilities()).toMatchObject({ cost: { bytesPerDay: bytes / 20 } });
  });

  it('is not known, and said so, where it may not be looked at; questions are answered with that gap', async () => {
    const allowed = ['cloudtrail:StartQuery', 'cloudtrail:DescribeQuery', 'cloudtrail:GetQueryResults'];
    here = await lakeStage({ events: EVENTS, credentials: [{ ...KEY, account: ACCOUNT, allowed }] });
    expect(await here.source.abilities()).toMatchObject({ reachesBackToMs: null, categories: null, accounts: null });
    const found = await here.read(STOPPED);
    expect(found.events).toHaveLength(30);
    expect(found.coverage.gaps).toMatchObject([
      { kind: 'denied', detail: expect.stringContaining('cloudtrail:GetEventDataStore') },
    ]);
  });

  it('is nothing, and the setting is named, where the store is gone, foreign or not of events', async () => {
    here = await lakeStage({ events: EVENTS });
    const foreign = here.another({ dataStore: STORE_ARN.replace(/.$/, 'b') });
    const config = [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['ConfigurationItem'] }] }];
    here.aws.changeStore(STORE, { selectors: config });
    const others = here.another();
    expect(await others.abilities()).toMatchObject({
      failure: 'not-allowed',
      instead: expect.stringContaining('WHODID_LAKE_STORE'),
    });
    here.aws.changeStore(STORE, { status: 'PENDING_DELETION' });
    for (const source of [foreign, others]) {
      for (const answer of [await source.abilities(), await source.events(request(STOPPED))]) {
        expect(answer).toMatchObject({ failure: 'not-allowed', instead: expect.stringContaining('WHODID_LAKE_STORE') });
      }
    }
  });

  it('names the permission that is missing, or the credentials that are wrong', async () => {
    const allowed = ['cloudtrail:GetEventDataStore'];
    here = await lakeStage({ events: EVENTS, credentials: [{ ...KEY, account: ACCOUNT, allowed }] });
    const denied = await here.source.events(request(STOPPED));
    expect(denied).toMatchObject({ failure: 'not-allowed', instead: expect.stringContaining('cloudtrail:StartQuery') });
    const wrong = here.another({
      aws: { endpoint: here.aws.url, credentials: { ...KEY, secretAccessKey: 'not the secret' } },
    });
    const refused = await wrong.events(request(STOPPED));
    expect(refused).toMatchObject({ failure: 'not-allowed', instead: expect.stringContaining('AWS_ACCESS_KEY_ID') });
    expect(JSON.stringify(refused)).not.toContain('not the secret');
    const away = here.another({ aws: { endpoint: 'http://127.0.0.1:9', credentials: KEY } });
    expect(await away.abilities()).toMatchObject({ failure: 'timed-out' });
    expect(await away.events(request(STOPPED))).toMatchObject({ failure: 'timed-out' });
  });

  it('is refused to be composed without a Region or with something that is no data store', async () => {
    here = await lakeStage({ events: [] });
    expect(() => here.another({ dataStore: STORE })).toThrow('Region');
    expect(() => here.another({ dataStore: "x'; --", region: REGION })).toThrow('event data store');
  });
});
