// Troubles on order, as the real client meets them, and the log of calls.
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetQueryResultsCommand,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { startQuery } from './lake-stage.ts';
import { HOME, PROD, record } from './sample-record.ts';
import { DEV_KEYS, KEYS, openStage, refusal, STORE, type Stage } from './stage.ts';

function look(stage: Stage, input: LookupEventsCommandInput = {}, region = HOME) {
  return stage.cloudTrail(region).send(new LookupEventsCommand(input));
}

const HUNDRED = Array.from({ length: 120 }, (_, i) => record(i));

describe('faults', () => {
  it('hit the nth call that fits, and only that one', async () => {
    const stage = await openStage({ events: HUNDRED });
    stage.fake.inject({ kind: 'throttle', service: 'cloudtrail', operation: 'LookupEvents', region: HOME, nth: 3 });
    await look(stage);
    await stage.cloudTrail(HOME).send(new DescribeTrailsCommand({}));
    await look(stage, {}, 'us-east-1');
    await look(stage);
    expect(await refusal(look(stage))).toMatchObject({ name: 'ThrottlingException', status: 400 });
    await look(stage);
  });

  it('hit one account as often as asked, and stop when cleared', async () => {
    const stage = await openStage();
    stage.fake.inject({ kind: 'server-error', account: PROD, times: 2 });
    await stage.cloudTrail(HOME, DEV_KEYS).send(new LookupEventsCommand({}));
    expect((await refusal(look(stage))).status).toBe(500);
    expect((await refusal(look(stage))).status).toBe(500);
    await look(stage);
    stage.fake.inject({ kind: 'server-error', status: 503, times: 'always' });
    expect((await refusal(look(stage))).status).toBe(503);
    expect((await refusal(look(stage))).status).toBe(503);
    stage.fake.clearFaults();
    await look(stage);
  });

  it('are met by the client’s own retries', async () => {
    const stage = await openStage();
    stage.fake.inject({ kind: 'server-error', times: 1 });
    const client = new CloudTrailClient({ endpoint: stage.fake.url, region: HOME, credentials: KEYS, maxAttempts: 2 });
    await client.send(new LookupEventsCommand({}));
    client.destroy();
    expect(stage.fake.calls.map((call) => call.outcome)).toEqual(['InternalFailure', 'ok']);
  });

  it('break the connection before or after the call took effect', async () => {
    const stage = await openStage({ events: [record(1)] });
    stage.fake.inject({ kind: 'drop', operation: 'StartQuery', when: 'after' });
    stage.fake.inject({ kind: 'drop', operation: 'StartQuery', nth: 2 });
    const sql = `SELECT eventID FROM ${STORE}`;
    expect((await refusal(startQuery(stage.cloudTrail(), sql))).status).toBeUndefined();
    expect(stage.fake.queries()).toHaveLength(1);
    expect((await refusal(startQuery(stage.cloudTrail(), sql))).status).toBeUndefined();
    expect(stage.fake.queries()).toHaveLength(1);
    expect(stage.fake.calls.map((call) => call.outcome)).toEqual(['dropped', 'dropped']);
  });

  it('expire credentials in the words of each protocol', async () => {
    const stage = await openStage();
    stage.fake.inject({ kind: 'expired', service: 'cloudtrail' });
    stage.fake.inject({ kind: 'expired', service: 'sts' });
    expect((await refusal(look(stage))).name).toBe('ExpiredTokenException');
    const identity = stage.client(STSClient).send(new GetCallerIdentityCommand({}));
    expect((await refusal(identity)).name).toBe('ExpiredToken');
  });

  it('cut a body half-way', async () => {
    const stage = await openStage({ events: [record(1)] });
    stage.fake.inject({ kind: 'cut-body' });
    expect((await refusal(look(stage))).name).toBe('SyntaxError');
  });

  it('answer late', async () => {
    const stage = await openStage();
    stage.fake.inject({ kind: 'slow', ms: 60 });
    const aborted = stage.cloudTrail().send(new LookupEventsCommand({}), { abortSignal: AbortSignal.timeout(20) });
    expect((await refusal(aborted)).name).toBe('AbortError');
  });

  it('shorten a page without losing what comes after', async () => {
    const stage = await openStage({ events: HUNDRED });
    stage.fake.inject({ kind: 'short-page', rows: 7 });
    const first = await look(stage);
    const second = await look(stage, { NextToken: first.NextToken ?? '' });
    expect([first.Events?.length, second.Events?.length]).toEqual([7, 50]);
    const ids = [...(first.Events ?? []), ...(second.Events ?? [])].map((event) => event.EventId);
    expect(new Set(ids).size).toBe(57);
  });

  it('give two pages one token, of history and of results', async () => {
    const stage = await openStage({ events: HUNDRED });
    stage.fake.inject({ kind: 'same-token', operation: 'LookupEvents', nth: 2 });
    const first = await look(stage);
    const second = await look(stage, { NextToken: first.NextToken ?? '' });
    expect(second.NextToken).toBe(first.NextToken);
    const again = await look(stage, { NextToken: second.NextToken ?? '' });
    expect(again.Events?.map((event) => event.EventId)).toEqual(second.Events?.map((event) => event.EventId));
    expect(again.NextToken).not.toBe(first.NextToken);
    stage.fake.inject({ kind: 'same-token', operation: 'GetQueryResults' });
    const QueryId = await startQuery(stage.cloudTrail(), `SELECT eventID FROM ${STORE}`);
    const get = (NextToken?: string) =>
      stage.cloudTrail().send(new GetQueryResultsCommand({ QueryId, MaxQueryResults: 50, NextToken }));
    const one = await get();
    const two = await get(one.NextToken);
    expect(two.QueryResultRows).toEqual(one.QueryResultRows);
  });
});

describe('the log of calls', () => {
  it('says who asked what, where, and how it ended, without a secret', async () => {
    const stage = await openStage();
    stage.fake.inject({ kind: 'throttle' });
    await refusal(look(stage, { MaxResults: 5 }));
    await refusal(stage.cloudTrail(HOME, { ...KEYS, secretAccessKey: 'wrong' }).send(new LookupEventsCommand({})));
    expect(stage.fake.calls).toMatchObject([
      {
        service: 'cloudtrail',
        operation: 'LookupEvents',
        account: PROD,
        region: HOME,
        principal: `arn:aws:iam::${PROD}:user/fake-user`,
        input: { MaxResults: 5 },
        outcome: 'ThrottlingException',
        faults: ['throttle'],
      },
      { operation: 'LookupEvents', account: null, outcome: 'InvalidSignatureException', faults: [] },
    ]);
    expect(JSON.stringify(stage.fake.calls)).not.toContain(KEYS.secretAccessKey);
  });
});
