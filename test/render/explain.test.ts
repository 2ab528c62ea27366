import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { type Explanation, explainBlocks, explainTerminal } from '../../src/render/explain.ts';
import { HOSTILE, refusal, sampleQuestion, sampleWindow } from './sample-replies.ts';

const EXPLANATIONS: readonly (readonly [string, Explanation])[] = [
  [
    'read',
    {
      reading: {
        ok: true,
        question: sampleQuestion({ asksForAttempts: true }),
        assumptions: ['“yesterday” is Mon 10 Jul 2023'],
      },
      window: sampleWindow(),
      sourcePlan: 'The log archive, because it holds that day and costs nothing.',
    },
  ],
  ['unread', { reading: { ok: false, problems: refusal.problems, assumptions: [] }, window: null }],
  [
    'hostile',
    {
      reading: {
        ok: true,
        question: sampleQuestion({
          verb: { word: HOSTILE, eventNames: Array.from({ length: 40 }, (_, index) => `ec2:Sample${index}`) },
          resources: [{ text: HOSTILE, form: 'name', type: null, tokens: [], partial: true }],
        }),
        assumptions: [HOSTILE],
      },
      window: sampleWindow({ from: null, phrase: HOSTILE }),
    },
  ],
];

describe('an explanation', () => {
  it.each(EXPLANATIONS)('reads in a terminal as it was agreed: %s', async (name, explanation) => {
    const text = explainTerminal(explanation, { width: 100, colour: false });
    await expect(text).toMatchFileSnapshot(`golden/explain-${name}.txt`);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it.each(EXPLANATIONS)('reads in Slack as it was agreed: %s', async (name, explanation) => {
    const message = explainBlocks(explanation, { askingId: 'a'.repeat(32) });
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(`golden/explain-${name}.json`);
    expect(checkBlocks(message.blocks, 'message', { nativeTables: true })).toBeUndefined();
  });

  it('counts the problems it does not show', () => {
    const problems = Array.from(
      { length: 30 },
      (_, index) => ({ kind: 'unread-words', text: `Word ${index}.`, instead: [] }) as const,
    );
    const message = explainBlocks(
      { reading: { ok: false, problems, assumptions: [] }, window: null },
      { askingId: 'x' },
    );
    expect(JSON.stringify(message.blocks)).toContain('22 more of this kind not shown');
    expect(checkBlocks(message.blocks, 'message', { nativeTables: true })).toBeUndefined();
  });
});
