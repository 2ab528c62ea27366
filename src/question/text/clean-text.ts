// What arrives from Slack or a shell to the sentence that was meant: Slack's wrapping, entities, typographic quotes,
// invisible characters and our own name removed. Letters of names are never touched.

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
]);

/** Slack writes links, people and channels as <target|label>: https://docs.slack.dev/messaging/formatting-message-text */
const WRAPPED = /<([^<>\s|]{1,2000})(?:\|([^<>]{1,2000}))?>/g;
const OUR_NAME = /^(?:(?:hey|hi|hello|ok|okay)[\s,]+)?[/@]?whodid\b[\s,:]*(?:(?:ask)\b)?\s*/i;

/** A person or channel of Slack inside the sentence, which says nothing about AWS. */
export const SLACK_PERSON = /^@[UW][A-Z0-9]{6,}$/;

/** Why somebody asks, said after the question: "… need it for the auditor". */
const ASIDE =
  /[\s.,;!?–-]+(?:because |as |since |and )?(?:i |we )?need (?:it|this|that|them|the answer|to know)\b[^"'`]{0,200}$/i;

/** The sentence, on one line. Spans found in it (dates) refer to it, not to what was typed. */
export function cleanText(typed: string): string {
  const plain = [...typed.normalize('NFC')].map(visible).join('');
  const unwrapped = plain.replace(/^\s*<@[UW][A-Z0-9]{6,}(?:\|[^<>]{0,80})?>[\s,:]*/, '').replace(WRAPPED, unwrap);
  const decoded = unwrapped.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES.get(entity) ?? entity);
  return decoded
    .replace(ASIDE, '')
    .replace(/\b(yesterday|today|tonight)s(?=[\s?!.,]|$)/gi, "$1's")
    .replace(/(\S)(?:\.{2,}|…)(?=\s|$)/g, '$1 .')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(OUR_NAME, '')
    .trim();
}

function visible(char: string): string {
  if (/[“”„«»]/.test(char)) return '"';
  if (/[‘’‚]/.test(char)) return "'";
  // Zero-width characters and direction marks change nothing one can see, and would keep a name from matching.
  if (/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/.test(char)) return '';
  return /[\p{Cc}\u2028\u2029]/u.test(char) ? ' ' : char;
}

function unwrap(whole: string, target: string, label: string | undefined): string {
  if (target.startsWith('mailto:')) return ` ${label ?? target.slice('mailto:'.length)} `;
  if (/^@[UW][A-Z0-9]{6,}$/.test(target)) return ` ${target} `;
  if (target.startsWith('#') || target.startsWith('!')) return ` ${label ?? ''} `;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) return whole;
  // Slack turns `ring.txt` into <http://ring.txt|ring.txt>: the label is what was typed.
  return label !== undefined && !/\s/.test(label) ? label : target;
}
