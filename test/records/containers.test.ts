import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readContainer } from '../../src/records/containers.ts';
import { aRecord } from './a-record.ts';

const three = [1, 2, 3].map((n) =>
  aRecord({ eventID: `event-${n}`, requestParameters: { note: 'a "brace } and [ in a string\\' } }),
);

describe('a log file', () => {
  it('gives its records in each container', () => {
    expect(readContainer(JSON.stringify({ Records: three })).records).toEqual(three);
    expect(readContainer(JSON.stringify(three)).records).toEqual(three);
    expect(readContainer(JSON.stringify(three[0])).records).toEqual([three[0]]);
    expect(readContainer(three.map((each) => JSON.stringify(each)).join('\n')).records).toEqual(three);
    expect(readContainer(JSON.stringify({ Events: [{ CloudTrailEvent: JSON.stringify(three[0]) }] })).records).toEqual([
      three[0],
    ]);
    expect(readContainer(JSON.stringify({ source: 'aws.ec2', detail: three[0] ?? null })).records).toEqual([three[0]]);
  });

  it('gives none, and no complaint, for a digest file or an empty list', () => {
    expect(readContainer('{"digestStartTime":"2026-01-01T00:00:00Z","logFiles":[]}')).toEqual({
      records: [],
      problem: null,
    });
    expect(readContainer('{"Records":[]}')).toEqual({ records: [], problem: null });
  });

  it('says so when it is something else', () => {
    expect(readContainer('<html>').problem).toBe('is not JSON');
    expect(readContainer('{"a":1}').problem).toContain('no CloudTrail records');
  });

  it('broken off anywhere gives a prefix of its records, and a problem', () => {
    const whole = JSON.stringify({ Records: three });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: whole.length - 1 }), (cut) => {
        const { records, problem } = readContainer(whole.slice(0, cut));
        expect(records).toEqual(three.slice(0, records.length));
        expect(problem).not.toBeNull();
      }),
    );
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void readContainer(text)),
      { numRuns: 500 },
    );
  });
});
