// What a question leaves out: a deed ("everything except READS", "besides DELETING"), what is outside of a tool or place.
// Decides only where a word stands; what the left-out deed means in calls is told by `kinds/left-out.ts`.
import type { Item } from '../text/items.ts';
import type { Phrase, State, VerbUse } from './state.ts';

/** "except READS": a deed directly behind an "except", where something is asked for that it could be taken from. */
export function leavesOut(state: State, { verb, word }: VerbUse): boolean {
  if (!state.excepting || state.items.length > 0) return false;
  const from = state.verbs.length > 0 || state.asks.has('events') || state.asks.has('anything');
  return from && (verb.form !== 'inflected' || /ing$/.test(word));
}

/**
 * "outside (of) terraform", "outside the console", "outside eu-west-1": `left-out`. "outside the pipeline", "outside of ci":
 * `unknown`, for no event tells. null: it is no such phrase ("shared outside the account").
 */
export function outsideOf(items: readonly Item[], at: number, state: State): 'left-out' | 'unknown' | null {
  if (items[at]?.filter?.kind !== 'outside' || items[at]?.lower !== 'outside') return null;
  if (/^(?:to|from|with|for|by)$/.test(state.prep ?? '')) return null;
  const next = items.slice(at + 1, at + 4).find(({ small, lower }) => small !== 'determiner' && lower !== 'of');
  if (next === undefined) return null;
  if (next.filter?.kind === 'tool' || next.region !== null || next.ref?.form === 'account') return 'left-out';
  return next.small === null ? 'unknown' : null;
}

/** "NON TERRAFORM changes", "by NON ROOT users": the one word after it is left out; null where nothing tells that word. */
export function nonPhrase(items: readonly Item[], at: number, state: State): Phrase | null {
  const [item, next] = [items[at], items[at + 1]];
  if (item?.lower !== 'non' || next === undefined) return null;
  const told = next.filter !== null || next.region !== null || next.services !== null || next.noun?.id === 'mfa';
  if (!told) return null;
  const role = state.verbs.length > 0 ? 'object' : 'free';
  return { prep: state.prep, excluded: true, role, items: [next], index: at, possessive: false, beforeVerb: false };
}
