// One question over several sources: event history for the ninety days it has, a billed source for what is older, a further
// one for what that no longer keeps. Put together, each event once, each part in the receipt.
import { afterEach, describe, expect, it } from 'vitest';
import { ask, explain } from '../../src/ask.ts';
import type { Source } from '../../src/domain/source.ts';
import { athenaSource } from '../../src/sources/athena.ts';
import { fairPacer } from '../../src/sources/event-history/pacer.ts';
import { eventHistorySource } from '../../src/sources/event-history.ts';
import { memorySlots } from '../../src/sources/slots/memory-slots.ts';
import { record } from '../archive/sample-logs.ts';
import { ADDRESS, seed } from './athena/stage.ts';
import { ACCOUNT, NOW, REGION } from './event-history/stage.ts';
import { KEY, sampleBook } from './lake/stage.ts';
import { type LogsStage, logsStage, SAMPLE_GROUP } from './logs-insights/stage.ts';

const ASKED = { now: NOW, zone: 'UTC', locale: 'en-GB' };
const DAY_MS = 86_400_000;
const INSTANCE = 'i-0aaaaaaaaaaaaaaa1';
const WHO = `who stopped ${INSTANCE}`;
/** What ended yesterday has been delivered. */
const SINCE_JUNE = 'from 2026-06-01 to 2026-11-19';
const daysAgo = (days: number) =>
  new Date(Math.round(NOW / 1000 - days * 86_400) * 1000).toISOString().replace('.000Z', 'Z');
const stopped = (days: number) => record({ id: `d${days}`, name: 'StopInstances', time: daysAgo(days) });
/** Of every part of the time, and around where one source takes over from another. */
const EVENTS = [1, 30, 88, 88.49, 88.505, 88.51, 89.5, 91, 120, 170, 179, 181, 300].map(stopped);

let here: LogsStage;
let history: ReturnType<typeof eventHistorySource>;
let athena: ReturnType<typeof athenaSource>;
let ticks = 0;
afterEach(async () => {
  history.close();
  athena.close();
  await here.close();
});

async function open(more: Parameters<typeof logsStage>[0] = { events: EVENTS }): Promise<void> {
  here = await logsStage(
    {
      athena: seed(),
      logGroups: [{ ...SAMPLE_GROUP, retentionDays: 180 }],
      // A second for each call of event history, so that none is one too many.
      wallClock: () => Date.now() + 600 * ticks++ - 4 * 60_000,
      ...more,
    },
    { bytesPerDay: 1_000_000, usdPerGb: 0.005 },
  );
  const aws = { endpoint: here.aws.url, credentials: KEY, callMsMax: 20_000 };
  history = eventHistorySource({
    ...{ aws, targets: [{ accountId: ACCOUNT, regions: [REGION] }], waitMs: () => 1 },
    ...{ clock: () => NOW, pacer: fairPacer(memorySlots(), 0) },
  });
  athena = athenaSource({
    ...{ ...ADDRESS, aws, usdPerGb: 0.02, bytesPerDay: 1_000_000 },
    ...{ clock: () => NOW, waitMs: () => 1, lookEveryMs: 2, firstLookMs: 5 },
  });
}

async function answered(text: string, sources: readonly Source[]) {
  const reply = await ask(text, ASKED, { sources }, { queries: sampleBook() });
  if (reply.status !== 'answered') throw new Error(JSON.stringify(reply));
  const { done, receipt } = reply;
  return { ids: done.map(({ eventID }) => eventID), receipt };
}

const ids = (most: number) =>
  EVENTS.map(({ eventID }) => String(eventID))
    .filter((id) => Number(id.slice(1)) < most)
    .sort();

describe('one question over several sources', () => {
  it('reads the last 90 days from event history and what is older from Logs Insights, each event once', async () => {
    await open();
    const { ids: found, receipt } = await answered(`${WHO} ${SINCE_JUNE}`, [here.source, history]);
    expect([...found].sort()).toEqual(ids(171));
    expect(new Set(found).size).toBe(found.length);
    expect(receipt).toMatchObject({ complete: true, gaps: [] });
    expect(receipt.sources.map(({ source, usd }) => [source, usd !== undefined])).toEqual([
      ['logs-insights', true],
      ['event-history', false],
    ]);
    // Only what event history does not reach is paid for.
    const [query, second] = here.aws.logsInsights.queries();
    expect(second).toBeUndefined();
    expect(query?.toMs ?? 0).toBeLessThan(NOW - 88.4 * DAY_MS);
    expect(query?.fromMs ?? 0).toBeLessThanOrEqual(NOW - 170 * DAY_MS);
    const looked = here.calls('LookupEvents').map(({ input }) => Number(input.StartTime) * 1000);
    expect(Math.min(...looked)).toBeGreaterThan(NOW - 90 * DAY_MS);
  });

  it('goes on to the next one for what the cheaper no longer keeps', async () => {
    await open();
    const { ids: found, receipt } = await answered(`${WHO} from 2026-01-04 to 2026-11-19`, [
      athena,
      here.source,
      history,
    ]);
    expect([...found].sort()).toEqual(ids(321));
    expect(receipt).toMatchObject({ complete: true, gaps: [] });
    expect(receipt.sources.map(({ source }) => source)).toEqual(['athena', 'logs-insights', 'event-history']);
  });

  it('says in the plan who reads what, in what language, and what it costs, before anything is asked', async () => {
    await open();
    const told = await explain(`${WHO} in the last 320 days`, ASKED, { sources: [athena, here.source, history] });
    const words = told.sourcePlan ?? '';
    expect(words).toMatch(/^It would ask Athena up to \S+, then Logs Insights up to \S+, then event history up to/);
    expect(words).toContain('One query of Logs Insights over log group sample-trail-logs');
    expect(words).toMatch(/Athena would read about .*; Logs Insights would read about/i);
    expect(here.calls('StartQuery')).toEqual([]);
    expect(here.calls('StartQueryExecution')).toEqual([]);
  });

  it('asks the cheapest that holds what only data events answer, and event history not at all', async () => {
    const object = record({ id: 'o', name: 'DeleteObject', service: 's3', category: 'Data', time: daysAgo(2) });
    const resources = [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::sample-bucket/orders.csv' }];
    const named = { ...object, resources, requestParameters: { bucketName: 'sample-bucket', key: 'orders.csv' } };
    await open({ events: [...EVENTS, named] });
    const { ids: found, receipt } = await answered(
      'who deleted s3://sample-bucket/orders.csv from 2026-11-15 to 2026-11-19',
      [athena, here.source, history],
    );
    expect({ found, gaps: receipt.gaps.map(({ detail }) => detail) }).toEqual({ found: ['o'], gaps: [] });
    expect(receipt.sources.map(({ source }) => source)).toEqual(['logs-insights']);
    expect(here.calls('LookupEvents')).toEqual([]);
  });

  it('keeps what one part found where another could not be read, and is not called complete', async () => {
    await open();
    here.aws.inject({ kind: 'insights-ends', status: 'Failed' });
    const { ids: found, receipt } = await answered(`${WHO} ${SINCE_JUNE}`, [here.source, history]);
    expect([...found].sort()).toEqual(ids(88.512));
    expect(receipt.complete).toBe(false);
    expect(receipt.gaps.map(({ kind }) => kind)).toEqual(['timed-out']);
  });

  it('is refused above the budget, with a question that fits', async () => {
    await open();
    const budget = { perQuestionUsd: 0.0001, personLeftUsd: null, channelLeftUsd: null };
    const reply = await ask(
      `${WHO} in the last 170 days source:logs-insights`,
      ASKED,
      { sources: [here.source] },
      { budget },
    );
    expect(reply).toMatchObject({ status: 'refused', problems: [{ kind: 'over-budget' }] });
    expect(JSON.stringify(reply)).toContain('Logs Insights would read about');
    expect(here.calls('StartQuery')).toEqual([]);
  });
});
