import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Reply } from '../../src/domain/answer.ts';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { type Block, type RenderedMessage, SLACK_MAX, textLengthOf } from '../../src/render/block-kit.ts';
import { renderBlocks } from '../../src/render/blocks.ts';
import { hostileRuns, hostileText } from './hostile-text.ts';
import { activeMrkdwn, withoutOurLinks } from './inert-mrkdwn.ts';
import { busyHistory, cards, openedPort } from './sample-card.ts';
import {
  failed,
  HOSTILE,
  hostileAnswer,
  manyRows,
  nobodyComplete,
  nobodyIncomplete,
  refusal,
  sampleAnswer,
  sampleDenied,
  sampleEvent,
  sampleReceipt,
  threeGroups,
} from './sample-replies.ts';

const ASKING = 'a'.repeat(32);

function render(reply: Reply, nativeTables = true, newestBlocks = false): RenderedMessage {
  return renderBlocks(reply, { nativeTables, newestBlocks, askingId: ASKING });
}

function mrkdwnOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'section') return [block.text.text];
    if (block.type === 'container') return mrkdwnOf(block.child_blocks);
    return block.type === 'context' ? block.elements.map((element) => element.text) : [];
  });
}

function tableRows(message: RenderedMessage): readonly (readonly string[])[] {
  return message.blocks.flatMap((block) =>
    block.type === 'table' ? block.rows.map((row) => row.map((cell) => cell.text)) : [],
  );
}

function expectAccepted(message: RenderedMessage, nativeTables: boolean, newestBlocks = false): void {
  expect(checkBlocks(message.blocks, 'message', { nativeTables, newestBlocks })).toBeUndefined();
  expect(textLengthOf(message.blocks)).toBeLessThanOrEqual(SLACK_MAX.blocksText);
  expect(message.text.length).toBeGreaterThan(0);
  expect(message.text.length).toBeLessThanOrEqual(SLACK_MAX.message);
}

const REPLIES: readonly (readonly [string, Reply])[] = [
  ['one-done', sampleAnswer()],
  ['three-groups', threeGroups],
  ['nobody-complete', nobodyComplete],
  ['nobody-incomplete', nobodyIncomplete],
  [
    'only-attempts',
    sampleAnswer({ done: [], attempted: [0, 1, 2].map((index) => sampleDenied(index)), sentence: 'Nobody succeeded.' }),
  ],
  ['hostile', hostileAnswer(HOSTILE)],
  ['refused', refusal],
  ['failed', failed],
];

describe('a reply as Slack blocks', () => {
  it.each(REPLIES)('looks as it was agreed: %s', async (name, reply) => {
    const message = render(reply);
    expectAccepted(message, true);
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(`golden/blocks-${name}.json`);
  });

  it.each(REPLIES)('looks as it was agreed where tables are refused: %s', async (name, reply) => {
    const message = render(reply, false);
    expectAccepted(message, false);
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(`golden/blocks-${name}-plain.json`);
  });

  it.each(cards)('looks as it was agreed with all a card can show: %s', async (name, answer) => {
    const message = render(answer, true, true);
    expectAccepted(message, true, true);
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot(`golden/card-${name}.json`);
  });

  it('says in its text alone what happened, who was behind it, by which event, and that more may come', () => {
    const { text } = render(openedPort);
    expect(text).toContain('What changed: Added inbound rule of sg-0123456789abcdef0: TCP 22 (SSH)');
    expect(text).toContain('Behind session deploy of role sample-ci – probably Dana Sample');
    expect(text).toContain('Event: `00000000-0000-4000-8000-000000000000`');
    expect(text).toContain('I look again until 15:40 Europe/Amsterdam');
    expect(render(busyHistory).text).toContain('Not complete: 1 gap.');
  });

  it('says of what was not done, or not yet, that it was not', () => {
    const record = { requestParameters: { instanceId: 'i-1', disableApiTermination: { value: false } } };
    const shape = { action: 'ModifyInstanceAttribute', record };
    const told = (changes: Partial<Answer>) => mrkdwnOf(render(sampleAnswer(changes)).blocks).join('\n');
    expect(told({ done: [sampleEvent(0, shape)] })).toContain('*What changed*\n− Termination protection');
    expect(told({ done: [], attempted: [sampleDenied(0, shape)] })).toContain('*What was tried (nothing changed)*\n−');
    expect(told({ done: [], attempted: [sampleEvent(0, shape)] })).toContain('*What was asked for (not done to this)*');
    const accepted = sampleEvent(0, { ...shape, outcome: { kind: 'accepted' } });
    expect(told({ done: [accepted] })).toContain('*What is changing (accepted)*');
  });

  it('never folds away what is missing', () => {
    const message = render(busyHistory, true, true);
    const unfolded = message.blocks.filter((block) => block.type !== 'container');
    expect(mrkdwnOf(unfolded).join()).toContain('Gap, not-delivered');
  });

  it('shows first and counts the rest of a thousand rows', async () => {
    const message = render(manyRows(1000));
    await expect(`${JSON.stringify(message, null, 2)}\n`).toMatchFileSnapshot('golden/blocks-thousand.json');
    expect(mrkdwnOf(message.blocks)).toContain('60 of 1,333 rows shown; all are in the CSV.');
    expect(message.needsCsv).toBe(true);
  });

  it.each([1, 10, 1000, 100_000])('is taken by Slack with %i rows, with and without tables', (count) => {
    const answer = manyRows(count);
    expectAccepted(render(answer, true, true), true, true);
    expectAccepted(render(answer), true);
    expectAccepted(render(answer, false), false);
  });

  it('says that rows are cut exactly when they are', () => {
    for (const count of [0, 1, 3, 49, 50, 51, 500]) {
      for (const nativeTables of [true, false]) {
        const receipt = sampleReceipt({ sources: [], deliveredTo: null });
        const answer = sampleAnswer({ receipt, done: Array.from({ length: count }, (_, index) => sampleEvent(index)) });
        const message = render(answer, nativeTables);
        const ids = JSON.stringify(message.blocks).match(/2023-07-1\d \d\d:\d\d:\d\d/g) ?? [];
        expect(ids.length < count, `${count} ${nativeTables}`).toBe(message.needsCsv);
      }
    }
  });

  it('keeps what was tried apart from what was done', () => {
    const message = render(threeGroups);
    const headings = mrkdwnOf(message.blocks).filter((text) => /^\*.*\(\d+\)\*$/.test(text));
    expect(headings).toEqual(['*Accepted (1)*', '*Tried and failed (2)*', '*Also relevant (1)*']);
    expect(
      tableRows(message)
        .slice(1)
        .map((row) => row[3]),
    ).toEqual(['accepted']);
  });

  it('calls a call that failed for this resource an attempt, though it succeeded as a whole', () => {
    const message = render(sampleAnswer({ done: [], attempted: [sampleEvent()] }));
    expect(tableRows(message)[1]).toContain('failed for this resource');
    expect(JSON.stringify(message)).not.toContain('Done (');
  });

  it('never leaves a gap out silently', () => {
    const gaps = Array.from(
      { length: 40 },
      (_, index) => ({ kind: 'unreadable-file', detail: `File ${index} is broken.` }) as const,
    );
    const message = render(sampleAnswer({ receipt: sampleReceipt({ gaps, complete: false }) }));
    expect(message.text).toContain('Not complete: 40 gaps.');
    expect(mrkdwnOf(message.blocks).join('\n')).toContain('36 more (36');
    expectAccepted(message, true);
  });

  it('mentions the asker only when told to, and nobody who is not a user', () => {
    const mentioned = renderBlocks(sampleAnswer(), { nativeTables: true, askingId: ASKING, asker: 'U0123ABCD' });
    expect(mentioned.text.startsWith('<@U0123ABCD> sample-user')).toBe(true);
    expect(render(sampleAnswer()).text).not.toContain('<@');
    const forged = renderBlocks(sampleAnswer(), { nativeTables: true, askingId: ASKING, asker: '!channel' });
    expect(withoutOurLinks(JSON.stringify(forged))).not.toContain('<');
  });

  it('does nothing but show, whatever the events say', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), fc.boolean(), (text, nativeTables, newestBlocks) => {
        const message = render(hostileAnswer(text), nativeTables, newestBlocks);
        expectAccepted(message, nativeTables, newestBlocks);
        expectInert(message);
      }),
      hostileRuns(300),
    );
  });

  it('does nothing but show, whatever was asked', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const problem = { kind: 'unread-words', text, instead: [text, `${text}2`] } as const;
        const refused = render({ ...refusal, text, problems: [problem, problem], assumptions: [text] });
        const failure = render({
          ...failed,
          text,
          failure: { ...failed.failure, what: text, why: text, instead: text },
        });
        for (const message of [refused, failure]) {
          expect(checkBlocks(message.blocks, 'message', { nativeTables: true })).toBeUndefined();
          expectInert(message);
        }
      }),
      hostileRuns(300),
    );
  });

  it('keeps to every limit when each text is as long as it can be', () => {
    const long = '<&*x> '.repeat(3000);
    const gaps = Array.from({ length: 500 }, () => ({ kind: 'denied', detail: long }) as const);
    const hostile: Answer = {
      ...hostileAnswer(long),
      receipt: sampleReceipt({ gaps, complete: false, regions: [long, long] }),
    };
    const filled = { ...hostile, attempted: Array.from({ length: 900 }, () => hostile.attempted).flat() };
    for (const nativeTables of [true, false]) {
      for (const newestBlocks of [true, false]) {
        const message = render(filled, nativeTables, newestBlocks);
        expectAccepted(message, nativeTables, newestBlocks);
        expect(message.needsCsv).toBe(true);
        expect(tableRows(message).length + (JSON.stringify(message.blocks).match(/```/g)?.length ?? 0)).toBeGreaterThan(
          1,
        );
      }
    }
    const problem = {
      kind: 'too-long',
      text: long,
      instead: Array.from({ length: 40 }, (_, index) => `${index} ${'long '.repeat(300)}`),
    } as const;
    expectAccepted(
      render({ ...refusal, text: long, problems: [problem, problem, problem], assumptions: [long] }),
      true,
    );
    expectAccepted(
      render({ ...failed, text: long, failure: { ...failed.failure, what: long, why: long, instead: long } }),
      true,
    );
  });
});

const OUR_HEADINGS =
  /^\*(?:[A-Z][a-z ]+ \([\d,]+\)\*$|What (?:changed|was tried \(nothing changed\)|was asked for \(not done to this\)|is changing \(accepted\))\*|Who is behind it\*)/;

/** Our own headings are bold, our lists have bullets, our fences three backticks; all else must be inert. */
function expectInert(message: RenderedMessage): void {
  for (const text of [message.text, ...mrkdwnOf(message.blocks)].map(withoutOurLinks)) {
    const fence = /^```\n([^`]*)```$/.exec(text);
    if (fence !== null) {
      expect(fence[1]).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      continue;
    }
    for (const line of text.split('\n')) {
      expect(activeMrkdwn(line.replace(OUR_HEADINGS, '').replace(/^[•⚠↳⇒+−=] /, ''))).toEqual([]);
    }
  }
}
