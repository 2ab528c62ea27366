import { describe, expect, it } from 'vitest';
import { DELIVERY_MS } from '../../src/domain/delivery.ts';
import type { Window } from '../../src/domain/question.ts';
import { clipWindow, instant } from '../../src/sources/event-history/clip-window.ts';

const NOW = Date.parse('2026-11-20T12:00:00.250Z');
const HORIZON = '2026-08-22T12:00:10Z';
const window = (from: string | null, to: string): Window => ({ from, to, zone: 'UTC', phrase: null });
const kinds = (from: string | null, to: string) => clipWindow(window(from, to), NOW).gaps.map(({ kind }) => kind);

describe('the window of event history', () => {
  it('has no gap inside ninety days and older than delivery takes', () => {
    const clipped = clipWindow(window('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'), NOW);
    expect(clipped).toMatchObject({ gaps: [], empty: false });
    expect([instant(clipped.fromMs), instant(clipped.toMs)]).toEqual(['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z']);
  });

  it('is cut at ninety days, and says so', () => {
    const clipped = clipWindow(window('2026-01-01T00:00:00Z', '2026-11-02T00:00:00Z'), NOW);
    expect(instant(clipped.fromMs)).toBe(HORIZON);
    expect(clipped.gaps).toMatchObject([{ kind: 'outside-horizon', detail: expect.stringContaining(HORIZON) }]);
  });

  it('is empty where it is older than that as a whole', () => {
    const clipped = clipWindow(window('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'), NOW);
    expect(clipped).toMatchObject({ empty: true, gaps: [{ kind: 'outside-horizon' }] });
  });

  it('without a beginning goes back as far as AWS does: nothing that was asked for is missing', () => {
    const clipped = clipWindow(window(null, '2026-11-02T00:00:00Z'), NOW);
    expect(instant(clipped.fromMs)).toBe(HORIZON);
    expect(clipped.gaps).toEqual([]);
  });

  it('ends now at the latest, now included', () => {
    const clipped = clipWindow(window('2026-11-20T00:00:00Z', '2026-12-01T00:00:00Z'), NOW);
    expect(instant(clipped.toMs)).toBe('2026-11-20T12:00:01Z');
  });

  it('has a gap as long as events may still be on their way', () => {
    const to = (ms: number) => instant(Math.floor((NOW - DELIVERY_MS) / 1000) * 1000 + ms);
    expect(kinds('2026-11-20T00:00:00Z', to(0))).toEqual([]);
    expect(kinds('2026-11-20T00:00:00Z', to(1_000))).toEqual(['not-delivered']);
    expect(kinds('2026-01-01T00:00:00Z', '2026-11-20T12:00:00Z')).toEqual(['outside-horizon', 'not-delivered']);
    const young = clipWindow(window('2026-11-20T11:50:00Z', '2026-11-20T12:00:00Z'), NOW).gaps[0]?.detail;
    expect(young).toContain('from 2026-11-20T11:50:00Z on');
    expect(young).toContain('Ask again after 2026-11-20T12:20:00Z');
  });
});
