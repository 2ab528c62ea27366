// The nouns of a question to the one the verb acts on, and what stands in one list with it.
import type { NounMeaning } from '../../catalog/nouns.ts';
import type { ResourceRef } from '../../domain/question.ts';
import type { Sentence } from './sentence.ts';
import type { Phrase } from './state.ts';
import { isAspect } from './things.ts';

/** A noun of the question, and the phrase it stands in. */
export interface PlacedNoun {
  readonly noun: NounMeaning;
  /** It is only the type of something named. */
  readonly own: boolean;
  readonly phrase: Phrase;
}

/** "changed the settings of R": whatever changes R; the word says nothing more. */
export function withoutSettings(
  nouns: readonly PlacedNoun[],
  families: readonly string[],
  {
    objects,
    services,
  }: { readonly objects: readonly (readonly ResourceRef[])[]; readonly services: readonly string[] },
): readonly PlacedNoun[] {
  const changed = families.every((id) => id === 'modify' || id === 'touch') && families.length > 0;
  const left = nouns.filter(({ noun }) => !/^(?:setting|configuration|config|attribute|property)$/.test(noun.id));
  const of = left.length + objects.length + services.length > 0;
  return changed && of ? left : nouns;
}

/** Nothing but "anything" is acted on, and where it was is named. */
export function isInside({ asks, phrases, passive, verbs }: Sentence, head: PlacedNoun | null): boolean {
  const changed = verbs.length === 1 && /^(?:modify|touch)$/.test(verbs[0]?.verb.family.id ?? '') && asks.has('what');
  const anything =
    asks.has('anything') ||
    (changed && !phrases.some(({ role }) => role === 'subject')) ||
    (passive && (asks.has('what') || asks.has('which')));
  const verb = verbs[0]?.index ?? 0;
  const names = (phrase: Phrase) =>
    phrase.items.some(({ ref }) => ref !== null) || (head?.own && head.phrase === phrase);
  const place = phrases.find((phrase) => phrase.index > verb && names(phrase));
  const holds = /^(?:in|inside|within|into|from|out of|to|under)$/.test(place?.prep ?? '');
  return anything && holds && place !== undefined && (head === null || (head.own && head.phrase === place));
}

/** "roles and users", "buckets, snapshots or databases": every noun from the first to the last begins a part of a list. */
export function inOneList(one: PlacedNoun, other: PlacedNoun): boolean {
  if (one.phrase !== other.phrase) return false;
  const nouns = one.phrase.items.filter(({ noun }) => noun !== null);
  const [from, to] = [one, other]
    .map(({ noun }) => nouns.findIndex((item) => item.noun === noun))
    .sort((a, b) => a - b);
  if (from === undefined || to === undefined || from < 0) return false;
  return nouns.slice(from + 1, to + 1).every(({ joined }) => joined === true);
}

/** The noun the verb acts on: in its object, else in the first phrase that has one. A part before the thing it is of. */
export function headOf(placed: readonly PlacedNoun[]): PlacedNoun | null {
  // "access to R" is what is given; R is what it is about.
  const telling = placed.filter(({ noun }) => noun.id !== 'access');
  const nouns = telling.length > 0 ? telling : placed;
  const objects = nouns.filter(({ phrase }) => phrase.prep === null && !phrase.possessive);
  const parts = (entries: readonly PlacedNoun[]) => entries.filter(({ own }) => !own);
  const aspects = parts(nouns).filter(({ noun }) => isAspect(noun));
  return parts(objects).at(-1) ?? aspects.at(-1) ?? objects.at(-1) ?? parts(nouns)[0] ?? nouns[0] ?? null;
}
