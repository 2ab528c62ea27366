// The same questions over one organisation, asked of its log files and of every other source: the same events done and
// attempted, and no gap for management events inside ninety days. A source joins by one entry in SOURCES.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNTS } from '../../src/demo/organisation/accounts.ts';
import type { Source } from '../../src/domain/source.ts';
import { findEvent } from '../../src/find-event.ts';
import { unlogged } from '../../src/sources/event-history/unlogged.ts';
import {
  answerOf,
  type Contracted,
  type Organisation,
  ofCategories,
  openAthena,
  openHistory,
  openLake,
  openLogsInsights,
  openOrganisation,
  readAll,
} from './contract/contract.ts';
import { contractQuestions, wholeTest } from './contract/questions.ts';
import { all } from './event-history/sample-tests.ts';

const SOURCES: readonly Contracted[] = [
  {
    name: 'event history',
    categories: ['Management'],
    // Only what data events could answer has a gap, and that one.
    gapsFor: (question) => unlogged(wholeTest(question)),
    open: openHistory,
  },
  {
    name: 'an event data store of CloudTrail Lake',
    categories: ['Management', 'Data', 'NetworkActivity', 'Insight', 'unrecognised'],
    gapsFor: () => [],
    open: openLake,
  },
  {
    name: "a table of Athena over the trail's log files",
    categories: ['Management', 'Data', 'NetworkActivity', 'Insight', 'unrecognised'],
    gapsFor: () => [],
    open: openAthena,
  },
  {
    name: 'log groups of CloudWatch Logs Insights',
    categories: ['Management', 'Data', 'NetworkActivity', 'Insight', 'unrecognised'],
    gapsFor: () => [],
    open: openLogsInsights,
  },
];

let organisation: Organisation;
beforeAll(async () => {
  organisation = await openOrganisation();
});
afterAll(() => organisation.close());

describe.each(SOURCES)('the archive and $name', ({ open, categories, gapsFor }) => {
  let opened: { readonly source: Source; close(): Promise<void> };
  beforeAll(async () => {
    opened = await open(organisation.records);
  });
  afterAll(() => opened.close());

  it.each(contractQuestions.map((question) => [question.text, question] as const))(
    'agree on: %s',
    async (_, question) => {
      const fromFiles = await answerOf(organisation.archive, question, categories);
      const fromSource = await answerOf(opened.source, question, categories);
      expect(fromSource.sorted).toEqual(fromFiles.sorted);
      expect(fromSource.gaps).toEqual(gapsFor(question));
    },
  );

  it('find the same events for one account, one Region and one caller', async () => {
    const test = all(
      { kind: 'account', account: ACCOUNTS[0]?.id ?? '' },
      { kind: 'region', region: 'us-east-1' },
      { kind: 'read-only', readOnly: false },
    );
    for (const order of ['oldest-first', 'newest-first'] as const) {
      const [files, found] = await Promise.all([
        readAll(organisation.archive, { test, order, limit: 7 }),
        readAll(opened.source, { test, order, limit: 7 }),
      ]);
      const alike = ofCategories(files.events, categories);
      expect(found.events.slice(0, alike.length).map(({ eventID }) => eventID)).toEqual(
        alike.map(({ eventID }) => eventID),
      );
      expect(found.coverage.gaps.map(({ kind }) => kind)).toContain('page-limit');
      expect(found.events).toHaveLength(7);
    }
  });
});

it('one event is found by its id, in whatever case, by the first source that holds it', async () => {
  const { archive, records } = organisation;
  const [wanted] = (await readAll(archive, { test: { kind: 'read-only', readOnly: false }, limit: 1 })).events;
  if (wanted === undefined) throw new Error('the organisation has no event');
  const history = await openHistory(records);
  const about = { eventId: wanted.eventID.toUpperCase(), region: wanted.awsRegion };
  const now = Date.parse(wanted.eventTime) + 60_000;
  for (const sources of [[archive, history.source], [archive], [history.source]]) {
    expect(await findEvent(about, sources, now, {})).toMatchObject({ eventID: wanted.eventID });
  }
  expect(await findEvent({ ...about, eventId: '00000000-0000-4000-8000-00000000dead' }, [archive], now, {})).toBeNull();
  expect(await findEvent({ ...about, region: 'ap-south-2' }, [history.source], now, {})).toBeNull();
  await history.close();
});

describe('the questions of the contract', () => {
  it('are enough, and find enough', async () => {
    const answered = await Promise.all(
      contractQuestions.map((question) => answerOf(organisation.archive, question, ['Management'])),
    );
    expect(contractQuestions.length).toBeGreaterThan(20);
    expect(answered.filter(({ sorted }) => sorted.some((part) => part.length > 0)).length).toBeGreaterThan(15);
    expect(contractQuestions.filter((question) => unlogged(wholeTest(question)).length === 0).length).toBeGreaterThan(
      15,
    );
  });
});
