// What can go wrong between Logs Insights and an answer. Each fault must show as its gap, or have cost nothing; never as
// "nobody".
import { StartQueryCommand, StopQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventsRead } from '../../src/domain/source.ts';
import type { Fault } from '../../src/fakes/aws/faults.ts';
import { record } from '../archive/sample-logs.ts';
import { action } from './event-history/sample-tests.ts';
import { calls, request, window } from './event-history/stage.ts';
import { sampleBook } from './lake/stage.ts';
import { type LogsStage, logsStage, SAMPLE_GROUP, TRAIL_GROUP } from './logs-insights/stage.ts';

/** Four pages. */
const EVENTS = calls(650, (index) => record({ id: `e${index}`, name: 'StopInstances' }));
const STOPPED = action('ec2', 'StopInstances');
const RESULTS = 'GetQueryResults';
/** A look at how the query goes is the first of these; pages come after it. */
const PAGE_2 = 3;
const PAGE_3 = 4;

const since = (ms: number) => window(new Date(ms).toISOString(), '2026-11-20T10:00:00Z');

describe('a fault on the way to Logs Insights', () => {
  let here: LogsStage;
  let before = 0;
  /** Each test asks about another second, so that nobody's query is taken for another's that was lost. */
  let from = Date.parse('2026-11-01T00:00:00Z');
  beforeAll(async () => {
    here = await logsStage({ events: EVENTS }, { pageRows: 200 });
  });
  beforeEach(() => {
    before = here.aws.logsInsights.queries().length;
    from += 1000;
  });
  afterEach(() => here.aws.clearFaults());
  afterAll(() => here.close());
  const read = async (book = sampleBook()): Promise<EventsRead> => {
    const found = await here.another().events(request(STOPPED, { queries: book, window: since(from) }));
    if (isFailure(found)) throw new Error(`${found.what} ${found.why}`);
    return found;
  };

  const HARMLESS: readonly (readonly [string, Fault])[] = [
    ['DescribeLogGroups throttled twice', { kind: 'throttle', operation: 'DescribeLogGroups', times: 2 }],
    ['DescribeLogGroups whose connection drops', { kind: 'drop', operation: 'DescribeLogGroups' }],
    ['StartQuery throttled three times', { kind: 'throttle', operation: 'StartQuery', times: 3 }],
    ['StartQuery answered by an internal error', { kind: 'server-error', operation: 'StartQuery' }],
    ['StartQuery whose connection drops before it took effect', { kind: 'drop', operation: 'StartQuery' }],
    ['StartQuery whose answer is lost', { kind: 'drop', when: 'after', operation: 'StartQuery' }],
    ['StartQuery with half a body', { kind: 'cut-body', operation: 'StartQuery' }],
    ['credentials that expired before the start', { kind: 'expired', operation: 'StartQuery' }],
    ['looks throttled three times', { kind: 'throttle', operation: RESULTS, times: 3 }],
    ['a look that drops', { kind: 'drop', operation: RESULTS, times: 2 }],
    ['credentials that expired while it ran', { kind: 'expired', operation: RESULTS }],
    ['rows throttled on page 2', { kind: 'throttle', operation: RESULTS, nth: PAGE_2, times: 3 }],
    ['a connection dropped on page 3', { kind: 'drop', operation: RESULTS, nth: PAGE_3 }],
    ['half a page', { kind: 'cut-body', operation: RESULTS, nth: PAGE_2 }],
    ['credentials that expired on page 2', { kind: 'expired', operation: RESULTS, nth: PAGE_2 }],
    ['a page that names itself as the next one', { kind: 'same-token', operation: RESULTS, nth: PAGE_2 }],
    ['pages shorter than asked for', { kind: 'short-page', rows: 7, operation: RESULTS, times: 5 }],
    ['a page with nothing on it', { kind: 'short-page', rows: 0, operation: RESULTS, nth: PAGE_2 }],
  ];
  it.each(HARMLESS)('costs nothing: %s', async (_, fault) => {
    here.aws.inject(fault);
    const found = await read();
    expect(here.aws.calls.flatMap(({ faults }) => faults)).toContain(fault.kind);
    expect(found.coverage.gaps).toEqual([]);
    expect(found.events).toHaveLength(650);
    // However often it was asked for, it was begun once.
    expect(here.aws.logsInsights.queries()).toHaveLength(before + 1);
  });

  const always = 'always' as const;
  const TELLING: readonly (readonly [string, Fault, string, string])[] = [
    [
      'rows throttled for good from page 2',
      { kind: 'throttle', operation: RESULTS, nth: PAGE_2, times: always },
      'throttled',
      RESULTS,
    ],
    [
      'rows denied from page 2 on',
      { kind: 'denied', operation: RESULTS, nth: PAGE_2, times: always },
      'denied',
      'logs:GetQueryResults',
    ],
    [
      'rows cut off for good from page 3',
      { kind: 'drop', operation: RESULTS, nth: PAGE_3, times: always },
      'timed-out',
      'no usable answer',
    ],
    [
      'going round in circles',
      { kind: 'same-token', operation: RESULTS, nth: PAGE_2, times: always },
      'page-limit',
      'again and again',
    ],
    [
      'credentials that lapse mid-way and cannot be renewed',
      { kind: 'expired', operation: RESULTS, nth: PAGE_3, times: always },
      'denied',
      'expired',
    ],
    [
      'a query that timed out with some rows',
      { kind: 'insights-ends', status: 'Timeout', rows: 500 },
      'timed-out',
      'ended by AWS after',
    ],
  ];
  it.each(TELLING)('is told: %s', async (_, fault, kind, words) => {
    here.aws.inject(fault);
    const found = await read();
    expect(found.coverage.gaps.map((gap) => gap.kind)).toEqual([kind]);
    expect(found.coverage.gaps[0]?.detail).toContain(words);
    expect(found.coverage.gaps[0]?.detail).toContain(TRAIL_GROUP);
    // What was read before is used.
    expect(found.events.length).toBeGreaterThanOrEqual(200);
    expect(found.events.length).toBeLessThan(650);
  });

  const NOTHING_READ: readonly (readonly [string, Fault, string, string])[] = [
    [
      'StartQuery throttled for good',
      { kind: 'throttle', operation: 'StartQuery', times: always },
      'throttled',
      'Nothing of it was read',
    ],
    [
      'StartQuery broken for good',
      { kind: 'server-error', operation: 'StartQuery', times: always },
      'timed-out',
      'no usable answer',
    ],
    ['looks throttled for good', { kind: 'throttle', operation: RESULTS, times: always }, 'throttled', RESULTS],
    ['a query that failed', { kind: 'insights-ends', status: 'Failed' }, 'timed-out', 'failed at AWS'],
    [
      'a query of which AWS says Unknown',
      { kind: 'insights-ends', status: 'Unknown' },
      'timed-out',
      'AWS says Unknown',
    ],
    ['a query cancelled by somebody', { kind: 'insights-ends', status: 'Cancelled' }, 'timed-out', 'cancelled at AWS'],
    [
      'a query that timed out with nothing',
      { kind: 'insights-ends', status: 'Timeout', rows: 0 },
      'timed-out',
      'ended by AWS',
    ],
    [
      'rows dropped from the first page on',
      { kind: 'drop', operation: RESULTS, nth: 2, times: always },
      'timed-out',
      'None of the events',
    ],
  ];
  it.each(NOTHING_READ)('is told where nothing was read, which is not "nobody": %s', async (_, fault, kind, words) => {
    here.aws.inject(fault);
    const book = sampleBook();
    const found = await read(book);
    expect(found.events).toEqual([]);
    expect(new Set(found.coverage.gaps.map((gap) => gap.kind))).toEqual(new Set([kind]));
    expect(JSON.stringify(found.coverage.gaps)).toContain(words);
    expect(here.aws.logsInsights.queries().length - before).toBeLessThan(10);
    if (fault.kind === 'insights-ends' && fault.status === 'Timeout') return;
    // Asked again when it has passed, with the same book, it is answered; what took AWS an hour is not begun again.
    here.aws.clearFaults();
    expect((await read(book)).coverage.gaps).toEqual([]);
  });
});

describe('what happens at Logs Insights', () => {
  let here: LogsStage;
  afterEach(() => here.close());
  const few = EVENTS.slice(0, 5);

  it('is told where somebody at AWS stops the query as it runs, and its first rows are no answer', async () => {
    here = await logsStage({ events: EVENTS, logsInsights: { runMs: 60_000 } });
    const asked = here.read(STOPPED);
    while (here.calls(RESULTS).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    here.advance(30_000);
    const [query] = here.aws.logsInsights.queries();
    await here.client.send(new StopQueryCommand({ queryId: query?.id }));
    expect(await asked).toMatchObject({ events: [], coverage: { gaps: [{ kind: 'timed-out' }] } });
  });

  it('is told where the log group goes away while it is asked about, and which setting names it', async () => {
    here = await logsStage({ events: few });
    await here.source.abilities();
    here.change(TRAIL_GROUP, null);
    for (const attempt of [1, 2]) {
      expect({ attempt, found: await here.source.events(request(STOPPED)) }).toMatchObject({
        found: { failure: 'not-allowed', instead: expect.stringContaining('WHODID_LOGS_INSIGHTS_GROUPS') },
      });
    }
  });

  it('is told where retention was cut since it was looked at', async () => {
    here = await logsStage({ events: few });
    await here.source.abilities();
    here.change(TRAIL_GROUP, { retentionDays: 3 });
    const old = window('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z');
    expect(await here.source.events(request(STOPPED, { window: old }))).toMatchObject({
      events: [],
      coverage: { gaps: [{ kind: 'outside-horizon', detail: expect.stringContaining('no longer kept') }] },
    });
  });

  it('is told of events that have not arrived yet', async () => {
    const young = record({ id: 'young', name: 'StopInstances', time: '2026-11-20T11:55:00Z' });
    here = await logsStage({ events: [...few, young] });
    here.aws.delay({ ms: 15 * 60_000, eventId: 'young' });
    const found = await here.read(STOPPED, { window: window('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z') });
    expect(found.events).toEqual([]);
    expect(found.coverage.gaps.map(({ kind }) => kind)).toContain('not-delivered');
  });

  it('is told where nothing at all was written in the time: a trail that has long been off says so by silence', async () => {
    here = await logsStage({ events: few });
    const quiet = window('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z');
    expect((await here.read(STOPPED, { window: quiet })).coverage.gaps).toMatchObject([
      { kind: 'not-delivered', detail: expect.stringContaining('no event at all') },
    ]);
  });

  it('is told where all places stay taken, though not for ever', async () => {
    here = await logsStage({ events: few, logsInsights: { runMs: 600_000, concurrent: 1 } });
    const busy = { queryString: 'fields @log', startTime: 1, endTime: 2, logGroupNames: [TRAIL_GROUP] };
    await here.client.send(new StartQueryCommand(busy));
    expect(await here.another({ placeWaitMsMax: 50 }).events(request(STOPPED))).toMatchObject({
      events: [],
      coverage: { gaps: [{ kind: 'throttled', detail: expect.stringContaining('as many queries as AWS allows') }] },
    });
  });

  it('is no event where a record was too large to be sent, and the receipt does not count it', async () => {
    const large = { ...record({ id: 'large', name: 'StopInstances', time: '2026-11-20T08:00:00Z' }) };
    here = await logsStage({ events: [...few, { ...large, responseElements: { text: 'x'.repeat(300_000) } }] });
    expect((await here.read(STOPPED)).coverage.eventsExamined).toBe(5);
  });

  it('is as it was where fields are not discovered: large records are let through and looked at here', async () => {
    const deep = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`k${index}`, { v: 'x' }]));
    const first = { userIdentity: { type: 'IAMUser', userName: 'ann', tags: deep } };
    const { userIdentity: _, ...rest } = record({ id: 'deep', name: 'StopInstances', time: '2026-11-20T08:00:00Z' });
    here = await logsStage({
      events: [{ ...first, ...rest }],
      logGroups: [{ ...SAMPLE_GROUP, accounts: 'organization' }],
    });
    expect((await here.read(STOPPED)).events.map(({ eventID }) => eventID)).toEqual(['deep']);
  });
});
