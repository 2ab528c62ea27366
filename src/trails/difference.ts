// One thing about a trail, its bucket, its key or a data store that is not as it was, and in which direction.
import type { Aspect } from './aspects.ts';

export interface Difference {
  readonly aspect: Aspect;
  /** `weaker`: less is recorded, or what is recorded is less safe. Judged by the change, not by how it was made. */
  readonly direction: 'weaker' | 'stronger';
  /** What is so now, as a sentence in plain text, unescaped: names in it are written by others. */
  readonly words: string;
}

export function weaker(aspect: Aspect, words: string): Difference {
  return { aspect, direction: 'weaker', words };
}

export function stronger(aspect: Aspect, words: string): Difference {
  return { aspect, direction: 'stronger', words };
}

/** One of two booleans of which `true` is the safer; nothing where they are the same. */
export function turned(
  aspect: Aspect,
  was: boolean,
  is: boolean,
  words: { readonly off: string; readonly on: string },
): readonly Difference[] {
  if (was === is) return [];
  return [is ? stronger(aspect, words.on) : weaker(aspect, words.off)];
}
