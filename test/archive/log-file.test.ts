import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogRecords, readLogText } from '../../src/archive/log-file.ts';
import { isLogName, publishedAt } from '../../src/archive/log-name.ts';
import { container, delivered, record } from './sample-logs.ts';

const RECORDS = Array.from({ length: 40 }, () => record());
const TEXT = container(RECORDS);
const LINES = RECORDS.map((each) => JSON.stringify(each)).join('\n');

async function read(bytes: Buffer) {
  return readLogRecords(await readLogText(async () => bytes));
}

describe('a log file that is not whole', () => {
  it('gives a beginning of its records and a problem, wherever it is cut', async () => {
    const wholes = [Buffer.from(TEXT), gzipSync(TEXT), Buffer.from(LINES), gzipSync(LINES)];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...wholes), fc.double({ min: 0, max: 1, noNaN: true }), async (whole, share) => {
        const at = Math.floor(share * (whole.length - 1));
        const log = await read(whole.subarray(0, at));
        const got = log.records.slice(0, RECORDS.length);
        expect(got).toEqual(RECORDS.slice(0, got.length));
        // Newline-delimited files may be cut between two lines: that leaves no trace.
        if (got.length === 0 || log.records.length === 0) expect(log.problem).not.toBeNull();
        if (whole !== wholes[2] && log.problem === null) expect(at).toBe(whole.length);
      }),
      { numRuns: 150 },
    );
  });

  it('never throws, and never is silent about damage to its packing', async () => {
    const whole = gzipSync(TEXT);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        const log = await read(damaged);
        // Some bits carry nothing (the time of packing, the padding of the last byte): then nothing may be lost either.
        if (log.problem === null) expect(log.records).toEqual(RECORDS);
      }),
      { numRuns: 150 },
    );
  });

  it('never throws on arbitrary bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const log = await read(Buffer.from(bytes));
        expect(log.records.length === 0 || log.problem === null || log.problem !== '').toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the name of a log file', () => {
  it('tells logs from what lies beside them', () => {
    const logs = ['a.json', 'a.JSON.GZ', 'x/y.ndjson', 'x/y.jsonl.gz', delivered('20260301T1205Z')];
    const others = ['a.txt', 'a.gz', 'README', '.a.json', 'json', 'x/1_CloudTrail-Digest_x_20260301T1205Z.json.gz'];
    expect(logs.filter(isLogName)).toEqual(logs);
    expect(others.filter(isLogName)).toEqual([]);
    expect(isLogName('AWSLogs/1/CloudTrail-Digest/eu-west-1/a.json.gz')).toBe(false);
  });

  it('tells when CloudTrail delivered it', () => {
    expect(publishedAt(delivered('20260301T1205Z'))).toBe('2026-03-01T12:05:00Z');
    expect(publishedAt(delivered('20261301T1205Z'))).toBeNull();
    expect(publishedAt('20260301T1205Z.json')).toBeNull();
  });
});
