// A verb family on a noun of AWS's to the calls of the catalog: the family's verbs on that noun, in the first of several
// looks that finds any; for a bare name, its verbs on anything.
import type { CatalogAction } from '../../catalog/catalog.ts';
import { type NounKey, nounsOfType } from '../../catalog/nouns.ts';
import type { Lexicon } from '../text/items.ts';
import type { VerbFamily } from '../verbs/family.ts';
import { type ActedOn, looks, ownerTypes } from './acted-on.ts';
import { agreeing } from './agreeing.ts';
import { changes, hasType, isMadePart, isThing } from './changes.ts';
import { type Choice, PLAIN, toCall } from './choice.ts';
import { holdsAny, isWeak, matching } from './matching.ts';
import { wholesOnly } from './wholes.ts';

/** The calls of a family on a thing, by the names AWS gave them; null: there is none. */
export function byCatalog(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  if (on.inside && on.named) return within(family, on, words);
  const sought = looks(on);
  if (sought.length === 0) return bare(family, on, words);
  if (family.whole !== undefined && family.aws.length === 0) return whole(family);
  for (const look of sought) {
    const found = lookUp(family, look.on, look.heads, words);
    if (found.length > 0) {
      const { calls, idle } = agreeing(found.map(toCall), on, words);
      return calls.length === 0 ? null : { ...PLAIN, calls, idle };
    }
  }
  return ofOwner(family, on, words) ?? anything(family, on);
}

function lookUp(family: VerbFamily, on: ActedOn, heads: readonly NounKey[], words: Lexicon): readonly CatalogAction[] {
  const given = on.head?.id === 'permission' && !on.own ? permissions(family, on, words) : [];
  if (given.length > 0) return given;
  const thing = on.own || on.head === null || isThing(heads, words) || isMadePart(heads, words);
  if (family.whole === 'write' && family.aws.length > 0 && (thing || on.part)) {
    const changed = changes(family, on, heads, words).filter(
      (action) => !on.part || holdsAny(action, heads, 'exact') || actsOn(action, ownerTypes(on)),
    );
    if (changed.length > 0) return changed;
  }
  const groups = MAKES.test(family.id) ? eachService(heads) : [heads];
  const found = groups.flatMap((keys) => inService(family, on, keys, words));
  if (found.length > 0) return literally([...new Set(found)], family, on, heads);
  // `kms:Decrypt` has no noun at all: the service of the thing tells that it is meant.
  const owners = ownerTypes(on);
  return nounless(pool(family.aws, family, on, words)).filter(
    ({ service }) =>
      heads.some((head) => head.service === service) || owners.some((type) => type.startsWith(`${service}:`)),
  );
}

/** The few calls of a long list that are a verb alone: found once for each list. */
const alone = new WeakMap<readonly CatalogAction[], readonly CatalogAction[]>();

function nounless(actions: readonly CatalogAction[]): readonly CatalogAction[] {
  let found = alone.get(actions);
  if (found === undefined) {
    found = actions.filter(({ noun }) => noun === '');
    alone.set(actions, found);
  }
  return found;
}

/** Who says "purge" means PurgeQueue and not DeleteQueue, where the service has both. */
function literally(
  found: readonly CatalogAction[],
  family: VerbFamily,
  on: ActedOn,
  heads: readonly NounKey[],
): readonly CatalogAction[] {
  if (family.id === 'create' || !family.aws.some((verb) => verb.toLowerCase() === on.word)) return found;
  const said = found.filter(({ verb }) => verb.toLowerCase() === on.word);
  const precise = new Set(
    said.filter((action) => on.owners.length > 0 || holdsAny(action, heads, 'exact')).map(({ service }) => service),
  );
  return found.filter((action) => !precise.has(action.service) || said.includes(action));
}

function actsOn({ service, types }: CatalogAction, owners: readonly string[]): boolean {
  return types.some((type) => owners.includes(`${service}:${type}`));
}

/** Families whose second choice of verbs means the same as the first; to disable is not to delete. */
const MAKES = /^(?:create|deploy|delete|remove|add|modify)$/;

/** A noun of several services ("lifecycle rule") has calls by other verbs in each: they are looked up apart. */
function eachService(heads: readonly NounKey[]): readonly (readonly NounKey[])[] {
  const groups = new Map<string | null, NounKey[]>();
  for (const head of heads) groups.set(head.service, [...(groups.get(head.service) ?? []), head]);
  return [...groups.values()];
}

function inService(
  family: VerbFamily,
  on: ActedOn,
  heads: readonly NounKey[],
  words: Lexicon,
): readonly CatalogAction[] {
  // To switch a thing off is not to delete it; of a log or a setting it is.
  const whole = family.id === 'disable' && on.head?.type != null && !/log|config/.test(on.head.id);
  let near: readonly CatalogAction[] = [];
  for (const verbs of whole || isWeak(on, heads)
    ? [family.aws]
    : [family.aws, family.orElse ?? [], family.lastly ?? []]) {
    const pooled = pool(verbs, family, on, words);
    const matched = matching(pooled, heads, on, verbs !== family.aws);
    // "redeemed credits": a verb that only AWS's names hold says with the noun which call is meant.
    const found = family.examples.length === 0 ? matched : meant(matched, heads, on);
    // CreateRoute, by a second choice of verbs, is nearer to a route than AssociateRouteServer.
    if (found.some((action) => isNear(action, heads, on))) return found;
    if (near.length === 0) near = found;
  }
  return near;
}

/** Named after the part itself, or after that part of the very kind of thing that is named. */
function isNear(action: CatalogAction, heads: readonly NounKey[], on: ActedOn): boolean {
  if (holdsAny(action, heads, 'exact') || holdsAny(action, heads, 'led')) return true;
  return !on.own && on.head !== null && actsOn(action, on.types) && holdsAny(action, heads, 'ending');
}

/** "the permissions of bucket R": AWS marks the calls that decide who may do what. */
function permissions(family: VerbFamily, on: ActedOn, words: Lexicon): readonly CatalogAction[] {
  const verbs = [...family.aws, ...(family.orElse ?? [])];
  const deciding = pool(verbs, family, on, words).filter(({ level }) => level === 'Permissions');
  const owners = ownerTypes(on);
  // Of a name that could be anything's, any such call that names it.
  return owners.length === 0 && on.named ? deciding : deciding.filter((action) => actsOn(action, owners));
}

/** "deleted anything in bucket orders": the family's calls that name the bucket, short of those on the bucket itself. */
function within(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  const found = bare(family, { ...on, services: null, named: false }, words);
  const keys = new Set(on.types.flatMap(nounsOfType).map(({ key }) => key));
  const itself = (name: string) =>
    (words.catalog.byName.get(name.toLowerCase()) ?? []).some(({ noun }) => keys.has(noun));
  if (found === null || found.calls.length === 0) return found;
  return { ...found, calls: found.calls.filter(({ name }) => !itself(name)) };
}

/** A part that has no calls of its own is changed by changing the thing. */
function ofOwner(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  const byChance = on.head !== null && !on.own && on.head.keys.every(({ service }) => service === null);
  if (!byChance || family.whole !== 'write' || family.aws.length === 0) return null;
  const found = changes(family, { ...on, part: false }, on.types.flatMap(nounsOfType), words);
  const reason = `“${on.head?.text ?? ''}” has no call of its own, so any change of the thing counts`;
  // Of several calls, most change something else: that would tell a change of the user data from one of the type.
  return found.length !== 1 ? null : { ...PLAIN, calls: found.map(toCall), reason };
}

/** A thing that is named, and has no calls by this verb: any call that writes to it. */
function anything(family: VerbFamily, on: ActedOn): Choice | null {
  const itself = on.head === null || on.own;
  return family.whole === undefined || !on.named || !itself ? null : whole(family);
}

function whole(family: VerbFamily): Choice {
  return { ...PLAIN, readOnly: family.whole === 'read' };
}

/** Actions by the list of verbs that asks for them, which is the same list every time: made once for each. */
const pools = new WeakMap<readonly string[], readonly CatalogAction[]>();

function pool(verbs: readonly string[], family: VerbFamily, on: ActedOn, words: Lexicon): readonly CatalogAction[] {
  let actions = pools.get(verbs);
  if (actions === undefined) {
    const all = verbs.flatMap((verb) => words.catalog.byVerb.get(verb) ?? []);
    const tailed = (family.tails ?? []).flatMap(({ verb, tail }) =>
      (words.catalog.byVerb.get(verb) ?? []).filter((action) => action.noun.endsWith(tail)),
    );
    actions = verbs === family.aws ? [...all, ...tailed] : all;
    pools.set(verbs, actions);
  }
  return on.services === null ? actions : ofServices(actions, on.services);
}

/** Kept for each list, so that what is known of a list is found again. */
const narrowed = new WeakMap<readonly CatalogAction[], Map<string, readonly CatalogAction[]>>();
/** Combinations of services kept for one list. */
const NARROWED_MAX = 200;

function ofServices(actions: readonly CatalogAction[], services: readonly string[]): readonly CatalogAction[] {
  const kept = narrowed.get(actions) ?? new Map<string, readonly CatalogAction[]>();
  narrowed.set(actions, kept);
  const key = services.join(' ');
  const known = kept.get(key) ?? actions.filter((action) => services.includes(action.service));
  if (kept.size >= NARROWED_MAX) kept.clear();
  kept.set(key, known);
  return known;
}

/** A plain word that AWS's names hold by chance ("data", "resource", "credential") means a call only as a type of its own. */
function meant(found: readonly CatalogAction[], heads: readonly NounKey[], on: ActedOn): readonly CatalogAction[] {
  const plain = on.head !== null && !on.head.text.includes(' ') && heads.every(({ service }) => service === null);
  if (!plain || on.services !== null || on.named || on.owners.length > 0) return found;
  return found.filter((action) => heads.some(({ key }) => hasType(action, key)));
}

/** Choices for bare names hold hundreds of calls and depend on the family alone: made once for each. */
const bareChoices = new Map<string, Choice | null>();

/** No noun: the family's verbs on any thing, in any service. Beside a name, parts of things are left out. */
function bare(family: VerbFamily, on: ActedOn, words: Lexicon): Choice | null {
  if (family.whole !== undefined) return whole(family);
  const key = `${family.id} ${on.named} ${on.services?.join() ?? '*'}`;
  const known = bareChoices.get(key);
  if (known !== undefined) return known;
  const all = pool(family.bare ?? family.aws, family, on, words);
  const actions = on.named ? wholesOnly(all, words) : all;
  const names = [...new Set(actions.map((action) => action.name))];
  const anywhere = names.map((name) => ({ service: null, name, facts: [] }));
  const calls = on.services === null ? anywhere : actions.map(toCall);
  const choice = actions.length === 0 ? null : { ...PLAIN, calls };
  bareChoices.set(key, choice);
  return choice;
}
