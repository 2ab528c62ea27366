// Several tokens → one text for a column, in which SQL can look for a whole token and for nothing else. Tokens come from
// records: whatever they hold, none can pass for two, or for the end of another.

const BETWEEN = '|';

/** '' for none. */
export function tokenList(tokens: readonly string[]): string {
  const distinct = [...new Set(tokens)];
  return distinct.length === 0 ? '' : `${BETWEEN}${distinct.map(escaped).join(BETWEEN)}${BETWEEN}`;
}

/** What the text of a list contains exactly when the list has this token. */
export function tokenInList(token: string): string {
  return `${BETWEEN}${escaped(token)}${BETWEEN}`;
}

/** No escaped token holds the sign between tokens, and no two tokens are escaped to one text. */
function escaped(token: string): string {
  return token.replaceAll('\\', '\\\\').replaceAll(BETWEEN, '\\p');
}
