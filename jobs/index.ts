// The list of background jobs: each name of `src/queue/payloads.ts` with what does it. A test compares it with the folder.
import { type AnswerDeps, answerQuestion, gaveUp } from './answer-question.ts';

export const jobs = {
  answer: { file: 'answer-question', handler: answerQuestion, hooks: gaveUp },
} as const;

export type { AnswerDeps };
