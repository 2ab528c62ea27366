import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../src/archive/coverage.ts';
import { type ArchivedFile, MANIFEST_FORMAT, type Manifest } from '../../src/archive/manifest.ts';
import type { EventTest, Window } from '../../src/domain/question.ts';
import { delivered } from './sample-logs.ts';

const DAY = 24 * 3600_000;
const FIRST = '2026-03-01T00:00:00Z';
const LAST = '2026-03-31T00:00:00Z';
const ALWAYS: EventTest = { kind: 'always' };

function file(path: string, more: Partial<ArchivedFile> = {}): ArchivedFile {
  return {
    path,
    size: 1,
    mtimeMs: 1,
    events: 1,
    duplicates: 0,
    firstEvent: FIRST,
    lastEvent: FIRST,
    publishedAt: null,
    problem: null,
    ...more,
  };
}

function manifest(more: Partial<Manifest> = {}): Manifest {
  return {
    format: MANIFEST_FORMAT,
    reader: 'test',
    folder: '/logs',
    builtAt: LAST,
    files: [file('a.json'), file('b.json', { firstEvent: LAST, lastEvent: LAST })],
    otherFiles: [],
    segments: [],
    events: 2,
    duplicates: 0,
    firstEvent: FIRST,
    lastEvent: LAST,
    accounts: [],
    regions: [],
    categories: ['Management'],
    regionSpans: [],
    categorySpans: [{ category: 'Management', service: 's3', firstMs: Date.parse(FIRST), lastMs: Date.parse(LAST) }],
    ...more,
  };
}

const from = (instant: string | null, days = 1): Window => ({
  from: instant,
  to: new Date(Date.parse(instant ?? FIRST) + days * DAY).toISOString(),
  zone: 'UTC',
  phrase: null,
});

const cover = (state: Manifest, window: Window, test: EventTest = ALWAYS) =>
  coverageOf(state, test, window, { events: 0, duplicates: 0 });
const gaps = (state: Manifest, window: Window, test: EventTest = ALWAYS) =>
  cover(state, window, test).gaps.map(({ kind }) => kind);

describe('what an answer from the archive covers', () => {
  it('counts the files that touch the window, and all of them when it has no beginning', () => {
    expect(cover(manifest(), from(FIRST)).filesRead).toBe(1);
    expect(cover(manifest(), from('2026-03-10T00:00:00Z')).filesRead).toBe(0);
    expect(cover(manifest(), from(null)).filesRead).toBe(2);
  });

  it('names the accounts and Regions whose logs reach into the window', () => {
    const spans = [
      { account: '1', region: 'eu-west-1', firstMs: Date.parse(FIRST), lastMs: Date.parse(LAST) },
      { account: '2', region: 'us-east-1', firstMs: Date.parse(LAST), lastMs: Date.parse(LAST) },
      { account: null, region: null, firstMs: Date.parse(FIRST), lastMs: Date.parse(LAST) },
    ];
    expect(cover(manifest({ regionSpans: spans }), from(FIRST))).toMatchObject({
      accounts: ['1'],
      regions: ['eu-west-1'],
    });
  });

  it('is delivered up to the last event, or the last whole file where that came later', () => {
    const published = { publishedAt: '2026-04-02T00:00:00Z' };
    expect(cover(manifest(), from(FIRST)).deliveredTo).toBe(LAST);
    expect(cover(manifest({ files: [file('c', published)] }), from(FIRST)).deliveredTo).toBe('2026-04-02T00:00:00Z');
    const broken = [file('c', { ...published, problem: 'is not JSON' })];
    expect(cover(manifest({ files: broken }), from(FIRST)).deliveredTo).toBe(LAST);
  });
});

describe('what keeps an answer from being complete', () => {
  it('is a window wholly before the logs, or wholly after them, and not one that they cover in part', () => {
    expect(gaps(manifest(), from('2026-02-01T00:00:00Z'))).toEqual(['outside-horizon']);
    expect(gaps(manifest(), from('2026-02-28T00:00:00Z', 1))).toEqual(['outside-horizon']);
    expect(gaps(manifest(), from('2026-02-28T00:00:00Z', 2))).toEqual([]);
    expect(gaps(manifest(), from('2026-03-30T00:00:00Z', 90))).toEqual([]);
    expect(gaps(manifest(), from('2026-03-31T00:00:01Z'))).toEqual(['not-delivered']);
    expect(gaps(manifest(), from(null, 0))).toEqual(['outside-horizon']);
  });

  it('is a folder of logs without one event', () => {
    const empty = manifest({
      files: [file('a', { events: 0, firstEvent: null, lastEvent: null })],
      firstEvent: null,
      lastEvent: null,
    });
    expect(gaps(empty, from(null))).toEqual(['outside-horizon']);
    expect(cover(empty, from(null)).deliveredTo).toBeNull();
  });

  it('is a broken file that may touch the window', () => {
    const broken = (path: string, publishedAt: string | null) =>
      manifest({ files: [file('a.json'), file(path, { problem: 'is not JSON', events: 0, publishedAt })] });
    const window = from('2026-03-10T00:00:00Z');
    expect(gaps(broken('words.json', null), window)).toEqual(['unreadable-file']);
    expect(gaps(broken(delivered('20260310T0005Z'), '2026-03-10T00:05:00Z'), window)).toEqual(['unreadable-file']);
    // Delivered before the window began: it cannot hold what happened later.
    expect(gaps(broken(delivered('20260309T2358Z'), '2026-03-09T23:58:00Z'), window)).toEqual([]);
    // Delivered in the very minute before: it may.
    expect(gaps(broken(delivered('20260310T0000Z'), '2026-03-10T00:00:00Z'), window)).toEqual(['unreadable-file']);
    // Late delivery is possible for 30 days, and no longer.
    expect(gaps(broken(delivered('20260401T0000Z'), '2026-04-01T00:00:00Z'), window)).toEqual(['unreadable-file']);
    expect(gaps(broken(delivered('20260501T0000Z'), '2026-05-01T00:00:00Z'), window)).toEqual([]);
  });

  it('tells of a file read in part what was used of it', () => {
    const state = manifest({ files: [file('cut.json.gz', { problem: 'breaks off', events: 12 })] });
    expect(cover(state, from(null)).gaps[0]?.detail).toBe(
      'cut.json.gz breaks off. The 12 record(s) that could be read were used. Put a whole copy in its place and ask again.',
    );
  });
});

describe('questions about data events', () => {
  const action = (service: string | null, name: string): EventTest => ({ kind: 'action', service, name });
  const data = (service: string, firstMs: number) =>
    manifest({ categorySpans: [{ category: 'Data', service, firstMs, lastMs: Date.parse(LAST) }] });

  it('are not answered with "nobody" by logs that never had one of that service', () => {
    const read = cover(manifest(), from(FIRST), action('s3', 'GetObject'));
    expect(read.gaps).toEqual([
      {
        kind: 'category-not-logged',
        detail:
          'The logs hold no data event of s3 for that time: what happens to objects in S3 is recorded only where a trail is set to log it. See https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html',
      },
    ]);
    expect(gaps(data('lambda', Date.parse(FIRST)), from(FIRST), action('s3', 'GetObject'))).toEqual([
      'category-not-logged',
    ]);
    expect(gaps(data('s3', Date.parse(LAST)), from(FIRST), action('s3', 'GetObject'))).toEqual(['category-not-logged']);
    expect(gaps(data('s3', Date.parse(FIRST)), from(FIRST), action('s3', 'getobject'))).toEqual([]);
  });

  it('are those that no management event could answer', () => {
    const any = (...tests: EventTest[]): EventTest => ({ kind: 'any', tests });
    const all = (...tests: EventTest[]): EventTest => ({ kind: 'all', tests });
    const unlogged = (test: EventTest) => gaps(manifest(), from(FIRST), test).length > 0;
    expect(unlogged(action('s3', 'DeleteBucket'))).toBe(false);
    expect(unlogged(any(action('s3', 'DeleteObject'), action('s3', 'DeleteBucket')))).toBe(false);
    expect(unlogged(any(action('s3', 'DeleteObject'), action('dynamodb', 'DeleteItem')))).toBe(true);
    expect(unlogged(all(ALWAYS, action(null, 'GetItem')))).toBe(true);
    expect(unlogged({ kind: 'not', test: action('s3', 'DeleteObject') })).toBe(false);
    expect(unlogged(any())).toBe(false);
    expect(unlogged(action('kms', 'Decrypt'))).toBe(false);
  });
});
