// Actions whose noun is that of the thing acted on, in order of how well they fit.
import { type CatalogAction, writes } from '../../catalog/catalog.ts';
import type { NounKey } from '../../catalog/nouns.ts';
import { nounKey } from '../../catalog/split-name.ts';
import type { ActedOn } from './acted-on.ts';
import { nearNoun } from './near-noun.ts';

/** The calls whose noun is the thing's; else those whose noun ends, or begins, with it; else those that act on its type. */
export function matching(
  actions: readonly CatalogAction[],
  heads: readonly NounKey[],
  on: ActedOn,
  orElse = false,
): readonly CatalogAction[] {
  const fits = (action: CatalogAction) => !on.part || actsOnOwner(action, on) || holdsAny(action, heads, 'exact');
  return best(actions, heads, on, orElse, fits);
}

/** A part's call acts on what it is a part of, where AWS says what: `capacity` of a table is no call about a fleet. */
function actsOnOwner({ service, types }: CatalogAction, on: ActedOn): boolean {
  return types.length === 0 || types.some((type) => on.types.includes(`${service}:${type}`));
}

function best(
  all: readonly CatalogAction[],
  heads: readonly NounKey[],
  on: ActedOn,
  orElse: boolean,
  fits: (action: CatalogAction) => boolean,
): readonly CatalogAction[] {
  // Whatever fits holds the noun somewhere: one pass over thousands, the rest over few.
  const actions = nearNoun(all, heads).filter(fits);
  const owners = on.owners.flatMap((owner) => owner.keys);
  const exact = actions.filter((action) => holdsAny(action, heads, 'exact'));
  const fitting = exact.filter(({ types }) =>
    types.some((type) => owners.some(({ key }) => key === nounKey(type.split('-')))),
  );
  if (fitting.length > 0) return fitting;
  const typed = exact.length === 0 ? [] : ofNamedType(actions, exact, heads, on);
  if (typed.length > 0) return typed;
  const both = actions.filter(
    (action) =>
      holdsAny(action, heads, 'part') &&
      holdsAny(action, owners, 'part') &&
      heads.every((head) => head.key !== action.noun),
  );
  if (both.length > 0) return both;
  if (exact.length > 0)
    return on.named && on.head?.shared && !on.shaped ? widened(all, heads, exact).filter(fits) : exact;
  const led = actions.filter((action) => holdsAny(action, heads, 'led'));
  if (led.length > 0) return led;
  const ending = isWeak(on, heads) ? [] : actions.filter((action) => holdsAny(action, heads, 'ending'));
  if (ending.length > 0) return ending;
  const beginning = orElse ? [] : actions.filter((action) => holdsAny(action, heads, 'beginning'));
  if (beginning.length > 0 && on.head !== null && !on.own) {
    const joins = beginning.filter(({ noun }) => /(?:attachment|association|assignment|membership)$/.test(noun));
    if (on.head.type === null || joins.length > 0) return on.head.type === null ? beginning : joins;
  }

  // A part that is not in any name is not just passed over.
  if (on.part || (on.head !== null && !on.own)) return [];
  return all.filter(
    (action) => writes(action) && on.types.some((type) => type === `${action.service}:${action.types[0]}`),
  );
}

/** "a route to tgw-rtb-…": CreateTransitGatewayRoute acts on what is named, CreateRoute on tables of another kind. */
function ofNamedType(
  actions: readonly CatalogAction[],
  exact: readonly CatalogAction[],
  heads: readonly NounKey[],
  on: ActedOn,
): readonly CatalogAction[] {
  if (on.own || on.head === null || on.types.length === 0) return [];
  if (exact.some((action) => actsOnOwner(action, on))) return [];
  return actions.filter(
    (action) => action.types.length > 0 && actsOnOwner(action, on) && holdsAny(action, heads, 'ending'),
  );
}

/** A noun that only AWS's names hold, with nothing named beside it, must be the whole of one. */
export function isWeak(on: ActedOn, heads: readonly NounKey[]): boolean {
  const single = on.head !== null && !on.head.text.includes(' ');
  return !on.named && single && heads.every(({ service }) => service === null);
}

/** A name beside a noun that several services share ("user alice") may be any of theirs. */
function widened(
  actions: readonly CatalogAction[],
  heads: readonly NounKey[],
  exact: readonly CatalogAction[],
): readonly CatalogAction[] {
  const keys = heads.map(({ key }) => ({ service: null, key }));
  const others = nearNoun(actions, keys).filter(
    (action) => holdsAny(action, keys, 'exact') || holdsAny(action, keys, 'ending'),
  );
  return [...new Set([...exact, ...others])];
}

/** `led`: it begins with the noun, and what follows says only to, from or with what: `ExportTableToPointInTime`. */
type Fit = 'exact' | 'led' | 'ending' | 'beginning' | 'part';
const LEADS = /^(?:to|from|for|with|in|by|on|as|into)$/;

export function holdsAny(action: CatalogAction, keys: readonly NounKey[], fit: Fit): boolean {
  return keys.some(({ service, key }) => {
    if (key === '' || (service !== null && service !== action.service)) return false;
    if (fit === 'exact') return action.noun === key;
    if (!action.noun.includes(key)) return false;
    if (fit === 'ending') return wordsEnd(action, key);
    if (fit === 'led') return wordsBegin(action, key, LEADS);
    return fit === 'beginning' ? wordsBegin(action, key) : true;
  });
}

function wordsEnd({ nounWords }: CatalogAction, key: string): boolean {
  return nounWords.some((_, from) => nounWords.slice(from).join('') === key);
}

function wordsBegin({ nounWords }: CatalogAction, key: string, then = /^/): boolean {
  return nounWords.some((_, to) => nounWords.slice(0, to + 1).join('') === key && then.test(nounWords[to + 1] ?? ''));
}
