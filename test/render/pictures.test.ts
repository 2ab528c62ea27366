import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../src/fakes/slack/blocks/check-blocks.ts';
import { chartBlock } from '../../src/render/chart-block.ts';
import { chartSvg } from '../../src/render/chart-svg.ts';
import { drawPng } from '../../src/render/draw-png.ts';
import { messageForms } from '../../src/render/message-forms.ts';
import { pictureOf } from '../../src/render/picture.ts';
import { type Timeline, timelineOf } from '../../src/render/timeline.ts';
import { hostileRuns, hostileText } from './hostile-text.ts';
import { busyHistory, openedPort } from './sample-card.ts';
import {
  failed,
  hostileAnswer,
  manyRows,
  refusal,
  sampleActor,
  sampleAnswer,
  sampleDenied,
  sampleEvent,
  sampleWindow,
} from './sample-replies.ts';

const HOUR = 3_600_000;

function total(timeline: Timeline | null): number {
  return (timeline?.series ?? []).flatMap(({ counts }) => counts).reduce((sum, each) => sum + each, 0);
}

function at(...isos: readonly string[]): Timeline | null {
  return timelineOf(sampleAnswer({ done: isos.map((iso, index) => sampleEvent(index, { timeMs: Date.parse(iso) })) }));
}

describe('the timeline of an answer', () => {
  it('counts who did how much when, and what failed', () => {
    expect(timelineOf(busyHistory)).toMatchObject({
      title: 'Calls per 15 minutes',
      zone: 'Europe/Amsterdam',
      series: [
        { name: 'sample-user', failed: false },
        { name: 'sample-admin', failed: false },
        { name: 'sample-deployer', failed: false },
        { name: 'failed or denied', failed: true, counts: [0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0] },
      ],
    });
    expect(timelineOf(busyHistory)?.labels).toHaveLength(14);
    expect(timelineOf(busyHistory)?.alt).toBe(
      'Calls per 15 minutes, from 10 Jul 14:00 to 10 Jul 17:15 (Europe/Amsterdam): 17 calls, most (4) at 10 Jul 14:30. ' +
        'By series: sample-user 5, sample-admin 5, sample-deployer 4 and failed or denied 3.',
    );
  });

  it('is not drawn for fewer than three events, nor for a single moment', () => {
    expect(timelineOf(openedPort)).toBeNull();
    expect(at('2023-07-10T12:00:00Z', '2023-07-10T12:00:20Z', '2023-07-10T12:00:40Z')).toBeNull();
    expect(at('2023-07-10T12:00:00Z', '2023-07-10T12:00:20Z', '2023-07-10T12:01:00Z')?.labels).toHaveLength(2);
  });

  it('loses no event, over any time', () => {
    const answer = manyRows(3000);
    expect(total(timelineOf(answer))).toBe(4000);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4_000_000_000_000 }), { minLength: 3, maxLength: 40 }),
        fc.constantFrom('Europe/Amsterdam', 'UTC', 'Asia/Kolkata', 'America/St_Johns', 'nowhere'),
        (times, zone) => {
          const done = times.sort((a, b) => a - b).map((timeMs, index) => sampleEvent(index, { timeMs }));
          const timeline = timelineOf(sampleAnswer({ done, window: sampleWindow({ zone }) }));
          if (timeline === null) return;
          expect(total(timeline)).toBe(times.length);
          expect(timeline.labels.length).toBeLessThanOrEqual(14);
          expect(checkBlocks([chartBlock(timeline)], 'message', { nativeTables: true })).toBeUndefined();
        },
      ),
      { numRuns: 200 },
    );
  });

  it('names the hour twice that a clock change repeats', () => {
    const hours = [0, 1, 2, 3].map((hour) => new Date(Date.parse('2023-10-28T23:30:00Z') + hour * HOUR).toISOString());
    expect(at(...hours)?.labels).toContain('29 Oct 02:30 again');
  });

  it('gives callers beyond three one series together, and names that look alike a number', () => {
    const names = ['a'.repeat(30), `${'a'.repeat(30)}b`, 'c', 'd', 'e'];
    const done = names.flatMap((name, at) =>
      [0, 1].map((index) => sampleEvent(at * 3 + index, { actor: sampleActor({ name }) })),
    );
    const series = timelineOf(sampleAnswer({ done, attempted: [sampleDenied(16)] }))?.series ?? [];
    expect(series.map(({ name }) => name)).toEqual([
      `${'a'.repeat(19)}…`,
      `${'a'.repeat(16)}… 2`,
      'c',
      'other callers',
      'failed or denied',
    ]);
  });
});

describe('the picture of an answer', () => {
  it('is drawn with the shipped font, at twice the size, and shows text', async () => {
    const timeline = timelineOf(busyHistory);
    const picture = await pictureOf(busyHistory);
    if (timeline === null || picture === null) throw new Error('no picture');
    expect(picture).toMatchObject({ title: 'Calls per 15 minutes', alt: timeline.alt });
    expect(picture.alt.length).toBeLessThanOrEqual(2000);
    const svg = chartSvg(timeline);
    const png = Buffer.from(picture.png);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 800]);
    // Without its font nothing of the text would be drawn, and nothing would say so.
    const textless = Buffer.from(await drawPng(svg.replace(/<text[\s\S]*?<\/text>/g, '')));
    expect(png.length - textless.length).toBeGreaterThan(10_000);
  });

  it('is not drawn of what has none', async () => {
    expect(await Promise.all([openedPort, refusal, failed].map(pictureOf))).toEqual([null, null, null]);
  });

  it('holds text only, whatever the callers are called', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const hostile = hostileAnswer(text);
        const done = [0, 1, 2].map((index) => sampleEvent(index, { actor: hostile.done[0]?.actor ?? sampleActor() }));
        const timeline = timelineOf(sampleAnswer({ done }));
        if (timeline === null) throw new Error('no timeline');
        const svg = chartSvg(timeline);
        const tags = svg.replace(/"[^"<>]*"/g, '""').match(/<[^>]*>?/g) ?? [];
        for (const tag of tags) expect(tag).toMatch(/^<\/?(svg|title|defs|pattern|rect|line|text)\b[\w:\s="/-]*>$/);
        expect(svg.replace(/<[^>]*>/g, '')).not.toMatch(
          /[<>\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]|&(?!(amp|lt|gt|quot|apos);)/u,
        );
        expect(checkBlocks([chartBlock(timeline)], 'message', { nativeTables: true })).toBeUndefined();
      }),
      hostileRuns(200),
    );
  });

  it('comes as a chart first, and its absence is told where Slack takes no chart', () => {
    const { forms, lacksChart, needsCsv } = messageForms(busyHistory, { askingId: 'a'.repeat(32), csvButton: false });
    const drawn = forms.map((form) => JSON.stringify(form().blocks).includes('data_visualization'));
    expect(drawn).toEqual([true, false, false, false]);
    const older = { nativeTables: true, newestBlocks: false };
    expect(forms.map((form) => checkBlocks(form().blocks, 'message', older)?.error)).toEqual([
      'invalid_blocks',
      ...[undefined, undefined, undefined],
    ]);
    expect([0, 1, 2, 3].map(lacksChart)).toEqual([false, true, true, true]);
    expect([0, 1, 3].map(needsCsv)).toEqual([false, false, true]);
    expect(messageForms(openedPort, { askingId: 'a'.repeat(32), csvButton: false }).lacksChart(1)).toBe(false);
  });
});
