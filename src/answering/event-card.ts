// Events by their ids → short cards: under links that somebody pasted, or as the answer to `event <id>`.
import type { AuditEvent } from '../domain/audit-event.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type { RenderedMessage } from '../domain/thread.ts';
import { eventLink } from '../follow-up/event-link.ts';
import { eventCard } from '../render/event-card.ts';
import { type AnswerDeps, endAsking } from './deps.ts';
import { errandFor } from './errand.ts';
import { say, type Work, type WorkInThread } from './work.ts';

/** What is not found is left as Slack shows it; a link is nobody's question, so nothing is said of it. */
export async function showCards(deps: AnswerDeps, { asking, person }: Work, links: readonly string[]): Promise<null> {
  const cards: Record<string, RenderedMessage> = {};
  const errand = await errandFor(deps, asking, new AbortController().signal, () => {});
  for (const link of links) {
    const about = eventLink(link);
    const found = about === null ? null : await deps.findEvent(about, errand);
    if (found !== null && !isFailure(found)) cards[link] = eventCard(found, person.zone);
  }
  const shown = Object.keys(cards).length;
  const posted =
    shown === 0 || asking.threadTs === null ? null : await deps.reach.unfurl(asking.channelId, asking.threadTs, cards);
  if (posted?.ok === false) deps.warn('a card could not be put under a link', new Error(posted.code));
  await endAsking(deps, asking, 'answered', null, `unfurl ${posted?.ok === true ? shown : 0}`);
  return null;
}

export async function answerWithCard(deps: AnswerDeps, work: WorkInThread, eventId: string): Promise<Failure | null> {
  const errand = await errandFor(deps, work.asking, new AbortController().signal, () => {});
  const found = await deps.findEvent({ eventId, region: null }, errand);
  if (isFailure(found) && !work.last && found.failure === 'still-running') return found;
  return say(deps, work, found === null ? notFound(eventId) : cardOr(found, work));
}

function cardOr(found: AuditEvent | Failure, { person }: Work): RenderedMessage {
  if (!isFailure(found)) return eventCard(found, person.zone);
  return { text: `${found.what} ${found.why} ${found.instead}`, blocks: [] };
}

function notFound(eventId: string): RenderedMessage {
  const text =
    `I found no event \`${eventId}\` in the log files or in event history, which holds management events of the last ` +
    '90 days. Ask about what it concerns instead, such as `history of i-0abc1234def567890`.';
  return { text, blocks: [] };
}
