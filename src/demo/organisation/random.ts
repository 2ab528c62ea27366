// Numbers that look random and are the same on every machine: one independent stream per name, all from one seed.

/** A stream of draws. Two streams of the same seed and name give the same draws. */
export interface Random {
  /** 0 ≤ n < 1. */
  next(): number;
  /** Whole number, 0 ≤ n < `below`. */
  int(below: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  hex(length: number): string;
  /** A version 4 UUID. */
  uuid(): string;
  /** Characters drawn from `alphabet`. */
  text(alphabet: string, length: number): string;
}

const WORD = 0x1_0000_0000;

/** FNV-1a, 32 bits, from a given basis: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Draws thrown away at first, until every bit of the name has reached every word of the state. */
const WARM_UP = 16;

/**
 * Opens the stream `name` of `seed`. The generator is sfc32: 128 bits of state, so that thousands of streams do not
 * overlap (with 32 bits they do, and event ids would repeat).
 */
export function randomFor(seed: number, name: string): Random {
  const label = `${seed}/${name}`;
  let a = fnv1a(label, 0x811c9dc5);
  let b = fnv1a(label, a ^ 0x9e3779b9);
  let c = fnv1a(label, b ^ 0x85ebca6b);
  let d = fnv1a(label, c ^ 0xc2b2ae35);
  const word = (): number => {
    const t = (a + b + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + t) >>> 0;
    return t;
  };
  for (let i = 0; i < WARM_UP; i += 1) word();
  const eight = (): string => word().toString(16).padStart(8, '0');
  const next = (): number => word() / WORD;
  const int = (below: number): number => Math.floor(next() * below);
  const text = (alphabet: string, length: number): string => {
    let made = '';
    while (made.length < length) made += alphabet.charAt(int(alphabet.length));
    return made;
  };
  return {
    next,
    int,
    text,
    chance: (probability) => next() < probability,
    pick: (list) => pickFrom(list, int),
    hex: (length) => {
      let made = '';
      while (made.length < length) made += eight();
      return made.slice(0, length);
    },
    uuid: () => {
      const [p, q, r, s] = [eight(), eight(), eight(), eight()];
      return `${p}-${q.slice(0, 4)}-4${q.slice(5)}-a${r.slice(1, 4)}-${r.slice(4)}${s}`;
    },
  };
}

function pickFrom<T>(list: readonly T[], int: (below: number) => number): T {
  const picked = list[int(list.length)];
  if (picked === undefined) throw new Error('pick from an empty list');
  return picked;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An AWS unique id: `ASIA…`, `AKIA…`, `AROA…`, `AIDA…`, 20 characters. */
export function uniqueId(prefix: 'ASIA' | 'AKIA' | 'AROA' | 'AIDA', random: Random): string {
  return prefix + random.text(BASE32, 16);
}
