// What came through any door of Slack → a row in SQL and a wake-up for the worker. No network, and an end in time for
// Slack's three seconds whatever the database does.
import type { Asking } from '../domain/asking.ts';
import type { Clock } from '../domain/clock.ts';
import type { Admission, Door } from '../domain/command.ts';
import type { Person, RightsContext, Verdict } from '../domain/rights.ts';
import type { State } from '../domain/state.ts';

/**
 * How long recording may take before the asker is told that it failed, in milliseconds. Slack waits 3,000:
 * https://docs.slack.dev/interactivity/implementing-slash-commands/#responding_to_commands
 */
const RECORD_WITHIN_MS = 2_000;

export interface DoorDeps {
  readonly state: Pick<State, 'recordAsking' | 'markQueued' | 'end' | 'requestStop'>;
  /** Rejects when the queue cannot be reached; the relay will see to it. */
  readonly enqueue: (askingId: string) => Promise<void>;
  readonly may: (person: Person, context: RightsContext) => Verdict;
  readonly homeTeamId: string;
  readonly clock: Clock;
  readonly warn: (what: string, error: unknown) => void;
}

export function door(deps: DoorDeps): Door {
  return {
    async admit(asking, person) {
      const { channelId, channelKind } = asking;
      const verdict = deps.may(person, { homeTeamId: deps.homeTeamId, channelId, channelKind });
      const admission = await inTime(record(deps, asking, verdict), deps);
      if (admission.kind === 'recorded') void wake(deps, asking);
      return admission;
    },
    async stop(askingId, userId) {
      try {
        const asked = await deps.state.requestStop(askingId, userId, deps.clock());
        return asked ? 'Stopping it.' : 'It has ended already, or it is not yours to stop.';
      } catch (error) {
        deps.warn('a stop could not be recorded', error);
        return 'I could not stop it: my database did not accept that. Please press again in a minute.';
      }
    },
  };
}

/** What a refused asker reads. */
export function refusalText(verdict: { readonly why: string; readonly instead: string }): string {
  return `I did not ask: ${verdict.why} ${verdict.instead}`;
}

async function record(deps: DoorDeps, asking: Asking, verdict: Verdict): Promise<Admission> {
  // A link that is pasted where nothing is answered asks for nothing.
  if (verdict.may === 'no' && asking.door === 'link') return { kind: 'refused', text: refusalText(verdict) };
  const recorded = await deps.state.recordAsking(asking);
  // Only these can be answered here; the other doors leave the refusal to the worker, which asks again.
  if (verdict.may !== 'no' || !['slash', 'shortcut'].includes(asking.door)) return { kind: recorded };
  await deps.state.end(asking.id, 'refused', {
    teamId: asking.teamId,
    kind: 'refused',
    actorId: asking.userId,
    askingId: asking.id,
    at: deps.clock(),
    detail: { by: 'access', why: verdict.why, at: 'door' },
  });
  return { kind: 'refused', text: refusalText(verdict) };
}

async function inTime(recording: Promise<Admission>, deps: DoorDeps): Promise<Admission> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Admission>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'failed', text: SLOW }), RECORD_WITHIN_MS);
  });
  const safely = recording.catch((error: unknown): Admission => {
    deps.warn('a question could not be recorded', error);
    return { kind: 'failed', text: NOT_RECORDED };
  });
  const admission = await Promise.race([safely, tooLate]);
  clearTimeout(timer);
  return admission;
}

const NOT_RECORDED =
  'I could not take your question: my database did not accept it. Nothing was asked; please ask again in a minute.';
const SLOW =
  'I could not confirm your question in time: my database is slow. If no answer comes within a minute, please ask again.';

async function wake(deps: DoorDeps, asking: Asking): Promise<void> {
  try {
    await deps.enqueue(asking.id);
    await deps.state.markQueued(asking.id, deps.clock());
  } catch (error) {
    deps.warn('a recorded question could not be enqueued; the relay will', error);
  }
}
