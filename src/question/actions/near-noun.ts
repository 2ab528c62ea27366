// The actions of a long list that hold a noun somewhere in theirs, without going through the list: the whole catalog is
// gone through once for a noun, and what was found is kept.
import type { CatalogAction } from '../../catalog/catalog.ts';
import { loadCatalog } from '../../catalog/load-catalog.ts';
import type { NounKey } from '../../catalog/nouns.ts';

/** Nouns kept; a question has a few, and AWS some ten thousand. */
const KEPT_MAX = 10_000;
/** Shorter lists are gone through. */
const LIST_MIN = 300;

const byKey = new Map<string, readonly CatalogAction[]>();
const places = new WeakMap<readonly CatalogAction[], ReadonlyMap<CatalogAction, number>>();

/** Those of `actions` whose noun holds one of the keys, in their order. */
export function nearNoun(actions: readonly CatalogAction[], keys: readonly NounKey[]): readonly CatalogAction[] {
  const holds = (action: CatalogAction) =>
    keys.some(
      ({ service, key }) => key !== '' && (service === null || service === action.service) && action.noun.includes(key),
    );
  if (actions.length < LIST_MIN) return actions.filter(holds);
  const found = new Set(keys.flatMap(({ service, key }) => holding(key, service)));
  const at = placesIn(actions);
  return [...found]
    .filter((action) => at.has(action) && holds(action))
    .sort((left, right) => (at.get(left) ?? 0) - (at.get(right) ?? 0));
}

/** Kept for each service apart: a noun of twenty services is looked up twenty times for a question. */
function holding(key: string, service: string | null): readonly CatalogAction[] {
  if (key === '') return [];
  const kept = service === null ? key : `${service}:${key}`;
  const known = byKey.get(kept);
  if (known !== undefined) return known;
  if (byKey.size >= KEPT_MAX) byKey.clear();
  const found =
    service === null
      ? loadCatalog().actions.filter(({ noun }) => noun.includes(key))
      : holding(key, null).filter((action) => action.service === service);
  byKey.set(kept, found);
  return found;
}

function placesIn(actions: readonly CatalogAction[]): ReadonlyMap<CatalogAction, number> {
  let known = places.get(actions);
  if (known === undefined) {
    known = new Map(actions.map((action, at) => [action, at]));
    places.set(actions, known);
  }
  return known;
}
