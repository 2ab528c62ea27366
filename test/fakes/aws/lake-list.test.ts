// ListQueries through the real client: one store's queries, newest first, of the last seven days.
import { CancelQueryCommand, ListQueriesCommand, type ListQueriesCommandInput } from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { startQuery } from './lake-stage.ts';
import { DAY, NOW, PROD } from './sample-record.ts';
import { DEV_KEYS, openStage, refusal, STORE, type Stage } from './stage.ts';

const ALL = `SELECT eventID FROM ${STORE}`;
const ARN = `arn:aws:cloudtrail:eu-west-1:${PROD}:eventdatastore/${STORE}`;

async function list(stage: Stage, more: Partial<ListQueriesCommandInput> = {}) {
  const { Queries = [], NextToken } = await stage
    .cloudTrail()
    .send(new ListQueriesCommand({ EventDataStore: ARN, ...more }));
  return {
    ids: Queries.map(({ QueryId }) => QueryId),
    statuses: Queries.map(({ QueryStatus }) => QueryStatus),
    NextToken,
  };
}

describe('the list of queries', () => {
  it('has each with its state, newest first, by status and time', async () => {
    const stage = await openStage({ lake: { runMs: 5_000 } });
    const old = await startQuery(stage.cloudTrail(), ALL);
    stage.advance(10_000);
    const running = await startQuery(stage.cloudTrail(), ALL);
    const stopped = await startQuery(stage.cloudTrail(), ALL);
    await stage.cloudTrail().send(new CancelQueryCommand({ QueryId: stopped }));
    expect(await list(stage)).toMatchObject({
      ids: [stopped, running, old],
      statuses: ['CANCELLED', 'RUNNING', 'FINISHED'],
    });
    expect((await list(stage, { QueryStatus: 'RUNNING' })).ids).toEqual([running]);
    expect((await list(stage, { StartTime: new Date(NOW + 5_000) })).ids).toEqual([stopped, running]);
    expect((await list(stage, { EndTime: new Date(NOW + 5_000), EventDataStore: STORE })).ids).toEqual([old]);
    stage.advance(7 * DAY - 9_000);
    expect((await list(stage)).ids).toEqual([stopped, running]);
  });

  it('comes in pages, and to the owner of the store only', async () => {
    const stage = await openStage();
    const ids = [];
    for (let at = 0; at < 3; at++) ids.unshift(await startQuery(stage.cloudTrail(), ALL));
    const first = await list(stage, { MaxResults: 2 });
    expect(first.ids).toEqual(ids.slice(0, 2));
    expect(await list(stage, { MaxResults: 2, NextToken: first.NextToken })).toEqual({
      ids: ids.slice(2),
      statuses: ['FINISHED'],
      NextToken: undefined,
    });
    const wrong = stage.cloudTrail().send(new ListQueriesCommand({ EventDataStore: ARN, NextToken: first.NextToken }));
    expect((await refusal(wrong)).name).toBe('InvalidNextTokenException');
    const foreign = stage.cloudTrail('eu-west-1', DEV_KEYS).send(new ListQueriesCommand({ EventDataStore: ARN }));
    expect((await refusal(foreign)).name).toBe('EventDataStoreNotFoundException');
    const inverted = list(stage, { StartTime: new Date(NOW), EndTime: new Date(NOW - 1_000) });
    expect((await refusal(inverted)).name).toBe('InvalidDateRangeException');
  });
});
