// A change that is asked for → whom the records name as having made it necessary, and since when less is recorded: the events
// that changed the trail, the times they blinded it, the chain behind the one that did, the member of the workspace.

import { actorFinder } from '../../answer/answered-actors.ts';
import { switchesOn } from '../../approval/actions.ts';
import type { Answer } from '../../domain/answer.ts';
import type { Suspect } from '../../domain/approval.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Failure } from '../../domain/failure.ts';
import { listQuestion } from '../../domain/list-question.ts';
import type { EventTest, Question } from '../../domain/question.ts';
import type { TrailAction } from '../../domain/remediation.ts';
import type { RecordedAsking } from '../../domain/state.ts';
import { personOf } from '../../identity/who-called.ts';
import { toContractJson } from '../../render/json.ts';
import { type LossKind, offTimes } from '../../trails/off-times.ts';
import { TRAIL_EVENTS, trailChange, trailKey } from '../../trails/trail-change.ts';
import { errandFor } from '../errand.ts';
import type { WorkingDeps } from '../feature.ts';
import { personNamed } from '../person-named.ts';

export interface Evidence {
  readonly suspects: readonly Suspect[];
  /** Epoch milliseconds; null: not known. */
  readonly offSince: number | null;
}

/** Event history keeps 90 days; a little less, for its horizon moves on while it is asked. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const BACK_MS = 90 * 86_400_000 - 10 * 60_000;
const INSIGHTS = 'PutInsightSelectors';

/** `offSince`: what AWS says of the trail, epoch milliseconds; a stop before it is an older story. */
export async function findEvidence(
  deps: WorkingDeps,
  asking: RecordedAsking,
  action: TrailAction,
  offSince: number | null,
): Promise<Evidence | Failure> {
  if (action.kind === 'set-up-trail') return { suspects: [], offSince: null };
  const now = deps.clock();
  const errand = await errandFor(deps, asking, new AbortController().signal, () => {});
  const reply = await deps.put(questionOf(action, now), { now, zone: 'UTC', locale: 'en-US' }, errand);
  if (reply.status === 'failed') return reply.failure;
  if (reply.status === 'refused') return unknown('no source of events could be asked.', offSince);
  const culprit = culpritIn(reply.done, action);
  if (culprit === null) return unknown(whyNone(reply, action), offSince);
  return { suspects: [await suspectOf(deps, reply, culprit)], offSince: offSince ?? culprit.timeMs };
}

function unknown(why: string, offSince: number | null): Evidence {
  return { suspects: [{ kind: 'unknown', why }], offSince };
}

function whyNone({ receipt }: Answer, action: TrailAction): string {
  const did = switchesOn(action) ? 'switched it off' : 'changed that';
  return receipt.complete
    ? `no event of the last 90 days ${did}.`
    : `no event was found so far that ${did}; events take up to 15 minutes to arrive, and not everything could be read.`;
}

function questionOf({ kind, trail }: TrailAction, now: number): Question {
  const names = kind === 'restore-insights' ? [INSIGHTS] : TRAIL_EVENTS;
  const tests: EventTest[] = names.map((name) => ({ kind: 'action', service: 'cloudtrail', name }));
  return listQuestion({
    text: `who changed trail ${trail.name}`,
    test: {
      kind: 'all',
      tests: [
        { kind: 'account', account: trail.account },
        { kind: 'any', tests },
      ],
    },
    window: {
      from: new Date(now - BACK_MS).toISOString(),
      to: new Date(Math.ceil(now / 1_000) * 1_000).toISOString(),
      zone: 'UTC',
      phrase: null,
    },
    private: true,
  });
}

const LOSS: Readonly<Record<TrailAction['kind'], LossKind | null>> = {
  'start-logging': 'off',
  'recreate-trail': 'off',
  'restore-selectors': 'selectors',
  'restore-bucket': 'moved',
  'restore-multi-region': 'other-regions',
  // No events are lost by these: the last call that changed the setting is the one.
  'restore-insights': null,
  'restore-validation': null,
  'restore-kms-key': null,
  'set-up-trail': null,
};

/** The event that began what has not ended; else the last one that changed the setting. */
function culpritIn(done: readonly AuditEvent[], action: TrailAction): AuditEvent | null {
  const key = trailKey(action.trail);
  const loss = LOSS[action.kind];
  if (loss !== null) {
    const open = offTimes(done).filter(
      (time) => time.kind === loss && time.toMs === null && trailKey(time.trail) === key,
    );
    return open.at(-1)?.by ?? null;
  }
  const last = done.filter((event) => concerns(event, action, key)).at(-1);
  return last ?? null;
}

function concerns(event: AuditEvent, { kind, trail }: TrailAction, key: string): boolean {
  if (kind === 'restore-insights') {
    return (
      event.action === INSIGHTS &&
      event.identifiers.some(({ value }) => value === trail.name || value.endsWith(`/${trail.name}`))
    );
  }
  const change = trailChange(event);
  if (change === null || change.effect.kind !== 'updated' || trailKey(change.trail) !== key) return false;
  const { validation, kmsKey } = change.effect.settings;
  return kind === 'restore-validation' ? validation === false : kmsKey !== null;
}

/** Only this event's own caller: others of the answer changed the trail at other times. */
async function suspectOf(deps: WorkingDeps, reply: Answer, event: AuditEvent): Promise<Suspect> {
  const found = actorFinder(reply.actors)(event);
  const eventId = event.eventID;
  const name = found?.human?.name ?? event.actor.name;
  if (found === null) return { kind: 'unmapped', name, eventId };
  const own: Answer = { ...reply, done: [event], attempted: [], related: [], actors: [found] };
  const person = await personNamed(deps, toContractJson(own), 0);
  if (person.kind === 'one') {
    const proven = (found.human ?? personOf(event))?.confidence === 'certain';
    return { kind: 'member', userId: person.person.userId, name, eventId, ...(proven ? {} : { unproven: true }) };
  }
  return { kind: 'unmapped', name, eventId };
}
