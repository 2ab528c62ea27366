// "took i-0abc out of the asg": what something is taken from, or put to, is neither ended nor made by it.
import type { Lexicon } from '../text/items.ts';
import type { ActedOn } from './acted-on.ts';
import type { Choice, ChosenCall } from './choice.ts';

/** Without the calls on the very thing that something else is taken from or put to; null when no other is left. */
export function leavesTheRest(family: string, found: Choice | null, on: ActedOn, words: Lexicon): Choice | null {
  if (found === null || found.calls.length === 0 || !/^(?:add|remove|attach|detach)$/.test(family)) return found;
  const other = on.bareObject || on.types.some((type) => type !== on.head?.type);
  if (on.head === null || !on.moved || !other) return found;
  const calls = found.calls.filter((call) => !isItself(call, on, words));
  return calls.length === 0 ? null : { ...found, calls };
}

function isItself({ service, name }: ChosenCall, { head }: ActedOn, words: Lexicon): boolean {
  return (words.catalog.byName.get(name.toLowerCase()) ?? []).some(
    (action) =>
      (service === null || action.service === service) &&
      /^(?:Delete|Terminate|Create|Run|Deregister|Untag|Tag)$/.test(action.verb) &&
      (action.noun === head?.id || head?.keys.some(({ key }) => action.noun === key)),
  );
}
