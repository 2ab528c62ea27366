// A verb and what it acts on to the AWS calls that are meant: the family's rules first (where AWS's words differ from
// people's), then the catalog; what has no call to switch it on or off is read as changed, and that is said.
import type { Lexicon } from '../text/items.ts';
import type { VerbFamily } from '../verbs/family.ts';
import type { ActedOn } from './acted-on.ts';
import { byCatalog } from './by-catalog.ts';
import { firstRule } from './by-rule.ts';
import type { Choice } from './choice.ts';
import { leavesTheRest } from './members.ts';
import { ofTheThing } from './settings.ts';
import { switched } from './switched.ts';

/** The calls meant by one family, with their undo; null: AWS has no such call for the thing. */
export function chooseActions(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  const ruled = firstRule(family, on, words);
  if (ruled !== null) return ruled;
  const found = byName(family, on, words);
  if (found === null) return orElse(family, on, words);
  const opposite = words.verbs.families.get(family.opposite ?? '');
  const undone = opposite === undefined ? null : (chooseOnce(opposite, on, words) ?? null);
  const undo = undone === null || undone.calls.length === 0 ? null : { calls: undone.calls, facts: undone.facts };
  return { ...found, undo };
}

/** By the names of calls, less those that a part, a switch or a member of something else does not mean. */
function byName(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  const found = leavesTheRest(family.id, ofTheThing(family.id, byCatalog(family, on, words), on, words), on, words);
  return switched(family.id, found, on, words);
}

function chooseOnce(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  return firstRule(family, on, words) ?? byName(family, on, words);
}

/** "disabled encryption": one call sets it, on or off, and which of the two its name does not tell. */
function orElse(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  const other = words.verbs.families.get(family.loosely ?? '');
  // Of a thing ("turned off the firewall") any change of it would count, and most are none.
  if (other === undefined || on.head === null || on.own || on.head.type !== null) return null;
  const found = chooseOnce(other, on, words);
  return found === null || found.calls.length === 0 ? null : { ...found, loosely: true };
}
