// Holidays, seasons, "recently", "every Monday", "business hours" and the like, where they stand in a text → problems.
import type { TextSpan } from './reading.ts';
import { TRAPS, type Trap } from './trap-words.ts';
import type { Trouble } from './when.ts';

/** Operators and articles before such a word are part of what is refused. */
const LEAD =
  "(?:(?:(?:ever )?since|before|after|until|till|during|between|around|by|on|over|in|at|the|last|this|next|past|every|each|of|from|seit|vor|nach|bis|zu|an|am|um|der|die|das|dem|letzten?|depuis|avant|apres|a|la|le|les|l'|en|desde|antes del?|despues del?|el|no|na|ate|antes d[eoa]|depois d[eoa]) ){0,4}";

const compiled = TRAPS.map(({ words }) => {
  const source = words.join('|').replace(/(?<!\[) (?![\]-])/g, '\\s');
  return new RegExp(`(?<![a-z0-9])${LEAD.replaceAll(' ', '\\s{1,3}')}(?:${source})(?![a-z0-9])`, 'gu');
});

/** @returns refused words with their places, each place once */
export function readTraps(text: string, portuguese: boolean): readonly (TextSpan & { readonly trouble: Trouble })[] {
  const found: (TextSpan & { readonly trouble: Trouble })[] = [];
  for (const [index, trap] of TRAPS.entries()) {
    const pattern = compiled[index];
    if (pattern === undefined || (trap.portugueseOnly === true && !portuguese)) continue;
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (found.some((other) => span.start < other.end && other.start < span.end)) continue;
      found.push({ ...span, trouble: troubleOf(trap, match[0].trim(), match.groups?.unit) });
    }
  }
  return found;
}

function troubleOf(trap: Trap, said: string, unit: string | undefined): Trouble {
  const known = typeof trap.phrases === 'function' ? trap.phrases(said) : trap.phrases;
  const phrases = unit === undefined ? known : ['3', '5', '10'].map((n) => `in the last ${n} ${unit}`);
  return { kind: 'bad-date', text: trap.why(said), phrases };
}
