// "who stopped A and terminated B": where a second question begins, which one condition cannot say beside the first.
import type { Item } from '../text/items.ts';
import type { State } from './state.ts';

/** A verb after an "and", with a thing of its own, where the verb before has one too: no one condition says both. */
export function secondQuestion(state: State, items: readonly Item[]): number | null {
  const has = (from: number, to: number) =>
    state.phrases.some(
      (phrase) =>
        phrase.index > from &&
        phrase.index < to &&
        phrase.prep === null &&
        phrase.role !== 'subject' &&
        phrase.items.some(({ ref, noun, small }) => ref !== null || noun !== null || small === 'anything'),
    );
  for (const [at, verb] of state.verbs.entries()) {
    const before = state.verbs[at - 1];
    if (before === undefined || verb.verb.form === 'act' || !followsAnd(items, verb.index)) continue;
    const next = state.verbs[at + 1]?.index ?? items.length;
    const whole = before.verb.family.id === 'sign-in' || has(before.index, verb.index);
    if (whole && has(verb.index, next)) return items[verb.index]?.start ?? null;
  }
  return null;
}

/** "and terminated", "and then he terminated", "and who terminated". */
function followsAnd(items: readonly Item[], at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const item = items[before];
    if (item === undefined || item.small === 'and' || item.comma) return item !== undefined;
    if (item.small === null || !/^(?:who|pronoun|chatter|aux|order)$/.test(item.small)) return false;
  }
  return false;
}
