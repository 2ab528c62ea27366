// Logs Insights of the fake: its query language really run, its limits, its states.
import { DescribeLogGroupsCommand, GetQueryResultsCommand, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../../archive/sample-logs.ts';
import { NOW, OTHER_ACCOUNT } from '../../sources/event-history/stage.ts';
import {
  arnOf,
  type LogsStage,
  logsStage,
  runQuery,
  SAMPLE_GROUP,
  TRAIL_GROUP,
} from '../../sources/logs-insights/stage.ts';

const SECONDS = NOW / 1000;
const at = (minute: number) => `2026-11-10T10:${String(minute).padStart(2, '0')}:00Z`;
const deep = Object.fromEntries(Array.from({ length: 230 }, (_, index) => [`k${index}`, 'x']));
const EVENTS = [
  record({ id: 'a', name: 'StopInstances', time: at(0), user: 'ann' }),
  record({ id: 'b', name: 'DescribeInstances', time: at(1), readOnly: true, region: 'us-east-1' }),
  record({ id: 'c', name: 'StopInstances', time: at(2), error: 'AccessDenied' }),
  { ...record({ id: 'd', name: 'PutObject', service: 's3', time: at(3), category: 'Data' }), eventType: null },
  { ...record({ id: 'many', time: at(4) }), requestParameters: deep, zLast: 'x' },
  { ...record({ id: 'large', time: at(5) }), requestParameters: { text: 'x'.repeat(300_000) } },
];

let here: LogsStage;
beforeAll(async () => {
  const other = { ...SAMPLE_GROUP, name: 'sample-linked', account: OTHER_ACCOUNT, monitoredBy: [] };
  here = await logsStage({ events: EVENTS, logGroups: [SAMPLE_GROUP, other] });
});
afterAll(() => here.close());

const ids = async (filter: string) =>
  (await runQuery(here.client, `fields eventID | filter ${filter} | sort @timestamp asc`)).map(
    ({ eventID }) => eventID,
  );

describe('a query', () => {
  it.each([
    ['eventName = "StopInstances"', ['a', 'c', 'many']],
    ['eventName != "StopInstances"', ['b', 'd']],
    ['eventName like /(?i)^stop/', ['a', 'c', 'many']],
    ['eventName like "Instances" and eventName not like "Stop"', ['b']],
    ['eventName in ["PutObject", "DescribeInstances"]', ['b', 'd']],
    ['not (eventName in ["PutObject", "DescribeInstances"])', ['a', 'c', 'many']],
    ['userIdentity.userName = "ann"', ['a']],
    ['`userIdentity.userName` = "ann" or requestParameters.k3 = "x"', ['a', 'many']],
    ['ispresent(errorCode)', ['c']],
    // What is not there is neither equal nor unequal.
    ['errorCode != "Other"', ['c']],
    ['not (errorCode = "Other")', ['c']],
    ['not ispresent(eventType)', ['d', 'many']],
    ['requestParameters.instancesSet.items.0.instanceId like /aaaa/', ['a', 'b', 'c', 'd']],
    // Booleans are numbers, and numbers no texts.
    ['readOnly = 1', ['b']],
    ['readOnly = "1"', []],
    ['readOnly != 0', ['b']],
    ['recipientAccountId = 111122223333', ['a', 'b', 'c', 'd']],
    // Two hundred fields are discovered, and no more; the text holds them all.
    ['ispresent(zLast)', []],
    ['@message like /zLast/', ['many']],
  ])('with %s finds %j', async (filter, wanted) => {
    expect(await ids(filter)).toEqual(wanted);
  });

  it('counts', async () => {
    const rows = await runQuery(here.client, 'filter eventName = "StopInstances" | stats count(*) as n by awsRegion');
    expect(rows).toEqual([{ awsRegion: 'eu-west-1', n: '3' }]);
  });

  it('gives log events stamped after the call, in streams that do not tell its Region', async () => {
    const [row] = await runQuery(
      here.client,
      'fields @timestamp, @logStream, @log, awsRegion | filter eventID = "b" # a comment',
    );
    expect(row).toMatchObject({
      '@logStream': '111122223333_CloudTrail_us-east-1',
      '@log': `111122223333:${TRAIL_GROUP}`,
      awsRegion: 'us-east-1',
    });
    const lagMs = Date.parse(`${row?.['@timestamp']?.replace(' ', 'T')}Z`) - Date.parse(at(1));
    expect(lagMs).toBeGreaterThanOrEqual(30_000);
    expect(lagMs).toBeLessThan(300_000);
  });

  it.each([
    'filter eventName = "a\\"b"',
    'filter eventName = "it’s"',
    'filter eventName like /a\\/b/',
    'filter eventName like /"x"/',
    'filter eventName like /(/',
    'filter eventName = ',
    'filter (eventName = "x"',
    'drop everything',
    'fields @message | limit 100001',
    'fields @message; limit 1',
  ])('that is malformed, or escaped as nobody knows how, is refused: %s', async (queryString) => {
    await expect(runQuery(here.client, queryString)).rejects.toThrow(
      expect.objectContaining({ name: 'MalformedQueryException' }),
    );
  });

  it.each([
    [{ logGroupNames: [] }, 'InvalidParameterException'],
    [{ logGroupNames: ['gone'] }, 'ResourceNotFoundException'],
    [{ logGroupIdentifiers: [arnOf('sample-linked', OTHER_ACCOUNT)] }, 'ResourceNotFoundException'],
    [{ logGroupNames: Array.from({ length: 51 }, () => TRAIL_GROUP) }, 'InvalidParameterException'],
    [{ logGroupNames: [TRAIL_GROUP], logGroupName: TRAIL_GROUP }, 'InvalidParameterException'],
    [{ logGroupNames: [TRAIL_GROUP], startTime: SECONDS, endTime: SECONDS - 1 }, 'InvalidParameterException'],
    [{ logGroupNames: [TRAIL_GROUP], limit: 100_001 }, 'InvalidParameterException'],
    [
      { logGroupNames: [TRAIL_GROUP], queryString: `fields @message #${'x'.repeat(10_000)}` },
      'InvalidParameterException',
    ],
    [
      { logGroupNames: [TRAIL_GROUP], queryString: 'SOURCE logGroups() | fields @message' },
      'InvalidParameterException',
    ],
  ])('over %j is refused: %s', async (more, name) => {
    const input = { queryString: 'fields @message', startTime: SECONDS - 60, endTime: SECONDS, ...more };
    await expect(here.client.send(new StartQueryCommand(input))).rejects.toThrow(expect.objectContaining({ name }));
  });

  it('gives what it has found so far while it runs, and stays within its places', async () => {
    here.aws.logsInsights.settings.runMs = 60_000;
    here.aws.logsInsights.settings.concurrent = 1;
    const [startTime, endTime] = [Date.parse(at(0)) / 1000, SECONDS];
    const input = { queryString: 'fields eventID', startTime, endTime, logGroupNames: [TRAIL_GROUP] };
    const { queryId } = await here.client.send(new StartQueryCommand(input));
    await expect(here.client.send(new StartQueryCommand(input))).rejects.toThrow(
      expect.objectContaining({ name: 'LimitExceededException' }),
    );
    here.advance(50_000);
    const running = await here.client.send(new GetQueryResultsCommand({ queryId }));
    expect(running).toMatchObject({ status: 'Running' });
    expect(running.results?.length).toBe(2);
    here.advance(20_000);
    const ended = await here.client.send(new GetQueryResultsCommand({ queryId, maxItems: 2 }));
    expect(ended).toMatchObject({ status: 'Complete', statistics: { resultCount: 5, recordsMatched: 5 } });
    const { nextToken = '' } = ended;
    const second = await here.client.send(new GetQueryResultsCommand({ queryId, maxItems: 2, nextToken }));
    expect(second.results).toHaveLength(2);
    here.advance(61 * 60_000);
    await expect(here.client.send(new GetQueryResultsCommand({ queryId, maxItems: 2, nextToken }))).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidParameterException' }),
    );
    here.advance(8 * 86_400_000);
    await expect(here.client.send(new GetQueryResultsCommand({ queryId }))).rejects.toThrow(
      expect.objectContaining({ name: 'ResourceNotFoundException' }),
    );
  });
});

it('log groups are told of with their ARNs, age and retention; others’ only to whoever monitors them', async () => {
  const own = await here.client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'sample' }));
  expect(own.logGroups).toMatchObject([{ logGroupName: TRAIL_GROUP, logGroupArn: arnOf(TRAIL_GROUP) }]);
  here.change('sample-linked', { monitoredBy: ['111122223333'], retentionDays: 30 });
  const linked = await here.client.send(new DescribeLogGroupsCommand({ includeLinkedAccounts: true }));
  expect(linked.logGroups?.map(({ logGroupName, retentionInDays }) => [logGroupName, retentionInDays])).toEqual([
    ['sample-linked', 30],
    [TRAIL_GROUP, undefined],
  ]);
});
