// An incident → its first message in the security channel. Where Slack does not take it there, it is tried again with every
// look, and is told meanwhile where those are who decide about changes, with why.
import type { RecordedAsking } from '../../domain/state.ts';
import type { Said } from '../../domain/thread.ts';
import { idOfAsking } from '../../ledger/id-of-asking.ts';
import { withFirstLine } from '../../render/first-line.ts';
import { hopLines } from '../../render/trails/hops.ts';
import { incidentForms } from '../../render/trails/incident.ts';
import type { Incident } from '../../trails/incident.ts';
import { endAsking } from '../deps.ts';
import type { WorkingDeps } from '../feature.ts';
import type { Work } from '../work.ts';
import type { TrailsParts } from './parts.ts';

/** The key of the asking whose message stands for an incident. */
export function headKey(id: string): string {
  return `incident-${id}`;
}

/** The asking whose message stands for an incident; null: nothing was to be said of it yet. */
export function headOf(deps: WorkingDeps, id: string): Promise<RecordedAsking | null> {
  const deliveryKey = `trails/${headKey(id)}`;
  return deps.state.asking(idOfAsking({ teamId: deps.homeTeamId, door: 'schedule', deliveryKey }));
}

export async function formsOf(deps: WorkingDeps, parts: TrailsParts, incident: Incident) {
  const names = (await parts.accountNames?.()) ?? {};
  const accountName = names[incident.account] ?? null;
  return incidentForms(incident, { now: deps.clock(), zone: deps.zone, accountName });
}

/** The first try, as a job. */
export async function tellFirst(deps: WorkingDeps, parts: TrailsParts, work: Work, incident: Incident): Promise<null> {
  const { asking, again } = work;
  const said = await post(deps, parts, asking, asking.channelId, incident, again);
  if (!said.ok) await tellInstead(deps, parts, incident.id, said.code);
  await endAsking(deps, asking, said.ok ? 'answered' : 'failed', null, said.ok ? 'incident' : said.code);
  return null;
}

/** Whether the channel has the message. One that was not taken is tried again, wherever incidents are told now. */
export async function isTold(
  deps: WorkingDeps,
  parts: TrailsParts,
  incident: Incident,
  channelId: string,
): Promise<boolean> {
  const asking = await headOf(deps, incident.id);
  if (asking === null) return false;
  if (asking.messages.some(({ purpose }) => purpose === 'parent')) return true;
  // A job is on it.
  if (asking.state !== 'failed') return false;
  try {
    return (await post(deps, parts, asking, channelId, incident, true)).ok;
  } catch (error) {
    deps.warn('an incident could not be told in the security channel', error);
    return false;
  }
}

async function post(
  deps: WorkingDeps,
  parts: TrailsParts,
  asking: RecordedAsking,
  channelId: string,
  incident: Incident,
  again: boolean,
): Promise<Said> {
  const thread = await deps.threads.openAt(asking, { channelId, threadTs: null }, again);
  const said = await thread.head(await formsOf(deps, parts, incident));
  if (!said.ok) deps.warn('an incident could not be told in the security channel', new Error(said.code));
  const lines = hopLines(incident);
  if (said.ok && lines !== null) await thread.say('detail', [() => ({ text: lines, blocks: [] })]);
  return said;
}

/** People who are told by direct message where a channel cannot be. */
const PEOPLE_MAX = 5;

/** `code`: why the security channel has not got it. */
export async function tellInstead(
  deps: WorkingDeps,
  { instead }: TrailsParts,
  id: string,
  code: string,
): Promise<void> {
  const channelId = deps.securityChannel;
  if (channelId === null || instead === undefined) return;
  const { channel, people } = instead;
  const places = [...(channel === null || channel === channelId ? [] : [channel]), ...people.slice(0, PEOPLE_MAX)];
  for (const place of places) {
    await deps.schedule({
      feature: 'trails',
      key: `${headKey(id)}-instead-${place}`,
      what: `instead ${id} ${place} ${code}`,
      userId: 'system',
      channelId: isPerson(place) ? channelId : place,
    });
  }
}

function isPerson(place: string): boolean {
  return /^[UW]/.test(place);
}

/** As a job: the same message in another place. `place`: a channel, or a person. `code`: Slack's word. */
export async function runInstead(
  deps: WorkingDeps,
  parts: TrailsParts,
  { asking, again }: Work,
  incident: Incident,
  { place, code }: { readonly place: string; readonly code: string },
): Promise<null> {
  const forms = withFirstLine(await formsOf(deps, parts, incident), insteadLine(deps, code));
  const thread = isPerson(place)
    ? await deps.threads.openDirect(asking, place, again)
    : await deps.threads.openAt(asking, { channelId: place, threadTs: null }, again);
  const said: Said = thread === null ? { ok: false, code: 'no_direct_messages' } : await thread.head(forms);
  if (!said.ok) deps.warn(`an incident could not be told in ${place} either`, new Error(said.code));
  await endAsking(deps, asking, said.ok ? 'answered' : 'failed', null, said.ok ? 'incident elsewhere' : said.code);
  return null;
}

function insteadLine({ securityChannel }: WorkingDeps, code: string): string {
  const why = code === 'no_answer' ? 'Slack could not be reached' : `Slack said ${code}`;
  return `The security channel (${securityChannel}) has not got this: ${why}. I go on trying there; this copy stays as it is. Ask whoever runs me to invite me there, or to look at SECURITY_CHANNEL.`;
}
