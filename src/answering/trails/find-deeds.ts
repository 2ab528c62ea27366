// Event history since the last look → the calls that weakened a trail, each with who did it. Asked like any question, so
// that the person behind a role is found the same way.

import { actorFinder } from '../../answer/answered-actors.ts';
import { describeAnsweredActor } from '../../answer/words/describe-actor.ts';
import type { Answer, AnsweredActor } from '../../domain/answer.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { GapKind } from '../../domain/coverage.ts';
import { DELIVERY_MS } from '../../domain/delivery.ts';
import { listQuestion } from '../../domain/list-question.ts';
import type { EventTest, Question } from '../../domain/question.ts';
import { type People, slackLookups } from '../../identity/slack-person.ts';
import { redactText } from '../../records/redact.ts';
import { consoleLink } from '../../render/console-link.ts';
import type { Culprit, Deed } from '../../trails/incident.ts';
import { type KnownTrails, TAMPER_EVENTS, tampering } from '../../trails/tampering.ts';
import type { WorkingDeps } from '../feature.ts';
import { putElsewhere } from '../put-elsewhere.ts';

export interface FoundDeeds {
  /** By the ARN of the trail or data store; oldest first. */
  readonly deeds: ReadonlyMap<string, readonly Deed[]>;
  /** False: the events could not be read to their end, so that the next look reads this time again. */
  readonly whole: boolean;
}

/** Gaps that the next look may not have. What is denied stays so, and would only lengthen every look. */
const PASSING: readonly GapKind[] = ['throttled', 'timed-out', 'page-limit'];
/** One search may take this long, milliseconds: the next look comes soon. */
const SEARCH_MS_MAX = 120_000;

/** `sinceMs`: up to when events were looked at before, epoch milliseconds. */
export async function findDeeds(deps: WorkingDeps, known: KnownTrails, sinceMs: number): Promise<FoundDeeds> {
  const now = deps.clock();
  const question = questionFrom(new Date(sinceMs - DELIVERY_MS).toISOString(), new Date(now + 1_000).toISOString());
  const asked = { now, zone: 'UTC', locale: 'en-US' };
  const errand = { asker: 'trail-watch', signal: AbortSignal.timeout(SEARCH_MS_MAX) };
  const reply = await putElsewhere(deps, question, asked, errand);
  if (reply.status !== 'answered') {
    const why = reply.status === 'failed' ? `${reply.failure.what} ${reply.failure.why}` : 'the question was refused';
    deps.warn('events about trails could not be looked for', new Error(why));
    return { deeds: new Map(), whole: false };
  }
  const whole = !reply.receipt.gaps.some(({ kind }) => PASSING.includes(kind));
  return { deeds: deedsIn(reply, known, deps.people, now), whole };
}

function questionFrom(from: string, to: string): Question {
  const tests = Object.entries(TAMPER_EVENTS).flatMap(([service, names]) =>
    names.map((name): EventTest => ({ kind: 'action', service, name })),
  );
  return listQuestion({
    text: 'what weakened trails',
    test: { kind: 'any', tests },
    window: { from, to, zone: 'UTC', phrase: null },
    source: 'event-history',
  });
}

function deedsIn(
  answer: Answer,
  known: KnownTrails,
  people: People,
  now: number,
): ReadonlyMap<string, readonly Deed[]> {
  const actorOf = actorFinder(answer.actors);
  const deeds = new Map<string, Deed[]>();
  for (const event of answer.done) {
    const found = tampering(event, known);
    if (found === null) continue;
    const culprit = culpritOf(event, actorOf(event), people, now);
    for (const subject of new Set(found.hits.map((hit) => hit.subject))) {
      const differences = found.hits.filter((hit) => hit.subject === subject).map(({ difference }) => difference);
      deeds.set(subject, [
        ...(deeds.get(subject) ?? []),
        { culprit, differences, visible: !UNSEEN.test(event.action) },
      ]);
    }
  }
  return deeds;
}

/** Access lists and key policies are not read when trails are looked at. */
const UNSEEN = /^(PutBucketAcl|PutKeyPolicy)$/;

function culpritOf(event: AuditEvent, answered: AnsweredActor | null, people: People, now: number): Culprit {
  const actor = answered ?? { actor: event.actor, human: null };
  return {
    eventID: event.eventID,
    eventName: `${event.service}:${event.eventName}`,
    timeMs: event.timeMs,
    region: event.awsRegion,
    who: redactText(describeAnsweredActor(actor)),
    lookups: slackLookups(actor, people),
    hops: (actor.chain?.hops ?? []).map(({ name, kind, confidence, eventID }) => ({
      name: redactText(name),
      kind,
      confidence,
      eventID,
    })),
    hints: actor.chain?.hints ?? [],
    from: event.sourceIp === null ? null : redactText(event.sourceIp),
    consoleLink: consoleLink(event, now),
  };
}
