// The recognisers' own examples: what the documentation says is read is what is read.
import { describe, expect, it } from 'vitest';
import { questionExamples } from '../../../src/question/examples.ts';
import { readQuestion } from '../../../src/question/read-question.ts';
import { eventNamesOf, leaves, textsOf } from '../leaves.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'Europe/Madrid', locale: 'en-GB' };

describe.each(questionExamples)('the $part recogniser "$recogniser"', ({ examples }) => {
  it('has an example', () => expect(examples.length).toBeGreaterThan(0));

  it.each(examples)('reads “$text” as it says', (example) => {
    const reading = readQuestion(example.text, asked);
    if (!reading.ok) throw new Error(reading.problems.map((problem) => problem.text).join(' '));
    const { question } = reading;
    expect(question.kind).toBe(example.kind);
    const names = eventNamesOf(question.test);
    if (example.eventNames !== undefined) expect([...names].sort()).toEqual([...example.eventNames].sort());
    for (const name of example.includes ?? []) expect(names).toContain(name);
    if (example.resources !== undefined) expect(textsOf(question.resources)).toEqual(example.resources);
    if (example.actors !== undefined) expect(textsOf(question.actors)).toEqual(example.actors);
    for (const leaf of example.leaves ?? []) expect(leaves(question.test)).toContainEqual(leaf);
  });
});
