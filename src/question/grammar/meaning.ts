// A sentence to what it says: which verbs, acting on what, by whom, narrowed how, and which words said nothing known.
import { NOUNS, type NounMeaning } from '../../catalog/nouns.ts';
import type { EventTest, ResourceRef } from '../../domain/question.ts';
import { filterPhrase } from '../filters/index.ts';
import type { Item } from '../text/items.ts';
import type { Mark } from '../verbs/family.ts';
import { headOf, inOneList, isInside, type PlacedNoun, withoutSettings } from './head.ts';
import { type Placed, placePhrase } from './place-phrase.ts';
import type { Sentence } from './sentence.ts';
import type { Phrase, VerbUse } from './state.ts';

export interface Head {
  readonly noun: NounMeaning;
  readonly own: boolean;
}

export interface Meaning {
  readonly verbs: readonly VerbUse[];
  /** References acted on, grouped by phrase: within a group any will do, all groups must be there. */
  readonly objects: readonly (readonly ResourceRef[])[];
  readonly actors: readonly ResourceRef[];
  /** What the verb acts on, by its noun. */
  readonly head: NounMeaning | null;
  readonly own: boolean;
  /** The verb's object is a bare name. */
  readonly bareObject: boolean;
  /** What else the verb acts on, joined to the head by "and" or "or". */
  readonly alternatives: readonly Head[];
  /** The head stands after "to", "from" and their like. */
  readonly moved: boolean;
  /** The head stands before a phrase of its own: "the storage | of pg-main". */
  readonly apart: boolean;
  /** "anything in R", "what was created in R": R holds what is acted on. */
  readonly inside: boolean;
  readonly owners: readonly NounMeaning[];
  /** Nouns that are no type of anything named, the head apart: what they say must show in the calls chosen. */
  readonly loose: readonly NounMeaning[];
  readonly services: readonly string[] | null;
  readonly marks: ReadonlySet<Mark>;
  readonly tests: readonly EventTest[];
  readonly attempts: boolean;
  readonly unread: readonly Item[];
  readonly assumptions: readonly string[];
  /** Literal API names. */
  readonly api: readonly Item[];
  /** What is left out: kinds of things, and literal API names. Deeds left out stand in the sentence. */
  readonly leftOut: { readonly nouns: readonly Item[]; readonly api: readonly Item[] };
  /** "calls", "activity", "anything": events as such are asked for. */
  readonly events: boolean;
}

/** `named`: a set phrase says that what is left is a name ("history of orders"). */
export function readMeaning(
  sentence: Sentence,
  accounts: readonly { readonly id: string; readonly name: string }[],
  named: boolean,
): Meaning {
  const families = sentence.verbs.map(({ verb }) => verb.family.id);
  const filtered = sentence.phrases.map((phrase) => filterPhrase(phrase, families, accounts));
  const draft: Placed = {
    objects: [],
    actors: [],
    tests: [],
    nouns: [],
    services: [],
    unread: [],
    assumptions: [],
    bareObject: false,
    leftOut: [],
  };
  const leftOut = sentence.phrases.flatMap(({ excluded, items }) =>
    excluded ? items.filter(({ api }) => api !== null) : [],
  );
  const logs = families.length === 0 && sentence.items.some(({ noun }) => noun?.id === 'auditlog');
  const events = logs || sentence.asks.has('events') || sentence.asks.has('anything');
  for (const each of filtered) placePhrase(each, sentence, { families, events, named }, draft);
  const nouns = withoutSettings(draft.nouns, families, draft);
  const head = headOf(nouns) ?? launched(sentence, draft);
  const others = head === null ? [] : nouns.filter((entry) => entry !== head && inOneList(entry, head));
  const beside = nouns.filter((entry) => entry !== head && (!others.includes(entry) || entry.own));
  return {
    verbs: sentence.verbs,
    objects: draft.objects,
    actors: draft.actors,
    head: head?.noun ?? null,
    own: head?.own ?? false,
    bareObject: draft.bareObject,
    alternatives: others,
    moved: /^(?:to|into|from|out of)$/.test(head?.phrase.prep ?? ''),
    apart: head !== null && !head.own && isApart(head.phrase, sentence),
    inside: isInside(sentence, head),
    owners: beside.map(({ noun }) => noun),
    loose: beside.filter(({ own, noun }) => !own && noun.id !== 'access').map(({ noun }) => noun),
    services: draft.services.length === 0 ? null : draft.services,
    marks: new Set([...filtered.flatMap(({ marks }) => marks), ...outbound(draft)]),
    tests: [...filtered.flatMap(({ tests }) => tests), ...draft.tests, ...failures(sentence)],
    attempts: sentence.tries || filtered.some(({ attempts }) => attempts),
    unread: [...sentence.unknown, ...draft.unread],
    assumptions: [...filtered.flatMap(({ assumptions }) => assumptions), ...draft.assumptions],
    api: sentence.items.filter((item) => item.api !== null && !leftOut.some(({ start }) => start === item.start)),
    leftOut: { nouns: draft.leftOut, api: leftOut },
    events,
  };
}

function isApart(part: Phrase, { phrases }: Sentence): boolean {
  return phrases.some(
    (phrase) => phrase !== part && (phrase.possessive || /^(?:of|on|for|in|from|to)$/.test(phrase.prep ?? '')),
  );
}

/** "ec2 launches", "launches by bob": instances are what is launched, where nothing else is said to be. */
function launched({ verbs, asks, phrases }: Sentence, { objects, nouns, services }: Placed): PlacedNoun | null {
  const noun = NOUNS.get('instance');
  const phrase = phrases[0];
  const elsewhere = [...services, ...phrases.flatMap(({ items }) => items.flatMap((item) => item.services ?? []))];
  const bare = objects.length + nouns.length === 0 && !asks.has('anything') && verbs.length > 0;
  const launches = bare && verbs.every(({ word }) => /^launch(?:es)?$/i.test(word));
  if (!launches || noun === undefined || elsewhere.some((service) => service !== 'ec2')) return null;
  const none: Phrase = {
    prep: null,
    excluded: false,
    role: 'object',
    items: [],
    index: 0,
    possessive: false,
    beforeVerb: false,
  };
  return { noun, own: false, phrase: phrase ?? none };
}

/** "egress rules", "outbound traffic". */
function outbound({ nouns }: Placed): readonly Mark[] {
  return nouns.some(({ noun }) => /\b(?:egress|outbound)\b/i.test(noun.text)) ? ['outbound'] : [];
}

function failures(sentence: Sentence): readonly EventTest[] {
  return sentence.fails ? [{ kind: 'outcome', outcome: 'attempted' }] : [];
}
