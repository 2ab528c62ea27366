// Items to a sentence: its verbs, and its phrases with the preposition, the voice and the side of the verb they stand on.
// Decides which reading of an ambiguous item is meant; leaves what the phrases name to `things.ts`.
import type { Item } from '../text/items.ts';
import type { SmallRole } from '../text/small-words.ts';
import { leavesOut, nonPhrase, outsideOf } from './left-out.ts';
import { secondQuestion } from './second-question.ts';
import { type SplitVerbs, splitVerb } from './split-verb.ts';
import { LIGHT, type Phrase, type State, type VerbUse } from './state.ts';
import { nounHere, telegraphed } from './verb-here.ts';

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
  /** It asks for what was not done: "who did not delete", "who never logged in". */
  readonly negates: boolean;
  /** Deeds that are left out: "everything except reads", "besides deleting". */
  readonly leftOut: readonly VerbUse[];
  /** Words whose part in the sentence cannot be told. */
  readonly unknown: readonly Item[];
  /** Where a second question begins, in characters: "who stopped A and | terminated B". */
  readonly second: number | null;
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
    negates: false,
    excepting: false,
    leftOut: [],
    unknown: [],
    joined: false,
    start: 0,
  };
  const particles = new Set<number>();
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) continue;
    state.joined = items[at - 1]?.small === 'and' || items[at - 1]?.comma === true;
    if (particles.has(at)) {
      if (item.small === 'preposition') endPhrase(state, item.lower, at + 1);
      continue;
    }
    const non = nonPhrase(items, at, state);
    if (non !== null) {
      state.phrases.push(non);
      particles.add(at + 1);
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
    verbs: state.verbs.filter((verb, at) => !carriesEvents(verb, at, state)),
    phrases: roles(state),
    passive: state.passive,
    tries: state.tries,
    fails: state.fails,
    be: state.be,
    negates: state.negates || (state.excluded && state.leftOut.length === 0),
    leftOut: state.leftOut,
    unknown: state.unknown,
    second: secondQuestion(state, items),
  };
}

function useVerb(state: State, use: VerbUse): void {
  if (leavesOut(state, use)) {
    state.leftOut.push(use);
    state.start = use.index + 1;
    return;
  }
  const last = state.verbs.at(-1);
  if (last !== undefined && use.verb.form === 'act' && LIGHT.has(last.verb.family.id)) state.verbs.pop();
  // "used terraform to delete": what was used is how, the other verb is what was done.
  else if (last?.verb.family.id === 'use' && state.prep === 'to') state.verbs.pop();
  const act = use.verb.form === 'act';
  // "changes made manually": the verb only carries the act before it.
  if (last?.verb.form === 'act' && /^(?:make|perform|carry out|do)$/.test(use.verb.base)) {
    endPhrase(state, null, use.index + 1);
    return;
  }
  // "was trying to run" is active.
  const infinitive = state.prep === 'to' && state.items.length === 0;
  endPhrase(state, null, use.index + 1, false, !act);
  // "did not delete", "other than deleting": what is not done leaves no event.
  state.negates ||= state.excluded;
  state.excluded = false;
  const participle = use.verb.form === 'inflected' || /^(?:made|set|put|left)\b/i.test(use.word);
  if (!act && state.be && participle && !infinitive && !/ing\b/i.test(use.word)) state.passive = true;
  // "was R ever publicly accessible": said of R, as a passive is.
  if (act && state.be && use.verb.family.id === 'make-public') state.passive = true;
  state.verbs.push(use);
  state.aux = null;
}

function step(state: State, item: Item, at: number, items: readonly Item[]): void {
  if (isTag(items, at)) return;
  // "non prod": what it is not, no event tells.
  if (item.lower === 'non') {
    state.unknown.push(item);
    return;
  }
  const outside = outsideOf(items, at, state);
  if (outside !== null) {
    endPhrase(state, null, at + 1);
    if (outside === 'unknown') state.unknown.push(item);
    else state.excluded = true;
    return;
  }
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
      denies(state, item, at);
      if (/^(?:did|do|does)/.test(item.lower)) state.asks.add('aux');
      state.aux = 'do';
      return;
    case 'be':
      endPhrase(state, null, at + 1);
      denies(state, item, at);
      state.be = true;
      state.aux = 'be';
      return;
    case 'preposition':
      // "outside OF the console": what follows is still left out.
      if (item.lower === 'of' && state.excluded && items[at - 1]?.filter?.kind === 'outside') return;
      // "except reads IN s3": where all of it was.
      if (state.excepting && state.leftOut.length > 0 && state.items.length === 0) state.excluded = false;
      endPhrase(state, item.lower, at + 1);
      return;
    case 'not':
    case 'except': {
      endPhrase(state, /\bby$/.test(item.lower) ? 'by' : null, at + 1);
      // "terminated A without stopping it": what was not done leaves no event.
      const without = /without|no$/.test(item.lower);
      state.excluded = !contrasts(items, at);
      state.excepting =
        item.small === 'except' && state.excluded && !(without && /ing$/.test(items[at + 1]?.lower ?? ''));
      return;
    }
    case 'and':
      joinOrEnd(state, items, at);
      return;
    case 'order':
      state.asks.add('order');
      return;
    case 'determiner':
    case 'chatter':
      // "who made no changes"; "no bucket was deleted" is answered by those that were.
      state.negates ||=
        item.lower === 'no' && (state.verbs.length > 0 || state.asks.has('who') || state.asks.has('which'));
      if (item.noun === null && item.services === null) return;
      break;
    default:
  }
  if (item.small !== null) state.asks.add(item.small);
  // "was eve denied access to R": who it was ends here.
  const denied = item.filter?.kind === 'outcome' && item.filter.outcome === 'denied';
  if (denied && state.aux === 'be' && state.items.length > 0) endPhrase(state, null, at);
  const determined = items[at - 1]?.small === 'determiner';
  state.items.push({
    ...item,
    ...(isJoined(items, at) ? { joined: true } : {}),
    ...(determined ? { determined, indefinite: /^(?:a|an|any|some|another)$/.test(items[at - 1]?.lower ?? '') } : {}),
  });
  if (item.possessive) endPhrase(state, state.prep, at + 1, true);
}

/** "who didn't", "that hasn't"; "didn't somebody delete R?" asks whether somebody did. */
function denies(state: State, item: Item, at: number): void {
  state.negates ||= /n't$/.test(item.lower) && at > 0;
}

/** "but failed", "but was denied": an "and" that tells how it ended, where "but" else leaves something out. */
function contrasts(items: readonly Item[], at: number): boolean {
  if (items[at]?.lower !== 'but') return false;
  const next = items
    .slice(at + 1)
    .find(({ small }) => small === null || !/^(?:be|aux|chatter|pronoun|and)$/.test(small));
  return next?.small === 'try' || next?.filter?.kind === 'outcome' || next?.verb?.form === 'inflected';
}

/** An "and", "or" or comma stands before it, "the" and its like apart. */
function isJoined(items: readonly Item[], at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const item = items[before];
    if (item === undefined || item.small === 'and' || item.comma) return item !== undefined;
    if (item.small !== 'determiner' && item.small !== 'chatter' && item.small !== 'pronoun') return false;
  }
  return false;
}

/** "made API calls", "performed actions": the verb says no more than that there were events. */
function carriesEvents({ verb, index }: VerbUse, at: number, state: State): boolean {
  if (!LIGHT.has(verb.family.id) || verb.form === 'act') return false;
  const next = state.verbs[at + 1]?.index ?? Number.POSITIVE_INFINITY;
  const object = state.phrases.find(
    (phrase) => phrase.index > index && phrase.index < next && phrase.prep === null && !phrase.excluded,
  );
  return (
    object?.items.some(isEvents) === true &&
    object.items.every((item) => isEvents(item) || item.filter !== null || item.services !== null)
  );
}

function isEvents({ small, lower }: Item): boolean {
  return small === 'events' && !/^logs?$/.test(lower);
}

/** "…, right?" */
function isTag(items: readonly Item[], at: number): boolean {
  return items[at]?.lower === 'right' && at === items.length - 1 && at > 0;
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
    state.excepting = false;
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
