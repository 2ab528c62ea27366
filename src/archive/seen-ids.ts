// Remembers which event ids were met: 16 bytes each in one flat table, because ten million strings do not fit a process.
import { createHash } from 'node:crypto';

export interface SeenIds {
  /** True the first time an id is given. */
  add(id: string): boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** 32-bit words of one id. */
const WORDS = 4;
const SLOTS_AT_FIRST = 1 << 16;
/** Share of slots in use beyond which the table doubles. */
const FILL_MAX = 0.6;

type Key = readonly [number, number, number, number];

export function seenIds(): SeenIds {
  let table = new Uint32Array(SLOTS_AT_FIRST * WORDS);
  let count = 0;
  const grow = () => {
    const old = table;
    table = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const key: Key = [old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0, old[at + 3] ?? 0];
      if (key.some((word) => word !== 0)) insert(table, key);
    }
  };
  return {
    add: (id) => {
      const isNew = insert(table, keyOf(id));
      if (isNew) count += 1;
      if (count > (table.length / WORDS) * FILL_MAX) grow();
      return isNew;
    },
  };
}

function insert(table: Uint32Array, key: Key): boolean {
  const slots = table.length / WORDS;
  for (let slot = (key[0] ^ key[3]) & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
    const at = slot * WORDS;
    if (table[at] === key[0] && table[at + 1] === key[1] && table[at + 2] === key[2] && table[at + 3] === key[3]) {
      return false;
    }
    if (table[at] === 0 && table[at + 1] === 0 && table[at + 2] === 0 && table[at + 3] === 0) {
      table.set(key, at);
      return true;
    }
  }
}

/** A UUID is its own key. Other ids (masked ones, stand-ins for missing ones) are hashed; all zeros mark a free slot. */
function keyOf(id: string): Key {
  const digits = UUID.test(id) ? id.replaceAll('-', '') : createHash('sha256').update(id).digest('hex');
  const word = (from: number) => Number.parseInt(digits.slice(from, from + 8), 16);
  const key: Key = [word(0), word(8), word(16), word(24)];
  return key.some((part) => part !== 0) ? key : [1, 0, 0, 0];
}
