// The page's own readers of mrkdwn, markdown and CSV: what is markup, what stays text, and that nothing hostile gets out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv, previewCsv } from '../../src/demo/playground-csv.ts';

type Node = {
  readonly type: string;
  readonly text?: string;
  readonly url?: string;
  readonly label?: string;
  readonly children?: readonly Node[];
};
type Mrkdwn = {
  readonly parseMrkdwn: (text: string, options?: { readonly verbatim?: boolean }) => readonly Node[];
  readonly formatDate: (seconds: number, format: string, zone: string, now?: number) => string;
};
type Markdown = { readonly parseMarkdown: (text: string) => readonly Node[] };

const load = (name: string): Promise<unknown> => import(new URL(`../../src/demo/page/${name}`, import.meta.url).href);
const { parseMrkdwn, formatDate } = (await load('mrkdwn.js')) as Mrkdwn;
const { parseMarkdown } = (await load('markdown.js')) as Markdown;

const text = (value: string): Node => ({ type: 'text', text: value });

describe('mrkdwn', () => {
  it.each([
    ['*bold*', [{ type: 'bold', children: [text('bold')] }]],
    [
      '_italic_ ~gone~',
      [{ type: 'italic', children: [text('italic')] }, text(' '), { type: 'strike', children: [text('gone')] }],
    ],
    ['*a _b_*', [{ type: 'bold', children: [text('a '), { type: 'italic', children: [text('b')] }] }]],
    ['`*code* &lt;x&gt;`', [{ type: 'code', text: '*code* <x>' }]],
    ['```\nline *one*\n```', [{ type: 'pre', text: 'line *one*' }]],
    ['a &amp; b &lt;c&gt; &nbsp;', [text('a & b <c> &nbsp;')]],
    ['<https://a.example/x|here>', [{ type: 'link', url: 'https://a.example/x', label: 'here' }]],
    [
      '<@U123> <#C123|incidents>',
      [{ type: 'user', id: 'U123' }, text(' '), { type: 'channel', id: 'C123', label: 'incidents' }],
    ],
    ['&gt; quoted\nnot', [{ type: 'quote', children: [text('quoted')] }, text('not')]],
    ['one\ntwo', [text('one'), { type: 'br' }, text('two')]],
    [':warning: :no_such_thing:', [{ type: 'emoji', name: 'warning' }, text(' :no_such_thing:')]],
  ])('%s', (source, expected) => {
    expect(parseMrkdwn(source, { verbatim: true })).toMatchObject(expected);
  });

  it.each([
    'arn:aws:iam::123456789012:role/my_deploy_role_2',
    'snake_case_name and another_one',
    '2 * 3 * 4',
    'AWS ::: i-0abc',
    'a*b*c',
    '* not bold*',
  ])('leaves alone: %s', (source) => {
    expect(parseMrkdwn(source, { verbatim: true })).toEqual([text(source)]);
  });

  it.each(['<javascript:alert(1)|x>', '<data:text/html,x|x>', '<file:///etc/passwd>', '<vbscript:x>'])(
    'makes no link of %s',
    (source) => {
      expect(linksIn(parseMrkdwn(source))).toEqual([]);
    },
  );

  it('never links anywhere but http, https and mailto, whatever the text', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '|',
      '*',
      '_',
      '`',
      '```',
      '\n',
      ':',
      '&lt;',
      '!date^1^{date}^',
      'http://a',
      'javascript:',
      '@U1',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 40 }), (pieces) => {
        for (const source of [pieces.join(''), pieces.join(' ')]) {
          for (const nodes of [parseMrkdwn(source), parseMarkdown(source)]) {
            for (const url of linksIn(nodes)) expect(url).toMatch(/^(https?:\/\/|mailto:)/i);
          }
        }
      }),
    );
  });

  it('loses no character of text without markup', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((value) => !/[*_~`<>&:\n\r]|http/.test(value));
    fc.assert(
      fc.property(plain, (source) => {
        expect(textOf(parseMrkdwn(source))).toBe(source);
      }),
    );
  });

  it('shows dates in the reader’s zone', () => {
    const noon = Date.UTC(2026, 10, 22, 12) / 1000;
    const now = noon * 1000;
    expect(formatDate(noon, '{date_short} {time}', 'Asia/Tokyo', now)).toBe('Nov 22, 2026 9:00 PM');
    expect(formatDate(noon, '{date_pretty} at {time}', 'America/New_York', now)).toBe('today at 7:00 AM');
    expect(formatDate(noon, '{date_num} {ago}', 'UTC', now + 7_200_000)).toBe('2026-11-22 2 hours ago');
  });
});

describe('markdown', () => {
  it('reads headings, lists, emphasis, code and quotes, and leaves HTML as text', () => {
    expect(parseMarkdown('# Title\n\n- **one**\n- `two`\n\n> q\n\n<b>x</b> [y](https://a.example)')).toMatchObject([
      { type: 'heading', level: 1, children: [text('Title')] },
      {
        type: 'list',
        ordered: false,
        children: [
          { children: [{ type: 'bold', children: [text('one')] }] },
          { children: [{ type: 'code', text: 'two' }] },
        ],
      },
      { type: 'quote', children: [text('q')] },
      { type: 'paragraph', children: [text('<b>x</b> '), { type: 'link', url: 'https://a.example' }] },
    ]);
  });
});

describe('CSV previews', () => {
  it('read quoted cells with commas, quotes and line breaks', () => {
    expect(parseCsv('\uFEFFa,b\r\n"x, ""y""","1\n2"\r\n,\r\n'.slice(1))).toEqual([
      ['a', 'b'],
      ['x, "y"', '1\n2'],
      ['', ''],
    ]);
  });

  it('show six rows and count the rest', () => {
    const preview = previewCsv(Array.from({ length: 10 }, (_, row) => `${row},x`).join('\n'));
    expect(preview.rows).toHaveLength(6);
    expect(preview.moreRows).toBe(4);
  });

  it('end on any text', () => {
    fc.assert(
      fc.property(fc.string(), (source) => {
        expect(parseCsv(source)).toBeInstanceOf(Array);
      }),
    );
  });
});

function linksIn(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node) => [...(node.url === undefined ? [] : [node.url]), ...linksIn(node.children ?? [])]);
}

function textOf(nodes: readonly Node[]): string {
  return nodes.map((node) => node.text ?? textOf(node.children ?? [])).join('');
}
