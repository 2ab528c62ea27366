// Separable verbs: "turn … off" with what stands between head and particle.
import type { Item } from '../text/items.ts';
import type { VerbForm } from '../verbs/index.ts';

/** How far the particle of a separable verb may be from its head, in items: "turn the protection of R off". */
const PARTICLE_REACH = 9;

export type SplitVerbs = ReadonlyMap<
  string,
  readonly { readonly particle: readonly string[]; readonly verb: VerbForm }[]
>;

/** The separable verb that begins here, with the items its particle takes up; null: none. */
export function splitVerb(items: readonly Item[], at: number, splits: SplitVerbs) {
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
  const whole = particle.join(' ');
  for (let from = at + 2; from < last; from++) {
    if (!whole.startsWith(items[from]?.lower ?? ' ')) continue;
    let text = '';
    const taken: number[] = [];
    for (let index = from; index < items.length && text.length < whole.length; index++) {
      text = `${text} ${items[index]?.lower ?? ''}`.trim();
      taken.push(index);
    }
    if (text === whole) return taken;
  }
  return null;
}
