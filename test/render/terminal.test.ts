import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/answer.ts';
import { columnsOf } from '../../src/render/escape-terminal.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { hostileRuns, hostileText } from './hostile-text.ts';
import { cards } from './sample-card.ts';
import {
  failed,
  HOSTILE,
  hostileAnswer,
  manyRows,
  nobodyComplete,
  nobodyIncomplete,
  refusal,
  sampleAnswer,
  threeGroups,
} from './sample-replies.ts';

const REPLIES: readonly (readonly [string, Reply])[] = [
  ...cards,
  ['one-done', sampleAnswer()],
  ['three-groups', threeGroups],
  ['nobody-complete', nobodyComplete],
  ['nobody-incomplete', nobodyIncomplete],
  ['hostile', hostileAnswer(HOSTILE)],
  ['refused', refusal],
  ['failed', failed],
];

describe('a reply in a terminal', () => {
  it.each(REPLIES)('looks as it was agreed: %s', async (name, reply) => {
    await expect(renderTerminal(reply, { width: 100, colour: false })).toMatchFileSnapshot(
      `golden/terminal-${name}.txt`,
    );
  });

  it.each([40, 60, 80, 120, 200])('fits %i columns', (width) => {
    for (const [name, reply] of REPLIES) {
      const lines = renderTerminal(reply, { width, colour: false }).split('\n');
      for (const line of lines.filter((each) => !each.startsWith('https://'))) {
        expect(columnsOf(line), `${name}: ${line}`).toBeLessThanOrEqual(width);
      }
    }
  });

  it('says how many of a thousand rows it shows', () => {
    const text = renderTerminal(manyRows(1000), { width: 120, colour: false });
    expect(text).toContain('Done (1,000)');
    expect(text).toContain('First 200 of 1,000 rows shown; --json lists the ids of all.');
    expect(text.match(/^2023-07-1\d/gm)?.length).toBe(400);
  });

  it('writes control sequences only for colour, and only when asked', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const plain = renderTerminal(hostileAnswer(text), { width: 80, colour: false });
        expect(plain.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        const coloured = renderTerminal(hostileAnswer(text), { width: 80, colour: true });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the control sequences are what is looked for
        const without = coloured.replace(/\u001B\[(?:0|1|2|31|32|33)m/g, '');
        expect(without).toBe(plain);
      }),
      hostileRuns(60),
    );
  });
});
