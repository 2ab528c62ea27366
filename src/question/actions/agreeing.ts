// Whether calls go with every noun of a question: "dns" with none that stops a trail's logging, "load balancer" with those
// of rules of load balancers only. A noun narrows the calls to those it goes with; one that goes with none is handed back.
import type { CatalogAction } from '../../catalog/catalog.ts';
import type { NounMeaning } from '../../catalog/nouns.ts';
import type { Lexicon } from '../text/items.ts';
import type { ActedOn } from './acted-on.ts';
import type { ChosenCall } from './choice.ts';
import { typeKey } from './type-key.ts';

export interface Agreeing {
  readonly calls: readonly ChosenCall[];
  /** Nouns that none of the calls goes with. */
  readonly idle: readonly NounMeaning[];
}

/** The calls that go with the services and with every other noun of the question; the nouns that go with none of them. */
export function agreeing(calls: readonly ChosenCall[], on: ActedOn, words: Lexicon): Agreeing {
  const { services } = on;
  let left: readonly ChosenCall[] = calls.filter(
    ({ service }) => services === null || service === null || services.includes(service),
  );
  const idle: NounMeaning[] = [];
  for (const noun of on.loose) {
    const here = going(left, noun, words);
    if (here.length > 0) left = here;
    else if (left.length > 0) idle.push(noun);
  }
  return { calls: left, idle };
}

/** The calls of which a noun is said, the surest first: in their names, of what they act on, of their service. */
function going(calls: readonly ChosenCall[], noun: NounMeaning, words: Lexicon): readonly ChosenCall[] {
  for (const says of [spelt, actedOn, served]) {
    const found = calls.filter((call) => says(call, noun, words));
    if (found.length > 0) return found;
  }
  return [];
}

/** In its name, under the noun of its own service or under the one that was typed. */
function spelt(call: ChosenCall, noun: NounMeaning): boolean {
  return named(call, noun) || mentioned(call, noun);
}

/** In its name, what it acts on, or its service. */
export function goesWith(call: ChosenCall, noun: NounMeaning, words: Lexicon): boolean {
  return spelt(call, noun) || actedOn(call, noun, words) || served(call, noun);
}

function named({ service, name }: ChosenCall, noun: NounMeaning): boolean {
  const lower = name.toLowerCase();
  return noun.keys.some((own) => (own.service === null || own.service === service) && lower.includes(own.key));
}

function actedOn(call: ChosenCall, noun: NounMeaning, words: Lexicon): boolean {
  return actionsOf(call, words).some(({ service, types }) =>
    types.some(
      (type) =>
        `${service}:${type}` === noun.type ||
        noun.keys.some((own) => (own.service === null || own.service === service) && own.key === typeKey(type)) ||
        noun.id === typeKey(type),
    ),
  );
}

/** A call in any service goes with the nouns of each. */
function served({ service }: ChosenCall, noun: NounMeaning): boolean {
  return noun.keys.some((own) => own.service !== null && (service === null || own.service === service));
}

/** "for the account": PutAccountPublicAccessBlock, though accounts are another service's. */
function mentioned({ name }: ChosenCall, { id }: NounMeaning): boolean {
  return name.toLowerCase().includes(id);
}

function actionsOf({ service, name }: ChosenCall, words: Lexicon): readonly CatalogAction[] {
  const all = words.catalog.byName.get(name.toLowerCase()) ?? [];
  return service === null ? all : all.filter((action) => action.service === service);
}
