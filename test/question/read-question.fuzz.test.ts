// Hostile and nonsensical texts: no crash, a reading or problems with words, never a bound on time that grows with length.
// WHODID_FUZZ_RUNS raises the number of texts (100,000 by hand); a run that fails prints its seed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionExamples } from '../../src/question/examples.ts';
import { readQuestion } from '../../src/question/read-question.ts';

const RUNS = Number(process.env.WHODID_FUZZ_RUNS ?? 300);
const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'Europe/Madrid', locale: 'en-GB' };

const words = questionExamples.flatMap(({ examples }) => examples.flatMap(({ text }) => text.split(' ')));
const hostile = [
  '<@U012ABCDEF>',
  '<!channel>',
  '<http://a|b>',
  "'; DROP TABLE events; --",
  '=cmd|calc',
  '${jndi:ldap://x}',
  '\u202e',
  '\ufeff',
  '\u0000',
  '\uE000',
  '"',
  "'",
  '`',
  '<',
  '>',
  '&amp;',
  '&lt;',
  '((((',
  '))))',
  '\\',
  '%00',
  '../../..',
  'arn:::::::',
  'arn:aws:../..:::x',
  's3://',
  'https://',
  'i-',
  '-',
  '--',
  '…',
  ':',
  ',,,,',
  '0.0.0.0/0',
  '::/0',
  '999.999.999.999',
  '🚀',
  'ΑΒΓ',
  '日本',
  'الع',
  'a'.repeat(300),
  '-'.repeat(300),
  'i-'.repeat(100),
  '"'.repeat(99),
  'not '.repeat(50),
  'where '.repeat(60),
  'who is behind '.repeat(40),
  'and '.repeat(60),
  'turn '.repeat(60),
];
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^(i|sg|vol|arn:aws:iam|j|r|p)-?[0-9a-f:/]{0,24}$/) },
);
const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(' '));

describe('any text', () => {
  it('is read or refused with words, and never crashes', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const reading = readQuestion(typed, asked);
        if (reading.ok) {
          const { window } = reading.question;
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

  it('that is read never asks for any event at all', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const reading = readQuestion(typed, asked);
        if (reading.ok) expect(reading.question.test.kind).not.toBe('always');
      }),
      { numRuns: RUNS },
    );
  });

  it('of any length up to the most is refused or read, and longer is too long', () => {
    for (const unit of hostile) {
      const reading = readQuestion(unit.repeat(Math.ceil(4_000 / unit.length)).slice(0, 4_000), asked);
      expect(typeof reading.ok).toBe('boolean');
    }
    expect(readQuestion('x'.repeat(4_001), asked)).toMatchObject({ ok: false, problems: [{ kind: 'too-long' }] });
  });
});
