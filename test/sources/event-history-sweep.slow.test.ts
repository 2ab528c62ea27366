// A long reading says so before it reads on.
import { afterEach, describe, expect, it } from 'vitest';
import { SWEEP_PAGES } from '../../src/sources/event-history/sweep-teller.ts';
import { record } from '../archive/sample-logs.ts';
import { action, by } from './event-history/sample-tests.ts';
import { ACCOUNT, calls, REGION, request, type Stage, stage, window } from './event-history/stage.ts';

const PAGE = 50;
const LAST = '2026-11-20T09:00:00Z';
const from = (events: number) => new Date(Date.parse(LAST) - events * 60_000).toISOString();
/** As many pages as that, evenly spread over the window. */
const pages = (count: number) => ({
  events: calls(count * PAGE, (index) => record({ id: `e${index}` })),
  over: { window: window(from(count * PAGE), '2026-11-20T09:00:01Z') },
});

describe('a sweep', () => {
  let here: Stage;
  afterEach(() => here.close());

  it('tells before its second page how long it will take, what is not read of it, and what would be faster', async () => {
    const { events, over } = pages(SWEEP_PAGES + 20);
    here = await stage({ events }, { pagesMax: 30 });
    const told: { words: string; after: number }[] = [];
    const tell = (words: string) =>
      told.push({ words, after: here.lookups().filter((one) => one.startsWith(REGION)).length });
    await here.source.events(request(by('ana'), { ...over, tell }));
    expect(told).toHaveLength(1);
    const [{ words, after } = { words: '', after: 0 }] = told;
    expect(after).toBe(1);
    expect(words).toMatch(/about 4[01] page\S* of event history, 2[01] seconds/);
    expect(words).toContain('Only the newest 30 pages');
    expect(words).toContain(`account ${ACCOUNT}, Region ${REGION}`);
    for (const better of ['WHODID_LOGS', 'Lake', 'Athena']) expect(words).toContain(better);
    // It asked for nothing that it did not read anyway.
    expect(here.lookups().filter((one) => one.startsWith(`${REGION} all`))).toHaveLength(30);
  });

  it('tells of one that is long but read whole', async () => {
    const { events, over } = pages(SWEEP_PAGES + 10);
    here = await stage({ events });
    const told: string[] = [];
    const found = await here.source.events(request(by('ana'), { ...over, tell: (words) => told.push(words) }));
    expect(found).toMatchObject({ coverage: { eventsExamined: (SWEEP_PAGES + 10) * PAGE } });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^To read all of it takes about \d+ page/);
    expect(told[0]).not.toContain('Only the newest');
  });

  it('tells nothing of what is read within seconds, or was read before', async () => {
    const { events, over } = pages(SWEEP_PAGES - 5);
    here = await stage({ events });
    const told: string[] = [];
    const tell = (words: string) => told.push(words);
    await here.source.events(request(by('ana'), { ...over, tell }));
    await here.source.events(request(action('ec2', 'StopInstances'), { ...over, tell }));
    expect(told).toEqual([]);
  });

  it('tells all who wait for the same reading, and nobody who gets it from memory', async () => {
    const { events, over } = pages(SWEEP_PAGES + 10);
    here = await stage({ events });
    const heard: string[] = [];
    const ask = (who: string) => here.source.events(request(by('ana'), { ...over, tell: () => heard.push(who) }));
    await Promise.all([ask('ana'), ask('ben')]);
    await ask('cleo');
    expect(heard).toEqual(['ana', 'ben']);
  });

  it('tells again when another Region turns out to take much longer', async () => {
    const { events, over } = pages(SWEEP_PAGES + 5);
    const busy = Array.from({ length: 4 }, (_, copy) =>
      calls((SWEEP_PAGES + 5) * PAGE, (index) => record({ id: `c${copy}-${index}`, region: 'eu-central-1' })),
    ).flat();
    const targets = [{ accountId: ACCOUNT, regions: [REGION, 'eu-central-1'] }];
    here = await stage({ events: [...events, ...busy] }, { targets });
    here.aws.inject({ kind: 'slow', ms: 200, region: 'eu-central-1' });
    const told: string[] = [];
    await here.source.events(request(by('ana'), { ...over, tell: (words) => told.push(words) }));
    expect(told).toHaveLength(2);
    expect(told[1]).toContain('Region eu-central-1');
  });
});
