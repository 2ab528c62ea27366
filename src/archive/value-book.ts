// Remembers which values came in which events of a segment, each value once: the same few roles, accounts and buckets come
// again and again, and what is made of a value (its tokens, its names) need be made only once.

export interface ValueBook {
  /** Notes that the event of this number bears the value. */
  note(value: string, number: number): void;
  /** Every value with the numbers of its events, ascending; a number may come twice. Call it when all are noted. */
  entries(): Generator<readonly [value: string, numbers: Uint32Array]>;
}

export function valueBook(): ValueBook {
  const ids = new Map<string, number>();
  let counts = new Uint32Array(1024);
  let notes = { ids: new Uint32Array(4096), numbers: new Uint32Array(4096), length: 0 };
  return {
    note: (value, number) => {
      let id = ids.get(value);
      if (id === undefined) {
        id = ids.size;
        ids.set(value, id);
        if (id >= counts.length) counts = wider(counts);
      }
      counts[id] = (counts[id] ?? 0) + 1;
      if (notes.length === notes.ids.length) {
        notes = { ids: wider(notes.ids), numbers: wider(notes.numbers), length: notes.length };
      }
      notes.ids[notes.length] = id;
      notes.numbers[notes.length] = number;
      notes.length += 1;
    },
    entries: function* () {
      const ends = new Uint32Array(ids.size);
      let total = 0;
      for (let id = 0; id < ends.length; id++) {
        ends[id] = total;
        total += counts[id] ?? 0;
      }
      const grouped = new Uint32Array(total);
      for (let at = 0; at < notes.length; at++) {
        const id = notes.ids[at] ?? 0;
        const end = ends[id] ?? 0;
        grouped[end] = notes.numbers[at] ?? 0;
        ends[id] = end + 1;
      }
      for (const [value, id] of ids) {
        const end = ends[id] ?? 0;
        yield [value, grouped.subarray(end - (counts[id] ?? 0), end)];
      }
    },
  };
}

function wider(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const twice = new Uint32Array(list.length * 2);
  twice.set(list);
  return twice;
}
