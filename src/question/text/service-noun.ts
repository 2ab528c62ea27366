// "lightsail instance", "a transfer server", "glue job" → the thing as that service has it: what people call a server is an
// EC2 instance, but not Transfer's.
import { eventServices } from '../../catalog/event-sources.ts';
import { NOUNS, type NounKey, type NounMeaning } from '../../catalog/nouns.ts';
import { nounKey } from '../../catalog/split-name.ts';
import { typeKey } from '../actions/type-key.ts';
import type { Lexicon } from './items.ts';

/** The noun of a service's name and a noun of its own; null when the words are no such pair. */
export function serviceNoun(words: readonly string[], lexicon: Lexicon): NounMeaning | null {
  for (let split = words.length - 1; split > 0; split--) {
    const services = servicesCalled(words.slice(0, split).join(' '), lexicon);
    const rest = nounKey(words.slice(split));
    const keys = services.length === 0 ? [] : keysIn(services, rest, lexicon);
    if (keys.length === 0) continue;
    const type = keys.map((key) => typeOf(key, lexicon)).find((found) => found !== null) ?? null;
    return { id: nounKey(words), text: words.join(' '), keys, type, shared: false };
  }
  return null;
}

function servicesCalled(phrase: string, { services, catalog }: Lexicon): readonly string[] {
  return services.get(phrase) ?? (catalog.serviceNames.has(phrase) ? eventServices(phrase) : []);
}

function keysIn(services: readonly string[], rest: string, { catalog }: Lexicon): readonly NounKey[] {
  const known = NOUNS.get(rest)?.keys.filter(({ service }) => service !== null && services.includes(service)) ?? [];
  if (known.length > 0) return known;
  const own = services.filter((service) =>
    (catalog.byNoun.get(rest) ?? []).some((action) => action.service === service),
  );
  return own.map((service) => ({ service, key: rest }));
}

function typeOf({ service, key }: NounKey, { catalog }: Lexicon): string | null {
  for (const action of catalog.byService.get(service ?? '') ?? []) {
    const type = action.types.find((each) => typeKey(each) === key);
    if (type !== undefined) return `${service}:${type}`;
  }
  return null;
}
