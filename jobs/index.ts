// The list of background jobs: each name of `src/queue/payloads.ts` with what does it. A test compares it with the folder.
import { answerQuestion, gaveUp } from './answer-question.ts';
import { chore, gaveUpChore } from './chore.ts';
import { gaveUpHome, home } from './home.ts';
import { gaveUpLooking, recheckAnswer } from './recheck-answer.ts';
import { gaveUpTick, tick } from './tick.ts';

export const jobs = {
  answer: { file: 'answer-question', handler: answerQuestion, hooks: gaveUp },
  chore: { file: 'chore', handler: chore, hooks: gaveUpChore },
  home: { file: 'home', handler: home, hooks: gaveUpHome },
  recheck: { file: 'recheck-answer', handler: recheckAnswer, hooks: gaveUpLooking },
  tick: { file: 'tick', handler: tick, hooks: gaveUpTick },
} as const;
