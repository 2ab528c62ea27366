// What can go wrong between Lake and an answer. Each fault must show as its gap, or have cost nothing; never as "nobody".
import { CancelQueryCommand, StartQueryCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventsRead } from '../../src/domain/source.ts';
import type { Fault } from '../../src/fakes/aws/faults.ts';
import { record } from '../archive/sample-logs.ts';
import { action } from './event-history/sample-tests.ts';
import { calls, request, window } from './event-history/stage.ts';
import { type LakeStage, lakeStage, SAMPLE_STORE, STORE, sampleBook } from './lake/stage.ts';

/** Four pages. */
const EVENTS = calls(650, (index) => record({ id: `e${index}`, name: 'StopInstances' }));
const STOPPED = action('ec2', 'StopInstances');
const RESULTS = 'GetQueryResults';

const since = (ms: number) => window(new Date(ms).toISOString(), '2026-11-20T10:00:00Z');

describe('a fault on the way to Lake', () => {
  let here: LakeStage;
  let before = 0;
  /** Each test asks about another second, so that nobody's query is taken for another's that was lost. */
  let from = Date.parse('2026-11-01T00:00:00Z');
  beforeAll(async () => {
    here = await lakeStage({ events: EVENTS });
  });
  beforeEach(() => {
    before = here.aws.queries().length;
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
    ['StartQuery throttled three times', { kind: 'throttle', operation: 'StartQuery', times: 3 }],
    ['StartQuery answered by an internal error', { kind: 'server-error', operation: 'StartQuery' }],
    ['StartQuery whose connection drops before it took effect', { kind: 'drop', operation: 'StartQuery' }],
    ['StartQuery whose answer is lost', { kind: 'drop', when: 'after', operation: 'StartQuery' }],
    ['StartQuery with half a body', { kind: 'cut-body', operation: 'StartQuery' }],
    ['credentials that expired before the start', { kind: 'expired', operation: 'StartQuery' }],
    ['DescribeQuery throttled three times', { kind: 'throttle', operation: 'DescribeQuery', times: 3 }],
    ['DescribeQuery dropped', { kind: 'drop', operation: 'DescribeQuery', times: 2 }],
    ['credentials that expired while it ran', { kind: 'expired', operation: 'DescribeQuery' }],
    ['rows throttled on page 3', { kind: 'throttle', operation: RESULTS, nth: 3, times: 3 }],
    ['a connection dropped on page 3', { kind: 'drop', operation: RESULTS, nth: 3 }],
    ['a connection dropped after page 3', { kind: 'drop', when: 'after', operation: RESULTS, nth: 3 }],
    ['half a page', { kind: 'cut-body', operation: RESULTS, nth: 2 }],
    ['credentials that expired on page 2', { kind: 'expired', operation: RESULTS, nth: 2 }],
    ['a page that names itself as the next one', { kind: 'same-token', operation: RESULTS, nth: 2 }],
    ['pages shorter than asked for', { kind: 'short-page', rows: 7, operation: RESULTS, times: 5 }],
    ['a page with nothing on it', { kind: 'short-page', rows: 0, operation: RESULTS, nth: 2 }],
    ['slow pages', { kind: 'slow', ms: 40, operation: RESULTS, times: 3 }],
    ['GetEventDataStore throttled twice', { kind: 'throttle', operation: 'GetEventDataStore', times: 2 }],
  ];
  it.each(HARMLESS)('costs nothing: %s', async (_, fault) => {
    here.aws.inject(fault);
    const found = await read();
    expect(here.aws.calls.flatMap(({ faults }) => faults)).toContain(fault.kind);
    expect(found.coverage.gaps).toEqual([]);
    expect(found.events).toHaveLength(650);
    // However often it was asked for, it was begun once.
    expect(here.aws.queries()).toHaveLength(before + 1);
  });

  const TELLING: readonly (readonly [string, Fault, string, string])[] = [
    [
      'rows throttled for good from page 3',
      { kind: 'throttle', operation: RESULTS, nth: 3, times: 'always' },
      'throttled',
      RESULTS,
    ],
    [
      'rows denied from page 2 on',
      { kind: 'denied', operation: RESULTS, nth: 2, times: 'always' },
      'denied',
      'cloudtrail:GetQueryResults',
    ],
    [
      'rows cut off for good from page 3',
      { kind: 'drop', operation: RESULTS, nth: 3, times: 'always' },
      'timed-out',
      'no usable answer',
    ],
    [
      'going round in circles',
      { kind: 'same-token', operation: RESULTS, nth: 2, times: 'always' },
      'page-limit',
      'again and again',
    ],
    [
      'credentials that lapse mid-way and cannot be renewed',
      { kind: 'expired', operation: RESULTS, nth: 3, times: 'always' },
      'denied',
      'expired',
    ],
    [
      'a query that timed out with some rows',
      { kind: 'query-ends', status: 'TIMED_OUT', rows: 500 },
      'timed-out',
      'ended by AWS after',
    ],
  ];
  it.each(TELLING)('is told: %s', async (_, fault, kind, words) => {
    here.aws.inject(fault);
    const found = await read();
    expect(found.coverage.gaps.map((gap) => gap.kind)).toEqual([kind]);
    expect(found.coverage.gaps[0]?.detail).toContain(words);
    expect(found.coverage.gaps[0]?.detail).toContain('sample-store');
    // What was read before is used.
    expect(found.events.length).toBeGreaterThanOrEqual(200);
    expect(found.events.length).toBeLessThan(650);
  });

  const NOTHING_READ: readonly (readonly [string, Fault, string, string])[] = [
    [
      'StartQuery throttled for good',
      { kind: 'throttle', operation: 'StartQuery', times: 'always' },
      'throttled',
      'Nothing of it was read',
    ],
    [
      'StartQuery broken for good',
      { kind: 'server-error', operation: 'StartQuery', times: 'always' },
      'timed-out',
      'no usable answer',
    ],
    [
      'DescribeQuery throttled for good',
      { kind: 'throttle', operation: 'DescribeQuery', times: 'always' },
      'throttled',
      'DescribeQuery',
    ],
    [
      'a query that failed',
      { kind: 'query-ends', status: 'FAILED', message: 'Something broke' },
      'timed-out',
      'Something broke',
    ],
    ['a query cancelled by somebody', { kind: 'query-ends', status: 'CANCELLED' }, 'timed-out', 'cancelled at AWS'],
    [
      'a query that timed out with nothing',
      { kind: 'query-ends', status: 'TIMED_OUT', rows: 0 },
      'timed-out',
      'ended by AWS',
    ],
    [
      'a query too large in every part',
      {
        kind: 'query-ends',
        status: 'FAILED',
        message: 'Query exhausted resources at this scale factor',
        times: 'always',
      },
      'timed-out',
      'exhausted resources',
    ],
    [
      'rows dropped from the first page on',
      { kind: 'drop', operation: RESULTS, times: 'always' },
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
    expect(here.aws.queries().length - before).toBeLessThan(20);
    if (fault.kind === 'query-ends' && fault.status === 'TIMED_OUT') return;
    // Asked again when it has passed, with the same book, it is answered; what took AWS an hour is not begun again.
    here.aws.clearFaults();
    expect((await read(book)).coverage.gaps).toEqual([]);
  });
});

describe('what happens at Lake', () => {
  let here: LakeStage;
  afterEach(() => here.close());

  it('is told where somebody at AWS cancels the query as it runs', async () => {
    here = await lakeStage({ events: [], lake: { runMs: 60_000 } });
    const asked = here.read(STOPPED);
    while (here.calls('DescribeQuery').length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await here.client.send(new CancelQueryCommand({ QueryId: here.aws.queries()[0]?.id }));
    expect((await asked).coverage.gaps).toMatchObject([{ kind: 'timed-out' }]);
  });

  it('is a failure that names the setting where the store is deleted between two questions', async () => {
    here = await lakeStage({ events: [] });
    await here.read(STOPPED);
    for (const change of [{ status: 'PENDING_DELETION' } as const, null]) {
      here.aws.changeStore(STORE, change);
      const found = await here.source.events(request(STOPPED));
      expect(found).toMatchObject({ failure: 'not-allowed', instead: expect.stringContaining('WHODID_LAKE_STORE') });
    }
    expect(await here.source.abilities()).toMatchObject({ failure: 'not-allowed' });
  });

  it('is told of what the store does not record', async () => {
    const management = (...fields: readonly object[]) => [
      { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, ...fields] },
    ];
    const cases = [
      [management(), []],
      [management({ Field: 'readOnly', Equals: ['false'] }), []],
      [management({ Field: 'readOnly', Equals: ['true'] }), ['category-not-logged']],
      [management({ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }), []],
      [management({ Field: 'eventSource', NotEquals: ['ec2.amazonaws.com'] }), ['category-not-logged']],
      [management({ Field: 'userIdentity.arn', NotStartsWith: ['arn:aws:sts'] }), ['category-not-logged']],
      [[{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }], ['category-not-logged']],
    ] as const;
    here = await lakeStage({ events: [] });
    for (const [selectors, gaps] of cases) {
      here.aws.changeStore(STORE, { selectors });
      const found = await here.another().events(request(STOPPED));
      expect({ selectors, gaps: 'coverage' in found ? found.coverage.gaps.map(({ kind }) => kind) : found }).toEqual({
        selectors,
        gaps,
      });
    }
    const data = (type: string) => [
      ...management(),
      {
        FieldSelectors: [
          { Field: 'eventCategory', Equals: ['Data'] },
          { Field: 'resources.type', Equals: [type] },
        ],
      },
    ];
    for (const [type, gaps] of [
      ['AWS::S3::Object', []],
      ['AWS::DynamoDB::Table', ['category-not-logged']],
    ] as const) {
      here.aws.changeStore(STORE, { selectors: data(type) });
      const found = await here.another().events(request(action('s3', 'DeleteObject')));
      expect('coverage' in found ? found.coverage.gaps.map(({ kind }) => kind) : found).toEqual(gaps);
    }
  });

  it('is told of times when nothing was recorded, from the calls that stopped it', async () => {
    const change = (name: string, time: string, more: object = {}) => ({
      ...record({ name, service: 'cloudtrail', time }),
      requestParameters: { eventDataStore: SAMPLE_STORE.id, ...more },
    });
    const own = { ...SAMPLE_STORE, organization: false, multiRegion: false };
    const cases = [
      [
        [
          change('StopEventDataStoreIngestion', '2026-11-05T00:00:00Z'),
          change('StartEventDataStoreIngestion', '2026-11-06T00:00:00Z'),
        ],
        ['from 2026-11-05T00:00:00Z to 2026-11-06T00:00:00Z'],
      ],
      [
        [change('StartEventDataStoreIngestion', '2026-11-06T00:00:00Z')],
        ['from 2026-11-01T00:00:00Z to 2026-11-06T00:00:00Z'],
      ],
      [[change('StopEventDataStoreIngestion', '2026-11-05T00:00:00Z')], ['from 2026-11-05T00:00:00Z on']],
      [[change('UpdateEventDataStore', '2026-11-05T00:00:00Z', { retentionPeriod: 90 })], []],
      [
        [change('UpdateEventDataStore', '2026-11-05T00:00:00Z', { advancedEventSelectors: [] })],
        ['was changed at 2026-11-05'],
      ],
      [[{ ...change('StopEventDataStoreIngestion', '2026-11-05T00:00:00Z'), errorCode: 'AccessDenied' }], []],
      [[change('StopEventDataStoreIngestion', '2026-10-05T00:00:00Z')], []],
      [
        [
          {
            ...change('StopEventDataStoreIngestion', '2026-11-05T00:00:00Z'),
            requestParameters: { eventDataStore: 'another' },
          },
        ],
        [],
      ],
    ] as const;
    for (const [changes, words] of cases) {
      here = await lakeStage({ events: [...EVENTS.slice(0, 3), ...changes], eventDataStores: [own] });
      const { coverage, events } = await here.read(STOPPED);
      expect(events).toHaveLength(3);
      expect(coverage.gaps.map(({ kind }) => kind)).toEqual(words.map(() => 'trail-off'));
      for (const [at, part] of words.entries()) expect(coverage.gaps[at]?.detail).toContain(part);
      const off = words.filter((part) => part.startsWith('from')).length;
      expect(coverage.places).toMatchObject([{ read: true, categories: ['Management', 'Data'] }]);
      expect(coverage.places?.[0]?.off).toHaveLength(off);
      expect(here.aws.queries()).toHaveLength(1);
      await here.close();
    }
    here = await lakeStage({ events: EVENTS.slice(0, 3), eventDataStores: [{ ...own, status: 'STOPPED_INGESTION' }] });
    expect((await here.read(STOPPED)).coverage.gaps).toMatchObject([
      { kind: 'trail-off', detail: expect.stringContaining('stopped now') },
    ]);
  });

  it('is told of events that have not arrived yet', async () => {
    const young = record({ id: 'young', name: 'StopInstances', time: '2026-11-20T11:55:00Z' });
    here = await lakeStage({ events: [young] });
    here.aws.delay({ ms: 15 * 60_000, eventId: 'young' });
    const found = await here.read(STOPPED, { window: window('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z') });
    expect(found).toMatchObject({ events: [], coverage: { gaps: [{ kind: 'not-delivered' }] } });
    expect(
      (await here.read(STOPPED, { window: window('2026-11-20T11:00:00Z', '2026-11-20T11:30:00Z') })).coverage.gaps,
    ).toEqual([]);
  });

  it('is told where all places stay taken, though not for ever', async () => {
    here = await lakeStage({ events: [], lake: { runMs: 600_000 } });
    const QueryStatement = `SELECT eventid FROM ${STORE}`;
    await Promise.all(Array.from({ length: 10 }, () => here.client.send(new StartQueryCommand({ QueryStatement }))));
    const found = await here.another({ placeWaitMsMax: 50 }).events(request(STOPPED));
    expect(found).toMatchObject({
      events: [],
      coverage: { gaps: [{ kind: 'throttled', detail: expect.stringContaining('as many queries as AWS allows') }] },
    });
  });
});
