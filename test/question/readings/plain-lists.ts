// The plainest lists are read whole, and what is offered instead of a question drops nothing that was typed.
import { describe, expect, it } from 'vitest';
import { describeTest } from '../../../src/question/describe-test.ts';
import { readQuestion } from '../../../src/question/read-question.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'UTC', locale: 'en-GB' };

describe('the plainest lists', () => {
  it.each([
    ['what changed in the last hour', 'that writes'],
    ['console changes yesterday', 'that writes, with console'],
    ['kms key deletions this quarter', 'kms:ScheduleKeyDeletion'],
    ['ci-runner yesterday', '(naming ci-runner or made by ci-runner)'],
    ['AKIAIOSFODNN7EXAMPLE yesterday', 'made by AKIAIOSFODNN7EXAMPLE'],
    ['bucket orders-1 last week', 'naming orders-1'],
  ])('%s: %s', (text, looksFor) => {
    const reading = readQuestion(text, asked);
    expect(reading.ok ? describeTest(reading.question.test) : reading.problems).toContain(looksFor);
    expect(reading.ok && reading.question.window).not.toBeNull();
  });

  it('a thing that cannot act made no calls', () => {
    const reading = readQuestion('bucket orders-1 last week', asked);
    expect(reading.ok && describeTest(reading.question.test)).not.toContain('made by');
  });

  it.each(['ci-runner', 'last week', 'yesterday'])('%s alone is no question', (text) =>
    expect(readQuestion(text, asked).ok).toBe(false),
  );
});

describe('what is offered instead', () => {
  it.each([
    ['who deleted last week', 'who deleted anything last week'],
    ['who terminated it yesterday', 'who terminated anything yesterday'],
  ])('%s keeps its date: %s', (text, instead) => {
    const reading = readQuestion(text, asked);
    expect(reading.ok ? [] : reading.problems.flatMap((problem) => problem.instead)).toContain(instead);
  });

  it.each([
    'changes outside the pipeline',
    'non prod changes yesterday',
    'who changed prod-1 outside of ci',
    'calls by bob except buckets',
  ])('nothing says the opposite, nothing is dropped: %s', (text) => {
    const reading = readQuestion(text, asked);
    const offers = reading.ok ? [] : reading.problems.flatMap((problem) => problem.instead);
    for (const offer of offers) expect(offer).toMatch(/outside|non|except|NAME/);
  });

  it.each(['who changed usage plan gold twicely', 'what was drained off prod yesterday'])(
    'no plain word is corrected to another: %s',
    (text) => {
      const reading = readQuestion(text, asked);
      const offers = reading.ok ? [] : reading.problems.flatMap((problem) => problem.instead);
      for (const offer of offers) expect(offer).not.toMatch(/\b(?:pod|hold|trained|host)\b/);
    },
  );
});
