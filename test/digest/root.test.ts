// The digest of root's use against a generated month whose key says by itself what each event is, and on real records.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { askQuestion } from '../../src/ask.ts';
import type { EventsContent } from '../../src/digest/definition.ts';
import { definitionOf } from '../../src/digest/definitions/index.ts';
import { eventReport, eventsOf } from '../../src/digest/event-report.ts';
import { usedMfa } from '../../src/digest/mfa.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Question } from '../../src/domain/question.ts';
import type { Source } from '../../src/domain/source.ts';
import { archiveSource } from '../../src/sources/archive.ts';
import { aSource, eventsFrom } from './a-source.ts';
import { rootMonth } from './root-month.ts';

const DAY = 86_400_000;
const FROM = Date.parse('2026-03-01T09:00:00Z');
const RECORDS = process.env.WHODID_RECORDS;
const why = RECORDS === undefined ? ' (skipped: set WHODID_RECORDS to the folder of real records)' : '';

function contentOf(name: string): EventsContent {
  const content = definitionOf(name)?.content;
  if (content?.kind !== 'events') throw new Error(`${name} is no digest of events`);
  return content;
}

async function answered(source: Source, from: number, to: number): Promise<Answer> {
  const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), zone: 'UTC', phrase: null };
  const question: Question = {
    kind: 'list',
    text: 'root activity',
    verb: null,
    resources: [],
    actors: [],
    test: contentOf('root').test,
    related: null,
    asksForAttempts: false,
    window,
    private: false,
    source: null,
  };
  const reply = await askQuestion(question, { now: to + DAY, zone: 'UTC', locale: 'en-GB' }, { sources: [source] }, {});
  if (reply.status !== 'answered') throw new Error(JSON.stringify(reply));
  return reply;
}

describe('the digest of root', () => {
  const month = rootMonth(FROM);
  const state = { events: eventsFrom(month.records), gaps: [], failure: null, deliveredTo: FROM + 31 * DAY, asked: [] };
  const root = contentOf('root');

  it('agrees with the key of a month with 60 events of root exactly, day by day', async () => {
    expect(month.key.size).toBe(60);
    const told = new Map<string, string | null>();
    for (let day = 0; day < 30; day += 1) {
      const answer = eventsOf(root, await answered(aSource(state), FROM + day * DAY, FROM + (day + 1) * DAY));
      const events = [...answer.done, ...answer.attempted];
      for (const event of events) {
        expect(told.has(event.eventID)).toBe(false);
        told.set(event.eventID, root.sectionOf(event));
      }
      const report = eventReport(root, { answer, before: null, trend: null });
      const inKey = [...month.key.values()].filter(({ at }) => at >= FROM + day * DAY && at < FROM + (day + 1) * DAY);
      expect(report.rows).toBe(inKey.length);
      expect(report.facts.total).toBe(inKey.filter(({ kind }) => kind !== 'service').length);
      expect(report.sections.reduce((sum, { total }) => sum + total, 0)).toBe(inKey.length);
      if (report.facts.total === 0)
        expect(report.sentence).toMatch(/^0 root events in 3\/3 accounts, 2\/2 Regions, delivered up to/);
    }
    expect([...told].sort()).toEqual([...month.key].map(([id, { kind }]) => [id, kind]).sort());
  });

  it('tells of each whether a second factor was used', () => {
    for (const event of state.events) {
      const held = month.key.get(event.eventID);
      if (held !== undefined && held.kind !== 'service')
        expect([event.eventName, usedMfa(event)]).toEqual([event.eventName, held.mfa]);
    }
  });
});

describe.skipIf(RECORDS === undefined)(`the digest of root on real records${why}`, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'whodid-root-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('says that nobody used root, and what was read', async () => {
    const source = archiveSource({ folder: join(RECORDS ?? '', 'invictus'), dataDir });
    const until = async (to: string) => {
      const answer = await answered(source, Date.parse('2023-07-10T00:00:00Z'), Date.parse(to));
      return eventReport(contentOf('root'), { answer, before: null, trend: null });
    };
    const [report, longer] = [await until('2023-07-10T12:45:00Z'), await until('2023-07-11T00:00:00Z')];
    await source.close();
    expect(report.sentence).toBe('0 root events in 1/1 account, 1/1 Region, delivered up to 12:40.');
    expect(report.mood).toBe('quiet');
    // Nothing proves the hours after the last file.
    expect(longer.sentence).toMatch(/^0 root events found so far/);
    expect(longer.gaps.map(({ kind }) => kind)).toEqual(['not-delivered']);
    expect(report.receipt.join(' ')).toMatch(/searched [\d,]+ events in [\d,]+ files/);
    expect(report.facts.total).toBe(0);
  }, 60_000);
});
