// What comes of deciding which time is meant: one span, or what is wrong with the words.
import type { Span, Trouble } from './when.ts';

export type Resolved = { readonly span: Span } | { readonly trouble: Trouble };

export const refuse = (
  text: string,
  phrases: readonly string[] = [],
  kind: Trouble['kind'] = 'bad-date',
): Resolved => ({
  trouble: { kind, text, phrases },
});
