// Hostile and nonsensical texts: no crash, a reading or problems with words, never a bound on time that grows with length.
// WHODID_FUZZ_RUNS raises the number of texts; a run that fails prints its seed. bench/read-question-fuzz.ts runs 100,000.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../src/question/read-question.ts';
import { anyText, HOSTILE } from './any-text.ts';

const RUNS = Number(process.env.WHODID_FUZZ_RUNS ?? 200);
const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'Europe/Madrid', locale: 'en-GB' };

describe('any text', () => {
  it('is read or refused with words, never crashes, and never asks for any event at all', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const reading = readQuestion(typed, asked);
        if (reading.ok) {
          const { window, test } = reading.question;
          expect(test.kind).not.toBe('always');
          if (window?.from != null) expect(Date.parse(window.from)).toBeLessThan(Date.parse(window.to));
          if (window !== null) expect(Date.parse(window.to)).toBeLessThanOrEqual(asked.now);
        } else {
          expect(reading.problems.length).toBeGreaterThan(0);
          for (const problem of reading.problems) expect(problem.text).not.toBe('');
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('of any length up to the most is refused or read, and longer is too long', () => {
    for (const unit of HOSTILE) {
      const reading = readQuestion(unit.repeat(Math.ceil(4_000 / unit.length)).slice(0, 4_000), asked);
      expect(typeof reading.ok).toBe('boolean');
    }
    expect(readQuestion('x'.repeat(4_001), asked)).toMatchObject({ ok: false, problems: [{ kind: 'too-long' }] });
  });
});
