// Actions on whole things, without those on a part of one: DeleteBucket stays, DeleteBucketPolicy goes, so that
// "who deleted orders?" does not count a policy deleted from a bucket of that name.
import type { CatalogAction } from '../../catalog/catalog.ts';
import { nounKey } from '../../catalog/split-name.ts';
import type { Lexicon } from '../text/items.ts';

const known = new WeakMap<CatalogAction, boolean>();

export function wholesOnly(actions: readonly CatalogAction[], words: Lexicon): readonly CatalogAction[] {
  return actions.filter((action) => {
    let whole = known.get(action);
    if (whole === undefined) {
      whole = !isPart(action, words);
      known.set(action, whole);
    }
    return whole;
  });
}

/**
 * A part: another action with the same verb in the service is about the very type this one acts on (DeleteUser for
 * DeleteLoginProfile), or has a noun that this one's begins with, on the same type (DeleteBucket for DeleteBucketPolicy).
 */
function isPart(action: CatalogAction, words: Lexicon): boolean {
  if (action.noun === 'tag' || action.level === 'Tagging') return true;
  const type = action.types[0];
  if (type === undefined) return false;
  const typeNoun = nounKey(type.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? [type]);
  if (action.noun === typeNoun) return false;
  const siblings = words.catalog.byService.get(action.service) ?? [];
  return siblings.some(
    (other) =>
      other !== action &&
      other.verb === action.verb &&
      other.noun !== action.noun &&
      other.types.includes(type) &&
      (other.noun === typeNoun || (other.noun !== '' && action.noun.startsWith(other.noun))),
  );
}
