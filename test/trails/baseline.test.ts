// Baselines as they are kept: what was changed, put in or taken out behind our back is not used, and is told.
import { describe, expect, it } from 'vitest';
import type { KeptBaseline } from '../../src/domain/trail-book.ts';
import { keepBaseline, readBaselines } from '../../src/trails/baseline.ts';
import { ARN } from './a-change.ts';
import { aTrail } from './a-posture.ts';

const body = { kind: 'trail', posture: aTrail } as const;
const version = (number: number): KeptBaseline =>
  keepBaseline({ teamId: 'T1', subject: ARN, version: number, acceptedBy: 'U1', acceptedAt: number }, body);
const pin = ({ subject, version: number, hash }: KeptBaseline) => ({ subject, version: number, hash });
const [first, second] = [version(0), version(1)];
const pins = [first, second].map(pin);

describe('a baseline', () => {
  it('is the newest one that was accepted', () => {
    const { intact, tampered } = readBaselines([first, second], pins);
    expect(intact.get(ARN)?.kept.version).toBe(1);
    expect(intact.get(ARN)?.body).toEqual(body);
    expect(tampered.size).toBe(0);
  });

  it.each([
    [
      'changed',
      [first, { ...second, body: second.body.replace('"validation":true', '"validation":false') }],
      'not what was accepted',
    ],
    [
      'changed together with its hash',
      [
        first,
        keepBaseline({ teamId: 'T1', subject: ARN, version: 1, acceptedBy: 'U1', acceptedAt: 1 }, { kind: 'retired' }),
      ],
      'not what was accepted',
    ],
    ['said to be by somebody else', [first, { ...second, acceptedBy: 'U2' }], 'not what was accepted'],
    ['put in', [first, second, version(2)], 'Version 2'],
    ['taken out', [first], 'is gone'],
  ])('that was %s is refused', (_, rows, words) => {
    const { intact, tampered, newest } = readBaselines(rows, pins);
    expect(tampered.get(ARN)).toContain(words);
    expect(intact.get(ARN)?.body).toEqual(body);
    expect(newest.get(ARN)).toBeGreaterThanOrEqual(1);
  });

  it('that is accepted anew is used again', () => {
    const broken = { ...second, body: '{}' };
    const third = version(2);
    const { intact, tampered } = readBaselines([first, broken, third], [...pins, pin(third)]);
    expect(intact.get(ARN)?.kept.version).toBe(2);
    expect(tampered.size).toBe(0);
  });
});
