// Generates the texts attackers write: pieces of every syntax we escape for, mixed with any Unicode at all.
import fc from 'fast-check';

const PIECES = [
  ...[
    '*',
    '_',
    '~',
    '`',
    '```',
    '<',
    '>',
    '&',
    '&lt;',
    '|',
    '@here',
    '@channel',
    '<!channel>',
    '<!here|x>',
    '<@U0123ABCD>',
  ],
  ...[
    '<#C0123ABCD>',
    '<!subteam^S01>',
    '<!date^1392734382^{date}|x>',
    '<https://evil.example|x>',
    'https://evil.example',
  ],
  ...[
    'www.evil.example',
    'evil.example',
    'a@evil.example',
    ':tada:',
    ':',
    '::',
    ':)',
    '#general',
    '> ',
    '&gt; ',
    '• ',
    '- ',
    '1. ',
  ],
  ...[
    '=',
    '+',
    '-',
    '@',
    '＝',
    '＋',
    '－',
    '＠',
    "=cmd|'/C calc'!A0",
    ';',
    ',',
    '"',
    "'",
    '\t',
    '\r',
    '\n',
    '\r\n',
    '%',
  ],
  ...[
    '\u001B[31m',
    '\u001B]0;x\u0007',
    '\u009B31m',
    '\u0000',
    '\u0008',
    '\u007F',
    '\u202E',
    '\u2066',
    '\u200B',
    '\uFEFF',
  ],
  ...[
    '\uD800',
    '\uDC00',
    '\u2028',
    '\u0085',
    '\u00A0',
    '\u3000',
    '\u{E0041}',
    'e\u0301',
    '日本',
    '👩‍💻',
    '(',
    ')',
    '“',
    '”',
    '…',
  ],
  ...[
    'a',
    'B',
    '1',
    '12:08:06',
    'logs_2023',
    'AKIA****',
    'x'.repeat(500),
    ' ',
    ' ',
    ' ',
    '.',
    '!',
    '?',
    '\\',
    '[x](y)',
    '$1',
  ],
];

/** Runs of a property over hostile text: WHODID_HOSTILE_RUNS for all of them, else `few`, so that the suite stays quick. */
export function hostileRuns(few: number): { readonly numRuns: number } {
  const asked = Number(process.env.WHODID_HOSTILE_RUNS);
  return { numRuns: Number.isInteger(asked) && asked > 0 ? asked : few };
}

/** Up to 25 pieces, blanks among them. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    {
      maxLength: 25,
    },
  )
  .map((pieces) => pieces.join(''));
