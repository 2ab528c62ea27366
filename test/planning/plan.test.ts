// Which sources are asked, over which time, at what cost: from questions as typed and abilities written down here.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../src/domain/failure.ts';
import type { Question, Window } from '../../src/domain/question.ts';
import type { Abilities } from '../../src/domain/source.ts';
import type { Budget } from '../../src/planning/budget.ts';
import { type Plan, type PlanOptions, planQuestion } from '../../src/planning/plan.ts';
import { provisionalUntil } from '../../src/planning/provisional.ts';
import { isReached, splitWindow } from '../../src/planning/split-window.ts';
import { readQuestion } from '../../src/question/read-question.ts';

const NOW = Date.parse('2026-03-18T09:00:00Z');
const ASKED = { now: NOW, zone: 'UTC', locale: 'en-GB' };
const DAY_MS = 86_400_000;

const archive = (more: Partial<Abilities> = {}): Abilities => ({
  name: 'archive',
  cost: { kind: 'free' },
  reachesBackToMs: Date.parse('2026-01-01T00:00:00Z'),
  reachesUpToMs: Date.parse('2026-03-17T00:00:00Z'),
  categories: null,
  accounts: ['111122223333'],
  regions: ['eu-west-1'],
  ...more,
});
const history = (more: Partial<Abilities> = {}): Abilities => ({
  name: 'event-history',
  cost: { kind: 'paced', eventsPerSecond: 98 },
  reachesBackToMs: NOW - 90 * DAY_MS,
  reachesUpToMs: null,
  categories: ['Management'],
  accounts: ['111122223333', '444455556666'],
  regions: ['eu-west-1', 'us-east-1'],
  ...more,
});
const lake = (more: Partial<Abilities> = {}): Abilities => ({
  name: 'lake',
  cost: { kind: 'per-byte', usdPerGb: 0.005, bytesPerDay: 20_000_000_000 },
  reachesBackToMs: NOW - 2_000 * DAY_MS,
  reachesUpToMs: null,
  categories: ['Management', 'Data'],
  accounts: null,
  regions: null,
  ...more,
});

function question(text: string): Question {
  const reading = readQuestion(text, ASKED);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.question;
}

function planOf(text: string, sources: readonly Abilities[], more: Partial<PlanOptions> = {}) {
  return planQuestion(question(text), ASKED, { sources, ...more });
}

function planned(text: string, sources: readonly Abilities[], more: Partial<PlanOptions> = {}): Plan {
  const result = planOf(text, sources, more);
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.plan;
}

const partsOf = ({ parts }: Plan) => parts.map(({ source, window }) => [source, window.from, window.to]);
const WHO = 'who terminated i-0123456789abcdef0';

describe('a plan', () => {
  it('asks the free source alone for time that it reaches', () => {
    const plan = planned(`${WHO} on 3 march`, [lake(), history(), archive()]);
    expect(partsOf(plan)).toEqual([['archive', '2026-03-03T00:00:00Z', '2026-03-04T00:00:00Z']]);
    expect(plan.quote.words).toBeNull();
  });

  it('fills the newest hours in from the next cheapest, with an overlap for late events', () => {
    const plan = planned(`${WHO} since 16 march`, [lake(), history(), archive()]);
    expect(partsOf(plan)).toEqual([
      ['archive', '2026-03-16T00:00:00Z', '2026-03-17T00:00:00Z'],
      ['event-history', '2026-03-16T23:40:00Z', '2026-03-18T09:00:00Z'],
    ]);
    expect(plan.why).toContain('a part of the time');
  });

  it('pays only for what no cheaper source reaches, and quotes it', () => {
    const plan = planned(`${WHO} since 1 december`, [lake(), history()]);
    expect(plan.parts.map(({ source }) => source)).toEqual(['lake', 'event-history']);
    expect(plan.quote.bytes).toBeCloseTo(20e9 * 19, -8);
    expect(plan.quote.words).toMatch(/^CloudTrail Lake would read about 380\.0 GB, for about \$1\.90$/);
  });

  it('has nothing asked of a folder from before it begins, and its first minutes of what comes before it too', () => {
    const plan = planned(`${WHO} from 2025-12-30 to 2026-03-10`, [lake(), archive()]);
    expect(partsOf(plan)).toEqual([
      ['lake', '2025-12-30T00:00:00Z', '2026-01-01T00:20:00Z'],
      ['archive', '2026-01-01T00:00:00Z', '2026-03-11T00:00:00Z'],
    ]);
  });

  it('begins a billed query after growing copies at the same instant all day: a pause must not have it paid twice', () => {
    const at = (time: string) =>
      planned(`${WHO} since 16 march`, [lake(), archive({ reachesUpToMs: Date.parse(time) })]);
    expect(partsOf(at('2026-03-18T08:40:00Z'))).toEqual([
      ['archive', '2026-03-16T00:00:00Z', '2026-03-18T00:00:00Z'],
      ['lake', '2026-03-18T00:00:00Z', '2026-03-18T09:00:00Z'],
    ]);
    expect(at('2026-03-18T08:55:00Z').parts).toEqual(at('2026-03-18T08:40:00Z').parts);
    const early = planned(`${WHO} on 2026-03-18 before 08:00`, [
      lake(),
      archive({ reachesUpToMs: Date.parse('2026-03-18T08:40:00Z') }),
    ]);
    expect(early.parts.map(({ source }) => source)).toEqual(['archive']);
    // What happened before midnight may not have been copied yet.
    expect(partsOf(at('2026-03-18T00:10:00Z'))[1]?.[1]).toBe('2026-03-17T00:00:00Z');
  });

  it('keeps off the moving edge of event history, and plans the same again some minutes later', () => {
    const at = (now: number) =>
      planned(`${WHO} since 1 december`, [lake(), history({ reachesBackToMs: now - 90 * DAY_MS })]);
    expect(partsOf(at(NOW))).toEqual([
      ['lake', '2025-12-01T00:00:00Z', '2025-12-20T00:00:00Z'],
      ['event-history', '2025-12-19T23:40:00Z', '2026-03-18T09:00:00Z'],
    ]);
    expect(at(NOW + 30 * 60_000).parts).toEqual(at(NOW).parts);
  });

  it('asks for data events where there are any', () => {
    const plan = planned('who deleted objects from bucket sample-exports yesterday', [history(), lake()]);
    expect(plan.parts.map(({ source }) => source)).toEqual(['lake']);
    expect(plan.why).toBe('event history would be cheaper, but does not hold data events');
  });

  it('passes over a source that does not hold the account or Region of the question', () => {
    expect(planned(`${WHO} in us-east-1 on 3 march`, [history(), archive()]).parts[0]?.source).toBe('event-history');
    expect(planned(`${WHO} in account 444455556666 on 3 march`, [history(), archive()]).parts[0]?.source).toBe(
      'event-history',
    );
    // Nobody holds it: the cheapest says so by its gap.
    expect(planned(`${WHO} in ap-south-1 on 3 march`, [history(), archive()]).parts[0]?.source).toBe('archive');
  });

  it('does what the question says about the source', () => {
    expect(planned(`${WHO} on 3 march source:lake`, [archive(), lake()]).parts[0]?.source).toBe('lake');
    expect(planOf(`${WHO} on 3 march source:athena`, [archive()])).toMatchObject({
      ok: false,
      problem: { text: 'There is no source "athena" here; there is archive.' },
    });
  });

  it('without a date searches a free source whole, and a paced or billed one for a week, which it says', () => {
    expect(partsOf(planned(WHO, [archive()]))).toEqual([['archive', null, '2026-03-18T09:00:00Z']]);
    const week = planned(WHO, [history()]);
    expect(week.window.from).toBe('2026-03-11T09:00:00Z');
    expect(week.assumptions).toEqual(['No date was given, so the last 7 days were searched.']);
  });

  it('without a date asks a paced source for what a stale folder lacks, and a billed one for a week of it with a gap', () => {
    const stale = archive({ reachesUpToMs: Date.parse('2026-02-01T00:00:00Z') });
    expect(partsOf(planned(WHO, [stale, history()]))[1]?.[1]).toBe('2026-01-31T23:40:00Z');
    const billed = planned(WHO, [stale, lake()]);
    expect(partsOf(billed)[1]?.[1]).toBe('2026-03-11T09:00:00Z');
    expect(billed.gaps).toMatchObject([
      { kind: 'outside-horizon', detail: expect.stringContaining('CloudTrail Lake') },
    ]);
  });

  it('says by a gap what a source that cannot be asked might have held, and only where it is needed', () => {
    const failure: Failure = { failure: 'not-allowed', what: 'No.', why: 'The keys are wrong.', instead: 'Mend them.' };
    const troubles = [{ name: 'event-history' as const, failure }];
    expect(planned(`${WHO} on 3 march`, [archive()], { troubles }).gaps).toEqual([]);
    expect(planned(`${WHO} since 16 march`, [archive()], { troubles }).gaps).toEqual([
      { kind: 'denied', detail: 'No. The keys are wrong. Mend them.' },
    ]);
    expect(planOf(WHO, [], { troubles })).toEqual({ ok: false, failure });
  });
});

describe('a budget', () => {
  const budget = (more: Partial<Budget>): Budget => ({
    perQuestionUsd: null,
    personLeftUsd: null,
    channelLeftUsd: null,
    ...more,
  });
  // $0.10 a day.
  it('refuses a plan above it, with the quote and a question that fits, which is read as meant', () => {
    const refused = planOf(`${WHO} in the last 30 days?`, [lake()], { budget: budget({ perQuestionUsd: 1 }) });
    expect(refused).toMatchObject({
      ok: false,
      problem: {
        kind: 'over-budget',
        text: 'This was not run: CloudTrail Lake would read about 600.0 GB, for about $3.00, and one question may cost $1.00. Ask about a shorter time.',
        instead: [`${WHO} in the last 10 days`],
      },
    });
    const again = planned(`${WHO} in the last 10 days`, [lake()], { budget: budget({ perQuestionUsd: 1 }) });
    expect(again.quote.usd).toBeLessThanOrEqual(1);
  });

  it('counts what is read besides the window: whole days, and the one after, and offers what then fits', () => {
    const beyond = { beforeMs: 0, afterMs: DAY_MS, wholeDays: true };
    const athena = lake({ name: 'athena', cost: { kind: 'per-byte', usdPerGb: 0.005, bytesPerDay: 20e9, beyond } });
    const quoted = (words: string) => planned(`${WHO} ${words}`, [athena]).quote.usd;
    expect(quoted('in the last hour')).toBeCloseTo(0.1, 6);
    expect(quoted('on 3 march')).toBeCloseTo(0.2, 6);
    expect(quoted('in the last 7 days')).toBeCloseTo(0.8, 6);
    const one = budget({ perQuestionUsd: 1 });
    const refused = planOf(`${WHO} in the last 30 days`, [athena], { budget: one });
    expect(refused).toMatchObject({ problem: { instead: [`${WHO} in the last 8 days`] } });
    expect(planOf(`${WHO} in the last 8 days`, [athena], { budget: one }).ok).toBe(true);
  });

  it('offers the newest days of a past window', () => {
    const refused = planOf(`${WHO} in january`, [lake()], { budget: budget({ perQuestionUsd: 0.5 }) });
    expect(refused).toMatchObject({ problem: { instead: [`${WHO} from 2026-01-27 to 2026-01-31`] } });
    expect(planned(`${WHO} from 2026-01-27 to 2026-01-31`, [lake()]).quote.usd).toBeCloseTo(0.5, 6);
  });

  it('counts what the person and the channel have left, the tightest first', () => {
    const both = budget({ perQuestionUsd: 5, personLeftUsd: 0.2, channelLeftUsd: 0 });
    const refused = planOf(`${WHO} in the last 3 days`, [lake()], { budget: both });
    expect(refused).toMatchObject({
      problem: { text: expect.stringContaining('$0.00 is left of what may be spent in this channel'), instead: [] },
    });
  });

  it('never stands in the way of what is free, and stops what nobody can price', () => {
    expect(planOf(`${WHO} on 3 march`, [archive(), lake()], { budget: budget({ perQuestionUsd: 0 }) }).ok).toBe(true);
    const unpriced = lake({ cost: { kind: 'per-byte', usdPerGb: 0.005, bytesPerDay: null } });
    expect(planOf(WHO, [unpriced], { budget: budget({ perQuestionUsd: 9 }) })).toMatchObject({
      problem: { text: expect.stringContaining('is not known') },
    });
  });
});

describe('the parts of a window', () => {
  const ms = fc.integer({ min: Date.parse('2026-01-01'), max: NOW }).map((each) => Math.floor(each / 1000) * 1000);
  const iso = (each: number) => new Date(each).toISOString().replace('.000Z', 'Z');
  const reach = fc.record({
    name: fc.constantFrom('archive' as const, 'event-history' as const, 'lake' as const),
    reachesBackToMs: fc.option(ms),
    reachesUpToMs: fc.option(ms),
  });

  it('together are the window, in order, and each is within it', () => {
    const sources = fc.uniqueArray(reach, { selector: ({ name }) => name, minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(ms, ms, fc.boolean(), sources, (one, two, open, reaches) => {
        fc.pre(one !== two);
        const from = open ? null : iso(Math.min(one, two));
        const window: Window = { from, to: iso(Math.max(one, two)), zone: 'UTC', phrase: null };
        const parts = splitWindow(window, reaches);
        expect(parts[0]?.window.from).toBe(from);
        expect(parts.at(-1)?.window.to).toBe(window.to);
        for (const [at, part] of parts.entries()) {
          expect(part.window.from === null || part.window.from < part.window.to).toBe(true);
          const next = parts[at + 1];
          if (next !== undefined) expect((next.window.from ?? '') <= part.window.to).toBe(true);
        }
        expect(new Set(parts.map(({ source }) => source)).size).toBeLessThanOrEqual(reaches.length);
        if (reaches.some(({ reachesBackToMs, reachesUpToMs }) => reachesBackToMs === null && reachesUpToMs === null)) {
          expect(isReached(window, reaches)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a provisional answer', () => {
  const window = (to: string): Window => ({ from: null, to, zone: 'UTC', phrase: null });
  it('is one whose window ended less than a delivery ago, on a source that is fed by AWS', () => {
    expect(provisionalUntil(window('2026-03-18T08:50:00Z'), [history()], NOW)).toBe('2026-03-18T09:10:00Z');
    expect(provisionalUntil(window('2026-03-18T08:30:00Z'), [history()], NOW)).toBeNull();
    expect(provisionalUntil(window('2026-03-18T08:50:00Z'), [archive()], NOW)).toBeNull();
  });
});
