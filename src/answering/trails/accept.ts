// Saying that trails are to be as they are now: what differs is shown first, and accepted by a second press only while it is
// still the same. Whoever weakened a trail does not get to say that this is how it should be.
import type { Failure } from '../../domain/failure.ts';
import { isFailure } from '../../domain/failure.ts';
import { actions, button, context, section } from '../../render/block-kit.ts';
import { codeSpan, escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import { mentionOf } from '../../render/mention.ts';
import { asBaseline, type BaselineBody, keepBaseline, type ReadBaselines, stableJson } from '../../trails/baseline.ts';
import { compare, compareStore, isMissing } from '../../trails/compare.ts';
import type { Difference } from '../../trails/difference.ts';
import { closed, type Incident } from '../../trails/incident.ts';
import type { Posture } from '../../trails/posture.ts';
import { trailOfArn } from '../../trails/trail-change.ts';
import type { WorkingDeps } from '../feature.ts';
import { tell, type Work } from '../work.ts';
import { baselinesNow, fingerprint, incidentOf, keep, type TrailsParts } from './parts.ts';
import { sayMessage } from './say-message.ts';
import { look, refresh, tellAll, toldAfter } from './watch.ts';

/** One trail or data store as it would be accepted. */
export interface Proposal {
  readonly subject: string;
  readonly name: string;
  readonly body: BaselineBody;
  /** The version it would become. */
  readonly version: number;
  readonly differences: readonly Difference[];
  /** Nothing was accepted by a person before. */
  readonly first: boolean;
}

const NONE = 'all';
const LINES_MAX = 20;
const LINE_MAX = 300;

/** `name`: of a trail, as typed, or an ARN; null: all. */
export async function showAcceptance(
  deps: WorkingDeps,
  parts: TrailsParts,
  work: Work,
  name: string | null,
): Promise<Failure | null> {
  const refused = await mayNotAccept(deps, parts, work);
  if (refused !== null) return tell(deps, work, refused);
  const posture = await parts.postures?.read();
  if (posture === undefined) return tell(deps, work, NOT_ASKED);
  if (isFailure(posture)) return posture;
  const baselines = await baselinesNow(deps, parts);
  const proposals = proposalsFor(posture, baselines, name);
  if (proposals.length === 0) return tell(deps, work, nothingToAccept(name, posture));
  const which = name === null ? NONE : fingerprint(name);
  const value = `${which}:${printOf(proposals)}`;
  const lines = proposals.flatMap(linesOf).map((line) => `• ${line}`);
  const more = lines.length - LINES_MAX;
  const text = '*This would become the baseline:*';
  const label = proposals.length === 1 ? 'Accept it as it is now' : `Accept all ${proposals.length} as they are now`;
  const shown = [...lines.slice(0, LINES_MAX), ...(more > 0 ? [`• and ${more} more`] : [])].join('\n').slice(0, 2_900);
  return sayMessage(deps, work, {
    text: text.replaceAll('*', ''),
    blocks: [
      section(text),
      section(shown),
      actions('accept', work.asking.id, [button(label, 'trails_accept_now', value)]),
      context('What is accepted is kept with your name and the time; later changes are held against it.'),
    ],
  });
}

const NOT_ASKED = 'AWS is not asked here (WHODID_EVENT_HISTORY), so I cannot see how trails stand.';

/** The second press. `value`: which, and what was shown. */
export async function acceptNow(
  deps: WorkingDeps,
  parts: TrailsParts,
  work: Work,
  value: string,
): Promise<Failure | null> {
  const refused = await mayNotAccept(deps, parts, work);
  if (refused !== null) return tell(deps, work, refused);
  const [which = '', print = ''] = value.split(':');
  const posture = await parts.postures?.read();
  if (posture === undefined) return tell(deps, work, NOT_ASKED);
  if (isFailure(posture)) return posture;
  const all = proposalsFor(posture, await baselinesNow(deps, parts), null);
  const chosen =
    which === NONE
      ? all
      : all.filter(({ subject, name }) => [subject, name].some((each) => fingerprint(each) === which));
  if (chosen.length === 0 || printOf(chosen) !== print) {
    return tell(
      deps,
      work,
      'It has changed since it was shown, or was accepted meanwhile. Look again with `/whodid trails accept`.',
    );
  }
  const untold = await tellOfWeaker(deps, parts, work, chosen);
  if (isFailure(untold)) return untold;
  if (untold !== null) return tell(deps, work, untold);
  for (const proposal of chosen) await acceptOne(deps, parts, work, proposal);
  await settle(deps, parts, work, chosen);
  const names = chosen.slice(0, 10).map(({ name }) => codeSpan(name, 140));
  const more = chosen.length - names.length;
  return sayMessage(deps, work, {
    text: `Accepted as baseline: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}, by ${mentionOf(work.asking.userId).trim()}.`,
    blocks: [],
  });
}

/**
 * What got weaker is looked at as the watch does before it is accepted: else whoever is quicker than the next look could
 * weaken a trail and accept it, and nobody would hear of it. A sentence: why it is not accepted.
 */
async function tellOfWeaker(
  deps: WorkingDeps,
  parts: TrailsParts,
  work: Work,
  chosen: readonly Proposal[],
): Promise<Failure | string | null> {
  const weakened = chosen.some(({ differences }) => differences.some(({ direction }) => direction === 'weaker'));
  if (!weakened || parts.everyMs === 0) return null;
  return (await look(deps, parts)) ?? mayNotAccept(deps, parts, work);
}

async function acceptOne(
  deps: WorkingDeps,
  { book }: TrailsParts,
  { asking }: Work,
  proposal: Proposal,
): Promise<void> {
  const { subject, version, body } = proposal;
  const at = deps.clock();
  const { teamId, userId } = asking;
  const baseline = keepBaseline({ teamId, subject, version, acceptedBy: userId, acceptedAt: at }, body);
  const detail = { subject, version, hash: baseline.hash };
  await book.accept(baseline, { teamId, kind: 'baseline', actorId: userId, askingId: asking.id, at, detail });
}

/** Incidents about what was accepted are over. */
async function settle(
  deps: WorkingDeps,
  parts: TrailsParts,
  { asking }: Work,
  chosen: readonly Proposal[],
): Promise<void> {
  const now = deps.clock();
  const why = `accepted as the new baseline by ${mentionOf(asking.userId).trim()}`;
  const open = await parts.book.incidents(deps.homeTeamId, now);
  for (const row of open.filter(
    (each) => each.endedAt === null && chosen.some(({ subject }) => subject === each.subject),
  )) {
    const told = incidentOf(row);
    const next: Incident = closed(told.incident, now, why);
    if (!(await keep(deps, parts, toldAfter(deps, told, next)))) continue;
    const kept = await parts.book.incident(row.id);
    if (kept !== null) await tellAll(deps, parts, [kept]);
    await refresh(deps, parts, next);
  }
}

/** What differs from what was accepted, or was never accepted by anybody. */
export function proposalsFor(posture: Posture, baselines: ReadBaselines, name: string | null): readonly Proposal[] {
  const proposals: Proposal[] = [];
  const propose = (subject: string, called: string, body: BaselineBody, differences: readonly Difference[]) => {
    const was = baselines.intact.get(subject);
    const unchanged = was !== undefined && was.kept.body === stableJson(body);
    if (unchanged && was.kept.version > 0 && !baselines.tampered.has(subject)) return;
    const version = Math.max(was?.kept.version ?? 0, baselines.newest.get(subject) ?? 0) + 1;
    proposals.push({ subject, name: called, body, version, differences, first: (was?.kept.version ?? 0) === 0 });
  };
  for (const each of posture.trails) {
    const was = baselines.intact.get(each.trail.arn)?.body;
    const differences = was?.kind === 'trail' ? compare(was.posture, each) : [];
    propose(each.trail.arn, each.trail.name, { kind: 'trail', posture: asBaseline(each) }, differences);
  }
  for (const each of posture.stores) {
    const was = baselines.intact.get(each.arn)?.body;
    const differences = was?.kind === 'store' ? compareStore(was.posture, each) : [];
    propose(each.arn, each.name, { kind: 'store', posture: each }, differences);
  }
  for (const [subject, { body }] of baselines.intact) {
    if (body.kind !== 'trail' || !isMissing(body.posture, posture)) continue;
    propose(subject, body.posture.trail.name, { kind: 'retired' }, compare(body.posture, null));
  }
  return name === null ? proposals : proposals.filter((each) => each.subject === name || each.name === name);
}

function printOf(proposals: readonly Proposal[]): string {
  return fingerprint(
    ...proposals.flatMap(({ subject, version, body }) => [subject, String(version), stableJson(body)]),
  );
}

function linesOf({ name, subject, version, differences, first }: Proposal): readonly string[] {
  const account = trailOfArn(subject)?.account;
  const which = `${codeSpan(name, 140)}${account === undefined ? '' : ` of account ${codeSpan(account)}`}, version ${version}`;
  if (differences.length === 0)
    return [
      `${which}: ${first ? 'as it was first seen; nobody accepted it yet.' : 'details changed, none for the worse.'}`,
    ];
  return differences.map(
    ({ direction, words }) =>
      `${which}: ${direction === 'weaker' ? '*weaker* – ' : ''}${escapeMrkdwn(words, LINE_MAX)}`,
  );
}

function nothingToAccept(name: string | null, { trails }: Posture): string {
  if (name === null) return 'Nothing to accept: all trails and data stores are as they were accepted.';
  const known = trails.some(({ trail }) => trail.name === name || trail.arn === name);
  return known
    ? `Nothing to accept: ${codeSpan(name, 140)} is as it was accepted.`
    : `I see no trail ${codeSpan(name, 140)}. \`/whodid trails\` lists those I see.`;
}

/** Why this person may not; null: they may. */
async function mayNotAccept(deps: WorkingDeps, parts: TrailsParts, work: Work): Promise<string | null> {
  const refused = (await parts.mayAccept?.(deps, work)) ?? null;
  if (refused !== null) return refused;
  const open = (await parts.book.incidents(deps.homeTeamId, deps.clock())).filter(({ endedAt }) => endedAt === null);
  for (const row of open) {
    for (const { lookups } of incidentOf(row).incident.culprits) {
      for (const lookup of lookups) {
        const userId = lookup.by === 'user-id' ? lookup.userId : await deps.reach.userByEmail(lookup.email);
        if (userId === work.asking.userId) {
          return 'The records name you as the one who changed a trail, so somebody else has to say that this is how it should be.';
        }
      }
    }
  }
  return null;
}
