import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../src/answer/words/cut-text.ts';
import { escapeCsv } from '../../src/render/escape-csv.ts';
import { codeSpan, escapeInCode, escapeMrkdwn } from '../../src/render/escape-mrkdwn.ts';
import { columnsOf, cutToColumns, escapeTerminal, wrapToColumns } from '../../src/render/escape-terminal.ts';
import { visibleText } from '../../src/render/visible-text.ts';
import { hostileRuns, hostileText } from './hostile-text.ts';
import { activeMrkdwn } from './inert-mrkdwn.ts';

const RUNS = hostileRuns(3000);

describe('text in mrkdwn', () => {
  it('stays as it is when it is an ordinary sentence', () => {
    const plain = 'sample-user (root) did it, 3 times, at 12:08:06Z from 192.0.2.10 – “twice”?';
    expect(escapeMrkdwn(plain)).toBe(plain);
  });

  it.each([
    ['AKIA****', '`AKIA****`'],
    ['@here', '`@here`'],
    ['<!channel>', '`&lt;!channel&gt;`'],
    [':tada:', '`:tada:`'],
    ['(logs_2023).', '(`logs_2023`).'],
    ['a `b` c', 'a `ˋbˋ` c'],
    ['> quoted', '`&gt;` quoted'],
    ['- item', '`-` item'],
    ['• item', '`•` item'],
    ['see https://evil.example now', 'see `https://evil.example` now'],
    ['arn:aws:iam::111122223333:role/x', '`arn:aws:iam::111122223333:role/x`'],
    ['R&D', 'R&amp;D'],
    ['&lt;b&gt;', '`&amp;lt;b&amp;gt`;'],
    ['3 events.', '3 events.'],
    ['Nobody.', 'Nobody.'],
    ['1. item', '`1.` item'],
    ['a\nb', '`a␊b`'],
    ['x\u202Ey', '`x⟨U+202E⟩y`'],
    ['<!date^1392734382^{date}|x>', '`&lt;!date^1392734382^{date}|x&gt;`'],
  ])('shows %j as it was written', (text, shown) => {
    expect(escapeMrkdwn(text)).toBe(shown);
  });

  it('is judged by a reader that notices what is live', () => {
    for (const live of [
      '*x*',
      '_x_',
      '~x~',
      '`x',
      '<!here>',
      '@here',
      ':tada:',
      'www.x',
      'a.example',
      '&gt; x',
      '• x',
      'a&b',
    ]) {
      expect(activeMrkdwn(live), live).not.toEqual([]);
    }
  });

  it('never formats, mentions, links, quotes or turns into an emoji, whatever it is', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 20, max: 400 }), (text, most) => {
        const escaped = escapeMrkdwn(text, most);
        expect(activeMrkdwn(escaped)).toEqual([]);
        expect(escaped.length).toBeLessThanOrEqual(most);
      }),
      RUNS,
    );
  });

  it('says the same once the code spans and entities are taken away', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(!text.includes('`') && text.length < 300);
        const read = escapeMrkdwn(text).replaceAll('`', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
        expect(read.replaceAll('&amp;', '&')).toBe(visibleText(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('is one whole code span when it stands alone', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(text !== '');
        expect(codeSpan(text, 60)).toMatch(/^`[^`\n<>]+`$/u);
        expect(codeSpan(text, 60).length).toBeLessThanOrEqual(60);
        expect(escapeInCode(text, 60)).not.toMatch(/[<>`\n\r]|&(?!amp;|lt;|gt;)/);
      }),
      RUNS,
    );
  });
});

describe('text in a CSV field', () => {
  it.each([
    ["=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"],
    ['  =1+1', "'  =1+1"],
    ['\t=1', '␉=1'],
    ['\n=1', '␊=1'],
    ['＝1', "'＝1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['"=1', `'"=1`],
    ['a;=1', "a;'=1"],
    ['plain text', 'plain text'],
    ['', ''],
  ])('%j becomes %j', (value, field) => {
    expect(escapeCsv(value)).toBe(field);
  });

  it('never starts a formula, also after blanks or where a semicolon separates', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const field = escapeCsv(text);
        for (const part of field.split(';')) expect(part).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/u);
        expect(field).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
      RUNS,
    );
  });
});

describe('text in a terminal', () => {
  it('leaves no control sequence and no override', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(escapeTerminal(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      RUNS,
    );
  });

  it('knows how wide it is', () => {
    expect(['abc', '日本', 'é', 'e\u0301', '🎉', '👩‍💻', ''].map(columnsOf)).toEqual([3, 4, 1, 1, 2, 2, 0]);
  });

  it('cuts and wraps to the width asked for', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 8, max: 60 }), (text, width) => {
        const shown = escapeTerminal(text);
        expect(columnsOf(cutToColumns(shown, width))).toBeLessThanOrEqual(width);
        for (const line of wrapToColumns(shown, width, '  ')) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 1000 },
    );
  });

  it('loses nothing by wrapping', () => {
    expect(wrapToColumns('one two three-and-four', 9, '  ')).toEqual(['one two', '  three-a', '  nd-four']);
  });
});

describe('visible text', () => {
  it('shows what hides', () => {
    expect(visibleText('a\u0000b\u007Fc\u200Bd\uD800e\u2028f')).toBe('a␀b␡c⟨U+200B⟩d\uFFFDe⟨U+2028⟩f');
  });

  it('is cut with a mark and never through a character', () => {
    expect(cutText('abcdef', 4)).toBe('abc…');
    expect(cutText('ab🎉🎉', 4)).toBe('ab…');
    expect(cutText('abc', 3)).toBe('abc');
  });
});
