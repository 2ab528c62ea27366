// Words to items: the longest phrase that is known, with every reading it has. Which reading is meant is decided by
// where it stands (`grammar/`). A word without any reading is kept as unknown: it is a name, or it is asked about.
import { withoutApiDate } from '../../catalog/api-date.ts';
import type { Catalog, CatalogAction } from '../../catalog/catalog.ts';
import { iamPrefix } from '../../catalog/event-sources.ts';
import { loadCatalog } from '../../catalog/load-catalog.ts';
import { NOUNS, type NounMeaning } from '../../catalog/nouns.ts';
import { isRegionCode, REGION_PLACES } from '../../catalog/regions.ts';
import { serviceWords } from '../../catalog/service-words.ts';
import { nounKey } from '../../catalog/split-name.ts';
import type { ResourceRef } from '../../domain/question.ts';
import { readNamed, readReference } from '../resources/read-reference.ts';
import { type VerbForm, type VerbLexicon, verbLexicon } from '../verbs/index.ts';
import { SLACK_PERSON } from './clean-text.ts';
import { FILTER_WORDS, type FilterWord } from './filter-words.ts';
import { serviceNoun } from './service-noun.ts';
import { SMALL_WORDS, type SmallRole } from './small-words.ts';
import type { Token } from './tokens.ts';

export interface Item {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** A comma follows: what comes next may be the next of a list. */
  readonly comma: boolean;
  readonly possessive: boolean;
  /** An "and", "or" or comma stands before it: it is the next of a list. Known once the sentence is read. */
  readonly joined?: boolean;
  /** An article or its like stands before it. Known once the sentence is read. */
  readonly determined?: boolean;
  /** The article is "a" or its like. Known once the sentence is read. */
  readonly indefinite?: boolean;
  readonly small: SmallRole | null;
  readonly verb: VerbForm | null;
  /** Words of a separable verb that follow this one ("off"), by index into the items. */
  readonly noun: NounMeaning | null;
  readonly services: readonly string[] | null;
  readonly filter: FilterWord | null;
  readonly region: string | null;
  readonly ref: ResourceRef | null;
  /** A parameter's value by its shape: an instance type. */
  readonly value: string | null;
  /** Literal API name: the actions of that name. Empty: written like one, and unknown. */
  readonly api: readonly CatalogAction[] | null;
}

export interface Lexicon {
  readonly catalog: Catalog;
  readonly verbs: VerbLexicon;
  readonly services: ReadonlyMap<string, readonly string[]>;
  /** Keys of all nouns in AWS's action names, and of their last words. */
  readonly nounKeys: ReadonlySet<string>;
}

const PHRASE_WORDS_MAX = 6;
/** Words of a noun, hyphens counted as gaps; the longest of AWS's has ten. */
const NOUN_WORDS_MAX = 12;
const INSTANCE_TYPE =
  /^(?:db\.|cache\.|ml\.|dax\.)?(?:[a-z]{1,4}\d[a-z0-9-]{0,6}|u-\d+tb\d)\.(?:nano|micro|small|medium|\d{0,2}x?large|metal(?:-[a-z0-9]+)?)$/i;

let lexicon: Lexicon | null = null;

/** The lexicon; made on first use from the catalog (about 0.1 s more than loading that), then kept. */
export function loadLexicon(): Lexicon {
  lexicon ??= makeLexicon(loadCatalog());
  return lexicon;
}

function makeLexicon(catalog: Catalog): Lexicon {
  const nounKeys = new Set<string>();
  for (const [action] of catalog.byNoun.values()) {
    if (action === undefined) continue;
    for (let from = 0; from < action.nounWords.length; from++) nounKeys.add(action.nounWords.slice(from).join(''));
  }
  return { catalog, verbs: verbLexicon(catalog), services: serviceWords(catalog), nounKeys };
}

export function readItems(tokens: readonly Token[], words: Lexicon): readonly Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at < tokens.length) {
    const { item, taken } = readOne(tokens, at, words);
    items.push(item);
    at += taken;
  }
  return items;
}

function readOne(
  tokens: readonly Token[],
  at: number,
  words: Lexicon,
): { readonly item: Item; readonly taken: number } {
  const token = tokens[at];
  if (token === undefined) throw new Error('no token to read');
  const alone = atom(token, words);
  if (alone !== null) return { item: alone, taken: 1 };
  const numbered = numberedPort(tokens, at);
  if (numbered !== null) return numbered;
  for (let taken = Math.min(PHRASE_WORDS_MAX, unbroken(tokens, at)); taken > 0; taken--) {
    const item = phrase(tokens.slice(at, at + taken), words, standsBefore(tokens[at - 1], words));
    if (item !== null && !cutsNoun(item, tokens, at + taken) && !isLogsIn(item, tokens, at, words))
      return { item, taken };
  }
  const shaped = readReference(token.text);
  return { item: { ...bare([token]), ref: shaped }, taken: 1 };
}

/** "who deleted logs in account N": behind another verb the logs are what it acts on. */
function isLogsIn({ lower }: Item, tokens: readonly Token[], at: number, words: Lexicon): boolean {
  if (!/^logs (?:in|into|on|onto)$/.test(lower)) return false;
  return tokens
    .slice(0, at)
    .some((token) => words.verbs.phrases.get(token.lower)?.form !== undefined && !SMALL_WORDS.has(token.lower));
}

/** "root access keys": a pair that AWS's names hold by chance ends in the first word of what people call something. */
function cutsNoun({ noun, small, services, filter, verb }: Item, tokens: readonly Token[], end: number): boolean {
  const [last, next] = [tokens[end - 1], tokens[end]];
  if (noun === null || last === undefined || next === undefined || last.comma || last.possessive) return false;
  const only = small === null && services === null && filter === null && verb === null;
  return only && isByChance(noun) && noun.text.includes(' ') && NOUNS.has(nounKey([last.lower, next.lower]));
}

/** How many tokens from here may form a phrase: up to a comma, a possessive, a quotation or a name. */
function unbroken(tokens: readonly Token[], from: number): number {
  let count = 0;
  for (const token of tokens.slice(from, from + PHRASE_WORDS_MAX)) {
    if (token.quoted) break;
    count++;
    if (token.comma || token.possessive) break;
  }
  return count;
}

function bare(tokens: readonly Token[]): Item {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (first === undefined || last === undefined) throw new Error('an item has at least one token');
  const text = tokens.map((token) => token.text).join(' ');
  const readings = {
    small: null,
    verb: null,
    noun: null,
    services: null,
    filter: null,
    region: null,
    ref: null,
    value: null,
    api: null,
  };
  return {
    text,
    lower: text.toLowerCase(),
    start: first.start,
    end: last.end,
    comma: last.comma,
    possessive: last.possessive,
    ...readings,
  };
}

/** What a single token is by its shape, before any dictionary. */
function atom(token: Token, words: Lexicon): Item | null {
  const plain = bare([token]);
  if (token.quoted) return { ...plain, ref: readNamed(token.text) };
  if (INSTANCE_TYPE.test(token.text)) return { ...plain, value: token.lower };
  if (isRegionCode(token.text)) return { ...plain, region: token.lower };
  if (token.text === '0.0.0.0/0' || token.text === '::/0') return { ...plain, filter: { kind: 'world' } };
  const api = readApi(token.text, words.catalog);
  if (api !== null) return { ...plain, api };
  // AWS's managed policy, not what it grants.
  if (token.text === 'AdministratorAccess') return { ...plain, ref: readNamed(token.text) };
  if (isKnownPhrase(token.lower.replaceAll('-', ' '), words) && /^[A-Za-z0-9'-]+$/.test(token.text)) return null;
  if (SLACK_PERSON.test(token.text)) return plain;
  const ref = readReference(token.text);
  return ref === null ? null : { ...plain, ref };
}

/** `DeleteDBInstance`, `s3:PutBucketPolicy`, `delete-db-instance`, in any case; one-word names are verbs, not literals. */
export function readApi(text: string, catalog: Catalog): readonly CatalogAction[] | null {
  const match = /^(?:([a-z0-9-]+)[:.])?([a-z][a-z0-9_-]*)$/i.exec(text);
  if (match === null) return null;
  const [, prefix, written = ''] = match;
  const name = withoutApiDate(written).replaceAll('-', '').replaceAll('_', '').toLowerCase();
  const named = catalog.byName.get(name) ?? [];
  if (prefix === undefined) {
    const action = named[0];
    return action !== undefined && action.nounWords.length > 0 && action.verb.length < name.length ? named : null;
  }
  const service = prefix.toLowerCase();
  if (!catalog.serviceNames.has(iamPrefix(service)) && !catalog.byService.has(service)) return null;
  const here = named.filter((action) => action.service === service || action.prefix === service);
  if (here.length > 0) return here;
  return text.includes(':') && /^[A-Z][a-z]+[A-Z]/.test(written) ? [] : null;
}

function isKnownPhrase(phrase: string, words: Lexicon): boolean {
  if (SMALL_WORDS.has(phrase) || FILTER_WORDS.has(phrase) || words.verbs.phrases.has(phrase)) return true;
  return words.services.has(phrase) || NOUNS.has(nounKey(phrase.split(' ')));
}

function phrase(tokens: readonly Token[], words: Lexicon, before: Before): Item | null {
  const lower = tokens.map((token) => token.lower).join(' ');
  const plain = bare(tokens);
  const spaced = lower.replaceAll('-', ' ');
  const small = SMALL_WORDS.get(lower) ?? null;
  const filter = FILTER_WORDS.get(lower) ?? FILTER_WORDS.get(spaced) ?? null;
  const verb = small === 'events' ? null : (words.verbs.phrases.get(lower) ?? words.verbs.phrases.get(spaced) ?? null);
  const services = words.services.get(lower) ?? null;
  const region = REGION_PLACES.get(lower) ?? null;
  const read = small === null || small === 'chatter' ? readNoun(spaced.split(' '), words, before) : null;
  // "ec2 i-0abc": a service is no thing, though some name of AWS's holds its word.
  const noun = services !== null && read !== null && isByChance(read) ? null : read;
  // Grammar first: a small word is one even when some service has a noun spelt alike.
  if (small !== null && small !== 'events' && small !== 'pronoun' && small !== 'somebody') {
    return {
      ...plain,
      small,
      filter: small === 'chatter' ? null : filter,
      verb: keepsVerb(small, lower) ? verb : null,
    };
  }
  if (small === null && filter === null && verb === null && services === null && region === null && noun === null)
    return null;
  return { ...plain, small, filter, verb, services, region, noun };
}

/** What stands before a phrase: "BOUGHT reserved instances", "A transfer server", "OF launch template" begin nouns with a
 * verb's form. */
type Before = 'verb' | 'word' | null;

function standsBefore(token: Token | undefined, words: Lexicon): Before {
  if (token === undefined || token.quoted) return null;
  if (words.verbs.phrases.get(token.lower)?.form === 'inflected') return 'verb';
  const small = SMALL_WORDS.get(token.lower);
  const opens = small === 'determiner' || (small === 'preposition' && token.lower !== 'to') || small === 'and';
  return opens || (small === undefined && /[\d_-]/.test(token.text)) ? 'word' : null;
}

/** Small words that no noun of AWS's may hold. */
function isGrammar(role: SmallRole | undefined): boolean {
  return role !== undefined && role !== 'chatter' && role !== 'events';
}

/** A noun that only AWS's action names hold, of no service in particular. */
function isByChance({ id, keys }: NounMeaning): boolean {
  return !NOUNS.has(id) && keys.every(({ service }) => service === null);
}

/** Small words that can be the verb themselves: "what did alice DO", "who GOT the file", "who is USING", "NEW users". */
function keepsVerb(small: SmallRole, lower: string): boolean {
  return small === 'aux' || small === 'be' || lower === 'using' || lower === 'new';
}

/** People's word for it, else AWS's own noun. Single words that only AWS's names hold are too weak to be nouns alone. */
function readNoun(words: readonly string[], lexicon: Lexicon, before: Before): NounMeaning | null {
  if (words.length > NOUN_WORDS_MAX) return null;
  // "kms key deletions", "route53 changes": without a verb before it the deed is one.
  const last = words.length > 1 && before === null ? lexicon.verbs.phrases.get(words.at(-1) ?? '') : undefined;
  const deed = last?.form === 'act' && /^(?:delete|modify)$/.test(last.family.id);
  if (deed) return null;
  const key = nounKey(words);
  const known = NOUNS.get(key);
  if (known !== undefined) return { ...known, text: words.join(' ') };
  const begins = words.length > 1 && lexicon.verbs.phrases.has(words[0] ?? '');
  const ofService = words.length > 1 && (!begins || before !== null) ? serviceNoun(words, lexicon) : null;
  if (ofService !== null) return ofService;
  if (key.length < 3 || !lexicon.nounKeys.has(key)) return null;
  const small = words.some((word) => !/^(?:data|resources?)$/.test(word) && isGrammar(SMALL_WORDS.get(word)));
  // "attached policy" is a verb and a noun, though AWS has ListAttachedRolePolicies.
  const whole = before === 'word' && lexicon.catalog.byNoun.has(key);
  const verbFirst = begins && before !== 'verb' && !whole;
  const actLast = words.length > 1 && lexicon.verbs.phrases.get(words.at(-1) ?? '')?.form === 'act';
  // "new access keys": a word that says nothing begins no noun of AWS's.
  const idleFirst = words.length > 1 && SMALL_WORDS.get(words[0] ?? '') === 'chatter';
  if (small || verbFirst || actLast || idleFirst) return null;
  return { id: key, text: words.join(' '), keys: [{ service: null, key }], type: null, shared: true };
}

/** "port 22", "ports 22 and 443": the number belongs to the word. One item for each port. */
function numberedPort(tokens: readonly Token[], at: number): { readonly item: Item; readonly taken: number } | null {
  const [word, number] = [tokens[at], tokens[at + 1]];
  if (word === undefined) return null;
  const glued = /^(?:tcp|udp)\/(\d{1,5})$|^(\d{1,5})\/(?:tcp|udp)$/.exec(word.lower);
  const here = glued?.[1] ?? glued?.[2];
  if (here !== undefined) return { item: { ...bare([word]), filter: { kind: 'port', port: Number(here) } }, taken: 1 };
  if (!/^(?:port|ports|tcp|udp)$/.test(word.lower) || number === undefined || !/^\d{1,5}$/.test(number.text))
    return null;
  const port = Number(number.text);
  return port > 65_535 ? null : { item: { ...bare([word, number]), filter: { kind: 'port', port } }, taken: 2 };
}
