// The list of background jobs: each name of `src/queue/payloads.ts` with what does it. A test compares it with the folder.
import { answerQuestion, gaveUp } from './answer-question.ts';
import { gaveUpLooking, recheckAnswer } from './recheck-answer.ts';

export const jobs = {
  answer: { file: 'answer-question', handler: answerQuestion, hooks: gaveUp },
  recheck: { file: 'recheck-answer', handler: recheckAnswer, hooks: gaveUpLooking },
} as const;
