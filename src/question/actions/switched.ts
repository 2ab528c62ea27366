// "disabled the schedule nightly", "paused distribution E1": what has no call to switch it is switched by the call that
// updates it, on or off, which its name does not tell; it is not deleted or made.
import type { Lexicon } from '../text/items.ts';
import { type ActedOn, looks } from './acted-on.ts';
import { type Choice, PLAIN, toCall } from './choice.ts';
import { holdsAny } from './matching.ts';
import { settingCalls } from './settings.ts';

const ENDS = /^(?:Batch)?(?:Delete|Create|Cancel|Put)/;

/** In place of nothing, or of calls that make and end the thing: those that update it, where there are any. */
export function switched(family: string, found: Choice | null, on: ActedOn, words: Lexicon): Choice | null {
  const ends = found !== null && found.calls.length > 0 && found.calls.every(({ name }) => ENDS.test(name));
  const fits = /^(?:disable|enable)$/.test(family)
    ? found === null || ends
    : /^(?:stop|start)$/.test(family) && found === null;
  if (!fits || on.head === null) return found;
  const calls = updating(on, words);
  return calls.length === 0 ? found : { ...PLAIN, calls, loosely: true };
}

function updating(on: ActedOn, words: Lexicon) {
  if (on.own && on.head?.type != null) return settingCalls(on.head.type, words).map(toCall);
  const heads = looks(on)[0]?.heads ?? [];
  return ['Update', 'Modify']
    .flatMap((verb) => words.catalog.byVerb.get(verb) ?? [])
    .filter((action) => holdsAny(action, heads, 'exact') && (on.services?.includes(action.service) ?? true))
    .map(toCall);
}
