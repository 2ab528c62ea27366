import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ingestFolder } from '../../src/archive/ingest.ts';
import { archiveFolder, segmentPath } from '../../src/archive/manifest.ts';
import { seenIds } from '../../src/archive/seen-ids.ts';
import { tokenHash } from '../../src/archive/token-hash.ts';
import { openTokenIndex, SEGMENT_EVENTS_MAX, tokenCollector } from '../../src/archive/token-index.ts';
import { valueBook } from '../../src/archive/value-book.ts';
import { container, good, record, scratch } from './sample-logs.ts';

describe('the token index', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'whodid-index-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('gives back exactly the numbers noted for any tokens, each once, ascending', async () => {
    const token = fc.oneof(fc.constantFrom(0, 1, 2 ** 32 - 1), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    const number = fc.oneof(fc.nat(5), fc.constant(SEGMENT_EVENTS_MAX - 1));
    let file = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(token, number)), fc.array(token, { maxLength: 4 }), async (pairs, wanted) => {
        const collector = tokenCollector();
        for (const [each, at] of pairs) collector.add(each, at);
        const path = join(dir, `${file++}.bin`);
        const times = { events: Float64Array.of(1, 2), copies: Float64Array.of(3), offsets: Float64Array.of(0, 9) };
        await collector.write(path, times);
        const index = await openTokenIndex(path);
        const expected = new Set(pairs.filter(([each]) => wanted.includes(each)).map(([, at]) => at));
        expect([...(await index.lookUp(wanted))]).toEqual([...expected].sort((a, b) => a - b));
        expect([index.events, index.copies, index.offsets]).toEqual([times.events, times.copies, times.offsets]);
        await index.close();
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what an event names apart from who called', () => {
    expect(tokenHash('resource', 'ann')).not.toBe(tokenHash('actor', 'ann'));
  });
});

describe('remembered ids', () => {
  it('are new once, whatever they look like and however many there are', () => {
    const ids = seenIds();
    const uuid = (at: number) => `00000000-0000-0000-0000-${at.toString(16).padStart(12, '0')}`;
    const all = [...Array.from({ length: 50_000 }, (_, at) => uuid(at)), '', 'x', 'sha256-00', uuid(1).toUpperCase()];
    expect(all.slice(0, -1).every((id) => ids.add(id))).toBe(true);
    expect(all.slice(0, -1).some((id) => ids.add(id))).toBe(false);
  });
});

describe('the book of values', () => {
  it('gives back every value with the numbers noted for it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', '', '__proto__'), fc.nat(9))), (notes) => {
        const book = valueBook();
        for (const [value, number] of notes) book.note(value, number);
        const expected = new Map<string, number[]>();
        for (const [value, number] of notes) expected.set(value, [...(expected.get(value) ?? []), number]);
        expect(new Map([...book.entries()].map(([value, numbers]) => [value, [...numbers]]))).toEqual(expected);
      }),
    );
  });
});

describe('what an archive leaves on disk', () => {
  let place: ReturnType<typeof scratch>;
  beforeEach(() => {
    place = scratch();
  });
  afterEach(() => place.remove());

  it('can be read by other tools: Parquet with a row an event, and gzip of JSON lines with every record whole', async () => {
    const hostile = record({ id: 'hostile', user: "a'; DROP TABLE events; --\u0000\ud800", error: 'AccessDenied' });
    const plain = record({ id: 'plain', service: 'S3', name: 'GetObject20150331', readOnly: true });
    place.put('a.json', container([hostile, plain, plain]));
    const manifest = good(await ingestFolder(place));
    const dir = archiveFolder(place.dataDir, place.folder);
    const id = manifest.segments[0]?.id ?? '';
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const result = await connection.runAndReadAll(
      `SELECT event_id, service, action, event_name, outcome, reason, read_only, file FROM '${segmentPath(dir, id, 'events')}' ORDER BY event_id`,
    );
    expect(result.getRows()).toEqual([
      ['hostile', 'ec2', 'stopinstances', 'StopInstances', 'attempted', 'denied', false, 'a.json'],
      ['plain', 's3', 'getobject', 'GetObject20150331', 'done', '', true, 'a.json'],
    ]);
    connection.closeSync();
    instance.closeSync();
    const lines = gunzipSync(readFileSync(segmentPath(dir, id, 'records')))
      .toString('utf8')
      .trim()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([hostile, plain]);
  });
});
