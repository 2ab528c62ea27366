// Actions whose noun is that of the thing acted on, in order of how well they fit.
import { type CatalogAction, writes } from '../../catalog/catalog.ts';
import type { NounKey, NounMeaning } from '../../catalog/nouns.ts';
import { nounKey } from '../../catalog/split-name.ts';
import type { Mark } from '../verbs/family.ts';

export interface ActedOn {
  /** The verb's base form as typed: who says "purge" means PurgeQueue, who says "delete" DeleteQueue. */
  readonly word: string;
  /** What is named is an id, ARN or key: its shape says what it is, whatever noun stands beside it. */
  readonly shaped: boolean;
  /** What the verb acts on, by its noun; null: only named, or nothing. */
  readonly head: NounMeaning | null;
  /** The head is only the type of a named thing ("bucket orders"), not a part of it ("the policy of bucket orders"). */
  readonly own: boolean;
  /** Types of the resources named: `iam:role`. */
  readonly types: readonly string[];
  /** Something is named in the verb's object, without a noun or a type: "AdministratorAccess to role ci". */
  readonly bareObject: boolean;
  /** Other nouns beside: "from group …". */
  readonly owners: readonly NounMeaning[];
  /** Those of them that are no type of anything named. */
  readonly loose: readonly NounMeaning[];
  readonly services: readonly string[] | null;
  /** Something is named, so that a wider set of calls cannot match what has nothing to do with it. */
  readonly named: boolean;
  readonly marks: ReadonlySet<Mark>;
  /** The head is a part of what is named, and a noun of AWS's by chance. */
  readonly part: boolean;
}

/** The calls whose noun is the thing's; else those whose noun ends, or begins, with it; else those that act on its type. */
export function matching(
  actions: readonly CatalogAction[],
  heads: readonly NounKey[],
  on: ActedOn,
  orElse = false,
): readonly CatalogAction[] {
  const fits = on.part ? actions.filter((action) => actsOnOwner(action, on)) : actions;
  return best(fits, heads, on, orElse);
}

/** A part's call acts on what it is a part of: `capacity` of a table is no call about a fleet. */
function actsOnOwner({ service, types }: CatalogAction, on: ActedOn): boolean {
  return types.some((type) => on.types.includes(`${service}:${type}`));
}

function best(
  actions: readonly CatalogAction[],
  heads: readonly NounKey[],
  on: ActedOn,
  orElse: boolean,
): readonly CatalogAction[] {
  const owners = on.owners.flatMap((owner) => owner.keys);
  const exact = actions.filter((action) => holdsAny(action, heads, 'exact'));
  const fitting = exact.filter(({ types }) =>
    types.some((type) => owners.some(({ key }) => key === nounKey(type.split('-')))),
  );
  if (fitting.length > 0) return fitting;
  const both = actions.filter(
    (action) =>
      holdsAny(action, heads, 'part') &&
      holdsAny(action, owners, 'part') &&
      heads.every((head) => head.key !== action.noun),
  );
  if (both.length > 0) return both;
  if (exact.length > 0) return on.named && on.head?.shared && !on.shaped ? widened(actions, heads, exact) : exact;
  const ending = isWeak(on, heads) ? [] : actions.filter((action) => holdsAny(action, heads, 'ending'));
  if (ending.length > 0) return ending;
  const beginning = orElse ? [] : actions.filter((action) => holdsAny(action, heads, 'beginning'));
  if (beginning.length > 0 && on.head !== null && !on.own) return beginning;
  if (on.part) return [];
  return actions.filter(
    (action) => writes(action) && on.types.some((type) => type === `${action.service}:${action.types[0]}`),
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
  const others = actions.filter((action) => holdsAny(action, keys, 'exact') || holdsAny(action, keys, 'ending'));
  return [...new Set([...exact, ...others])];
}

type Fit = 'exact' | 'ending' | 'beginning' | 'part';

export function holdsAny(action: CatalogAction, keys: readonly NounKey[], fit: Fit): boolean {
  return keys.some(({ service, key }) => {
    if (key === '' || (service !== null && service !== action.service)) return false;
    if (fit === 'exact') return action.noun === key;
    if (!action.noun.includes(key)) return false;
    if (fit === 'ending') return wordsEnd(action, key);
    return fit === 'beginning' ? wordsBegin(action, key) : true;
  });
}

function wordsEnd({ nounWords }: CatalogAction, key: string): boolean {
  return nounWords.some((_, from) => nounWords.slice(from).join('') === key);
}

function wordsBegin({ nounWords }: CatalogAction, key: string): boolean {
  return nounWords.some((_, to) => nounWords.slice(0, to + 1).join('') === key);
}
