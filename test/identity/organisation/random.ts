// Random numbers that are the same for the same seed, and the ids AWS makes of such.

export interface Random {
  /** 0 ≤ n < max, whole. */
  readonly below: (max: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly hex: (length: number) => string;
  readonly uuid: () => string;
  /** `ASIA…`, `AKIA…`, `AROA…`: twenty characters, never the same twice. */
  readonly id: (prefix: string) => string;
}

/** Mulberry32: small, and good enough to vary samples by. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (max: number): number => Math.floor(next() * max);
  const of = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join('');
  const hex = (length: number): string => of('0123456789abcdef', length);
  return {
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
    id: (prefix) => prefix + of('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 20 - prefix.length),
  };
}
