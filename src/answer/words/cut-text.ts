// A long text → a short one that says it was cut.

/** Cut to `most` UTF-16 units with a closing "…", never through a surrogate pair. `most` ≥ 1. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1);
  return `${/[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head}…`;
}
