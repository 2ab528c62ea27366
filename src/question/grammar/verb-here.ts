// Whether a word that has several readings is the verb where it stands. Each rule is about one construction of English.
import { NOUNS } from '../../catalog/nouns.ts';
import type { Item } from '../text/items.ts';
import { LIGHT, type State } from './state.ts';

/** True when an item that could be a verb stands where only a noun can. */
export function nounHere(item: Item, state: State, after: readonly Item[]): boolean {
  if (item.verb === null) return false;
  // "writes by bob": calls that write; "who writes to R" is a verb.
  if (item.lower === 'writes') return isAlone(state) && /^(?:by|of|from|in)$/.test(after[0]?.lower ?? 'by');
  // "how many errors did ci GET": they came to it.
  if (/^(?:get|got)$/.test(item.lower) && meetsErrors(state, after)) return true;
  // "everything except READS": a deed, where "except snapshots" is a thing.
  if (state.excepting && state.items.length === 0 && item.small === null)
    return NOUNS.has(item.noun?.id ?? '') || item.filter !== null || item.services !== null;
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
  if (item.verb.form !== 'act' && (describes(item, state) || gerund(item, state))) return true;
  if (item.verb?.form === 'act')
    return last !== undefined && last.verb.form !== 'act' && !LIGHT.has(last.verb.family.id);
  if (!other) return false;
  if (item.verb?.form === 'inflected')
    return last !== undefined && before === undefined && last.index === state.start - 1 && !state.joined;
  return (
    state.prep !== null || last !== undefined || before?.small === 'determiner' || state.which || before !== undefined
  );
}

/** No question word, no verb and no name before it. */
function isAlone({ asks, verbs, aux, items }: State): boolean {
  return !asks.has('who') && verbs.length === 0 && aux === null && items.every(({ ref }) => ref === null);
}

function meetsErrors({ phrases, items, verbs }: State, after: readonly Item[]): boolean {
  const errors = [...phrases.flatMap((phrase) => phrase.items), ...items].some(
    ({ filter }) => filter?.kind === 'outcome',
  );
  return (
    errors && verbs.length === 0 && after.every(({ ref, noun, verb }) => ref === null && noun === null && verb === null)
  );
}

/** After the main verb and without an "and", a verb's form is a word about the object: "bought RESERVED instances". */
function describes(item: Item, state: State): boolean {
  const last = state.verbs.at(-1);
  if (last === undefined || last.verb.form === 'act' || state.joined || LIGHT_ONLY.has(last.verb.family.id))
    return false;
  const next =
    state.items.length === 0 && state.prep === null && state.phrases.every(({ index }) => index <= last.index);
  return item.verb?.form === 'base' ? state.prep === null : next;
}

/** "image SCANNING", "email SENDING": behind a word of the main verb's object it is a part of that. */
function gerund(item: Item, state: State): boolean {
  const last = state.verbs.at(-1);
  const object = last !== undefined && last.verb.form !== 'act' && !LIGHT_ONLY.has(last.verb.family.id);
  return object && !state.joined && state.prep === null && state.items.length > 0 && /ing$/.test(item.lower);
}

/** "used terraform TO DELETE", "tried to". */
const LIGHT_ONLY: ReadonlySet<string> = new Set(['use']);

/** "tried TO launch", "failed attempts TO delete": not the preposition. */
function infinitive(item: Item, state: State): boolean {
  const free = state.prep === 'to' && state.items.length === 0 && item.verb?.form === 'base';
  return free && (state.tries || state.verbs.length === 0);
}

/** "i-0abc TERMINATE", "bucket orders DELETE": a base form after a name, where nothing else is the verb. */
export function telegraphed(items: readonly Item[], at: number, state: State): boolean {
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
  const except = after.findIndex(({ small }) => small === 'except');
  const rest = except < 0 ? after : after.slice(0, except);
  if (
    item.lower === 'did' &&
    named &&
    state.verbs.length === 0 &&
    state.aux === null &&
    !rest.some(({ verb }) => verb !== null)
  ) {
    state.aux = 'do';
    return true;
  }
  return item.lower === 'do' && state.aux === 'do' && subject;
}
