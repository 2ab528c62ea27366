// Hostile and nonsensical texts for the reader of questions, made of real words, ids, injections, unicode and long runs.
import fc from 'fast-check';
import { questionExamples } from '../../src/question/examples.ts';

const WORDS = questionExamples.flatMap(({ examples }) => examples.flatMap(({ text }) => text.split(' ')));
/** Pieces that readers of text trip over: mark-up, injections, quotes, controls, long runs. */
export const HOSTILE: readonly string[] = [
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
const PIECE = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^(i|sg|vol|arn:aws:iam|j|r|p)-?[0-9a-f:/]{0,24}$/) },
);
/** A text of up to 24 pieces: real words of questions, hostile pieces, any characters, half ids. */
export const anyText: fc.Arbitrary<string> = fc.array(PIECE, { maxLength: 24 }).map((pieces) => pieces.join(' '));
