// Counts by day → the picture of the last 30 days up to the end of a period: bars of two days each, done and failed apart.
// Days of the digest's zone. Where no source can count, the totals of the runs before stand in, and say so.
import { DateTime } from 'luxon';
import { countOf, grouped } from '../answer/words/count.ts';
import type { Window } from '../domain/question.ts';
import type { AggregateRow, GroupKey } from '../domain/source.ts';
import type { Timeline } from '../render/timeline.ts';

export const TREND_DAYS = 30;
/** A chart takes 20 points, and a phone shows fewer. Days. */
const STRETCH_DAYS = 2;
export const TREND_GROUPS: readonly GroupKey[] = ['day', 'outcome'];
const FAILED: ReadonlySet<string> = new Set(['denied', 'failed', 'dry-run']);
/** Totals of fewer runs are no trend. */
const RUNS_MIN = 3;
const RUNS_MAX = 14;

/** 30 local days, the last of them the one in which the period ends. */
export function trendWindow(toMs: number, zone: string): Window {
  const first = firstDay(toMs, zone);
  return { from: iso(first.toMillis()), to: iso(toMs), zone, phrase: null };
}

/**
 * `rows`: by day and outcome. `complete`: all of the 30 days was read; else a bar may be low for want of events. null:
 * nothing at all happened, which the sentence says better.
 */
export function trendOf(rows: readonly AggregateRow[], toMs: number, zone: string, complete: boolean): Timeline | null {
  const first = firstDay(toMs, zone);
  const stretches = Array.from({ length: TREND_DAYS / STRETCH_DAYS }, (_, at) =>
    Array.from({ length: STRETCH_DAYS }, (_day, day) =>
      first.plus({ days: at * STRETCH_DAYS + day }).toFormat('yyyy-MM-dd'),
    ),
  );
  const count = (failed: boolean) =>
    stretches.map((days) =>
      rows
        .filter(({ keys: [day = '', outcome = ''] }) => days.includes(day) && FAILED.has(outcome) === failed)
        .reduce((sum, each) => sum + each.count, 0),
    );
  const labels = stretches.map(([day = '']) => DateTime.fromISO(day, { locale: 'en-US' }).toFormat('d LLL'));
  const title = `Events per ${STRETCH_DAYS} days${complete ? '' : '; not all was read'}`;
  return pictureOf(title, zone, labels, count(false), count(true));
}

/** Runs before, oldest first, and this one's total. */
export function trendOfRuns(
  runs: readonly { readonly to: number; readonly total: number }[],
  zone: string,
): Timeline | null {
  const kept = runs.slice(-RUNS_MAX);
  if (kept.length < RUNS_MIN) return null;
  const local = kept.map(({ to }) => DateTime.fromMillis(to, { zone, locale: 'en-US' }).toFormat('d LLL HH:mm'));
  const labels = local.map((label, index) => (local.indexOf(label) === index ? label : `${label} again`));
  const totals = kept.map(({ total }) => total);
  return pictureOf(
    'Told by each digest',
    zone,
    labels,
    totals,
    totals.map(() => 0),
  );
}

function pictureOf(
  title: string,
  zone: string,
  labels: readonly string[],
  done: readonly number[],
  failed: readonly number[],
): Timeline | null {
  const sum = (counts: readonly number[]) => counts.reduce((total, each) => total + each, 0);
  if (sum(done) + sum(failed) === 0) return null;
  const series = [
    ...(sum(done) === 0 ? [] : [{ name: 'done', failed: false, counts: done }]),
    ...(sum(failed) === 0 ? [] : [{ name: 'failed or denied', failed: true, counts: failed }]),
  ];
  const bars = labels.map((label, at) => `${label}: ${grouped((done[at] ?? 0) + (failed[at] ?? 0))}`);
  const alt = `${title} (${zone}), ${countOf(sum(done) + sum(failed), 'event')} in all: ${bars.join(', ')}.`;
  return { title, zone, labels, series, alt };
}

function firstDay(toMs: number, zone: string): DateTime {
  return DateTime.fromMillis(toMs - 1, { zone })
    .startOf('day')
    .minus({ days: TREND_DAYS - 1 });
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
