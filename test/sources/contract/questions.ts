// The questions that every source is asked in the contract suite, over the sample organisation.
import { sampleStories } from '../../../src/demo/organisation/sample-stories.ts';
import type { EventTest, Question } from '../../../src/domain/question.ts';
import { readQuestion } from '../../../src/question/read-question.ts';
import { NOW } from '../event-history/stage.ts';

const MORE_QUESTIONS = [
  'who created user bob',
  'who deleted a bucket',
  'who ran instances in eu-west-1',
  'who changed security groups',
  'who assumed a role in account 444455556666',
  'who updated function sample-checkout',
  'what did ben do',
  'who deleted something',
];

export const contractQuestions: readonly Question[] = [
  ...sampleStories(NOW).map(({ question }) => question),
  ...MORE_QUESTIONS,
].flatMap((text) => {
  const reading = readQuestion(text, { now: NOW, zone: 'UTC', locale: 'en-GB' });
  return reading.ok ? [reading.question] : [];
});

/** What is read for a question: its answer, and what is related to it. */
export function wholeTest({ test, related }: Question): EventTest {
  return related === null ? test : { kind: 'any', tests: [test, related] };
}
