// Numbers and lists → words: `1 event`, `1,240 events`, `a, b and c`.

/** Digits grouped by commas, whatever the machine's locale. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 event`, `0 events`, `1,240 events`; `plural` where it is not `${one}s`. */
export function countOf(count: number, one: string, plural = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : plural}`;
}

/** `a`, `a and b`, `a, b and c`; beyond `most` names, `a, b and 7 more`. '' for none. */
export function listOf(names: readonly string[], most = names.length): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${grouped(rest)} more`] : shown;
  const last = parts.at(-1);
  if (last === undefined) return '';
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
