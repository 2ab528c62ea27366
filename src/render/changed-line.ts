// Two answers to the same question → one line of plain text: what the later one has that the first had not, and what it lacks.
import { countOf } from '../answer/words/count.ts';
import type { ContractReply } from './json.ts';

/** null where the later one is no answer: it says itself why. */
export function changedLine(before: ContractReply, now: ContractReply): string | null {
  if (now.status !== 'answered') return null;
  if (before.status !== 'answered') return 'Asked again as of now: the first time there was no answer.';
  const [old, fresh] = [idsOf(before), idsOf(now)];
  const added = [...fresh].filter((id) => !old.has(id)).length;
  const gone = [...old].filter((id) => !fresh.has(id)).length;
  const news = added === 0 ? 'nothing is new' : `${countOf(added, 'event')} ${added === 1 ? 'is' : 'are'} new`;
  const losses = gone === 0 ? 'nothing is gone' : `${countOf(gone, 'event')} ${gone === 1 ? 'is' : 'are'} gone`;
  return `Asked again as of now: ${news}, ${losses}.${callers(before, now)}${moved(before, now)}`;
}

/** So many callers are named; more are counted. */
const NAMED_MAX = 3;

function callers(before: ContractReply, now: ContractReply): string {
  const known = new Set(before.actors.map(({ name }) => name));
  const added = [...new Set(now.actors.map(({ name }) => name))].filter((name) => !known.has(name));
  if (added.length === 0) return '';
  const more = added.length > NAMED_MAX ? ` and ${added.length - NAMED_MAX} more` : '';
  return ` New among the callers: ${added.slice(0, NAMED_MAX).join(', ')}${more}.`;
}

/** "yesterday" is another day by now: then events are gone from the time asked about, not from the logs. */
function moved(before: ContractReply, now: ContractReply): string {
  const [then, later] = [before.window?.from ?? null, now.window?.from ?? null];
  if (then === null || later === null || Date.parse(then) === Date.parse(later)) return '';
  return ` The words for the time mean another time by now: it begins ${later} instead of ${then}.`;
}

function idsOf({ done, attempted }: ContractReply): ReadonlySet<string> {
  return new Set([...done, ...attempted]);
}
