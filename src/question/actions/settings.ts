// "the storage of pg-main", "the role of lambda R": a part that has no call of its own in the service of the thing it is
// of is a setting there, changed by the call that changes the thing's settings. Never a namesake's call in another service.
import { type CatalogAction, writes } from '../../catalog/catalog.ts';
import { NOUNS, nounsOfType } from '../../catalog/nouns.ts';
import type { Lexicon } from '../text/items.ts';
import { type ActedOn, ownerTypes } from './acted-on.ts';
import { type Choice, type ChosenCall, PLAIN, toCall } from './choice.ts';
import { typeKey } from './type-key.ts';
import { wholesOnly } from './wholes.ts';

const SETS = ['Modify', 'Update', 'Set', 'Put'];
/** What follows a thing's noun in the calls that change its settings: SetQueueAttributes, UpdateFunctionConfiguration. */
const REST = /^(?:attribute|configuration|config|setting|option)?$/;

/** Things that others have as a setting, though they are things of a service of their own: a function's role, its VPC. */
const GIVEN =
  /^(?:role|vpc|subnet|image|ami|kmskey|key|securitygroup|parametergroup|certificate|layer|targetgroup|tag)$/;

/** Verbs that say of a setting what it was set to. */
const SAYS_SET = /^(?:modify|enable|disable|add|remove|attach|detach)$/;

/** The calls by which the settings of a thing of this type (`rds:db`) are changed as a whole. */
export function settingCalls(type: string, words: Lexicon): readonly CatalogAction[] {
  const [service = '', name = ''] = type.split(':');
  const nouns = nounsOfType(type).map(({ key }) => key);
  return (words.catalog.byService.get(service) ?? []).filter(
    (action) =>
      SETS.includes(action.verb) &&
      writes(action) &&
      nouns.some((noun) => action.noun.startsWith(noun) && REST.test(action.noun.slice(noun.length))) &&
      (action.types.length === 0 || action.types.some((each) => typeKey(each) === typeKey(name))),
  );
}

/** True when the head is no more than a word of AWS's, or a thing that others have as a setting. */
export function isSetting({ head, own, inside }: ActedOn): boolean {
  if (head === null || own || inside) return false;
  return GIVEN.test(head.id) || head.keys.every(({ service }) => service === null);
}

/**
 * The part's calls that are of the thing it belongs to, with those that change that thing's settings; `found` as it is
 * where nothing says what the part belongs to, or nothing sets it.
 */
export function ofTheThing(family: string, found: Choice | null, on: ActedOn, words: Lexicon): Choice | null {
  if (!isSetting(on) || !SAYS_SET.test(family)) return found;
  const types = ownerTypes(on);
  if (types.length === 0) return family === 'modify' ? ofAnything(found, on, words) : found;
  const services = new Set(types.map((type) => type.split(':')[0] ?? ''));
  const given = GIVEN.test(on.head?.id ?? '') && foreign(on, services);
  const here = (found?.calls ?? []).filter(
    (call) =>
      (call.service === null || services.has(call.service) || acts(call, types, words)) &&
      (!given || isNamed(call, on, words)),
  );
  if (here.length > 0 && (family !== 'modify' || NOUNS.has(on.head?.id ?? '')))
    return found && { ...found, calls: here };
  const sets = types.flatMap((type) => settingCalls(type, words)).map(toCall);
  if (sets.length === 0) return found !== null && here.length > 0 ? { ...found, calls: here } : null;
  const all = [...here, ...sets.filter((call) => !here.some(({ name }) => name === call.name))];
  return { ...PLAIN, calls: all, loosely: true };
}

/** What bears the name may be of any service, so any change of it counts: which setting, the calls do not tell. */
function ofAnything(found: Choice | null, on: ActedOn, words: Lexicon): Choice | null {
  if (!on.apart || !on.named || on.services !== null || NOUNS.has(on.head?.id ?? '')) return found;
  const all = ['Modify', 'Update'].flatMap((verb) => words.catalog.byVerb.get(verb) ?? []);
  const names = new Set(wholesOnly(all, words).map(({ name }) => name));
  const anywhere = [...names].map((name) => ({ service: null, name, facts: [] }));
  const own = (found?.calls ?? []).filter(({ name }) => !names.has(name));
  return { ...PLAIN, calls: [...own, ...anywhere], loosely: true };
}

function foreign({ head }: ActedOn, services: ReadonlySet<string>): boolean {
  return (head?.keys ?? []).every(({ service }) => service !== null && !services.has(service));
}

/** SetSecurityGroups of a load balancer, AssociateVPCWithHostedZone: the call begins with the part. */
function isNamed({ service, name }: ChosenCall, { head }: ActedOn, words: Lexicon): boolean {
  return (words.catalog.byName.get(name.toLowerCase()) ?? []).some(
    (action) => action.service === service && head?.keys.some(({ key }) => action.noun.startsWith(key)),
  );
}

function acts({ service, name }: ChosenCall, types: readonly string[], words: Lexicon): boolean {
  return (words.catalog.byName.get(name.toLowerCase()) ?? []).some(
    (action) => action.service === service && action.types.some((type) => types.includes(`${action.service}:${type}`)),
  );
}
