// A press for the record of one event of an answer → the modal that is open with it. Records are not kept: it is looked for by
// its id where that costs nothing, else by asking the same question again as of then.
import type { AuditEvent } from '../domain/audit-event.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type { Wanted } from '../domain/wanted.ts';
import type { ContractReply } from '../render/json.ts';
import { rawEventModal } from '../render/modals/raw-event-modal.ts';
import { sentenceModal } from '../render/modals/sentence-modal.ts';
import { type AnswerDeps, askedBy, endAsking } from './deps.ts';
import { errandFor } from './errand.ts';
import { type AnswerBefore, answerBefore, NO_ANSWER, type Work } from './work.ts';

const TITLE = 'Raw event';

export async function showRawEvent(
  deps: AnswerDeps,
  work: Work,
  { askingId, eventId, viewId }: Extract<Wanted, { kind: 'raw' }>,
): Promise<Failure | null> {
  const { asking } = work;
  const before = await answerBefore(deps, asking, askingId);
  const isOfIt = before !== null && idsOf(before.reply).has(eventId.toLowerCase());
  const found = isOfIt ? await find(deps, work, before, eventId) : null;
  if (isFailure(found) && found.failure === 'still-running') return found;
  await deps.reach.showView(viewId, viewOf(found, before === null || !isOfIt));
  await endAsking(deps, asking, 'answered', null, 'raw');
  return null;
}

/** What to show instead of a record: a refusal, or that every try failed. */
export async function showInstead(deps: AnswerDeps, viewId: string, text: string): Promise<void> {
  await deps.reach.showView(viewId, sentenceModal(TITLE, text));
}

function viewOf(found: AuditEvent | Failure | null, gone: boolean): object {
  if (gone) return sentenceModal(TITLE, NO_ANSWER);
  if (found === null)
    return sentenceModal(TITLE, 'The record is not in the sources any more. Open it in the CloudTrail console.');
  return isFailure(found) ? sentenceModal(TITLE, `${found.what} ${found.why} ${found.instead}`) : rawEventModal(found);
}

async function find(
  deps: AnswerDeps,
  { asking }: Work,
  before: AnswerBefore,
  eventId: string,
): Promise<AuditEvent | Failure | null> {
  const errand = await errandFor(deps, asking, new AbortController().signal, () => {});
  const cheaply = await deps.findEvent({ eventId, region: null }, errand);
  if (cheaply !== null && !isFailure(cheaply)) return cheaply;
  const asker = await deps.directory.person(before.asking.userId);
  const reply = await deps.ask(before.reply.question.text, askedBy(before.asking, asker), errand);
  if (reply.status === 'failed') return reply.failure;
  if (reply.status === 'refused') return cheaply;
  const events = [...reply.done, ...reply.attempted, ...reply.related];
  return events.find((event) => event.eventID.toLowerCase() === eventId.toLowerCase()) ?? cheaply;
}

/** Every event that the answer showed, the hops of its chains included. */
function idsOf({ done, attempted, related, actors }: ContractReply): ReadonlySet<string> {
  const hops = actors.flatMap(({ human, chain }) => [
    ...(human?.hops ?? []),
    ...chain.map((hop) => hop.event_id ?? ''),
  ]);
  return new Set([...done, ...attempted, ...related, ...hops].map((id) => id.toLowerCase()));
}
