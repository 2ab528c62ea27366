// Texts that mean to get out of a literal, or to come back as another text.
import fc from 'fast-check';

const NASTY = [
  "' OR 1=1 --",
  "'; DROP TABLE x; --",
  "''",
  "'",
  "\\'",
  '\\',
  '\\\\0041',
  "U&'\\0041'",
  '%',
  '_',
  '%_%',
  '--',
  '/* */',
  '*/',
  '"',
  '`',
  '$$',
  '?',
  ';',
  '\n',
  '\r\n',
  '\t',
  '\0',
  "a\0'b",
  '\u0001',
  '\u007f',
  '\u0085',
  '\u200b',
  '\u2028',
  '\ufeff',
  '\uffff',
  '\u{1F600}',
  '\u{10ffff}',
  'İ',
  'ß',
  'Σς',
  '\u212a',
  '${x}',
  '{{x}}',
  'NULL',
  'TRUE',
  ' timestamp ',
  ') UNION ALL SELECT eventid, eventjson FROM x WHERE (1=1',
];

const nasty = fc.constantFrom(...NASTY);

/** Well formed, not empty; some thousands of characters at most. */
export const hostileText: fc.Arbitrary<string> = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc
        .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 8 })), { minLength: 1, maxLength: 6 })
        .map((parts) => parts.join('')),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(nasty, fc.nat({ max: 300 }))
        .map(([text, times]) => text.repeat(1 + Math.floor(times / text.length))),
    },
  )
  .filter((text) => text !== '' && !/\p{Surrogate}/u.test(text));
