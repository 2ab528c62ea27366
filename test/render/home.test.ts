// The dashboard as Slack is given it: what it shows, that Slack would take it, and that no name from a record acts in it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DASHBOARD_DAYS, type Dashboard, spanOf } from '../../src/answer/dashboard.ts';
import { countDashboard } from '../../src/count-dashboard.ts';
import type { Coverage } from '../../src/domain/coverage.ts';
import type { AggregateRequest, Source } from '../../src/domain/source.ts';
import { checkView } from '../../src/fakes/slack/blocks/check-view.ts';
import { readQuestion } from '../../src/question/read-question.ts';
import { countingView, type HomeFor, homeTrouble, homeView, noAccessView } from '../../src/render/home.ts';
import type { HomeView } from '../../src/render/home-view.ts';
import { hostileRuns, hostileText } from './hostile-text.ts';
import { activeMrkdwn } from './inert-mrkdwn.ts';

const ASKED = { now: Date.parse('2026-03-10T12:00:00Z'), zone: 'Europe/Berlin', locale: 'en-GB' };
const COVERAGE: Coverage = {
  sources: [{ source: 'archive', from: '2026-01-01T00:00:00Z', to: '2026-03-10T11:50:00Z' }],
  accounts: ['111122223333'],
  regions: ['eu-west-1', 'us-east-1'],
  eventsExamined: 1_240,
  filesRead: 12,
  duplicates: 0,
  deliveredTo: '2026-03-10T11:50:00Z',
  places: [
    {
      source: 'archive',
      account: '111122223333',
      region: 'eu-west-1',
      read: true,
      why: null,
      deliveredTo: null,
      categories: null,
      off: [{ from: '2026-03-01T10:00:00Z', to: '2026-03-01T11:00:00Z' }],
    },
  ],
  gaps: [{ kind: 'trail-off', detail: 'The trail was off from 2026-03-01T10:00:00Z to 2026-03-01T11:00:00Z.' }],
};

/** A source that counts what it is told to: names for lists, two days for figures. */
function counting(names: readonly string[], coverage: Coverage = COVERAGE): Source {
  const rows = ({ groupBy }: AggregateRequest) => {
    if (groupBy[0] === 'actor') return names.map((name, at) => ({ keys: [name], count: 90 - at }));
    if (groupBy[0] === 'event-name') return [{ keys: ['ec2:RunInstances'], count: 7 }];
    if (groupBy.length === 0) return [{ keys: [], count: 1_240 }];
    return [
      { keys: ['2026-03-01', 'done'], count: 41 },
      { keys: ['2026-03-01', 'denied'], count: 3 },
      { keys: ['2026-03-10', 'accepted'], count: 8 },
    ];
  };
  return {
    name: 'archive',
    abilities: () => Promise.reject(new Error('not asked')),
    events: () => Promise.reject(new Error('the dashboard never reads events')),
    completions: async () => null,
    aggregates: async (request) => ({ rows: rows(request), coverage }),
  };
}

const HISTORY: Source = { ...counting([]), name: 'event-history' };
delete (HISTORY as { aggregates?: unknown }).aggregates;

function dashboardOf(sources: readonly Source[], days: Dashboard['days'] = 30) {
  return countDashboard(days, ASKED, sources, new AbortController().signal);
}

function homeFor(dashboard: Dashboard, more: Partial<HomeFor> = {}): HomeFor {
  return { dashboard, recent: [], zone: ASKED.zone, notice: null, ...more };
}

function expectTaken(view: HomeView): void {
  expect(checkView(JSON.parse(JSON.stringify(view)), 'home', { nativeTables: true })).toBeUndefined();
}

function textOf(view: HomeView): string {
  return view.blocks
    .map((block) => {
      if (block.type === 'header' || block.type === 'section') return block.text.text;
      if (block.type === 'context') return block.elements.map(({ text }) => text).join('\n');
      return '';
    })
    .join('\n');
}

function questionsIn(view: HomeView): readonly string[] {
  return view.blocks.flatMap((block) =>
    block.type === 'section' && block.accessory !== undefined ? [block.accessory.value] : [],
  );
}

describe('the Home view', () => {
  it('shows every figure beside its question', async () => {
    const recent = [{ text: 'who stopped i-0abc12de34f567890 yesterday', state: 'answered', askedAt: ASKED.now }];
    const dashboard = await dashboardOf([counting(['ana@example.com', 'ci deploy', 'ec2.amazonaws.com'])]);
    const view = homeView(homeFor(dashboard, { recent, notice: 'On it.' }));
    expectTaken(view);
    await expect(`${JSON.stringify(view, null, 2)}\n`).toMatchFileSnapshot('golden/home-30-days.json');
    expect(textOf(view)).not.toContain('ec2.amazonaws.com');
  });

  it.each(DASHBOARD_DAYS)('has, over %i days, questions that the reader takes whole', async (days) => {
    const view = homeView(homeFor(await dashboardOf([counting(['ana@example.com', 'ci deploy', 'root'])], days)));
    expectTaken(view);
    const questions = questionsIn(view);
    expect(questions).toHaveLength(11);
    for (const question of questions) {
      const reading = readQuestion(question, ASKED);
      expect(reading.ok && reading.question.window?.from, question).toBe(dashboardFrom(days));
    }
  });

  it.each(DASHBOARD_DAYS)('parts %i days into stretches without a hole, the last one whole', (days) => {
    const { dates, stretches } = spanOf(days, ASKED);
    expect(dates).toHaveLength(days);
    expect(dates.at(-1)).toBe('2026-03-10');
    expect(stretches.reduce((sum, each) => sum + each.days, 0)).toBe(days);
    expect(new Set(stretches.slice(1).map((each) => each.days)).size).toBe(1);
    expect(stretches.length).toBeLessThan(14);
  });

  it('says what stands in the way in whole sentences', async () => {
    const empty = { ...COVERAGE, eventsExamined: 0, gaps: [] };
    const views: readonly (readonly [HomeView, RegExp])[] = [
      [homeView(homeFor(await dashboardOf([counting([], empty)]))), /No event of these days is in the logs\./],
      [homeView(homeFor(await dashboardOf([HISTORY]))), /not shown\. They need a folder of logs/],
      [homeView(homeFor(await dashboardOf([HISTORY, counting([])]))), /event history cannot be counted/],
      [homeTrouble(7, 'I could not count.'), /I could not count\./],
      [countingView(90), /Counting …/],
      [noAccessView({ why: 'Guests may not ask.', instead: 'Ask a full member.' }), /Guests may not ask\. Ask a full/],
    ];
    for (const [view, words] of views) {
      expectTaken(view);
      expect(textOf(view)).toMatch(words);
    }
  });

  it('shows figures that can be counted beside those that cannot, and says so', async () => {
    const whole = counting(['ana@example.com']);
    const source: Source = {
      ...whole,
      aggregates: async (request) =>
        request.test.kind === 'root'
          ? { failure: 'timed-out', what: 'Not counted.', why: 'It was stopped.', instead: 'Ask again.' }
          : ((await whole.aggregates?.(request)) ?? Promise.reject(new Error('no rows'))),
    };
    const text = textOf(homeView(homeFor(await dashboardOf([source]))));
    expect(text).toContain('Some figures are missing. Not counted. It was stopped.');
    expect(text).toContain('*Denied calls:* 52');
    expect(text).not.toContain('Use of root');
  });

  it('lets no name of a record and no question of anybody act', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 3, maxLength: 6 }), async (texts) => {
        const coverage = { ...COVERAGE, gaps: texts.map((detail) => ({ kind: 'denied', detail }) as const) };
        const dashboard = await dashboardOf([counting(texts, coverage)]);
        const named = texts.map((name) => ({ name, count: 2, question: `what did "${name}" do` }));
        const recent = texts.map((text) => ({ text, state: 'answered', askedAt: ASKED.now }));
        const view = homeView(homeFor({ ...dashboard, actors: named, deniedCalls: named }, { recent }));
        expectTaken(view);
        for (const line of linesIn(view)) expect(activeMrkdwn(line)).toEqual([]);
      }),
      hostileRuns(60),
    );
  });
});

function dashboardFrom(days: number): string {
  // Berlin is one hour ahead of UTC in winter.
  return new Date(Date.parse('2026-03-09T23:00:00Z') - (days - 1) * 86_400_000).toISOString().replace('.000', '');
}

/** Lines of mrkdwn without what we format ourselves: bold words at the beginning, bars and sparks in code. */
function linesIn(view: HomeView): readonly string[] {
  const own = /^```[^`]*```$|^\*[A-Z][a-z, -]+:?\*|^⚠ /gm;
  return textOf(view)
    .replace(own, '')
    .split('\n')
    .filter((line) => line !== '');
}
