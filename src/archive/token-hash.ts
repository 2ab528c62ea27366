// A token → the 32-bit number it is indexed under. Two tokens may share a number: a hit is only a candidate, and
// `records/holds.ts` decides on the event itself.

/** `resource`: what an event names; `actor`: who made the call. The same text counts apart. */
export type TokenKind = 'resource' | 'actor';

const START: Readonly<Record<TokenKind, number>> = { resource: 0x811c9dc5, actor: 0x2f0b4a17 };

/** FNV-1a over UTF-16 units, with the last step of MurmurHash3 to spread the high bits that buckets are cut by. */
export function tokenHash(kind: TokenKind, token: string): number {
  let hash = START[kind];
  for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
