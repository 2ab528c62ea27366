// One look of a watch → the events of its question that happened since, kept once each. Costs nothing: a billed source is not
// asked. What could not be looked at in full is looked at again, and told once it has lasted.

import type { Answer } from '../../domain/answer.ts';
import type { Gap } from '../../domain/coverage.ts';
import { DELIVERY_MS } from '../../domain/delivery.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { Question } from '../../domain/question.ts';
import type { Watch } from '../../domain/watch.ts';
import type { WorkingDeps } from '../feature.ts';
import { exposuresSince, watchesExposures } from './exposures.ts';
import { LOOK_BACK_MAX_MS, NO_MONEY, OVERLAP_MS, PACED_TIMES, type WatchParts } from './parts.ts';

/** A watch that cannot see for this long says so. Milliseconds. */
export const BLIND_AFTER_MS = 2 * 60 * 60_000;
/** What is never recorded, or not delivered yet, hides nothing that was seen before; these do. */
const BLINDING: readonly Gap['kind'][] = [
  'throttled',
  'denied',
  'timed-out',
  'page-limit',
  'trail-off',
  'unreadable-file',
];
/** Where anything is recorded, something is delivered within a day: after this long without, nobody knows what is missing. Milliseconds. */
const UNDELIVERED_MS = 12 * 60 * 60_000;
/** One look ends after this long. Milliseconds. */
const LOOK_WITHIN_MS = 5 * 60_000;

/** The question without its time, as of `now`; sentences of why it cannot be read. */
export async function questionOf(
  deps: WorkingDeps,
  { text, zone, locale }: Pick<Watch, 'text' | 'zone' | 'locale'>,
  now: number,
): Promise<Question | string> {
  const read = await deps.reader({ now, zone, locale });
  const reading = read(text);
  if (!reading.ok) return reading.problems.map((problem) => problem.text).join(' ');
  return { ...reading.question, window: null, related: null };
}

/** Puts the question over a time, without spending anything. */
export async function putOver(
  deps: WorkingDeps,
  watch: Pick<Watch, 'zone' | 'locale' | 'ownerId'>,
  question: Question,
  from: number,
  to: number,
): Promise<Answer | { readonly kind: 'refused'; readonly overBudget: boolean; readonly why: string } | Failure> {
  const window = { from: instant(from), to: instant(to), zone: watch.zone, phrase: null };
  const asked = { now: deps.clock(), zone: watch.zone, locale: watch.locale };
  const errand = { signal: AbortSignal.timeout(LOOK_WITHIN_MS), asker: watch.ownerId, budget: NO_MONEY };
  const reply = await deps.put({ ...question, window }, asked, errand);
  if (reply.status === 'answered') return reply;
  if (reply.status === 'failed') return reply.failure;
  return {
    kind: 'refused',
    overBudget: reply.problems.some(({ kind }) => kind === 'over-budget'),
    why: reply.problems.map(({ text }) => text).join(' '),
  };
}

/** A chore: its Failure is not tried again before the next look is due. */
export async function look(deps: WorkingDeps, parts: WatchParts, id: string): Promise<Failure | null> {
  const { watches, everyMs } = parts;
  const watch = await watches.watch(id);
  const now = deps.clock();
  if (watch === null || watch.state !== 'active' || watch.expiresAt <= now) return null;
  if (watchesExposures(watch)) return lookAtExposures(parts, watch, now);
  const question = await questionOf(deps, watch, now);
  const from = Math.max(watch.from, watch.seenTo - OVERLAP_MS, now - LOOK_BACK_MAX_MS);
  const read = typeof question === 'string' ? null : await putOver(deps, watch, question, from, now);
  const answer = read === null || isFailure(read) || 'kind' in read ? null : read;
  const events = answer === null ? [] : [...answer.done, ...answer.attempted];
  const staleSince = answer === null ? null : undeliveredSince(answer, now);
  const whole = answer !== null && staleSince === null && blindTo(answer).length === 0;
  await watches.keep(id, {
    hits: events
      .filter(({ timeMs }) => timeMs >= watch.from)
      .map(({ eventID, timeMs }) => ({ eventId: eventID, at: timeMs })),
    seenTo: whole ? deliveredTo(answer, now) : watch.seenTo,
    nextAt: now + everyMs * (answer !== null && isPaced(answer) ? PACED_TIMES : 1),
    blindSince: whole ? null : (watch.blindSince ?? staleSince ?? now),
  });
  return null;
}

export function isPaced({ receipt }: Answer): boolean {
  return receipt.sources.some(({ source }) => source === 'event-history');
}

/** What hides events that are there. */
export function blindTo({ receipt }: Answer): readonly Gap[] {
  return receipt.gaps.filter(({ kind }) => BLINDING.includes(kind));
}

/** A folder that nobody fills any more is read whole, and shows nothing. Epoch milliseconds; null: it is filled. */
function undeliveredSince({ receipt }: Answer, now: number): number | null {
  const delivered = receipt.deliveredTo === null ? now : Date.parse(receipt.deliveredTo);
  return delivered < now - UNDELIVERED_MS ? delivered : null;
}

/** Findings come with calls of AWS that are paced, like event history's. */
async function lookAtExposures({ watches, everyMs, exposed }: WatchParts, watch: Watch, now: number): Promise<null> {
  const seen = exposed === undefined ? null : await exposuresSince(exposed, watch.from);
  const read = seen === null || isFailure(seen) ? { hits: [], whole: false } : seen;
  await watches.keep(watch.id, {
    hits: read.hits,
    seenTo: read.whole ? now : watch.seenTo,
    nextAt: now + everyMs * PACED_TIMES,
    blindSince: read.whole ? null : (watch.blindSince ?? now),
  });
  return null;
}

/** Up to where it is known that nothing is missing. */
function deliveredTo({ receipt }: Answer, now: number): number {
  const delivered = receipt.deliveredTo === null ? now - DELIVERY_MS : Date.parse(receipt.deliveredTo);
  return Math.min(now, delivered);
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
