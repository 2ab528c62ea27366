// What can go wrong between Athena and an answer. Each fault must show as its gap or failure, or have cost nothing; never as
// "nobody".
import { StopQueryExecutionCommand } from '@aws-sdk/client-athena';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../src/ask.ts';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventsRead } from '../../src/domain/source.ts';
import type { Fault } from '../../src/fakes/aws/faults.ts';
import { NO_LIMIT } from '../../src/planning/budget.ts';
import { record } from '../archive/sample-logs.ts';
import { type AthenaStage, athenaStage, seed } from './athena/stage.ts';
import { action } from './event-history/sample-tests.ts';
import { calls, NOW, request, window } from './event-history/stage.ts';
import { sampleBook } from './lake/stage.ts';

/** Five pages. */
const EVENTS = calls(450, (index) => record({ id: `e${String(index).padStart(4, '0')}`, name: 'StopInstances' }));
/** Oldest first. */
const IDS = EVENTS.map((_, index) => `e${String(EVENTS.length - 1 - index).padStart(4, '0')}`);
const STOPPED = action('ec2', 'StopInstances');
const [START, LOOK, RESULTS] = ['StartQueryExecution', 'GetQueryExecution', 'GetQueryResults'];

const since = (ms: number) => window(new Date(ms).toISOString(), '2026-11-20T10:00:00Z');

describe('a fault on the way to Athena', () => {
  let here: AthenaStage;
  let before = 0;
  /** Each test asks about another second. */
  let from = Date.parse('2026-11-01T00:00:00Z');
  beforeAll(async () => {
    here = await athenaStage({ events: EVENTS });
  });
  beforeEach(() => {
    before = here.aws.athena.executions().length;
    from += 1000;
  });
  afterEach(() => here.aws.clearFaults());
  afterAll(() => here.close());
  const asked = (book = sampleBook()) => request(STOPPED, { queries: book, window: since(from) });
  const read = async (book = sampleBook()): Promise<EventsRead> => {
    const found = await here.another().events(asked(book));
    if (isFailure(found)) throw new Error(`${found.what} ${found.why}`);
    return found;
  };

  const HARMLESS: readonly (readonly [string, Fault])[] = [
    ['a start throttled three times', { kind: 'throttle', operation: START, times: 3 }],
    ['a start answered by an internal error', { kind: 'server-error', operation: START }],
    ['a start whose connection drops before it took effect', { kind: 'drop', operation: START }],
    ['a start whose answer is lost', { kind: 'drop', when: 'after', operation: START }],
    ['a start with half a body', { kind: 'cut-body', operation: START }],
    ['credentials that expired before the start', { kind: 'expired', operation: START }],
    ['looks throttled three times', { kind: 'throttle', operation: LOOK, times: 3 }],
    ['looks dropped', { kind: 'drop', operation: LOOK, times: 2 }],
    ['credentials that expired while it ran', { kind: 'expired', operation: LOOK }],
    ['rows throttled on page 3', { kind: 'throttle', operation: RESULTS, nth: 3, times: 3 }],
    ['a connection dropped on page 3', { kind: 'drop', operation: RESULTS, nth: 3 }],
    ['a connection dropped after page 3', { kind: 'drop', when: 'after', operation: RESULTS, nth: 3 }],
    ['half a page', { kind: 'cut-body', operation: RESULTS, nth: 2 }],
    ['credentials that expired on page 2', { kind: 'expired', operation: RESULTS, nth: 2 }],
    ['a page that names itself as the next one', { kind: 'same-token', operation: RESULTS, nth: 2 }],
    ['pages shorter than asked for', { kind: 'short-page', rows: 7, operation: RESULTS, times: 5 }],
    ['a first page with nothing on it, not even the header', { kind: 'short-page', rows: 0, operation: RESULTS }],
    ['slow pages', { kind: 'slow', ms: 40, operation: RESULTS, times: 3 }],
    ['a workgroup that is told late', { kind: 'throttle', operation: 'GetWorkGroup', times: 2 }],
    ['a table that is told late', { kind: 'server-error', operation: 'GetTableMetadata', times: 2 }],
  ];
  it.each(HARMLESS)('costs nothing: %s', async (_, fault) => {
    here.aws.inject(fault);
    const found = await read();
    expect(here.aws.calls.flatMap(({ faults }) => faults)).toContain(fault.kind);
    expect(found.coverage.gaps).toEqual([]);
    expect(found.events).toHaveLength(450);
    // However often it was asked for, it was begun once.
    expect(here.aws.athena.executions()).toHaveLength(before + 1);
  });

  it('a failure that AWS itself calls passing is tried once more, and both are paid', async () => {
    here.aws.inject({ kind: 'query-ends', status: 'FAILED', message: 'INTERNAL_ERROR', retryable: true });
    const book = sampleBook();
    expect((await read(book)).events).toHaveLength(450);
    expect(here.aws.athena.executions()).toHaveLength(before + 2);
    expect(book.spent).toHaveLength(2);
  });

  const TELLING: readonly (readonly [string, Fault, string, string])[] = [
    [
      'rows throttled for good',
      { kind: 'throttle', operation: RESULTS, nth: 3, times: 'always' },
      'throttled',
      RESULTS,
    ],
    [
      'rows denied',
      { kind: 'denied', operation: RESULTS, nth: 2, times: 'always' },
      'denied',
      'athena:GetQueryResults',
    ],
    ['rows cut off', { kind: 'drop', operation: RESULTS, nth: 3, times: 'always' }, 'timed-out', 'no usable answer'],
    ['circles', { kind: 'same-token', operation: RESULTS, nth: 2, times: 'always' }, 'page-limit', 'again and again'],
    ['lapsed credentials', { kind: 'expired', operation: RESULTS, nth: 3, times: 'always' }, 'denied', 'expired'],
  ];
  it.each(TELLING)('is told, with what was read before: %s', async (_, fault, kind, words) => {
    here.aws.inject(fault);
    const found = await read();
    expect(found.coverage.gaps.map((gap) => gap.kind)).toEqual([kind]);
    expect(found.coverage.gaps[0]?.detail).toContain(words);
    expect(found.events.length).toBeGreaterThanOrEqual(99);
    expect(found.events.length).toBeLessThan(450);
  });

  const NOTHING_READ: readonly (readonly [string, Fault, string, string])[] = [
    [
      'starts throttled for good',
      { kind: 'throttle', operation: START, times: 'always' },
      'throttled',
      'Nothing of it',
    ],
    ['starts broken for good', { kind: 'server-error', operation: START, times: 'always' }, 'timed-out', 'no usable'],
    ['looks throttled for good', { kind: 'throttle', operation: LOOK, times: 'always' }, 'throttled', LOOK ?? ''],
    ['a failed query', { kind: 'query-ends', status: 'FAILED', message: 'Something broke' }, 'timed-out', 'broke'],
    ['a query cancelled by somebody', { kind: 'query-ends', status: 'CANCELLED' }, 'timed-out', 'cancelled at AWS'],
    [
      'one too large in every part',
      { kind: 'query-ends', status: 'FAILED', times: 'always' },
      'timed-out',
      'exhausted',
    ],
    ['rows dropped from page 1 on', { kind: 'drop', operation: RESULTS, times: 'always' }, 'timed-out', 'None of the'],
  ];
  it.each(NOTHING_READ)('is told where nothing was read, which is not "nobody": %s', async (_, fault, kind, words) => {
    here.aws.inject(fault);
    const book = sampleBook();
    const found = await read(book);
    expect(found.events).toEqual([]);
    expect(new Set(found.coverage.gaps.map((gap) => gap.kind))).toEqual(new Set([kind]));
    expect(JSON.stringify(found.coverage.gaps)).toContain(words);
    expect(here.aws.athena.executions().length - before).toBeLessThan(20);
    // Asked again when it has passed, with the same book, it is answered.
    here.aws.clearFaults();
    expect((await read(book)).coverage.gaps).toEqual([]);
  });

  const SETTINGS: readonly (readonly [string, Fault, RegExp])[] = [
    ['a start denied', { kind: 'denied', operation: START }, /Allow athena:StartQueryExecution/],
    ['a workgroup that may not be read', { kind: 'denied', operation: 'GetWorkGroup' }, /Allow athena:GetWorkGroup/],
    [
      'a table that may not be read',
      { kind: 'denied', operation: 'GetTableMetadata' },
      /Allow athena:GetTableMetadata/,
    ],
    [
      'log files that may not be read',
      { kind: 'query-ends', status: 'FAILED', message: 'PERMISSION_DENIED: Access Denied to s3://sample-trail-logs' },
      /read the log files/,
    ],
    [
      'a table that was changed',
      { kind: 'query-ends', status: 'FAILED', message: "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved" },
      /whodid athena setup/,
    ],
  ];
  it.each(SETTINGS)('is a failure that names what to change: %s', async (_, fault, instead) => {
    here.aws.inject(fault);
    const found = await here.another().events(asked());
    expect(found).toMatchObject({ failure: 'not-allowed', instead: expect.stringMatching(instead) });
  });

  it('handed over page by page, events come once, in order, whatever happens between pages', async () => {
    const harmless = HARMLESS.filter(([, { operation }]) => operation === RESULTS).map(([, fault]) => fault);
    for (const fault of harmless) {
      from += 1000;
      here.aws.clearFaults();
      here.aws.inject(fault);
      const taken: AuditEvent[] = [];
      const coverage = await here.another().stream?.(asked(), async (events) => {
        taken.push(...events);
      });
      expect(coverage).toMatchObject({ gaps: [] });
      expect(taken.map(({ eventID }) => eventID)).toEqual(IDS);
    }
    here.aws.inject({ kind: 'drop', operation: RESULTS, nth: 3, times: 'always' });
    const cut = await here.another().stream?.(asked(), async () => {});
    expect(cut).toMatchObject({ gaps: [{ kind: 'timed-out' }] });
  });
});

describe('what happens at Athena', () => {
  let here: AthenaStage;
  afterEach(() => here.close());

  it('a question that goes on after a pause is not refused for what it has cost by then', async () => {
    here = await athenaStage({ events: EVENTS.slice(0, 5), athena: seed({ queuedMs: 50, runMs: 60_000 }) });
    const [book, asked] = [sampleBook(), { now: NOW, zone: 'UTC', locale: 'en-GB' }];
    const text = 'who stopped instances between 2026-11-15 and 2026-11-19';
    const deps = { sources: [here.another({ bytesPerDay: 1_000_000_000 })] };
    const [enough, nothing] = [10, 0].map((perQuestionUsd) => ({ ...NO_LIMIT, perQuestionUsd }));
    const go = (budget = NO_LIMIT) => ask(text, asked, deps, { queries: book, patienceMs: 30, budget });
    expect(await go(nothing)).toMatchObject({ status: 'refused', problems: [{ kind: 'over-budget' }] });
    expect(await go(enough)).toMatchObject({ status: 'failed', failure: { failure: 'still-running' } });
    here.advance(70_000);
    expect(await go(nothing)).toMatchObject({ status: 'answered' });
    expect(here.aws.athena.executions()).toHaveLength(1);
  });

  it('a query that runs on is left after the patience given, taken up later, and stopped where nobody waits', async () => {
    here = await athenaStage({ events: EVENTS.slice(0, 5), athena: seed({ queuedMs: 50, runMs: 60_000 }) });
    const book = sampleBook();
    const impatient = request(STOPPED, { queries: book, patienceMs: 30 });
    expect(await here.source.events(impatient)).toMatchObject({
      failure: 'still-running',
      againInMs: expect.any(Number),
    });
    here.advance(61_000);
    expect(await here.another().events(impatient)).toMatchObject({ coverage: { gaps: [] } });
    expect(here.calls('StartQueryExecution')).toHaveLength(1);
    const stop = new AbortController();
    const stopped = here.source.events(request(action('ec2', 'RunInstances'), { signal: stop.signal }));
    while (here.aws.athena.executions().length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    expect(await stopped).toMatchObject({ failure: 'cancelled' });
    expect(here.calls('StopQueryExecution')).toHaveLength(1);
  });

  it('a query stopped by somebody else is told', async () => {
    here = await athenaStage({ events: EVENTS.slice(0, 5), athena: seed({ runMs: 60_000 }) });
    const asked = here.read(STOPPED);
    while (here.calls('GetQueryExecution').length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const [execution] = here.aws.athena.executions();
    await here.client.send(new StopQueryExecutionCommand({ QueryExecutionId: execution?.id }));
    expect((await asked).coverage.gaps).toMatchObject([{ kind: 'timed-out' }]);
  });

  it('places that stay taken are told, though not waited for without end', async () => {
    here = await athenaStage({ events: [], athena: seed({ runMs: 600_000, concurrent: 1 }) });
    void here.source.events(request(STOPPED, { patienceMs: 10 }));
    while (here.aws.athena.executions().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const found = await here.another({ placeWaitMsMax: 50 }).events(request(action('ec2', 'RunInstances')));
    expect(found).toMatchObject({
      coverage: { gaps: [{ kind: 'throttled', detail: expect.stringContaining('as many queries as AWS allows') }] },
    });
  });

  it('a token begins one query only, and no other statement', async () => {
    here = await athenaStage({ events: EVENTS.slice(0, 5) });
    const book = sampleBook();
    await book.intend('athena', 'x');
    const asked = request(STOPPED, { queries: { ...book, started: async () => {} } });
    // The id of the first was lost with its process.
    expect(await here.source.events(asked)).toMatchObject({ coverage: { gaps: [] } });
    expect(await here.another().events(asked)).toMatchObject({ coverage: { gaps: [] } });
    expect(here.calls('StartQueryExecution')).toHaveLength(2);
    expect(here.aws.athena.executions()).toHaveLength(1);
  });
});
