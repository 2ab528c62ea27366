// What a journal can stand for: which questions it has nothing to say against, and up to where copies reach.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventTest } from '../../src/domain/question.ts';
import { type DayEntry, JOURNAL_NAME, type Journal, newJournal } from '../../src/s3-sync/journal.ts';
import { journalOf } from '../../src/s3-sync/journal-of.ts';
import { dayAfter, dayOf, dayStart } from '../../src/s3-sync/log-keys.ts';
import { syncCoverage, wholeReach } from '../../src/s3-sync/sync-coverage.ts';
import { DAY, DEV, HOME, NOW, PROD } from '../fakes/aws/sample-record.ts';

const ALWAYS: EventTest = { kind: 'always' };
const [FIRST, SECOND] = [`${PROD}/CloudTrail/${HOME}`, `${DEV}/CloudTrail/${HOME}`];
/** The last pass: what happened up to NOW had been published by then. */
const PASS = NOW + 30 * 60_000;
const ago = (days: number) => dayOf(NOW - days * DAY);
const closed = (day: string, files = 3): DayEntry => ({
  listedMs: Math.min(PASS, dayStart(day) + 3 * DAY),
  files,
  bytes: files,
  lack: null,
});
const days = (...which: readonly number[]) => Object.fromEntries(which.map((at) => [ago(at), closed(ago(at))]));

function journal(places: Journal['places'], over: Partial<Journal> = {}): Journal {
  return { ...newJournal('s3://sample-logs/'), passMs: PASS, scopes: { '': PASS }, places, ...over };
}

function kinds(of: Journal, fromDays: number, toDays: number, test: EventTest = ALWAYS): readonly string[] {
  const window = {
    from: new Date(NOW - fromDays * DAY).toISOString(),
    to: new Date(NOW - toDays * DAY).toISOString(),
    zone: 'UTC',
    phrase: null,
  };
  return syncCoverage(of, test, window).gaps.map(({ kind }) => kind);
}

describe('a journal', () => {
  it('has nothing against a window whose days are all there', () => {
    expect(kinds(journal({ [FIRST]: days(0, 1, 2, 3), [SECOND]: days(0, 1, 2, 3) }), 3, 0)).toEqual([]);
  });

  it('lacks the day after the window, on which late files come', () => {
    const of = journal({ [FIRST]: days(2, 3) });
    expect(kinds(of, 3, 2.6)).toEqual([]);
    expect(kinds(of, 3, 1.9)).toEqual(['not-delivered']);
  });

  it('looks only at the accounts and Regions that may hold what is asked for', () => {
    const of = journal({ [FIRST]: days(0, 1, 2), [SECOND]: days(0) });
    expect(kinds(of, 1, 0)).toEqual(['not-delivered']);
    expect(kinds(of, 1, 0, { kind: 'account', account: PROD })).toEqual([]);
    expect(kinds(of, 1, 0, { kind: 'region', region: 'us-east-1' })).toEqual([]);
  });

  it('does not stand for a day that was listed before it was over, unless it is the latest', () => {
    const early = { ...closed(ago(2)), listedMs: dayStart(ago(2)) + 3_600_000 };
    expect(kinds(journal({ [FIRST]: { ...days(0, 1, 3), [ago(2)]: early } }), 3, 1)).toEqual(['not-delivered']);
    const today = { [ago(0)]: { ...closed(ago(0)), listedMs: PASS } };
    expect(kinds(journal({ [FIRST]: { ...days(1), ...today } }), 0.4, 0)).toEqual([]);
  });

  it('does not stand for a place that the last pass left out, nor for what had not been published by then', () => {
    const hour = 3_600_000;
    const stale = { [ago(0)]: { ...closed(ago(0)), listedMs: PASS - hour / 2 } };
    const of = journal({ [FIRST]: days(0, 1), [SECOND]: { ...days(1), ...stale } });
    expect(kinds(of, 0.2, 0)).toEqual(['not-delivered']);
    expect(kinds(of, 0.2, 0, { kind: 'account', account: PROD })).toEqual([]);
    const whole = journal({ [FIRST]: days(0, 1) });
    for (const to of [-1 / 24, -0.5 / 24, -0.25 / 24]) expect(kinds(whole, 0.2, to)).toEqual(['not-delivered']);
    expect(kinds(whole, -0.6 / 24, -1 / 24)).toEqual(['not-delivered']);
  });

  it('says what could not be listed, what was never looked into, and that the last pass is long ago', () => {
    const lack = { kind: 'denied', files: null, words: 'AWS denied it.' } as const;
    const of = journal({ [FIRST]: days(0, 1) }, { unlisted: { [DEV]: lack } });
    expect(kinds(of, 1, 0)).toEqual(['denied']);
    expect(kinds(of, 1, 0, { kind: 'account', account: PROD })).toEqual([]);
    const part = journal({ [FIRST]: days(0, 1) }, { scopes: { [PROD]: NOW } });
    expect(kinds(part, 1, 0)).toEqual(['not-delivered']);
    expect(kinds(part, 1, 0, { kind: 'account', account: PROD })).toEqual([]);
    expect(kinds(journal({ [FIRST]: days(0, 1) }, { passMs: NOW - DAY / 2 }), 1, 0)).toContain('not-delivered');
    expect(kinds(newJournal('s3://sample-logs/'), 1, 0)).toEqual(['not-delivered']);
  });

  it('reaches back over whole days without a hole in any place, to the latest listing of all', () => {
    const of = journal({ [FIRST]: days(0, 1, 2, 3, 5), [SECOND]: days(0, 1, 2, 4) });
    expect(wholeReach(of)).toEqual({ fromMs: dayStart(ago(2)), toMs: PASS - 20 * 60_000 });
    expect(wholeReach(journal({}))).toBeNull();
    const lacking = { ...closed(ago(0)), lack: { kind: 'denied', files: 1, words: 'x' } as const };
    expect(wholeReach(journal({ [FIRST]: days(0, 1), [SECOND]: { [ago(0)]: lacking } }))?.fromMs).toBe(
      dayStart(ago(1)),
    );
  });

  it('never has nothing to say when a day of the window is not there', () => {
    const present = fc.array(fc.boolean(), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(present, present, fc.nat(6), fc.nat(6), (first, second, from, length) => {
        const of = (there: readonly boolean[]) => days(...there.flatMap((is, at) => (is ? [at] : [])));
        const to = Math.max(0, from - length);
        const gaps = kinds(journal({ [FIRST]: of(first), [SECOND]: of(second) }), from, to);
        const needed: number[] = [];
        const last = dayAfter(dayOf(NOW - to * DAY - 1));
        for (let at = 0; at < 8; at++) if (ago(at) >= ago(from) && ago(at) <= last) needed.push(at);
        const whole = from > to && needed.every((at) => first[at] && second[at]);
        if (from > to) expect(gaps.length === 0).toBe(whole);
      }),
    );
  });

  it('that cannot be read stands for nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'whodid-journal-'));
    expect(await journalOf(folder)).toBeNull();
    writeFileSync(join(folder, JOURNAL_NAME), '{"format":99');
    expect(await journalOf(join(folder, 'AWSLogs', PROD))).toMatchObject({ passMs: null });
    rmSync(folder, { recursive: true });
  });

  it.each<[string, object]>([
    ['without a pass', { passMs: undefined }],
    ['with a pass that is no time', { passMs: 9e99 }],
    ['with a day that is none', { places: { [FIRST]: { yesterday: closed(ago(1)) } } }],
    ['with a day of which nothing is said', { places: { [FIRST]: { [ago(1)]: {} } } }],
    ['with places that are a list', { places: { [FIRST]: 3 } }],
    ['with a lack without words', { unlisted: { [DEV]: { kind: 'denied' } } }],
  ])('%s stands for nothing, and ends no question', async (_, over) => {
    const folder = mkdtempSync(join(tmpdir(), 'whodid-journal-'));
    writeFileSync(join(folder, JOURNAL_NAME), JSON.stringify(journal({ [FIRST]: days(0, 1) })));
    expect(await journalOf(folder)).toMatchObject({ passMs: PASS });
    writeFileSync(join(folder, JOURNAL_NAME), JSON.stringify({ ...journal({ [FIRST]: days(0, 1) }), ...over }));
    const found = await journalOf(folder);
    expect(found).toMatchObject({ passMs: null });
    if (found !== null) expect(kinds(found, 1, 0)).toEqual(['not-delivered']);
    rmSync(folder, { recursive: true });
  });
});
