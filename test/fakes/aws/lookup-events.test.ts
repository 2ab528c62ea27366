// Event history through the real client: every limit of LookupEvents at its edge.
import { LookupEventsCommand, type LookupEventsCommandInput, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { DAY, DEV, HOME, MINUTE, NOW, record } from './sample-record.ts';
import { DEV_KEYS, openStage, refusal, type Stage } from './stage.ts';

function look(stage: Stage, input: LookupEventsCommandInput = {}, region = HOME) {
  return stage.cloudTrail(region).send(new LookupEventsCommand(input));
}

function by(
  AttributeKey: 'ResourceName' | 'EventName' | 'Username' | 'ReadOnly' | 'AccessKeyId' | 'EventId' | 'EventSource',
  AttributeValue: string,
): LookupEventsCommandInput {
  return { LookupAttributes: [{ AttributeKey, AttributeValue }] };
}

async function names(stage: Stage, input: LookupEventsCommandInput, region = HOME) {
  const { Events = [] } = await look(stage, input, region);
  return Events.map((event) => event.EventName);
}

describe('LookupEvents', () => {
  it('shows an event as Event history does, with the record as text', async () => {
    const raw = record(5, { eventContext: { requestContext: {} } });
    const stage = await openStage({ events: [raw] });
    const { Events, NextToken } = await look(stage);
    const { eventContext: _, ...shown } = raw;
    expect(Events).toEqual([
      {
        EventId: raw.eventID,
        EventName: 'TerminateInstances',
        ReadOnly: 'false',
        AccessKeyId: 'AKIAUSER',
        EventTime: new Date(NOW - 5 * MINUTE),
        EventSource: 'ec2.amazonaws.com',
        Username: 'sample-user',
        Resources: [{ ResourceType: 'AWS::EC2::Instance', ResourceName: 'i-0aaaaaaaaaaaaaaaa' }],
        CloudTrailEvent: JSON.stringify(shown),
      },
    ]);
    expect(NextToken).toBeUndefined();
  });

  it('gives fifty a page and no more, newest first, and a token only when there is a next page', async () => {
    const stage = await openStage({ events: Array.from({ length: 101 }, (_, i) => record(i)) });
    const pages: number[] = [];
    const times: number[] = [];
    for await (const page of paginateLookupEvents({ client: stage.cloudTrail() }, {})) {
      pages.push(page.Events?.length ?? 0);
      times.push(...(page.Events ?? []).map((event) => event.EventTime?.getTime() ?? 0));
    }
    expect(pages).toEqual([50, 50, 1]);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect((await refusal(look(stage, { MaxResults: 51 }))).name).toBe('InvalidMaxResultsException');
    expect((await refusal(look(stage, { MaxResults: 0 }))).name).toBe('InvalidMaxResultsException');
    expect((await look(stage, { MaxResults: 1 })).Events).toHaveLength(1);
  });

  it('ends with the fiftieth event when there are exactly fifty', async () => {
    const stage = await openStage({ events: Array.from({ length: 50 }, (_, i) => record(i)) });
    expect((await look(stage)).NextToken).toBeUndefined();
  });

  it('takes a token only with the parameters it was given for, in the account and Region it was given in', async () => {
    const stage = await openStage({ events: Array.from({ length: 60 }, (_, i) => record(i)) });
    const asked = { StartTime: new Date(NOW - DAY), EndTime: new Date(NOW) };
    const { NextToken } = await look(stage, asked);
    const token = { NextToken: NextToken ?? '' };
    expect((await look(stage, { ...token, EndTime: asked.EndTime, StartTime: asked.StartTime })).Events).toHaveLength(
      10,
    );
    const moved = { ...asked, ...token, EndTime: new Date(NOW - 1) };
    const wrong = [token, moved, { ...asked, NextToken: 'made-up' }, { ...asked, ...token, MaxResults: 10 }];
    for (const input of wrong) expect((await refusal(look(stage, input))).name).toBe('InvalidNextTokenException');
    expect((await refusal(look(stage, { ...asked, ...token }, 'us-east-1'))).name).toBe('InvalidNextTokenException');
  });

  it('keeps its place when newer events arrive between pages', async () => {
    const stage = await openStage({ events: Array.from({ length: 60 }, (_, i) => record(i + 10)) });
    const first = await look(stage);
    stage.fake.addEvents([record(1)]);
    const second = await look(stage, { NextToken: first.NextToken ?? '' });
    const ids = [...(first.Events ?? []), ...(second.Events ?? [])].map((event) => event.EventId);
    expect(new Set(ids).size).toBe(60);
    expect(ids).toHaveLength(60);
  });

  it('refuses the third call of any second, apart for each account and Region, and does not count refusals', async () => {
    const wall = { ms: Date.now() };
    const stage = await openStage({ events: [record(1)], wallClock: () => wall.ms });
    await look(stage);
    wall.ms += 900;
    await look(stage);
    const { name, status, message } = await refusal(look(stage));
    expect({ name, status, message }).toEqual({ name: 'ThrottlingException', status: 400, message: 'Rate exceeded' });
    await look(stage, {}, 'us-east-1');
    await stage.cloudTrail(HOME, DEV_KEYS).send(new LookupEventsCommand({}));
    wall.ms += 99;
    expect((await refusal(look(stage))).name).toBe('ThrottlingException');
    wall.ms += 1;
    await look(stage);
    expect((await refusal(look(stage))).name).toBe('ThrottlingException');
  });

  it('takes one attribute, compares it exactly and in its case, and refuses two', async () => {
    const stage = await openStage({ events: [record(1), record(2, { eventName: 'StopInstances', readOnly: true })] });
    expect(await names(stage, by('EventName', 'StopInstances'))).toEqual(['StopInstances']);
    expect(await names(stage, by('EventName', 'stopInstances'))).toEqual([]);
    expect(await names(stage, by('ReadOnly', 'true'))).toEqual(['StopInstances']);
    expect(await names(stage, by('ReadOnly', 'True'))).toEqual([]);
    expect(await names(stage, by('ResourceName', 'i-0aaaaaaaaaaaaaaa'))).toEqual([]);
    expect(await names(stage, by('ResourceName', 'i-0aaaaaaaaaaaaaaaa'))).toHaveLength(2);
    expect(await names(stage, by('AccessKeyId', 'AKIAUSER'))).toHaveLength(2);
    expect(await names(stage, by('EventSource', 'ec2'))).toEqual([]);
    const two = { AttributeKey: 'EventName', AttributeValue: 'x' } as const;
    const { name } = await refusal(look(stage, { LookupAttributes: [two, two] }));
    expect(name).toBe('InvalidLookupAttributesException');
  });

  it('counts underscore, space, comma and newline twice in the 2000 characters of a value', async () => {
    const stage = await openStage({ events: [] });
    expect(await names(stage, by('EventName', 'a'.repeat(2_000)))).toEqual([]);
    expect(await names(stage, by('EventName', '_ ,\n'.repeat(250)))).toEqual([]);
    for (const value of ['a'.repeat(2_001), `${'_ ,\n'.repeat(250)}a`, '']) {
      expect((await refusal(look(stage, by('EventName', value)))).name).toBe('InvalidLookupAttributesException');
    }
  });

  it('includes both ends of the window and refuses one that is turned round', async () => {
    const stage = await openStage({ events: [record(3), record(2), record(1)] });
    const window = { StartTime: new Date(NOW - 3 * MINUTE), EndTime: new Date(NOW - 2 * MINUTE) };
    expect((await look(stage, window)).Events).toHaveLength(2);
    expect(
      (await look(stage, { StartTime: new Date(NOW - MINUTE), EndTime: new Date(NOW - MINUTE) })).Events,
    ).toHaveLength(1);
    const { name } = await refusal(look(stage, { StartTime: window.EndTime, EndTime: window.StartTime }));
    expect(name).toBe('InvalidTimeRangeException');
  });

  it('reaches ninety days back by its clock', async () => {
    const stage = await openStage({ events: [record((90 * DAY) / MINUTE)] });
    expect((await look(stage, { StartTime: new Date(NOW - 200 * DAY) })).Events).toHaveLength(1);
    stage.advance(1);
    expect((await look(stage, { StartTime: new Date(NOW - 200 * DAY) })).Events).toHaveLength(0);
  });

  it('shows management events only, each once, and Insights events not unless asked for', async () => {
    const twice = record(1);
    const data = record(2, { eventName: 'GetObject', eventCategory: 'Data', managementEvent: false });
    const old = { ...record(3, { eventSource: 's3.amazonaws.com', eventName: 'PutObject' }) } as Record<
      string,
      unknown
    >;
    for (const field of ['eventCategory', 'managementEvent']) delete old[field];
    const stage = await openStage({ events: [twice, { ...twice }, data, old] });
    expect(await names(stage, {})).toEqual(['TerminateInstances']);
    expect((await look(stage, { EventCategory: 'insight' })).Events).toEqual([]);
    const { name } = await refusal(look(stage, { EventCategory: 'insight', ...by('Username', 'x') }));
    expect(name).toBe('InvalidLookupAttributesException');
  });

  it('shows IAM and CloudFront events in us-east-1 only, others where they happened', async () => {
    const stage = await openStage({
      events: [
        record(1, { eventSource: 'iam.amazonaws.com', eventName: 'CreateUser', awsRegion: HOME }),
        record(2, { eventSource: 'sts.amazonaws.com', eventName: 'AssumeRole', awsRegion: HOME }),
        record(3, { recipientAccountId: DEV }),
      ],
    });
    expect(await names(stage, {})).toEqual(['AssumeRole']);
    expect(await names(stage, {}, 'us-east-1')).toEqual(['CreateUser']);
  });

  it('shows an event only once it has been delivered', async () => {
    const stage = await openStage({ events: [record(4), record(20)], deliveryDelayMs: 5 * MINUTE });
    expect((await look(stage)).Events).toHaveLength(1);
    stage.advance(MINUTE);
    expect((await look(stage)).Events).toHaveLength(2);
    stage.fake.delay({ ms: 60 * MINUTE, eventName: 'TerminateInstances' });
    expect((await look(stage)).Events).toHaveLength(0);
  });
});
