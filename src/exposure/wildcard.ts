// A policy's pattern against a text: `*` any characters, `?` one, without case. Step by step and never back by more than one
// star, so that a pattern made to take long takes no longer than its length times the text's.

export function matchesWildcard(pattern: string, text: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), text.toLowerCase()];
  let [at, here] = [0, 0];
  let star = -1;
  let resume = 0;
  while (here < given.length) {
    if (wanted[at] === '*') {
      star = at;
      resume = here;
      at += 1;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[here])) {
      at += 1;
      here += 1;
    } else if (star >= 0) {
      resume += 1;
      at = star + 1;
      here = resume;
    } else return false;
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}
