// Trails as a feature: `/whodid trails` and what follows it, the buttons under its messages, and the watch that looks by
// itself every few minutes.

import { countOf } from '../../answer/words/count.ts';
import { describeInstant } from '../../answer/words/describe-instant.ts';
import type { TrailName } from '../../domain/approval.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { idOfAsking } from '../../ledger/id-of-asking.ts';
import { codeSpan, escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import { eventCard } from '../../render/event-card.ts';
import { mentionOf } from '../../render/mention.ts';
import { postureCsv } from '../../render/trails/csv.ts';
import { hopLines } from '../../render/trails/hops.ts';
import { lengthWords } from '../../render/trails/incident.ts';
import { postureForms } from '../../render/trails/posture.ts';
import type { Posture } from '../../trails/posture.ts';
import { trailOfArn } from '../../trails/trail-change.ts';
import { endAsking } from '../deps.ts';
import { errandFor } from '../errand.ts';
import type { Feature, WorkingDeps } from '../feature.ts';
import { tell, type Work } from '../work.ts';
import { acceptNow, showAcceptance } from './accept.ts';
import { baselinesNow, incidentOf, type TrailsParts } from './parts.ts';
import { readTrailsCommand } from './read-command.ts';
import { sayForms, sayMessage } from './say-message.ts';
import { differencesOf, formsOf, headKey, look } from './watch.ts';

const LOOK = 'look';
const USAGE =
  '`/whodid trails` shows how trails stand · `/whodid trails accept [NAME]` makes that how they should be · `/whodid trails baseline` lists what was accepted · `/whodid trails enable NAME because …`, and `restore`, `recreate` or `setup` alike, ask for approval.';

export function trailsFeature(parts: TrailsParts): Feature {
  return {
    name: 'trails',
    command: (deps, work, rest) => command(deps, parts, work, rest),
    press: (deps, work, verb, value) => press(deps, parts, work, verb, value),
    run: (deps, work, what) => run(deps, parts, work, what),
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
      return change(deps, parts, work, wish);
    case 'help':
      return tell(deps, work, wish.problem === null ? USAGE : `${wish.problem} ${USAGE}`);
    default: {
      const never: never = wish;
      throw new Error(`unknown wish ${JSON.stringify(never)}`);
    }
  }
}

const NOT_ASKED =
  'AWS is not asked here, so I cannot see how trails stand: give this process AWS credentials and set WHODID_EVENT_HISTORY=on.';

async function show(deps: WorkingDeps, parts: TrailsParts, work: Work): Promise<Failure | null> {
  if (parts.postures === null) return tell(deps, work, NOT_ASKED);
  const posture = await parts.postures.read();
  if (isFailure(posture))
    return work.last ? tell(deps, work, escapeMrkdwn(`${posture.what} ${posture.why} ${posture.instead}`)) : posture;
  const baselines = await baselinesNow(deps, parts);
  const wrong = [...differencesOf(posture, baselines).values()].flat().map(({ words }) => words);
  const accountNames = (await parts.accountNames?.()) ?? {};
  const notes = await notesFor(deps, parts, posture);
  const forms = postureForms({ posture, wrong, notes, zone: work.person.zone, accountNames });
  const content = postureCsv(posture, accountNames);
  return sayForms(deps, work, forms, { title: 'Trails', extension: 'csv', content });
}

async function notesFor(deps: WorkingDeps, parts: TrailsParts, posture: Posture): Promise<readonly string[]> {
  const { intact, tampered } = await baselinesNow(deps, parts);
  const subjects = [...posture.trails.map(({ trail }) => trail.arn), ...posture.stores.map(({ arn }) => arn)];
  const accepted = subjects.filter((subject) => (intact.get(subject)?.kept.version ?? 0) > 0).length;
  const baseline =
    accepted === subjects.length
      ? 'Held against the accepted baseline of each.'
      : `Nobody has accepted a baseline for ${subjects.length - accepted} of ${countOf(subjects.length, 'trail or data store', 'trails and data stores')}: changes are held against what was first seen. \`/whodid trails accept\` accepts how they stand.`;
  const bad = tampered.size === 0 ? [] : ['*A baseline in the database is not what was accepted*; it is not used.'];
  return [
    ...bad,
    baseline,
    watchWords(deps, parts),
    'Event history keeps management events for 90 days, whatever trails do; data events only where a trail records them.',
    ...storeWords(posture),
  ];
}

function watchWords({ securityChannel }: WorkingDeps, { everyMs }: TrailsParts): string {
  if (everyMs === 0) return 'The trail watch is off (TRAIL_WATCH_MINUTES=0).';
  const every = `I look every ${lengthWords(everyMs)}`;
  return securityChannel === null
    ? `${every}, but there is nowhere to tell of a change: set SECURITY_CHANNEL.`
    : `${every} and tell of changes in <#${securityChannel}>.`;
}

function storeWords({ stores }: Posture): readonly string[] {
  return stores.slice(0, 3).map(({ name, status, retentionDays, organization }) => {
    const kept = retentionDays === null ? '' : `, kept for ${retentionDays} days`;
    return `Event data store ${codeSpan(name, 140)}: ${escapeMrkdwn(status.toLowerCase().replaceAll('_', ' '))}${kept}${organization ? ', organization' : ''}.`;
  });
}

const BASELINES_SHOWN_MAX = 25;

async function showBaselines(deps: WorkingDeps, parts: TrailsParts, work: Work): Promise<null> {
  const { intact, tampered } = await baselinesNow(deps, parts);
  const lines = [...intact.values()].map(({ kept, body }) => {
    const ref = trailOfArn(kept.subject);
    const name = body.kind === 'store' ? body.posture.name : (ref?.name ?? kept.subject);
    const when = escapeMrkdwn(describeInstant(new Date(kept.acceptedAt).toISOString(), work.person.zone));
    const who =
      kept.version === 0 ? 'first seen, accepted by nobody' : `accepted by ${mentionOf(kept.acceptedBy).trim()}`;
    const gone = body.kind === 'retired' ? ', as being no more' : '';
    return `• ${codeSpan(name, 140)}${ref === null ? '' : ` of account ${codeSpan(ref.account)}`}: version ${kept.version}, ${who}${gone}, ${when}`;
  });
  const bad = [...tampered].map(
    ([subject, words]) => `• *${escapeMrkdwn(words)}* ${codeSpan(subject, 200)} It is not used: accept anew.`,
  );
  const all = [...bad, ...lines];
  const more = all.length - BASELINES_SHOWN_MAX;
  const shown = [...all.slice(0, BASELINES_SHOWN_MAX), ...(more > 0 ? [`• and ${more} more`] : [])];
  const text =
    all.length === 0
      ? 'Nothing was accepted or seen yet. `/whodid trails accept` accepts how trails stand.'
      : shown.join('\n');
  return sayMessage(deps, work, { text: text.slice(0, 3_800), blocks: [] });
}

type Change = Extract<ReturnType<typeof readTrailsCommand>, { kind: 'change' }>;

/** Only finds out which trail is meant; whether it may be done, and whether it can, is for approvals. */
async function change(deps: WorkingDeps, parts: TrailsParts, work: Work, wish: Change): Promise<Failure | null> {
  const { requestApproval } = parts;
  if (requestApproval === null) {
    return tell(
      deps,
      work,
      'I may not change trails here: nobody is named who could approve it. Ask whoever runs AWS.',
    );
  }
  const found = await trailNamed(deps, parts, wish.name);
  if (isFailure(found)) return found;
  if (typeof found === 'string') return tell(deps, work, found);
  return requestApproval(deps, work, { action: wish.action, trail: found, reason: wish.reason });
}

/** By name or ARN, of those that are there and those that there is a baseline of. */
async function trailNamed(deps: WorkingDeps, parts: TrailsParts, name: string): Promise<TrailName | string | Failure> {
  const { intact } = await baselinesNow(deps, parts);
  const posture = await parts.postures?.read();
  if (posture !== undefined && isFailure(posture)) return posture;
  const arns = new Set([...intact.keys(), ...(posture?.trails ?? []).map(({ trail }) => trail.arn)]);
  const refs = [...arns].flatMap((arn) => {
    const ref = trailOfArn(arn);
    return ref !== null && (arn === name || ref.name === name) ? [{ ...ref, arn }] : [];
  });
  const [only, ...others] = refs;
  if (only === undefined) return `I see no trail ${codeSpan(name, 140)}. \`/whodid trails\` lists those I see.`;
  if (others.length > 0) {
    return `There are ${refs.length} trails ${codeSpan(name, 140)}: name one by its ARN, ${refs
      .slice(0, 5)
      .map(({ arn }) => codeSpan(arn, 200))
      .join(' or ')}.`;
  }
  const { account, homeRegion } = only;
  return { name: only.name, account, homeRegion };
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

const WHAT = /^(incident|update) ([0-9a-f]{32})(?: (\d{1,6}))?$/;

/** The first message of an incident, or one line in its thread. */
async function run(deps: WorkingDeps, parts: TrailsParts, work: Work, what: string): Promise<Failure | null> {
  const [, kind, id = '', revision = ''] = WHAT.exec(what) ?? [];
  const row = kind === undefined ? null : await parts.book.incident(id);
  const { asking, again } = work;
  if (row === null) {
    await endAsking(deps, asking, 'failed', null, 'no such incident');
    return null;
  }
  const told = incidentOf(row);
  if (kind === 'incident') {
    const thread = await deps.threads.openAt(asking, { channelId: asking.channelId, threadTs: null }, again);
    const said = await thread.head(await formsOf(deps, parts, told.incident));
    if (!said.ok) deps.warn('an incident could not be told in the security channel', new Error(said.code));
    const lines = hopLines(told.incident);
    if (said.ok && lines !== null) await thread.say('detail', [() => ({ text: lines, blocks: [] })]);
    await endAsking(deps, asking, said.ok ? 'answered' : 'failed', null, said.ok ? 'incident' : said.code);
    return null;
  }
  const words = told.updates.find((each) => each.revision === Number(revision))?.words;
  const headId = idOfAsking({ teamId: deps.homeTeamId, door: 'schedule', deliveryKey: `trails/${headKey(id)}` });
  const head = (await deps.state.asking(headId))?.messages.find(({ purpose }) => purpose === 'parent');
  if (words !== undefined && head !== undefined) {
    const thread = await deps.threads.openAt(asking, { channelId: head.channelId, threadTs: head.ts }, again);
    const said = await thread.say('outcome', [() => ({ text: words, blocks: [] })]);
    if (!said.ok) deps.warn('news of an incident could not be told', new Error(said.code));
  }
  await endAsking(deps, asking, 'answered', null, 'update');
  return null;
}
