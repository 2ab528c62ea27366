// Items to a sentence: its verbs, and its phrases with the preposition, the voice and the side of the verb they stand on.
// Decides which reading of an ambiguous item is meant; leaves what the phrases name to `things.ts`.
import type { Item } from '../text/items.ts';
import type { SmallRole } from '../text/small-words.ts';
import type { VerbForm } from '../verbs/index.ts';

export interface VerbUse {
  readonly verb: VerbForm;
  /** As typed, particle included. */
  readonly word: string;
  readonly index: number;
}

export interface Phrase {
  /** In lower case; null for a subject or an object. */
  readonly prep: string | null;
  /** Everything but: "except", "not". */
  readonly excluded: boolean;
  /** `subject` of the verb in the active voice; `which`: asked for ("which buckets"). */
  readonly role: 'subject' | 'object' | 'which' | 'free';
  readonly items: readonly Item[];
  readonly index: number;
  readonly possessive: boolean;
  /** The verb comes next: "which user deleted …". */
  readonly beforeVerb: boolean;
}

export interface Sentence {
  readonly items: readonly Item[];
  readonly asks: ReadonlySet<SmallRole>;
  readonly verbs: readonly VerbUse[];
  readonly phrases: readonly Phrase[];
  readonly passive: boolean;
  readonly tries: boolean;
  /** "failed to": only what did not succeed. */
  readonly fails: boolean;
  /** "is", "was" and kin stand in it. */
  readonly be: boolean;
}

/** How far the particle of a separable verb may be from its head, in items: "turn the protection of R off". */
const PARTICLE_REACH = 9;

interface State {
  readonly asks: Set<SmallRole>;
  readonly verbs: VerbUse[];
  readonly phrases: Phrase[];
  items: Item[];
  prep: string | null;
  excluded: boolean;
  which: boolean;
  /** An auxiliary stands between the question word and here: what follows is the subject. */
  aux: 'do' | 'be' | null;
  be: boolean;
  passive: boolean;
  tries: boolean;
  fails: boolean;
  start: number;
}

export function readSentence(items: readonly Item[], splits: SplitVerbs): Sentence {
  const state: State = {
    asks: new Set(),
    verbs: [],
    phrases: [],
    items: [],
    prep: null,
    excluded: false,
    which: false,
    aux: null,
    be: false,
    passive: false,
    tries: false,
    fails: false,
    start: 0,
  };
  const particles = new Set<number>();
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) continue;
    if (particles.has(at)) {
      if (item.small === 'preposition') endPhrase(state, item.lower, at + 1);
      continue;
    }
    const split = splitVerb(items, at, splits);
    if (split !== null && !nounHere(item, state, items.slice(at + 1))) {
      for (const index of split.particles) particles.add(index);
      useVerb(state, { verb: split.verb, word: split.word, index: at });
    } else if (item.verb !== null && (telegraphed(items, at, state) || !nounHere(item, state, items.slice(at + 1)))) {
      useVerb(state, { verb: item.verb, word: item.text, index: at });
    } else step(state, item, at, items);
  }
  endPhrase(state, null, items.length);
  return {
    items,
    asks: state.asks,
    verbs: state.verbs,
    phrases: roles(state),
    passive: state.passive,
    tries: state.tries,
    fails: state.fails,
    be: state.be,
  };
}

export type SplitVerbs = ReadonlyMap<
  string,
  readonly { readonly particle: readonly string[]; readonly verb: VerbForm }[]
>;

function splitVerb(items: readonly Item[], at: number, splits: SplitVerbs) {
  const item = items[at];
  for (const candidate of splits.get(item?.lower ?? '') ?? []) {
    const found = findParticle(items, at, candidate.particle);
    if (found !== null)
      return { verb: candidate.verb, particles: found, word: `${item?.text} … ${candidate.particle.join(' ')}` };
  }
  return null;
}

/** Items from `at` on that spell the particle, not directly after the head (that is a phrase of its own). */
function findParticle(items: readonly Item[], at: number, particle: readonly string[]): readonly number[] | null {
  const last = Math.min(items.length, at + PARTICLE_REACH);
  for (let from = at + 2; from < last; from++) {
    let text = '';
    const taken: number[] = [];
    for (let index = from; index < items.length && text.length < particle.join(' ').length; index++) {
      text = `${text} ${items[index]?.lower ?? ''}`.trim();
      taken.push(index);
    }
    if (text === particle.join(' ')) return taken;
  }
  return null;
}

/** True when an item that could be a verb stands where only a noun can. */
function nounHere(item: Item, state: State, after: readonly Item[]): boolean {
  if (item.verb === null) return false;
  if (item.small === 'preposition') return state.aux !== 'be' || state.items.length > 0 || state.verbs.length > 0;
  if (item.small === 'chatter')
    return (
      state.verbs.length > 0 || after.some(({ verb, small }) => verb !== null && small === null && verb.form !== 'base')
    );
  if (item.small === 'aux') return !doesWork(item, state, after);
  // "got deleted" is a passive, "got the file" is a verb.
  if (item.small === 'be')
    return (
      state.verbs.length > 0 ||
      after[0]?.filter?.kind === 'outcome' ||
      after.some(({ verb }) => verb?.form === 'inflected')
    );
  const other = item.noun !== null || item.services !== null || item.filter !== null;
  const before = state.items.at(-1);
  const last = state.verbs.at(-1);
  if (item.filter?.kind === 'outcome') return true;
  if (item.filter !== null && item.verb?.form !== 'inflected') return true;
  if (infinitive(item, state) || awaited(item, state)) return false;
  if (item.verb?.form === 'act')
    return last !== undefined && last.verb.form !== 'act' && !LIGHT.has(last.verb.family.id);
  if (!other) return false;
  if (item.verb?.form === 'inflected')
    return last !== undefined && before === undefined && last.index === state.start - 1;
  return (
    state.prep !== null || last !== undefined || before?.small === 'determiner' || state.which || before !== undefined
  );
}

/** "tried TO launch", "failed attempts TO delete": not the preposition. */
function infinitive(item: Item, state: State): boolean {
  const free = state.prep === 'to' && state.items.length === 0 && item.verb?.form === 'base';
  return free && (state.tries || state.verbs.length === 0);
}

/** "i-0abc TERMINATE", "bucket orders DELETE": a base form after a name, where nothing else is the verb. */
function telegraphed(items: readonly Item[], at: number, state: State): boolean {
  const form = items[at]?.verb?.form;
  if (
    form === undefined ||
    form === 'act' ||
    state.verbs.length > 0 ||
    state.prep !== null ||
    items[at]?.small !== null
  )
    return false;
  const name = state.items.some(({ ref }) => ref !== null);
  const surely = items
    .slice(at + 1)
    .some((item) => item.verb !== null && item.verb.form === 'inflected' && item.noun === null && item.filter === null);
  return name && !surely;
}

/** "did bob LOG IN": after an auxiliary and its subject comes the verb. */
function awaited(item: Item, state: State): boolean {
  const subject = state.items.length > 0 || state.phrases.some((phrase) => phrase.role === 'subject');
  return state.aux === 'do' && state.verbs.length === 0 && item.verb?.form === 'base' && subject;
}

/** "what did alice DO", "what was DONE to": the auxiliary itself is the verb. */
function doesWork(item: Item, state: State, after: readonly Item[]): boolean {
  if (item.lower === 'done') return state.be || state.aux !== null;
  const subject = state.items.length > 0 || state.phrases.some((phrase) => phrase.role === 'subject');
  // "everything bob DID": a name stands before it, and no other verb comes.
  const named = state.items.some(
    ({ ref, small, noun, verb, services, filter }) =>
      ref !== null || (small ?? noun ?? verb ?? services ?? filter) === null,
  );
  if (
    item.lower === 'did' &&
    named &&
    state.verbs.length === 0 &&
    state.aux === null &&
    !after.some(({ verb }) => verb !== null)
  ) {
    state.aux = 'do';
    return true;
  }
  return item.lower === 'do' && state.aux === 'do' && subject;
}

/** Verbs that carry another's act: "made changes to", "performed a login", "did the deletion". */
const LIGHT: ReadonlySet<string> = new Set(['create', 'touch', 'read', 'run', 'start', 'snapshot', 'modify']);

function useVerb(state: State, use: VerbUse): void {
  const last = state.verbs.at(-1);
  if (last !== undefined && use.verb.form === 'act' && LIGHT.has(last.verb.family.id)) state.verbs.pop();
  // "used terraform to delete": what was used is how, the other verb is what was done.
  else if (last?.verb.family.id === 'use' && state.prep === 'to') state.verbs.pop();
  const act = use.verb.form === 'act';
  endPhrase(state, null, use.index + 1, false, !act);
  if (!act && state.be && use.verb.form === 'inflected' && !/ing\b/i.test(use.word)) state.passive = true;
  state.verbs.push(use);
  state.aux = null;
}

function step(state: State, item: Item, at: number, items: readonly Item[]): void {
  switch (item.small) {
    case 'who':
    case 'what':
    case 'when':
    case 'why':
    case 'count':
    case 'private':
    case 'responsible':
    case 'behind':
      state.asks.add(item.small);
      endPhrase(state, null, at + 1);
      return;
    case 'which':
      state.asks.add('which');
      endPhrase(state, null, at + 1);
      state.which = true;
      return;
    case 'try':
      state.tries = true;
      state.fails ||= item.lower.startsWith('fail');
      endPhrase(state, null, at + 1);
      return;
    case 'aux':
      endPhrase(state, null, at + 1);
      if (/^(?:did|do|does)/.test(item.lower)) state.asks.add('aux');
      state.aux = 'do';
      return;
    case 'be':
      endPhrase(state, null, at + 1);
      state.be = true;
      state.aux = 'be';
      return;
    case 'preposition':
      endPhrase(state, item.lower, at + 1);
      return;
    case 'not':
    case 'except':
      endPhrase(state, null, at + 1);
      state.excluded = true;
      return;
    case 'and':
      joinOrEnd(state, items, at);
      return;
    case 'order':
      state.asks.add('order');
      return;
    case 'determiner':
    case 'chatter':
      if (item.noun === null && item.services === null) return;
      break;
    default:
  }
  if (item.small !== null) state.asks.add(item.small);
  state.items.push(item);
  if (item.possessive) endPhrase(state, state.prep, at + 1, true);
}

/** "i-1 and i-2" go on; "… and who", "… and deleted" begin anew. A preposition is carried over: "by alice and bob". */
function joinOrEnd(state: State, items: readonly Item[], at: number): void {
  const next = items[at + 1];
  const begins = next === undefined || ['who', 'what', 'which', 'when', 'aux', 'be'].includes(next.small ?? '');
  if (begins) endPhrase(state, null, at + 1);
}

function endPhrase(state: State, prep: string | null, next: number, possessive = false, beforeVerb = false): void {
  const verb = state.verbs.length > 0;
  if (state.items.length > 0) {
    const role = state.which
      ? 'which'
      : state.aux !== null && state.prep === null
        ? 'subject'
        : verb
          ? 'object'
          : 'free';
    state.phrases.push({
      prep: state.prep,
      excluded: state.excluded,
      role,
      items: state.items,
      index: state.start,
      possessive,
      beforeVerb,
    });
    state.excluded = false;
    state.which = false;
    if (state.aux === 'be' && role === 'subject') state.aux = null;
  }
  state.items = [];
  state.start = next;
  if (possessive) return;
  state.prep = prep;
}

/** A subject of the passive voice is what was acted on. */
function roles(state: State): readonly Phrase[] {
  return state.phrases.map((phrase) =>
    phrase.role === 'subject' && (state.passive || state.verbs.length === 0) && phrase.prep === null
      ? { ...phrase, role: state.verbs.length === 0 ? 'free' : 'object' }
      : phrase,
  );
}
