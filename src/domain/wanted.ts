// What the text of a recorded asking wants from the worker. Doors write the text as typed; only this file reads it.

export type Wanted =
  | { readonly kind: 'help' }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'explain'; readonly question: string }
  /** The CSV of an answer given before, by the id of its asking. Only a button writes this. */
  | { readonly kind: 'csv'; readonly askingId: string };

const CSV_OF = /^csv ([0-9a-f]{32})$/;
const HELP = /^(?:help|\?|-h|--help)?$/i;
const SUBCOMMAND = /^(ask|explain)(?:\s+|$)/i;

/** Reads `text` (trimmed by the door) as one of the things above; anything unknown is a question. */
export function wantedOf(text: string): Wanted {
  const trimmed = text.trim();
  if (HELP.test(trimmed)) return { kind: 'help' };
  const csv = CSV_OF.exec(trimmed)?.[1];
  if (csv !== undefined) return { kind: 'csv', askingId: csv };
  const word = SUBCOMMAND.exec(trimmed);
  if (word === null) return { kind: 'question', question: trimmed };
  const question = trimmed.slice(word[0].length);
  return { kind: word[1]?.toLowerCase() === 'explain' ? 'explain' : 'question', question };
}

/** The text that asks for the CSV of an earlier answer. */
export function csvWanted(askingId: string): string {
  return `csv ${askingId}`;
}
