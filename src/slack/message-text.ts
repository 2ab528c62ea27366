// A message as Slack hands it over (text, blocks, attachments) → the words in it, for looking for names. Only strings that
// people see are taken, however deep they stand; the payload comes from outside and may hold anything.
import { plainText } from './plain-text.ts';

/** Keys whose strings are shown in some block, element or attachment. */
const SHOWN: ReadonlySet<string> = new Set([
  ...['text', 'title', 'value', 'fallback', 'pretext', 'footer', 'alt_text', 'url', 'title_link', 'from_url'],
  ...['description', 'author_name'],
]);
/** Deeper than any block of Slack's. */
const DEPTH_MAX = 12;
/** Of one message. Characters, and strings. */
const LENGTH_MAX = 20_000;
const STRINGS_MAX = 500;
/** Links keep their address beside their label: alerts hide ids in them. */
const LINK = /<(https?:\/\/[^|>\s]{1,2000})\|[^>]*>/g;

export function messageText(message: unknown): string {
  const found: string[] = [];
  collect(message, 'text', 0, found);
  return [...new Set(found)].join('\n').slice(0, LENGTH_MAX);
}

function collect(value: unknown, key: string, depth: number, found: string[]): void {
  if (depth > DEPTH_MAX || found.length >= STRINGS_MAX) return;
  if (typeof value === 'string') {
    if (!SHOWN.has(key) || value.trim() === '') return;
    const text = value.slice(0, LENGTH_MAX);
    found.push(plainText(text), ...[...text.matchAll(LINK)].map(([, address = '']) => plainText(address)));
  } else if (Array.isArray(value)) {
    for (const each of value) collect(each, key, depth + 1, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) collect(each, name, depth + 1, found);
  }
}
