// What the digest of trails' health finds: what must be mended, what should be looked at, and that all else was seen.
import { describe, expect, it } from 'vitest';
import { weaker } from '../../src/trails/difference.ts';
import { SILENT_AFTER_MS, trailHealth } from '../../src/trails/health.ts';
import type { Posture, TrailPosture } from '../../src/trails/posture.ts';
import { isUnread } from '../../src/trails/trail-report.ts';
import { aPosture, aStore, aTrail, KEY } from './a-posture.ts';

const NONE = new Map();

function found(more: Partial<Posture>, differences = NONE): readonly string[] {
  return trailHealth(aPosture(more), differences).map(({ grade, text }) => `${grade}: ${text}`);
}

function withStatus(changes: object): TrailPosture {
  if (isUnread(aTrail.status)) throw new Error('the sample is read');
  return { ...aTrail, status: { ...aTrail.status, ...changes } };
}

describe('the health of trails', () => {
  it('is told as being as it should be, trail by trail', () => {
    expect(found({}).every((line) => line.startsWith('fine: '))).toBe(true);
    expect(found({})).toHaveLength(2);
  });

  it.each<[string, TrailPosture, RegExp]>([
    [
      'is off',
      withStatus({ logging: false, stoppedMs: Date.parse('2026-03-01T10:00:00Z') }),
      /^bad: Trail .* is off since 2026-03-01 10:00 UTC\.$/,
    ],
    ['cannot deliver', withStatus({ deliveryError: 'AccessDenied' }), /^bad: .*cannot deliver: S3 says AccessDenied/],
    [
      'is silent',
      withStatus({ deliveredMs: aPosture().checkedMs - SILENT_AFTER_MS - 1 }),
      /^bad: .*has not delivered since/,
    ],
    [
      'has a key that is off',
      { ...aTrail, key: { arn: KEY, state: 'Disabled', customerManaged: true } },
      /^bad: .*KMS key is Disabled/,
    ],
    [
      'has no bucket any more',
      { ...aTrail, bucket: { gone: true, name: 'sample-bucket' } },
      /^bad: .*sample-bucket is gone/,
    ],
    ['does not validate', { ...aTrail, trail: { ...aTrail.trail, validation: false } }, /^watch: .*does not validate/],
  ])('tells of a trail that %s', (_, trail, words) => {
    expect(found({ trails: [trail], stores: [] })).toEqual([expect.stringMatching(words)]);
  });

  it('tells of a data store that takes nothing in, and of what is not as it was accepted', () => {
    expect(found({ trails: [], stores: [{ ...aStore, status: 'STOPPED_INGESTION' }] })).toEqual([
      expect.stringMatching(/^bad: Event data store .* takes in no events: its status is STOPPED_INGESTION\.$/),
    ]);
    const differences = new Map([
      [aTrail.trail.arn, [weaker('selectors', 'It records no reads any more.')]],
      ['arn:aws:s3:::sample', [weaker('baseline', 'The bucket sample lost its lock.')]],
    ]);
    const lines = found({ stores: [] }, differences);
    expect(lines).toEqual([
      expect.stringMatching(/^bad: Trail .*: It records no reads any more\.$/),
      'bad: The bucket sample lost its lock.',
    ]);
  });

  it('tells of accounts that no trail records', () => {
    const places = [{ account: '999988887777', region: 'eu-west-1', trails: [] }];
    expect(found({ places, trails: [], stores: [] })).toEqual(['bad: Account 999988887777 has no trail.']);
  });
});
