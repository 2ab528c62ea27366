// Watches as a feature: `/whodid watch`, *Tell me if it happens again*, a look every few minutes, and one message for what each
// finds: an event is told once, and events that come in bursts are told together.
import type { Watch } from '../../domain/watch.ts';
import type { Feature, WorkingDeps } from '../feature.ts';
import { BLIND_AFTER_MS, look } from './look.ts';
import { endWatch, watchCommand, watchPress } from './manage.ts';
import type { WatchParts } from './parts.ts';
import { tellWatch } from './tell-watch.ts';

/** Looks begun, and messages made, in one tick. */
const PER_TICK_MAX = 50;
/** Messages of one watch within an hour; what comes after waits until the hour is over, and is told together. */
const PER_HOUR_MAX = 3;
const HOUR_MS = 3_600_000;

export function watchFeature(parts: WatchParts): Feature {
  return {
    name: 'watch',
    command: (deps, work, rest) => watchCommand(deps, parts, work, rest),
    press: (deps, work, verb, value) => watchPress(deps, parts, work, verb, value),
    run: (deps, work, what, verdict) => tellWatch(deps, parts, work, what, verdict),
    tick: (deps, now) => tick(deps, parts, now),
    chore: (deps, id) => look(deps, parts, id),
  };
}

async function tick(deps: WorkingDeps, parts: WatchParts, now: number): Promise<void> {
  const { watches, everyMs } = parts;
  for (const watch of await watches.list(deps.homeTeamId)) await mind(deps, parts, watch, now);
  for (const { id, nextAt } of await watches.claimDue(deps.homeTeamId, now, now + everyMs, PER_TICK_MAX)) {
    await deps.chore('watch', id, nextAt);
  }
  for (const { watch, toldAt } of await watches.waiting(deps.homeTeamId, now - HOUR_MS)) {
    if (toldAt.length < PER_HOUR_MAX) await watches.fold(watch.id, now);
  }
  for (const { watch, at } of await watches.unscheduled(deps.homeTeamId, PER_TICK_MAX)) {
    await schedule(deps, watch, `${at}`, `hits ${watch.id} ${at}`);
    await watches.markScheduled(watch.id, at);
  }
}

/** Ends what has expired, and says of what cannot see that it cannot: each once, however often it is looked. */
async function mind(deps: WorkingDeps, parts: WatchParts, watch: Watch, now: number): Promise<void> {
  if (watch.expiresAt <= now) {
    await schedule(deps, watch, 'ended', `ended ${watch.id}`);
    await endWatch(deps, parts, watch, 'expired', 'system', null);
  } else if (watch.blindSince !== null && now - watch.blindSince >= BLIND_AFTER_MS) {
    await schedule(deps, watch, `blind/${watch.blindSince}`, `blind ${watch.id} ${watch.blindSince}`);
  }
}

async function schedule(deps: WorkingDeps, watch: Watch, key: string, what: string): Promise<void> {
  const { id, ownerId, channelId } = watch;
  await deps.schedule({ feature: 'watch', key: `${id}/${key}`, what, userId: ownerId, channelId });
}
