// Digests as a feature: `/whodid digest`, its buttons, what falls due each minute, and what is told then.

import { duePeriods } from '../../digest/due-periods.ts';
import { readDigestCommand } from '../../digest/read-command.ts';
import { readSchedule } from '../../digest/read-schedule.ts';
import type { Digest } from '../../domain/digest.ts';
import type { Feature, WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';
import { addHere, digestCommand, digestPress } from './manage.ts';
import type { DigestParts } from './parts.ts';
import { dueWhat, gaveUpDigest, postDigest } from './post-digest.ts';

/** Runs recorded in one tick; the next one takes the others. */
const SCHEDULED_MAX = 100;

export function digestFeature(parts: DigestParts): Feature {
  return {
    name: 'digest',
    command: (deps, work, rest) => digestCommand(deps, parts, work, rest),
    press: (deps, work, verb, value) => digestPress(deps, parts, work, verb, value),
    run: (deps, work, what, verdict) => postDigest(deps, parts, work, what, verdict),
    gaveUp: (deps, work, what) => gaveUpDigest(deps, parts, work, what),
    tick: (deps, now) => tick(deps, parts, now),
  };
}

/** Adds what an approval was asked for, by `what` of its action, as the asking that asked for it. */
export async function addApproved(deps: WorkingDeps, parts: DigestParts, work: Work, what: string): Promise<void> {
  const command = readDigestCommand(what);
  if (command.kind !== 'add' || command.channel?.kind !== 'id' || command.zone === null) {
    throw new Error('an approval for a digest was not in the form that is written');
  }
  await addHere(deps, parts, work, command, command.channel.id, command.zone);
}

/** First what is due is recorded, then what is recorded becomes askings: a crash between the two loses none. */
async function tick(deps: WorkingDeps, parts: DigestParts, now: number): Promise<void> {
  const all = await parts.digests.list(deps.homeTeamId);
  for (const digest of all) if (digest.state === 'active') await record(deps, parts, digest, now);
  const owners = new Map(all.map((digest) => [digest.id, digest]));
  for (const run of await parts.digests.unscheduled(deps.homeTeamId, SCHEDULED_MAX)) {
    const digest = owners.get(run.digestId) ?? (await parts.digests.digest(run.digestId));
    if (digest === null) continue;
    await deps.schedule({
      feature: 'digest',
      key: `${run.digestId}/${run.to}`,
      what: dueWhat(run),
      userId: digest.ownerId,
      channelId: digest.channelId,
    });
    await parts.digests.markScheduled(run);
  }
}

async function record(deps: WorkingDeps, { digests }: DigestParts, digest: Digest, now: number): Promise<void> {
  const reading = readSchedule(digest.schedule);
  if (!reading.ok) {
    deps.warn('a digest has a schedule that cannot be read', new Error(reading.problem));
    return;
  }
  const due = duePeriods(reading.schedule, digest.zone, digest.lastTo, now);
  if (due.length > 0) await digests.record(digest, due);
}
