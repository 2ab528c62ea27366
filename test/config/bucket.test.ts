// The settings of a copied bucket: read whole, and refused in a sentence where they cannot be meant.
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { openSources } from '../../src/open-sources.ts';

const read = (more: Readonly<Record<string, string>>) =>
  readConfig({ WHODID_DATA: '/tmp/whodid-sample-data', ...more });

describe('a copied bucket', () => {
  it('is read with its days, disk and pace', () => {
    const reading = read({ WHODID_S3: 's3://sample-logs/org', WHODID_S3_DAYS: '60', WHODID_S3_DISK_GB: '1.5' });
    expect(reading.ok && reading.config.bucket).toEqual({
      address: 's3://sample-logs/org',
      roleArn: null,
      days: 60,
      keepDays: null,
      diskBytesMax: 1_500_000_000,
      queueUrl: null,
      everyMs: 300_000,
    });
  });

  it('is asked as the folder of logs that its copies are', async () => {
    const reading = read({ WHODID_S3: 's3://sample-logs/org' });
    if (!reading.ok) throw new Error(reading.problems.join(' '));
    const open = await openSources(reading.config);
    expect(open.sources.map(({ name }) => name)).toEqual(['archive']);
    expect(open.keeper?.folder).toContain('sample-logs');
    await open.close();
  });

  it.each([
    ['a folder of logs beside it', { WHODID_LOGS: '/logs' }, /WHODID_S3 and WHODID_LOGS are both set/],
    ['copies removed before their time', { WHODID_S3_DAYS: '30', WHODID_S3_KEEP_DAYS: '31' }, /at least 32/],
    ['no bucket', { WHODID_S3: 'sample-logs' }, /write s3:\/\/BUCKET/],
    ['a folder that is not a trail’s', { WHODID_S3: 's3://sample-logs/AWSLogs/nobody' }, /write s3:\/\/BUCKET/],
    ['no disk', { WHODID_S3_DISK_GB: '0' }, /WHODID_S3_DISK_GB/],
  ])('is refused with %s', (_, more, why) => {
    const reading = read({ WHODID_S3: 's3://sample-logs', ...more });
    expect(reading.ok ? '' : reading.problems.join(' ')).toMatch(why);
  });
});
