// The stand-in for Athena, asked by the SDK's own client: tokens, states, pages, limits, and what is scanned.
import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  GetTableMetadataCommand,
  GetWorkGroupCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../../archive/sample-logs.ts';
import { runAthena } from '../../sources/athena/run-athena.ts';
import { type AthenaStage, athenaStage, GROUP, seed } from '../../sources/athena/stage.ts';
import { ACCOUNT, OTHER_ACCOUNT } from '../../sources/event-history/stage.ts';

const TABLE = '"whodid"."cloudtrail_logs"';
const TOKEN = 'a'.repeat(32);
const EVENTS = Array.from({ length: 60 }, (_, at) =>
  record({
    id: `e${at}`,
    time: `2026-11-${String(1 + (at % 6)).padStart(2, '0')}T10:00:00Z`,
    account: at % 2 === 0 ? ACCOUNT : OTHER_ACCOUNT,
  }),
);

let here: AthenaStage;
beforeAll(async () => {
  here = await athenaStage({ events: EVENTS, athena: seed() });
});
afterAll(() => here.close());

const start = async (QueryString: string, more: object = {}) =>
  (await here.client.send(new StartQueryExecutionCommand({ QueryString, WorkGroup: GROUP, ...more }))).QueryExecutionId;
const look = async (QueryExecutionId: string | undefined) =>
  (await here.client.send(new GetQueryExecutionCommand({ QueryExecutionId }))).QueryExecution;
const scanned = async (where: string) =>
  (await look(await start(`SELECT count(*) FROM ${TABLE} WHERE ${where}`)))?.Statistics?.DataScannedInBytes ?? 0;

// Accounts take turns with the days: half of the days have two thirds of an account's events.
describe('the stand-in for Athena', () => {
  it('begins one execution for a token, however many ask at once, and refuses it for anything else', async () => {
    const asked = Array.from({ length: 4 }, () => start(`SELECT 1 AS n FROM ${TABLE}`, { ClientRequestToken: TOKEN }));
    const ids = await Promise.all(asked);
    expect(new Set(ids).size).toBe(1);
    await expect(start(`SELECT 2 AS n FROM ${TABLE}`, { ClientRequestToken: TOKEN })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    await expect(start('SELECT 1', { ClientRequestToken: 'short' })).rejects.toThrow('32');
  });

  it('gives texts, the header first, in pages that hold it once', async () => {
    const id = await start(`SELECT eventid, errorcode FROM ${TABLE} ORDER BY eventid`);
    const first = await here.client.send(new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: 10 }));
    expect(first.ResultSet?.Rows).toHaveLength(10);
    expect(first.ResultSet?.Rows?.slice(0, 2)).toEqual([
      { Data: [{ VarCharValue: 'eventid' }, { VarCharValue: 'errorcode' }] },
      { Data: [{ VarCharValue: 'e0' }, {}] },
    ]);
    const { NextToken } = first;
    const second = await here.client.send(
      new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: 10, NextToken }),
    );
    expect(second.ResultSet?.Rows?.[0]?.Data?.[0]).toEqual({ VarCharValue: 'e17' });
    expect(await runAthena(here.client, `SELECT eventid FROM ${TABLE}`)).toHaveLength(60);
    await expect(
      here.client.send(new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: 1_001 })),
    ).rejects.toThrow('1000');
  });

  it('scans the partitions that conditions on partition columns leave, and no fewer for any other', async () => {
    const all = await scanned('TRUE');
    expect(await scanned(`"account" = '${ACCOUNT}'`)).toBeCloseTo(all / 2, -1);
    expect(await scanned(`"day" >= '2026/11/01' AND "day" <= '2026/11/03'`)).toBeCloseTo(all / 2, -1);
    expect(await scanned(`"day" BETWEEN '2026/11/01' AND '2026/11/03' AND "account" IN ('${ACCOUNT}')`)).toBeCloseTo(
      all / 3,
      -1,
    );
    expect(await scanned(`"account" = '${ACCOUNT}' OR eventid = 'e1'`)).toBe(all);
    expect(await scanned(`recipientaccountid = '${ACCOUNT}' AND eventtime < '2026-11-02'`)).toBe(all);
    expect(await scanned(`"day" = '2026/11/09'`)).toBe(0);
  });

  it.each([
    ['text that is no boolean', 'readonly = true', 'FAILED', 'TYPE_MISMATCH'],
    ['text that is no time', "eventtime > timestamp '2026-11-01 00:00:00'", 'FAILED', 'TYPE_MISMATCH'],
    ['a column that is not there', "eventjson = 'x'", 'FAILED', 'COLUMN_NOT_FOUND'],
    ['a field that is not there', "useridentity.nobody = 'x'", 'FAILED', 'COLUMN_NOT_FOUND'],
  ])('fails at %s', async (_, where, state, reason) => {
    const told = await look(await start(`SELECT eventid FROM ${TABLE} WHERE ${where}`));
    expect(told?.Status).toMatchObject({ State: state, StateChangeReason: expect.stringContaining(reason) });
  });

  it('refuses what is no SQL, fails at tables that are not there, and tells of what is', async () => {
    await expect(start(`SELECT eventid FROM ${TABLE} WHERE`)).resolves.toBeDefined();
    await expect(start('DELETE FROM x')).rejects.toMatchObject({ name: 'InvalidRequestException' });
    const gone = await look(await start('SELECT eventid FROM "whodid"."nothing"'));
    expect(gone?.Status?.State).toBe('FAILED');
    const group = await here.client.send(new GetWorkGroupCommand({ WorkGroup: GROUP }));
    expect(group.WorkGroup?.Configuration?.BytesScannedCutoffPerQuery).toBe(1_000_000_000);
    const named = { CatalogName: 'AwsDataCatalog', DatabaseName: 'whodid', TableName: 'cloudtrail_logs' };
    const { TableMetadata } = await here.client.send(new GetTableMetadataCommand(named));
    expect(TableMetadata?.PartitionKeys?.map(({ Name }) => Name)).toEqual(['account', 'region', 'day']);
    await expect(here.client.send(new GetTableMetadataCommand({ ...named, TableName: 'x' }))).rejects.toMatchObject({
      name: 'MetadataException',
    });
  });

  it('queues, runs and stops', async () => {
    Object.assign(here.aws.athena.settings, { queuedMs: 10_000, runMs: 10_000 });
    const id = await start(`SELECT eventid FROM ${TABLE}`);
    expect((await look(id))?.Status?.State).toBe('QUEUED');
    here.advance(11_000);
    expect((await look(id))?.Status?.State).toBe('RUNNING');
    await expect(here.client.send(new GetQueryResultsCommand({ QueryExecutionId: id }))).rejects.toThrow('not yet');
    await here.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    expect((await look(id))?.Status?.State).toBe('CANCELLED');
    Object.assign(here.aws.athena.settings, { queuedMs: 0, runMs: 0 });
  });
});
