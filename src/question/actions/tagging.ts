// "tagged buckets", "removed tags from the instance profile" → the tagging calls of that very thing: each service has its own.
import type { CatalogAction } from '../../catalog/catalog.ts';
import { type NounKey, nounsOfType } from '../../catalog/nouns.ts';
import type { Lexicon } from '../text/items.ts';
import type { Rule } from '../verbs/family.ts';
import type { ActedOn } from './acted-on.ts';
import { type ChosenCall, toCall } from './choice.ts';
import { typeKey } from './type-key.ts';

const TAKES = /^(?:Untag|Delete|Remove)/;

/** The tagging calls for what bears the tag; empty when nothing says what, or its service has none. */
export function taggingCalls(way: NonNullable<Rule['tagging']>, on: ActedOn, words: Lexicon): readonly ChosenCall[] {
  const bears = on.head === null || on.head.id === 'tag' ? on.owners : [on.head, ...on.owners];
  const keys = [...on.types.flatMap(nounsOfType), ...bears.flatMap((noun) => noun.keys)];
  const types = new Set([...on.types, ...bears.flatMap(({ type }) => (type === null ? [] : [type]))]);
  const services = new Set([...types].map((type) => type.split(':')[0] ?? ''));
  const found = [...services].flatMap((service) => words.catalog.byService.get(service) ?? []);
  return found.filter((action) => tags(action) && goes(way, action) && fits(action, keys, types)).map(toCall);
}

function tags({ level, verb, noun }: CatalogAction): boolean {
  return level === 'Tagging' || (/^(?:Put|Delete)$/.test(verb) && noun.endsWith('tagging'));
}

function goes(way: NonNullable<Rule['tagging']>, { name }: CatalogAction): boolean {
  return way === 'change' || TAKES.test(name) === (way === 'take');
}

function fits({ service, noun, types }: CatalogAction, keys: readonly NounKey[], asked: ReadonlySet<string>): boolean {
  if (keys.some((key) => (key.service === null || key.service === service) && noun.startsWith(key.key))) return true;
  if (types.length === 0) return noun === 'resource';
  return types.some(
    (type) =>
      asked.has(`${service}:${type}`) ||
      keys.some(({ key, ...own }) => own.service === service && key === typeKey(type)),
  );
}
