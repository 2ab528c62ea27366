// A question meant for one source → put to it, and where nobody asks that source here, to whatever else there is.
import type { Errand } from '../ask.ts';
import type { Reply } from '../domain/answer.ts';
import type { AskedBy, Question } from '../domain/question.ts';
import type { AnswerDeps } from './deps.ts';

export async function putElsewhere(
  { put }: Pick<AnswerDeps, 'put'>,
  question: Question,
  asked: AskedBy,
  errand: Errand,
): Promise<Reply> {
  const reply = await put(question, asked, errand);
  return reply.status === 'refused' ? put({ ...question, source: null }, asked, errand) : reply;
}
