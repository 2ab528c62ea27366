// `/whodid trails` and `/whodid trails baseline`: how trails stand, and what was accepted.
import { countOf } from '../../answer/words/count.ts';
import { describeInstant } from '../../answer/words/describe-instant.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { codeSpan, escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import { mentionOf } from '../../render/mention.ts';
import { postureCsv } from '../../render/trails/csv.ts';
import { lengthWords } from '../../render/trails/incident.ts';
import { postureForms } from '../../render/trails/posture.ts';
import type { Posture } from '../../trails/posture.ts';
import { storageWords } from '../../trails/storage-cost.ts';
import { trailOfArn } from '../../trails/trail-change.ts';
import type { WorkingDeps } from '../feature.ts';
import { tell, type Work } from '../work.ts';
import { baselinesNow, type TrailsParts } from './parts.ts';
import { sayForms, sayMessage } from './say-message.ts';
import { differencesOf } from './watch.ts';

const NOT_ASKED =
  'AWS is not asked here, so I cannot see how trails stand: give this process AWS credentials and set WHODID_EVENT_HISTORY=on.';

export async function show(deps: WorkingDeps, parts: TrailsParts, work: Work): Promise<Failure | null> {
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
    ...(await storageNotes(parts, posture)),
  ];
}

/** Trails whose files are listed to say what they cost. */
const STORAGE_TOLD_MAX = 3;

async function storageNotes({ postures }: TrailsParts, { trails }: Posture): Promise<readonly string[]> {
  const told = await Promise.all(
    trails.slice(0, STORAGE_TOLD_MAX).map(async (trail) => {
      const bytes = (await postures?.bytesADay?.(trail)) ?? null;
      return bytes === null ? [] : [escapeMrkdwn(storageWords(trail, bytes), 600)];
    }),
  );
  return told.flat();
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

export async function showBaselines(deps: WorkingDeps, parts: TrailsParts, work: Work): Promise<null> {
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
