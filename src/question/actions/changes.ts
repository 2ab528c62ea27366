// "changed the security groups", "modified trails": every call that changes a thing or a part of it, short of making or
// ending the thing itself.
import { type CatalogAction, writes } from '../../catalog/catalog.ts';
import { type NounKey, nounsOfType } from '../../catalog/nouns.ts';
import type { Lexicon } from '../text/items.ts';
import type { VerbFamily } from '../verbs/family.ts';
import type { ActedOn } from './acted-on.ts';
import { holdsAny } from './matching.ts';
import { typeKey } from './type-key.ts';

/** What a thing holds is not the thing: writing an item does not change the table. */
const CONTENT = new Set(['item', 'record', 'object', 'message', 'document', 'logevent', 'metricdata', 'event']);

/** Verbs that act on a part of a thing where the part is no doing of the thing's: StopLogging, not StopExecution. */
const SWITCHING = new Set(['Start', 'Stop', 'Schedule', 'Cancel', 'Suspend', 'Resume']);
const DOING = /(?:execution|run|job|query|build|session|task|import|export|scan|analysis|test|deployment)$/;
const MAKING = new Set(['Create', 'Delete', 'Register', 'Publish']);

/** Every call that changes a thing itself, short of making or ending it: by its noun, or by the type it acts on. */
export function changes(
  family: VerbFamily,
  on: ActedOn,
  heads: readonly NounKey[],
  words: Lexicon,
): readonly CatalogAction[] {
  const verbs = new Set([...family.aws, ...(family.orElse ?? [])]);
  // "the alarm for i-0abc": what changes the instance does not change the alarm.
  const apart = on.head?.type != null && !on.own && !on.part;
  const headTypes = on.head?.type == null || (on.types.length > 0 && !apart) ? [] : [on.head.type];
  // Of a part that is no thing of its own ("routes"), only what is called so; else whatever acts on the thing.
  const whole = on.own || on.head === null || isThing(heads, words);
  const types = on.part || !whole ? new Set<string>() : new Set([...(apart ? [] : on.types), ...headTypes]);
  const found: CatalogAction[] = [];
  for (const service of servicesOf(on, heads, words)) {
    for (const action of words.catalog.byService.get(service) ?? []) {
      if (!(verbs.has(action.verb) || switches(action, heads)) || !writes(action)) continue;
      const noun = (whole && holdsAny(action, heads, 'beginning')) || holdsAny(action, heads, 'ending');
      const typed = types.has(`${service}:${action.types[0]}`);
      // "security group changes", of none in particular: made and deleted ones are among them.
      // A route is a part of its table: making one is changing the routes there.
      const self =
        !(on.act && !on.named) &&
        MAKING.has(action.verb) &&
        holdsAny(action, heads, 'exact') &&
        isWhole(action) &&
        !revises(action, words);
      const content = CONTENT.has(action.noun);
      if ((noun || typed) && !self && !content && action.level !== 'Tagging') found.push(action);
    }
  }
  return found;
}

/** A noun that is the type of a resource, not only of a part of one: "security groups", "trails". */
export function isThing(heads: readonly NounKey[], words: Lexicon): boolean {
  return heads.some(({ service, key }) =>
    (words.catalog.byNoun.get(key) ?? []).some(
      (action) => (service === null || service === action.service) && hasType(action, key),
    ),
  );
}

/** A part of a thing that has calls of its own to make and end it: a route, a rule, a login profile. */
export function isMadePart(heads: readonly NounKey[], words: Lexicon): boolean {
  return heads.some(
    ({ service, key }) =>
      service !== null &&
      (words.catalog.byNoun.get(key) ?? []).some(
        (action) => action.service === service && MAKING.has(action.verb) && !isWhole(action),
      ),
  );
}

/** The services in which the noun of the thing is the type of a resource, where the noun does not say itself. */
function servicesOf(on: ActedOn, heads: readonly NounKey[], words: Lexicon): ReadonlySet<string> {
  const own = heads.flatMap(({ service, key }) =>
    service !== null
      ? [service]
      : (words.catalog.byNoun.get(key) ?? []).filter((action) => hasType(action, key)).map((action) => action.service),
  );
  const all = [...own, ...on.types.map((type) => type.split(':')[0] ?? '')];
  return new Set(all.filter((service) => on.services === null || on.services.includes(service)));
}

/** A task definition is changed by registering the next one: there is no call that updates it. */
function revises({ verb, noun, service }: CatalogAction, words: Lexicon): boolean {
  if (verb !== 'Register' && verb !== 'Publish') return false;
  const others = words.catalog.byService.get(service) ?? [];
  return !others.some((other) => other.noun === noun && /^(?:Update|Modify|Set|Put|Change)$/.test(other.verb));
}

function switches(action: CatalogAction, heads: readonly NounKey[]): boolean {
  return SWITCHING.has(action.verb) && !DOING.test(action.noun) && !holdsAny(action, heads, 'exact');
}

export function hasType({ types }: CatalogAction, key: string): boolean {
  return types.some((type) => typeKey(type) === key || typeKey(type) === `${key}id`);
}

/** What the call makes or ends is the first thing it acts on. */
function isWhole({ types, noun, service }: CatalogAction): boolean {
  return (
    types[0] === undefined ||
    typeKey(types[0]) === noun ||
    nounsOfType(`${service}:${types[0]}`).some(({ key }) => key === noun)
  );
}
