// Reads and unpacks the next files while one is being parsed, within a bound on what waits in memory.

/** Files waiting at most. */
const FILES_MAX = 4;
/** Packed bytes waiting at most; one file may be larger by itself. Unpacked it is about eight times that. */
const BYTES_MAX = 16 * 2 ** 20;

/** Yields each item with what `read` made of it, in order. */
export async function* readAhead<T extends { readonly size: number }, R>(
  items: readonly T[],
  read: (item: T) => Promise<R>,
): AsyncGenerator<readonly [T, R]> {
  const waiting: { readonly item: T; readonly result: Promise<R> }[] = [];
  let bytes = 0;
  let next = 0;
  while (next < items.length || waiting.length > 0) {
    for (let item = items[next]; item !== undefined; item = items[next]) {
      const fits = waiting.length < FILES_MAX && bytes + item.size <= BYTES_MAX;
      if (waiting.length > 0 && !fits) break;
      const result = read(item);
      // Awaited below; until then a rejection must not count as unhandled.
      result.catch(() => undefined);
      waiting.push({ item, result });
      bytes += item.size;
      next += 1;
    }
    const first = waiting.shift();
    if (first === undefined) return;
    bytes -= first.item.size;
    yield [first.item, await first.result];
  }
}
