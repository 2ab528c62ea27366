// Trails as a feature: `/whodid trails` and what follows it, the buttons under its messages, and the watch that looks by
// itself every few minutes.

import { type Failure, isFailure } from '../../domain/failure.ts';
import { codeSpan, escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import { eventCard } from '../../render/event-card.ts';
import { endAsking } from '../deps.ts';
import { errandFor } from '../errand.ts';
import type { Feature, WorkingDeps } from '../feature.ts';
import { tell, type Work } from '../work.ts';
import { acceptNow, showAcceptance } from './accept.ts';
import { change } from './change.ts';
import { incidentOf, type TrailsParts } from './parts.ts';
import { readTrailsCommand } from './read-command.ts';
import { sayMessage } from './say-message.ts';
import { show, showBaselines } from './show.ts';
import { headOf, runInstead, tellFirst, tellInstead } from './tell-incident.ts';
import { look } from './watch.ts';

const LOOK = 'look';
const USAGE =
  '`/whodid trails` shows how trails stand · `/whodid trails accept [NAME]` makes that how they should be · `/whodid trails baseline` lists what was accepted · `/whodid trails enable NAME because …`, and `restore`, `recreate` or `setup` alike, ask for approval.';

export function trailsFeature(parts: TrailsParts): Feature {
  return {
    name: 'trails',
    command: (deps, work, rest) => command(deps, parts, work, rest),
    press: (deps, work, verb, value) => press(deps, parts, work, verb, value),
    run: (deps, work, what) => run(deps, parts, work, what),
    gaveUp: (deps, _work, what) => gaveUp(deps, parts, what),
    chore: (deps, id) => (id === LOOK ? look(deps, parts) : Promise.resolve(null)),
    async tick(deps, now) {
      const { everyMs, postures } = parts;
      if (everyMs > 0 && postures !== null) await deps.chore('trails', LOOK, Math.floor(now / everyMs) * everyMs);
    },
  };
}

async function command(deps: WorkingDeps, parts: TrailsParts, work: Work, rest: string): Promise<Failure | null> {
  const wish = readTrailsCommand(rest);
  switch (wish.kind) {
    case 'show':
      return show(deps, parts, work);
    case 'accept':
      return showAcceptance(deps, parts, work, wish.name);
    case 'baseline':
      return showBaselines(deps, parts, work);
    case 'change':
    case 'set-up':
      return change(deps, parts, work, wish);
    case 'help':
      return tell(deps, work, wish.problem === null ? USAGE : `${wish.problem} ${USAGE}`);
    default: {
      const never: never = wish;
      throw new Error(`unknown wish ${JSON.stringify(never)}`);
    }
  }
}

async function press(
  deps: WorkingDeps,
  parts: TrailsParts,
  work: Work,
  verb: string,
  value: string,
): Promise<Failure | null> {
  if (verb === 'accept-now') return acceptNow(deps, parts, work, value);
  if (verb === 'accept') {
    const row = await parts.book.incident(value);
    if (row === null) return tell(deps, work, 'I do not know that incident any more.');
    return showAcceptance(deps, parts, work, row.subject);
  }
  if (verb === 'event') return showEvent(deps, work, value);
  return tell(deps, work, USAGE);
}

async function showEvent(deps: WorkingDeps, work: Work, eventId: string): Promise<Failure | null> {
  const errand = await errandFor(deps, work.asking, new AbortController().signal, () => {});
  const found = await deps.findEvent({ eventId, region: null }, errand);
  if (found === null) return tell(deps, work, `I cannot find event ${codeSpan(eventId)} any more.`);
  if (isFailure(found)) return work.last ? tell(deps, work, escapeMrkdwn(`${found.what} ${found.why}`)) : found;
  return sayMessage(deps, work, eventCard(found, work.person.zone));
}

const WHAT = /^(incident|update|instead) ([0-9a-f]{32})(?: (\d{1,6}|[A-Z0-9]{2,20} [a-z_]{1,60}))?$/;

/** The first message of an incident, the same elsewhere, or one line in its thread. */
async function run(deps: WorkingDeps, parts: TrailsParts, work: Work, what: string): Promise<Failure | null> {
  const [, kind, id = '', more = ''] = WHAT.exec(what) ?? [];
  const row = kind === undefined ? null : await parts.book.incident(id);
  const { asking, again } = work;
  if (row === null) {
    await endAsking(deps, asking, 'failed', null, 'no such incident');
    return null;
  }
  const told = incidentOf(row);
  if (kind === 'incident') return tellFirst(deps, parts, work, told.incident);
  if (kind === 'instead') {
    const [place = '', code = ''] = more.split(' ');
    return runInstead(deps, parts, work, told.incident, { place, code });
  }
  const words = told.updates.find((each) => each.revision === Number(more))?.words;
  const head = (await headOf(deps, id))?.messages.find(({ purpose }) => purpose === 'parent');
  if (words !== undefined && head !== undefined) {
    const thread = await deps.threads.openAt(asking, { channelId: head.channelId, threadTs: head.ts }, again);
    const said = await thread.say('outcome', [() => ({ text: words, blocks: [] })]);
    if (!said.ok) deps.warn('news of an incident could not be told', new Error(said.code));
  }
  await endAsking(deps, asking, 'answered', null, 'update');
  return null;
}

/** Slack was not reached by any try: the security channel is tried again with the next look. */
async function gaveUp(deps: WorkingDeps, parts: TrailsParts, what: string): Promise<void> {
  const [, kind, id = ''] = WHAT.exec(what) ?? [];
  if (kind === 'incident') await tellInstead(deps, parts, id, 'no_answer');
}
