// What somebody types: addresses of buckets and spans of time, and the sentences for those that are none.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBucketAddress, writeAddress } from '../../src/s3-sync/bucket-address.ts';
import { copiesFolder } from '../../src/s3-sync/copies.ts';
import { daysFor, readLogKey } from '../../src/s3-sync/log-keys.ts';
import { readSpan } from '../../src/s3-sync/read-span.ts';
import { NOW } from '../fakes/aws/sample-record.ts';

const read = (text: string) => {
  const reading = readBucketAddress(text);
  return reading.ok ? reading.address : reading.why;
};

describe('an address', () => {
  it.each([
    ['s3://sample-logs', { bucket: 'sample-logs', prefix: '', narrowed: [] }],
    ['S3://sample-logs/', { bucket: 'sample-logs', prefix: '', narrowed: [] }],
    ['s3://sample-logs/a/b', { bucket: 'sample-logs', prefix: 'a/b/', narrowed: [] }],
    ['s3://sample-logs/a/AWSLogs/', { bucket: 'sample-logs', prefix: 'a/', narrowed: [] }],
    [
      's3://sample-logs/AWSLogs/o-sampleorg1/111122223333/CloudTrail/eu-west-1',
      { bucket: 'sample-logs', prefix: '', narrowed: ['o-sampleorg1', '111122223333', 'CloudTrail', 'eu-west-1'] },
    ],
    [
      's3://sample-logs/AWSLogs/111122223333/CloudTrail',
      { bucket: 'sample-logs', prefix: '', narrowed: ['111122223333', 'CloudTrail'] },
    ],
  ])('%s is read', (text, address) => {
    expect(read(text)).toEqual(address);
  });

  it.each([
    ['s3://', 'not the name of a bucket'],
    ['s3://Sample_Logs/x', 'not the name of a bucket'],
    ['s3://sample-logs/AWSLogs/111122223333/CloudTrail/eu-west-1/2026', '"2026" does not belong after AWSLogs/'],
    ['s3://sample-logs/AWSLogs/111122223333/CloudTrail-Digest', '"CloudTrail-Digest" does not belong'],
    ['s3://sample-logs/AWSLogs/eu-west-1', '"eu-west-1" does not belong'],
    ['s3://sample-logs/AWSLogs/111122223333/eu-west-1', '"eu-west-1" does not belong'],
  ])('%s is refused in words', (text, words) => {
    expect(read(text)).toContain(words);
  });

  it('never leads out of the data folder, and reads again as it is written', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (prefix) => {
        const reading = readBucketAddress(`s3://sample-logs/${prefix}`);
        if (!reading.ok) return;
        expect(copiesFolder('/data', reading.address)).toMatch(/^\/data\/s3\/sample-logs(\/[^/]+)*$/);
        expect(copiesFolder('/data', reading.address)).not.toMatch(/\/\.\.?(\/|$)/);
        expect(readBucketAddress(writeAddress(reading.address))).toEqual(reading);
      }),
    );
  });
});

describe('a key', () => {
  it('is a log file of a day, or is left alone', () => {
    const key =
      '111122223333/CloudTrail/eu-west-1/2026/11/20/111122223333_CloudTrail_eu-west-1_20261120T0000Z_x.json.gz';
    expect(readLogKey(key)).toMatchObject({
      day: '2026-11-20',
      place: { account: '111122223333', region: 'eu-west-1' },
    });
    for (const other of [
      '',
      'x',
      `${key}.tmp`,
      key.replace('CloudTrail/', 'Config/'),
      key.replace('x.json', '../x.json'),
    ]) {
      expect(readLogKey(other)).toBeNull();
    }
  });
});

describe('a span', () => {
  const DAY_MS = 86_400_000;
  it('is the last days, or from and to', () => {
    expect(readSpan({}, NOW)).toEqual({ ok: true, window: { fromMs: NOW - 7 * DAY_MS, toMs: NOW } });
    expect(readSpan({ from: '2026-02-01', to: '2026-02-03' }, NOW)).toEqual({
      ok: true,
      window: { fromMs: Date.parse('2026-02-01T00:00:00Z'), toMs: Date.parse('2026-02-04T00:00:00Z') },
    });
  });

  it.each([
    [{ days: '0' }, 'from 1 to 3650'],
    [{ days: 'two' }, 'from 1 to 3650'],
    [{ to: '2026-01-01' }, '--to needs --from'],
    [{ days: '2', from: '2026-01-01' }, 'either --days'],
    [{ from: '2026-02-30' }, 'is no day'],
    [{ from: 'yesterday' }, 'is no day'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'before --to'],
    [{ from: '2027-01-01' }, 'not after now'],
  ])('%o is refused in words', (options, words) => {
    expect(readSpan(options, NOW)).toMatchObject({ ok: false, why: expect.stringContaining(words) });
  });

  it('needs the folders of its days, and of one more for what came late', () => {
    const days = (from: string, to: string) => daysFor(Date.parse(from), Date.parse(to), NOW);
    expect(days('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z')).toEqual(['2026-11-01', '2026-11-02']);
    expect(days('2026-11-01T23:00:00Z', '2026-11-02T00:00:01Z')).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
    expect(days('2026-11-19T00:00:00Z', '2026-11-25T00:00:00Z')).toEqual(['2026-11-19', '2026-11-20']);
    expect(days('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z')).toEqual([]);
  });
});
