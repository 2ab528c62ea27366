import { existsSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestFolder } from '../../src/archive/ingest.ts';
import { archiveFolder } from '../../src/archive/manifest.ts';
import type { Progress } from '../../src/archive/progress.ts';
import { archiveSource } from '../../src/sources/archive.ts';
import { container, delivered, good, problems, record, scratch } from './sample-logs.ts';

let place: ReturnType<typeof scratch>;
beforeEach(() => {
  place = scratch();
});
afterEach(() => place.remove());

const ingest = async () => good(await ingestFolder(place));

describe('reading a folder in', () => {
  it('takes every container, at any depth, and names first and last event', async () => {
    place.put(delivered('20260301T1205Z'), container([record({ time: '2026-03-01T12:00:00Z' })]));
    place.put('plain.json', container([record({ time: '2026-03-01T12:01:00Z' })]));
    place.put('deep/er/lines.ndjson.gz', [record(), record()].map((each) => JSON.stringify(each)).join('\n'));
    place.put('lines.jsonl', JSON.stringify(record({ time: '2026-02-01T00:00:00Z' })));
    place.put('one.json', JSON.stringify(record()));
    const manifest = await ingest();
    expect(manifest.events).toBe(6);
    expect(manifest.files.map(({ events }) => events)).toEqual([1, 2, 1, 1, 1]);
    expect(manifest.firstEvent).toBe('2026-02-01T00:00:00Z');
    expect(manifest.lastEvent).toBe('2026-03-01T12:01:00Z');
    expect(manifest.files.find(({ path }) => path.startsWith('AWSLogs'))?.publishedAt).toBe('2026-03-01T12:05:00Z');
    expect(problems(manifest)).toEqual({});
    expect(manifest).toMatchObject({ accounts: ['111122223333'], regions: ['eu-west-1'], categories: ['Management'] });
  });

  it('looks into a file, whatever its name says of packing', async () => {
    place.put('packed.json', gzipSync(container([record()])));
    place.put('unpacked.json.gz', Buffer.from(container([record()])));
    expect((await ingest()).events).toBe(2);
  });

  it('counts an event once however often it was delivered', async () => {
    const twice = record();
    place.put('a.json', container([twice, record(), twice]));
    place.put('b.json', container([twice]));
    const manifest = await ingest();
    expect(manifest).toMatchObject({ events: 2, duplicates: 2 });
    expect(manifest.files.map(({ events, duplicates }) => [events, duplicates])).toEqual([
      [3, 1],
      [1, 1],
    ]);
  });

  it('leaves alone what is no log', async () => {
    place.put('a.json', container([record()]));
    place.put('LICENSE', 'words');
    place.put('README.md', 'words');
    place.put('.DS_Store', 'words');
    place.put('.hidden.json', 'words');
    place.put('settings.json', '{"colour":"blue"}');
    place.put('AWSLogs/1/CloudTrail-Digest/x/1_CloudTrail-Digest_x_20260301T1205Z.json.gz', '{"digestStartTime":"x"}');
    const manifest = await ingest();
    expect(manifest.files.map(({ path }) => path)).toEqual(['a.json']);
    expect(problems(manifest)).toEqual({});
  });

  it('names each file that it cannot read, and reads the rest', async () => {
    const whole = gzipSync(container(Array.from({ length: 200 }, () => record())), { level: 1 });
    place.put('good.json', container([record()]));
    place.put('cut.json.gz', whole.subarray(0, whole.length >> 1));
    place.put('damaged.json.gz', Buffer.concat([whole.subarray(0, whole.length >> 1), Buffer.alloc(64, 0xff), whole]));
    place.put('words.json', 'not JSON at all');
    place.put('empty.json.gz', Buffer.alloc(0));
    place.put('odd.json', container([record(), { eventTime: 'x' }, 7]));
    place.put(delivered('20260301T1205Z'), '{"Message":"no records"}');
    symlinkSync(join(place.folder, 'gone'), join(place.folder, 'dangling.json'));
    const manifest = await ingest();
    const said = problems(manifest);
    expect(said['cut.json.gz']).toMatch(/breaks off in the middle of its gzip data after \d+ whole record/);
    expect(said['damaged.json.gz']).toMatch(/damaged gzip data/);
    expect(said['words.json']).toBe('is not JSON');
    expect(said['empty.json.gz']).toBe('is empty');
    expect(said['odd.json']).toBe('has 2 unreadable record(s) among 3: record 2 has no eventName');
    expect(said[delivered('20260301T1205Z')]).toBe('holds no CloudTrail records');
    expect(said['dangling.json']).toBe('cannot be opened (ENOENT)');
    expect(Object.keys(said)).toHaveLength(7);
    const cut = manifest.files.find(({ path }) => path === 'cut.json.gz');
    expect(cut?.events).toBeGreaterThan(25);
    expect(manifest.files.find(({ path }) => path === 'good.json')?.events).toBe(1);
  });

  it('survives a link to its own parent', async () => {
    place.put('sub/a.json', container([record()]));
    symlinkSync(place.folder, join(place.folder, 'sub', 'around'));
    expect((await ingest()).files).toHaveLength(1);
  });

  it('says how far it is', async () => {
    place.put('a.json', container([record(), record()]));
    place.put('b.json', container([record()]));
    const seen: Progress[] = [];
    good(await ingestFolder({ ...place, onProgress: (progress) => seen.push(progress) }));
    expect(seen).toEqual([
      { filesDone: 0, filesTotal: 2, events: 0 },
      { filesDone: 1, filesTotal: 2, events: 2 },
      { filesDone: 2, filesTotal: 2, events: 3 },
    ]);
  });

  it('writes nothing into the log folder', async () => {
    place.put('a.json', container([record()]));
    await ingest();
    expect(readdirSync(place.folder)).toEqual(['a.json']);
  });
});

describe('reading a folder in again', () => {
  const archived = () => readdirSync(archiveFolder(place.dataDir, place.folder)).sort();

  it('reuses everything while files are unchanged', async () => {
    place.put('a.json', container([record()]));
    const first = await ingest();
    const files = archived();
    expect(await ingest()).toEqual(first);
    expect(archived()).toEqual(files);
  });

  it('adds new files as a segment of their own, and still counts copies', async () => {
    const old = record();
    place.put('a.json', container([old]));
    const first = await ingest();
    place.put('b.json', container([old, record({ region: 'us-east-1' })]));
    const second = await ingest();
    expect(second).toMatchObject({ events: 2, duplicates: 1, regions: ['eu-west-1', 'us-east-1'] });
    expect(second.segments[0]).toEqual(first.segments[0]);
    expect(second.segments).toHaveLength(2);
  });

  it('forgets what a removed file brought, and keeps what another file brought too', async () => {
    const shared = record({ id: 'shared' });
    place.put('a.json', container([shared, record()]));
    place.put('b.json', container([shared]));
    await ingest();
    rmSync(join(place.folder, 'a.json'));
    expect(await ingest()).toMatchObject({ events: 1, duplicates: 0 });
  });

  it('reads a changed file anew, also when only its time changed', async () => {
    place.put('a.json', container([record({ user: 'one' })]));
    const first = await ingest();
    place.put('a.json', container([record({ user: 'two' })]));
    utimesSync(join(place.folder, 'a.json'), 1_700_000_000, 1_700_000_000);
    const second = await ingest();
    expect(second.events).toBe(1);
    expect(second.segments[0]?.id).not.toBe(first.segments[0]?.id);
  });

  it('folds small segments together before they are many, and loses nothing by it', async () => {
    const seen: number[] = [];
    for (let at = 0; at < 12; at++) {
      place.put(`${at}.json`, container([record({ id: `event-${at}` }), record({ id: 'in all of them' })]));
      const manifest = await ingest();
      seen.push(manifest.segments.length);
      expect(manifest).toMatchObject({ events: at + 2, duplicates: at });
    }
    expect(Math.max(...seen)).toBe(8);
    const source = archiveSource(place);
    const window = { from: null, to: '2027-01-01T00:00:00Z', zone: 'UTC', phrase: null };
    const request = { test: { kind: 'always' as const }, window, order: 'oldest-first' as const, limit: null };
    const read = good(await source.events(request));
    expect(read.events).toHaveLength(13);
    expect(read.coverage).toMatchObject({ eventsExamined: 13, duplicates: 11 });
    expect(await source.completions('i-0aaa', 3)).toEqual(['i-0aaaaaaaaaaaaaaa1']);
    await source.close();
  });

  it('replaces a broken file by its whole copy without touching the rest', async () => {
    place.put('a.json', container([record()]));
    place.put('b.json', 'broken');
    const first = await ingest();
    place.put('b.json', container([record()]));
    const second = await ingest();
    expect(problems(second)).toEqual({});
    expect(second.events).toBe(2);
    expect(second.segments[0]).toEqual(first.segments[0]);
  });

  it('builds anew when a segment was lost or cut, or the manifest is nonsense', async () => {
    place.put('a.json', container([record()]));
    const first = await ingest();
    const dir = archiveFolder(place.dataDir, place.folder);
    writeFileSync(join(dir, `${first.segments[0]?.id}.index.bin`), 'cut');
    const second = await ingest();
    expect(second.segments[0]?.id).not.toBe(first.segments[0]?.id);
    writeFileSync(join(dir, 'manifest.json'), '{"format":');
    expect(await ingest()).toMatchObject({ events: 1 });
  });

  it('sweeps up what a crash left', async () => {
    place.put('a.json', container([record()]));
    await ingest();
    const dir = archiveFolder(place.dataDir, place.folder);
    writeFileSync(join(dir, 'sleft.records.ndjson.gz'), 'half');
    writeFileSync(join(dir, 'manifest.json.1.tmp'), 'half');
    place.put('b.json', container([record()]));
    await ingest();
    expect(archived().filter((name) => /sleft|tmp|lock/.test(name))).toEqual([]);
  });

  it('stops when told to, and leaves the state before', async () => {
    place.put('a.json', container([record()]));
    const first = await ingest();
    place.put('b.json', container([record()]));
    const stopped = await ingestFolder({ ...place, signal: AbortSignal.abort() });
    expect(stopped).toMatchObject({ failure: 'timed-out' });
    rmSync(join(place.folder, 'b.json'));
    expect(await ingest()).toEqual(first);
  });
});

describe('folders that cannot be read in', () => {
  it('says that there is none', async () => {
    const missing = join(place.folder, 'nowhere');
    expect(await ingestFolder({ ...place, folder: missing })).toEqual({
      failure: 'missing-folder',
      what: `The log folder ${missing} could not be read.`,
      why: 'There is no such folder.',
      instead: 'Check the path and its permissions, then ask again.',
    });
  });

  it('asks for the folder when given a file', async () => {
    place.put('a.json', container([record()]));
    const file = join(place.folder, 'a.json');
    expect(await ingestFolder({ ...place, folder: file })).toMatchObject({
      failure: 'missing-folder',
      why: 'It is a file; logs are read by the folder.',
    });
  });

  it('says that a folder holds no logs, be it empty or full of other things', async () => {
    expect(await ingestFolder(place)).toMatchObject({ failure: 'no-logs' });
    place.put('settings.json', '{"colour":"blue"}');
    place.put('README', 'words');
    expect(await ingestFolder(place)).toMatchObject({ failure: 'no-logs' });
    expect(await ingestFolder(place)).toMatchObject({ failure: 'no-logs' });
  });

  it('says where it could not write', async () => {
    place.put('a.json', container([record()]));
    writeFileSync(place.dataDir, 'a file where a folder should be');
    const failure = await ingestFolder(place);
    expect(failure).toMatchObject({ failure: 'storage', why: 'A part of the path is a file.' });
  });

  it('refuses a data folder inside the logs', async () => {
    place.put('a.json', container([record()]));
    const failure = await ingestFolder({ ...place, dataDir: join(place.folder, 'data', 'deep') });
    expect(failure).toMatchObject({ failure: 'storage', instead: 'Set WHODID_DATA to a folder outside the logs.' });
    expect(existsSync(join(place.folder, 'data'))).toBe(false);
    // The other way round is fine: a demo keeps its logs under the data folder.
    good(await ingestFolder({ ...place, dataDir: dirname(place.folder) }));
  });
});
