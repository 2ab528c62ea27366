// The same questions over one organisation, asked of its log files and of its event history: the same events done and
// attempted, and no gap for management events inside ninety days.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SortedEvents, sortEvents } from '../../src/answer/sort-events.ts';
import { ACCOUNTS, REGIONS } from '../../src/demo/organisation/accounts.ts';
import { generateOrganisation } from '../../src/demo/organisation/generate-organisation.ts';
import { sampleStories } from '../../src/demo/organisation/sample-stories.ts';
import { writeOrganisation } from '../../src/demo/organisation/write-organisation.ts';
import type { JsonObject } from '../../src/domain/audit-event.ts';
import { isFailure } from '../../src/domain/failure.ts';
import type { EventTest, Question } from '../../src/domain/question.ts';
import type { Source } from '../../src/domain/source.ts';
import { readQuestion } from '../../src/question/read-question.ts';
import { type ArchiveSource, archiveSource } from '../../src/sources/archive.ts';
import { unlogged } from '../../src/sources/event-history/unlogged.ts';
import { all } from './event-history/sample-tests.ts';
import { NOW, type Stage, stage, window } from './event-history/stage.ts';

const EVENTS = 1_500;
/** Half a minute inside event history's reach, and old enough to have been delivered. */
const WINDOW = window('2026-08-22T12:00:30Z', '2026-11-20T11:00:00Z');
const MORE_QUESTIONS = [
  'who created user bob',
  'who deleted a bucket',
  'who ran instances in eu-west-1',
  'who changed security groups',
  'who assumed a role in account 444455556666',
  'who updated function sample-checkout',
];

describe('archive and event history', () => {
  let folder: string;
  let archive: ArchiveSource;
  let events: readonly JsonObject[];
  let history: Stage;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whodid-contract-'));
    const options = { now: NOW, events: EVENTS };
    await writeOrganisation(join(folder, 'logs'), options);
    archive = archiveSource({ folder: join(folder, 'logs'), dataDir: join(folder, 'data') });
    events = [...generateOrganisation(options)].flatMap(({ records }) => records);
  }, 30_000);
  beforeEach(async () => {
    const roles = ACCOUNTS.map(({ id }) => ({ arn: `arn:aws:iam::${id}:role/whodid-event-history`, trusts: ['*'] }));
    history = await stage(
      { events, accounts: ACCOUNTS, regions: [...REGIONS, 'us-east-2', 'eu-north-1', 'ap-southeast-2'], roles },
      { targets: ACCOUNTS.map(({ id }, at) => ({ accountId: id, regions: REGIONS, roleArn: roles[at]?.arn ?? '' })) },
    );
  });
  afterEach(() => history.close());
  afterAll(async () => {
    await archive.close();
    rmSync(folder, { recursive: true });
  });

  const asked: readonly Question[] = [...sampleStories(NOW).map(({ question }) => question), ...MORE_QUESTIONS].flatMap(
    (text) => {
      const reading = readQuestion(text, { now: NOW, zone: 'UTC', locale: 'en-GB' });
      return reading.ok ? [reading.question] : [];
    },
  );

  /** Over everything either source reaches; what event history cannot hold is left out of the question. */
  async function answer(source: Source, question: Question) {
    const read = await source.events({ test: whole(question), window: WINDOW, order: 'oldest-first', limit: null });
    if (isFailure(read)) throw new Error(`${read.what} ${read.why}`);
    const events = read.events.filter(({ eventCategory }) => eventCategory === 'Management');
    return { sorted: ids(sortEvents(question, events)), gaps: read.coverage.gaps };
  }

  const whole = ({ test, related }: Question): EventTest =>
    related === null ? test : { kind: 'any', tests: [test, related] };

  const ids = ({ done, attempted, related }: SortedEvents) =>
    [done, attempted, related].map((events) => events.map(({ eventID }) => eventID).sort());

  it.each(asked.map((question) => [question.text, question] as const))('agree on: %s', async (_, question) => {
    const fromFiles = await answer(archive, question);
    const fromHistory = await answer(history.source, question);
    expect(fromHistory.sorted).toEqual(fromFiles.sorted);
    // Only what data events could answer has a gap, and that one.
    expect(fromHistory.gaps).toEqual(unlogged(whole(question)));
  });

  it('are asked enough, and find enough', async () => {
    const answered = await Promise.all(asked.map((question) => answer(archive, question)));
    expect(asked.length).toBeGreaterThan(20);
    expect(answered.filter(({ sorted }) => sorted.some((part) => part.length > 0)).length).toBeGreaterThan(15);
    expect(asked.filter((question) => unlogged(whole(question)).length === 0).length).toBeGreaterThan(15);
  });

  it('find the same events for one account, one Region and one caller', async () => {
    const test = all(
      { kind: 'account', account: ACCOUNTS[0]?.id ?? '' },
      { kind: 'region', region: 'us-east-1' },
      { kind: 'read-only', readOnly: false },
    );
    for (const order of ['oldest-first', 'newest-first'] as const) {
      const request = { test, window: WINDOW, order, limit: 7 };
      const [files, lookups] = await Promise.all([archive.events(request), history.source.events(request)]);
      if (isFailure(files) || isFailure(lookups)) throw new Error('one of them failed');
      const management = files.events.filter(({ eventCategory }) => eventCategory === 'Management');
      expect(lookups.events.slice(0, management.length).map(({ eventID }) => eventID)).toEqual(
        management.map(({ eventID }) => eventID),
      );
      expect(lookups.coverage.gaps.map(({ kind }) => kind)).toContain('page-limit');
      expect(lookups.events).toHaveLength(7);
    }
  });
});
