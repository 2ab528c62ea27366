// Lake's queries through the real client: states by the clock, ten at once, pages, statistics, stores.
import {
  CancelQueryCommand,
  DescribeQueryCommand,
  GetEventDataStoreCommand,
  GetQueryResultsCommand,
  ListEventDataStoresCommand,
  paginateGetQueryResults,
  StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { query, rowsOf, startQuery } from './lake-stage.ts';
import { DAY, DEV, MINUTE, NOW, PROD, record } from './sample-record.ts';
import { DEV_KEYS, openStage, refusal, STORE, type Stage } from './stage.ts';

const ALL = `SELECT eventID FROM ${STORE}`;

async function described(stage: Stage, QueryId: string) {
  return stage.cloudTrail().send(new DescribeQueryCommand({ QueryId }));
}

describe('Lake queries', () => {
  it('are queued, run, and finish by the clock', async () => {
    const stage = await openStage({ events: [record(1)], lake: { queuedMs: 1_000, runMs: 4_000 } });
    const id = await startQuery(stage.cloudTrail(), ALL);
    expect(id).toHaveLength(36);
    const seen: (string | undefined)[] = [];
    for (const ms of [0, 999, 1, 3_999, 1]) {
      stage.advance(ms);
      seen.push((await described(stage, id)).QueryStatus);
    }
    expect(seen).toEqual(['QUEUED', 'QUEUED', 'RUNNING', 'RUNNING', 'FINISHED']);
    const { QueryString, QueryStatistics } = await described(stage, id);
    expect(QueryString).toBe(ALL);
    expect(QueryStatistics).toMatchObject({ EventsMatched: 1, EventsScanned: 1, ExecutionTimeInMillis: 4_000 });
    expect(QueryStatistics?.CreationTime).toEqual(new Date(NOW));
  });

  it('give no rows before their end', async () => {
    const stage = await openStage({ events: [record(1)], lake: { runMs: 1_000 } });
    const QueryId = await startQuery(stage.cloudTrail(), ALL);
    const early = await stage.cloudTrail().send(new GetQueryResultsCommand({ QueryId }));
    expect([early.QueryStatus, rowsOf(early).length, early.NextToken]).toEqual(['RUNNING', 0, undefined]);
    stage.advance(1_000);
    const late = await stage.cloudTrail().send(new GetQueryResultsCommand({ QueryId }));
    expect([late.QueryStatus, rowsOf(late).length]).toEqual(['FINISHED', 1]);
  });

  it('are ten at once for an account and Region, queued and running together', async () => {
    const stage = await openStage({ lake: { queuedMs: 500, runMs: 500 } });
    const started = await Promise.allSettled(Array.from({ length: 11 }, () => startQuery(stage.cloudTrail(), ALL)));
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const { name, status } = await refusal(startQuery(stage.cloudTrail(), ALL));
    expect({ name, status }).toEqual({ name: 'MaxConcurrentQueriesException', status: 400 });
    stage.advance(1_000);
    await startQuery(stage.cloudTrail(), ALL);
  });

  it('come in pages of at most a thousand rows, whose tokens belong to the query', async () => {
    const stage = await openStage({ events: Array.from({ length: 2_001 }, (_, i) => record(i / 60)) });
    const client = stage.cloudTrail();
    const QueryId = await startQuery(client, ALL);
    const sizes: number[] = [];
    for await (const page of paginateGetQueryResults({ client }, { QueryId })) {
      sizes.push(rowsOf(page).length);
      expect(page.QueryStatistics).toMatchObject({ ResultsCount: sizes.at(-1), TotalResultsCount: 2_001 });
    }
    expect(sizes).toEqual([1_000, 1_000, 1]);
    const first = await client.send(new GetQueryResultsCommand({ QueryId }));
    const other = await startQuery(client, ALL);
    const wrong = client.send(new GetQueryResultsCommand({ QueryId: other, NextToken: first.NextToken ?? '' }));
    expect((await refusal(wrong)).name).toBe('InvalidNextTokenException');
    const more = client.send(new GetQueryResultsCommand({ QueryId, MaxQueryResults: 1_001 }));
    expect((await refusal(more)).name).toBe('InvalidMaxResultsException');
  });

  it('scan, and bill, whole days that the conditions on eventTime leave', async () => {
    const stage = await openStage({ events: [0, 1, 2, 3].map((days) => record((days * DAY) / MINUTE)) });
    const scannedBy = async (where: string) => {
      const id = await startQuery(stage.cloudTrail(), `${ALL} ${where}`);
      return (await described(stage, id)).QueryStatistics;
    };
    const whole = await scannedBy('');
    const one = await scannedBy(
      "WHERE eventTime >= '2026-11-19 00:00:00' AND eventTime < timestamp '2026-11-19 23:00:00'",
    );
    expect([whole?.EventsScanned, one?.EventsScanned]).toEqual([4, 1]);
    expect((whole?.BytesScanned ?? 0) / (one?.BytesScanned ?? 1)).toBeCloseTo(4, 0);
  });

  it('can be cancelled while they run, and not after', async () => {
    const stage = await openStage({ lake: { runMs: 1_000 } });
    const client = stage.cloudTrail();
    const QueryId = await startQuery(client, ALL);
    expect((await client.send(new CancelQueryCommand({ QueryId }))).QueryStatus).toBe('CANCELLED');
    expect((await described(stage, QueryId)).QueryStatus).toBe('CANCELLED');
    expect((await refusal(client.send(new CancelQueryCommand({ QueryId })))).name).toBe('InactiveQueryException');
    const done = await startQuery(client, ALL);
    stage.advance(1_000);
    expect((await refusal(client.send(new CancelQueryCommand({ QueryId: done })))).name).toBe('InactiveQueryException');
  });

  it('time out after an hour, with some of the rows', async () => {
    const stage = await openStage({ events: [1, 2, 3, 4].map((m) => record(m)), lake: { runMs: 3_600_001 } });
    const QueryId = await startQuery(stage.cloudTrail(), ALL);
    stage.advance(3_600_000);
    const output = await stage.cloudTrail().send(new GetQueryResultsCommand({ QueryId }));
    expect([output.QueryStatus, rowsOf(output).length]).toEqual(['TIMED_OUT', 2]);
  });

  it('end as a fault wants them to', async () => {
    const stage = await openStage({ events: [1, 2, 3].map((m) => record(m)) });
    const client = stage.cloudTrail();
    stage.fake.inject({ kind: 'query-ends', status: 'TIMED_OUT', rows: 1 });
    stage.fake.inject({ kind: 'query-ends', nth: 2, status: 'FAILED', message: 'Query response is too large' });
    const timedOut = await client.send(new GetQueryResultsCommand({ QueryId: await startQuery(client, ALL) }));
    expect([timedOut.QueryStatus, rowsOf(timedOut).length]).toEqual(['TIMED_OUT', 1]);
    const failed = await described(stage, await startQuery(client, ALL));
    expect([failed.QueryStatus, failed.ErrorMessage]).toEqual(['FAILED', 'Query response is too large']);
    expect(await query(client, ALL)).toHaveLength(3);
  });

  it('fail when they fail while running', async () => {
    const stage = await openStage({ events: [record(1)] });
    const sql = `SELECT CAST(eventName AS integer) AS n FROM ${STORE}`;
    const output = await described(stage, await startQuery(stage.cloudTrail(), sql));
    expect(output.QueryStatus).toBe('FAILED');
    expect(output.ErrorMessage).toContain('TerminateInstances');
  });

  it('are kept seven days, and known to their own account only', async () => {
    const stage = await openStage();
    const id = await startQuery(stage.cloudTrail(), ALL);
    const foreign = stage.cloudTrail('eu-west-1', DEV_KEYS).send(new DescribeQueryCommand({ QueryId: id }));
    expect((await refusal(foreign)).name).toBe('QueryIdNotFoundException');
    stage.advance(7 * DAY);
    expect((await described(stage, id)).QueryStatus).toBe('FINISHED');
    stage.advance(1);
    expect((await refusal(described(stage, id))).name).toBe('QueryIdNotFoundException');
  });

  it('take a statement of 10,000 characters and not one more', async () => {
    const stage = await openStage();
    const long = (length: number) => `${ALL} -- ${'x'.repeat(length - ALL.length - 4)}`;
    await startQuery(stage.cloudTrail(), long(10_000));
    expect((await refusal(startQuery(stage.cloudTrail(), long(10_001)))).name).toBe('InvalidParameterException');
    const alias = stage.cloudTrail().send(new StartQueryCommand({ QueryAlias: 'sample', QueryParameters: ['x'] }));
    expect((await refusal(alias)).name).toBe('InvalidParameterException');
  });

  it('see what has been delivered, what is added later, and every copy of a duplicate', async () => {
    const twice = record(30);
    const stage = await openStage({ events: [twice, { ...twice }, record(2)], deliveryDelayMs: 5 * MINUTE });
    const count = async () => (await query(stage.cloudTrail(), `SELECT count(*) AS n FROM ${STORE}`))[0]?.n;
    expect(await count()).toBe('2');
    stage.advance(3 * MINUTE);
    expect(await count()).toBe('3');
    stage.fake.addEvents([record(60)]);
    expect(await count()).toBe('4');
  });
});

describe('event data stores', () => {
  const OWN = '0a1b2c3d-0000-4000-8000-00000000000b';
  const stores = [
    { id: STORE, name: 'sample-org', account: PROD, region: 'eu-west-1', organization: true, retentionDays: 7 },
    { id: OWN, name: 'sample-own', account: PROD, region: 'eu-west-1', multiRegion: false, dataEvents: false },
    { id: OWN.replace('b', 'c'), name: 'sample-gone', account: PROD, region: 'eu-west-1', status: 'PENDING_DELETION' },
  ] as const;

  it('are listed and described in their own account and Region', async () => {
    const stage = await openStage({ eventDataStores: stores });
    const list = async (region?: string) =>
      (await stage.cloudTrail(region).send(new ListEventDataStoresCommand({}))).EventDataStores?.map(
        ({ Name }) => Name,
      );
    expect(await list()).toEqual(['sample-org', 'sample-own', 'sample-gone']);
    expect(await list('us-east-1')).toEqual([]);
    const get = (EventDataStore: string) => stage.cloudTrail().send(new GetEventDataStoreCommand({ EventDataStore }));
    const arn = `arn:aws:cloudtrail:eu-west-1:${PROD}:eventdatastore/${STORE}`;
    expect(await get(arn)).toMatchObject({ Name: 'sample-org', OrganizationEnabled: true, RetentionPeriod: 7 });
    expect((await refusal(get('nothing'))).name).toBe('EventDataStoreNotFoundException');
  });

  it('hold the accounts, Regions, categories and days they are set to', async () => {
    const data = record(1, { eventName: 'GetObject', eventCategory: 'Data', managementEvent: false });
    const events = [record(1), record(2, { recipientAccountId: DEV }), record(3, { awsRegion: 'us-east-1' }), data];
    const stage = await openStage({ eventDataStores: stores, events: [...events, record((7 * DAY) / MINUTE + 1)] });
    const count = async (id: string) => (await query(stage.cloudTrail(), `SELECT count(*) AS n FROM ${id}`))[0]?.n;
    expect(await count(STORE)).toBe('4');
    expect(await count(OWN)).toBe('2');
  });

  it('cannot be queried when they are being deleted, unknown, or another account’s', async () => {
    const stage = await openStage({ eventDataStores: stores });
    const { name } = await refusal(startQuery(stage.cloudTrail(), `SELECT eventID FROM ${stores[2].id}`));
    expect(name).toBe('InactiveEventDataStoreException');
    const unknown = startQuery(stage.cloudTrail(), 'SELECT eventID FROM 99999999-0000-4000-8000-000000000000');
    expect((await refusal(unknown)).name).toBe('EventDataStoreNotFoundException');
    const foreign = startQuery(stage.cloudTrail('eu-west-1', DEV_KEYS), ALL);
    expect((await refusal(foreign)).name).toBe('EventDataStoreNotFoundException');
  });
});
