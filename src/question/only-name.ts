// A question that could not be read → the one plain word of it that stands where only a name fits ("the cluster prod",
// "gave AdministratorAccess to bob", "the sessions table"). It is read as one only where nothing else can be read.
import { NOUNS } from '../catalog/nouns.ts';
import type { Problem } from '../domain/question.ts';
import type { Phrase } from './grammar/state.ts';
import { isAspect } from './grammar/things.ts';
import type { KindInput } from './kinds/kind.ts';
import type { Item } from './text/items.ts';

/** The word; null when there is none, when there are several, or when more is wrong with the question. */
export function onlyName(input: KindInput, problems: readonly Problem[]): Item | null {
  const { sentence, meaning } = input;
  if (sentence.negates || sentence.second !== null || sentence.unknown.length > 0) return null;
  if (problems.some(({ kind }) => kind !== 'unread-words' && kind !== 'unknown-verb')) return null;
  if (meaning.unread.length > 1) return null;
  const deeds = sentence.verbs.length > 0;
  const found = sentence.phrases.flatMap((phrase) => (deeds ? (behindNoun(phrase, input) ?? []) : []));
  const given = sentence.phrases.flatMap((phrase) => receiver(phrase, input) ?? []);
  const before = sentence.phrases.flatMap((phrase) => (deeds ? (beforeNoun(phrase, input) ?? []) : []));
  const names = [found, given, before].find((each) => each.length > 0) ?? [];
  const unread = meaning.unread[0];
  const name = names[0];
  if (name === undefined || names.length > 1 || (unread !== undefined && unread.start !== name.start)) return null;
  return name;
}

/** A word in small letters that is no grammar, no date, no place and no filter. */
function isPlain({ text, ref, small, filter, region, value, api, possessive }: Item): boolean {
  const grammar = small !== null && small !== 'events';
  const other = ref ?? filter ?? region ?? value ?? api;
  return /^[a-z]{2,40}$/.test(text) && !grammar && other === null && !possessive;
}

/** One thing that has a name: "cluster", "backup plan", not "clusters". */
function isOneThing(item: Item | undefined, { words }: KindInput): boolean {
  const noun = item?.noun ?? null;
  if (item === undefined || noun === null || item.possessive || /s$/.test(item.lower)) return false;
  if (/^(?:iam:access-key|ec2:(?:instance|vpc|subnet|volume|network-interface))$/.test(noun.type ?? '')) return false;
  if (noun.type !== null) return true;
  return NOUNS.has(noun.id)
    ? noun.keys.every(({ service }) => service !== null)
    : words.catalog.byNoun.has(noun.id) && !isAspect(noun);
}

/** "the cluster PROD", "stack API": the last word, behind one thing. */
function behindNoun({ items, excluded }: Phrase, input: KindInput): Item | null {
  const [before, last] = [items.at(-2), items.at(-1)];
  if (excluded || last === undefined || !isPlain(last) || last.joined === true || !isOneThing(before, input))
    return null;
  if (last.verb?.form === 'act' || /ing$/.test(last.lower) || ASPECT.test(last.lower)) return null;
  return items.some(({ ref }) => ref !== null) ? null : last;
}

/** "the SESSIONS table": a kind of thing before one thing that holds no such kind. */
function beforeNoun({ items, excluded }: Phrase, input: KindInput): Item | null {
  const [name, noun] = [items.at(-2), items.at(-1)];
  if (excluded || items.length !== 2 || name === undefined || !isPlain(name) || noun?.joined === true) return null;
  return name.determined === true && name.noun !== null && isOneThing(noun, input) ? name : null;
}

const TO = /^(?:to|from|for|of)$/;
const GIVES = /^(?:grant|revoke|attach|detach|add|remove|assign|unassign|share|unshare)$/;

/** "gave AdministratorAccess to BOB", "access denied for BOB": one word that nothing is known of, as whom it was for. */
function receiver({ prep, items, excluded, role }: Phrase, { sentence, meaning }: KindInput): Item | null {
  const only = items[0];
  if (excluded || items.length !== 1 || only === undefined || !isPlain(only)) return null;
  const known = only.noun ?? only.services ?? only.verb ?? only.small;
  if (known !== null || !meaning.unread.some(({ start }) => start === only.start)) return null;
  const families = sentence.verbs.map(({ verb }) => verb.family.id);
  const gives = families.length > 0 && families.every((id) => GIVES.test(id));
  if (TO.test(prep ?? '')) return gives || (families.length === 0 && meaning.attempts) ? only : null;
  // "made BOB an admin", "deactivated BOB": people are.
  const person = sentence.verbs.some(({ word, verb }) => /admin/.test(word) || verb.base === 'deactivate');
  return prep === null && role === 'object' && person ? only : null;
}

/** What is done to a thing, or a part of it that has no name: never the thing's own name. */
const ASPECT =
  /^(?:settings?|config|configuration|policy|policies|permissions?|access|logging|encryption|versioning|tags?|rules?|rotation|protection|retention|replication|size|count|name|status|state|value|description|owner|limit|period|timeout|threshold|memory|runtime|ttl|password|expiry|region|zone|key|id|arn|type|class|version|endpoint|capacity|storage|manually|twice|once)$/;
