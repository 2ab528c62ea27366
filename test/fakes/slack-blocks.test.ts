// The strict Block Kit validator: each limit at its edge, one below and one above.
import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { checkMetadata } from '../../src/fakes/slack/blocks/check-metadata.ts';
import { checkView } from '../../src/fakes/slack/blocks/check-view.ts';

const ON = { nativeTables: true };
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (length: number) => ({ type: 'section', text: mrkdwn('x'.repeat(length)) });
const button = (more = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const table = (rows: number, cells: number, text = 'x') => ({
  type: 'table',
  rows: Array.from({ length: rows }, () => Array.from({ length: cells }, () => ({ type: 'raw_text', text }))),
});
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const option = (value: string) => ({ text: plain('One'), value });
const select = (count: number) => ({
  type: 'static_select',
  action_id: 's',
  options: times(count, (i) => option(`${i}`)),
});
const rich = (...elements: unknown[]) => ({ type: 'rich_text', elements });
const input = { type: 'input', label: plain('Why'), element: { type: 'plain_text_input' } };

const check = (blocks: unknown) => checkBlocks(blocks, 'message', ON);
const chart = (points: number, names = ['Done'], more = {}) => {
  const categories = times(points, (i) => `${i}`);
  const data = categories.map((label) => ({ label, value: 1 }));
  const bar = { type: 'bar', series: names.map((name) => ({ name, data })), axis_config: { categories } };
  return { type: 'data_visualization', title: 'Calls', chart: bar, ...more };
};
const container = (children: unknown[], more = {}) => ({
  type: 'container',
  title: plain('Receipt'),
  child_blocks: children,
  ...more,
});

describe('blocks Slack takes', () => {
  it.each([
    ['nothing', []],
    ['50 blocks', times(50, () => ({ type: 'divider' }))],
    ['a section of 3,000 characters', [section(3000)]],
    ['ten fields of 1,000', [{ type: 'section', fields: times(10, () => mrkdwn('x'.repeat(1000))) }]],
    ['a header of 150', [{ type: 'header', text: plain('x'.repeat(150)) }]],
    ['25 buttons', [actions(...times(25, (i) => button({ action_id: `b${i}` })))]],
    [
      'button text of 75 and a value of 2,000',
      [actions(button({ text: plain('x'.repeat(75)), value: 'v'.repeat(2000) }))],
    ],
    ['a select of 100', [actions(select(100))]],
    ['a table of 100 rows', [table(100, 20)]],
    ['10,000 characters in cells', [table(100, 1, 'x'.repeat(100))]],
    ['markdown of 11,000', [{ type: 'markdown', text: 'x'.repeat(11_000) }]],
    ['rich text', [rich({ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }] })]],
    ['context with image and text', [{ type: 'context', elements: [image('https://a.example/i.png'), mrkdwn('x')] }]],
    ['an input', [input]],
    ['feedback buttons', [{ type: 'context_actions', elements: [feedback()] }]],
    ['two charts of 20 points and six series', times(2, () => chart(20, ['a', 'b', 'c', 'd', 'e', 'f']))],
    [
      'a folded container of ten',
      [
        container(
          times(10, () => section(10)),
          { is_collapsible: true, default_collapsed: true },
        ),
      ],
    ],
  ])('%s', (_name, blocks) => {
    expect(check(blocks)).toBeUndefined();
  });
});

describe('blocks Slack refuses with invalid_blocks', () => {
  it.each([
    ['51 blocks', times(51, () => ({ type: 'divider' })), '/blocks]'],
    ['an unknown type', [{ type: 'nonsense' }], '/blocks/0/type'],
    ['an unknown field', [{ type: 'divider', color: 'red' }], 'color'],
    ['three charts', times(3, () => chart(2)), 'no more than 2 charts'],
    ['a chart of 21 points', [chart(21)], '/chart/series/0/data'],
    ['a chart with two series of one name', [chart(2, ['a', 'a'])], 'unique'],
    ['a chart title of 51', [chart(2, ['a'], { title: 'x'.repeat(51) })], '/title'],
    ['a container of eleven', [container(times(11, () => section(1)))], 'child_blocks'],
    ['a container in a container', [container([container([section(1)])])], '/child_blocks/0/type'],
    ['a long section in a container', [container([section(3001)])], '/child_blocks/0/text'],
    [
      'a folded container that cannot be opened',
      [container([section(1)], { default_collapsed: true })],
      'is_collapsible',
    ],
    ['a section of 3,001', [section(3001)], 'less than 3001'],
    ['an empty section', [section(0)], 'more than 0'],
    ['a section without text', [{ type: 'section' }], 'text or fields'],
    ['eleven fields', [{ type: 'section', fields: times(11, () => mrkdwn('x')) }], 'no more than 10'],
    ['a field of 2,001', [{ type: 'section', fields: [mrkdwn('x'.repeat(2001))] }], 'less than 2001'],
    ['a header of 151', [{ type: 'header', text: plain('x'.repeat(151)) }], 'less than 151'],
    ['a header in mrkdwn', [{ type: 'header', text: mrkdwn('x') }], 'plain_text'],
    ['eleven context elements', [{ type: 'context', elements: times(11, () => mrkdwn('x')) }], 'no more than 10'],
    ['26 buttons', [actions(...times(26, (i) => button({ action_id: `b${i}` })))], 'no more than 25'],
    ['button text of 76', [actions(button({ text: plain('x'.repeat(76)) }))], 'less than 76'],
    ['a value of 2,001', [actions(button({ value: 'v'.repeat(2001) }))], 'less than 2001'],
    ['an action_id of 256', [actions(button({ action_id: 'a'.repeat(256) }))], 'less than 256'],
    ['two elements with one action_id', [actions(button(), button())], 'already exists'],
    ['two blocks with one block_id', times(2, () => ({ type: 'divider', block_id: 'b' })), 'already exists'],
    ['a select of 101', [actions(select(101))], 'no more than 100'],
    ['an overflow of 6', [actions({ type: 'overflow', options: times(6, (i) => option(`${i}`)) })], 'no more than 5'],
    ['an option value of 151', [actions({ type: 'overflow', options: [option('v'.repeat(151))] })], 'less than 151'],
    ['a style of its own', [actions(button({ style: 'green' }))], '"primary", "danger"'],
    ['a text input among buttons', [actions({ type: 'plain_text_input' })], 'unsupported type'],
    ['101 rows', [table(101, 1)], 'no more than 100'],
    ['21 cells', [table(1, 21)], 'no more than 20'],
    ['an empty cell', [table(1, 1, '')], '/blocks/0/rows/0/0/text'],
    ['10,001 characters in cells', [table(1, 1, 'x'.repeat(10_001))], '10001'],
    ['markdown of 12,001', [{ type: 'markdown', text: 'x'.repeat(12_001) }], 'less than 12001'],
    ['markdown of 12,001 in two', times(2, () => ({ type: 'markdown', text: 'x'.repeat(6001) })), 'in total'],
    [
      'an empty rich text element',
      [rich({ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] })],
      'more than 0',
    ],
    ['an empty rich text section', [rich({ type: 'rich_text_section', elements: [] })], 'missing element'],
    ['an image without alt text', [{ type: 'image', image_url: 'https://a.example/i.png' }], 'alt_text'],
    ['an image from nowhere', [{ type: 'image', alt_text: 'x' }], 'exactly one'],
    [
      'an image with a script for a URL',
      [{ type: 'image', alt_text: 'x', image_url: 'javascript:alert(1)' }],
      'valid URL',
    ],
    ['a confirm with a long title', [actions(button({ confirm: confirmation('t'.repeat(101)) }))], 'less than 101'],
  ])('%s', (_name, blocks, where) => {
    const refusal = check(blocks);
    expect(refusal?.error).toBe('invalid_blocks');
    expect(refusal?.messages.join('\n')).toContain(where);
  });
});

it('names other errors where Slack does', () => {
  expect(check('[{"type":')?.error).toBe('invalid_blocks_format');
  expect(check([table(1, 1), table(1, 1)])?.error).toBe('invalid_attachments');
  expect(check(times(4, () => section(2900)))?.error).toBe('msg_blocks_too_long');
  expect(check([table(100, 1, 'x'.repeat(100)), section(3000)])).toBeUndefined();
});

it('keeps tables and markdown out of views, and allows 100 blocks there', () => {
  expect(checkBlocks([table(1, 1)], 'modal', ON)?.error).toBe('invalid_blocks');
  expect(
    checkBlocks(
      times(100, () => ({ type: 'divider' })),
      'home',
      ON,
    ),
  ).toBeUndefined();
  expect(
    checkBlocks(
      times(101, () => ({ type: 'divider' })),
      'home',
      ON,
    )?.error,
  ).toBe('invalid_blocks');
});

it('checks the frame of a modal', () => {
  const modal = { type: 'modal', title: plain('Why'), submit: plain('Send'), blocks: [input] };
  expect(checkView(modal, 'modal', ON)).toBeUndefined();
  expect(checkView({ ...modal, title: plain('x'.repeat(25)) }, 'modal', ON)?.error).toBe('invalid_arguments');
  expect(checkView({ ...modal, private_metadata: 'x'.repeat(3001) }, 'modal', ON)?.error).toBe('invalid_arguments');
  const { submit: _none, ...withoutSubmit } = modal;
  expect(checkView(withoutSubmit, 'modal', ON)?.messages.join()).toContain('submit');
});

it('checks the shape of metadata', () => {
  expect(
    checkMetadata({ event_type: 'a', event_payload: { id: 'x', n: 1, list: ['a'], flat: { k: true } } }),
  ).toBeUndefined();
  expect(checkMetadata('text')).toBe('invalid_metadata_format');
  expect(checkMetadata({ event_type: 'a' })).toBe('invalid_metadata_schema');
  expect(checkMetadata({ event_type: 'a', event_payload: { deep: { deeper: { x: 1 } } } })).toBe(
    'invalid_metadata_schema',
  );
  expect(checkMetadata({ event_type: 'a', event_payload: { x: 'y'.repeat(9000) } })).toBe('metadata_too_large');
});

function image(url: string) {
  return { type: 'image', image_url: url, alt_text: 'x' };
}

function feedback() {
  const one = (text: string) => ({ text: plain(text), value: text });
  return { type: 'feedback_buttons', action_id: 'f', positive_button: one('Good'), negative_button: one('Bad') };
}

function confirmation(title: string) {
  return { title: plain(title), text: plain('Sure?'), confirm: plain('Yes'), deny: plain('No') };
}
