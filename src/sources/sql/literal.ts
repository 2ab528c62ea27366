// Any text → a literal of Trino's SQL that is that text and nothing else, in printable ASCII.
// https://trino.io/docs/current/language/types.html#varchar

/** Throws for half a surrogate pair: no statement can hold one, and whoever builds the tree has left it out. */
export function trinoLiteral(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new Error('half a surrogate pair cannot be written');
  if (/^[\x20-\x7e]*$/.test(text)) return quoted(text);
  const escaped = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\\') return '\\\\';
    if (code >= 0x20 && code <= 0x7e) return character;
    const hex = code.toString(16).toUpperCase();
    return code > 0xffff ? `\\+${hex.padStart(6, '0')}` : `\\${hex.padStart(4, '0')}`;
  });
  return `U&${quoted(escaped.join(''))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
