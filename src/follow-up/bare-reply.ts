// "And what about sg-123, please?" → "sg-123": the words by which a reply leans on the question before it, taken off.

const LEADS: readonly RegExp[] = [
  /^(?:and|but|or|so|then|now|ok|okay|also|please|well|hm+|ah|yes|no|sorry)\b[\s,:;–-]*/i,
  /^(?:what|how)\s+about\b[\s,:;–-]*/i,
  /^(?:what|how)\s+if\s+only\b[\s,:;–-]*/i,
  /^(?:the\s+)?same\b(?:\s+(?:question|thing|again))?(?:\s*,?\s*but\b)?(?:\s+(?:for|with|on|of)\b)?[\s,:;–-]*/i,
  /^(?:show|list|give|tell)\s+me\b[\s,:;–-]*/i,
  /^(?:only|just|merely|limited\s+to|restrict(?:ed)?\s+to)\b\s*(?:the\s+(?:ones?|those|calls?|events?)\b\s*)?(?:those\b\s*)?/i,
];
const TAILS = /(?:[\s?!.,;:–-]+|\b(?:please|instead|then|though|only)\s*)$/i;
/** More rounds than any reply has such words. */
const ROUNDS_MAX = 8;

/** Words that only make sense after another question. */
const LEANS =
  /^(?:and|but|or|also|only|just|not|without|except|excluding|by|from|in|on|at|with|via|using|during|since|before|after|between|until|what\s+about|how\s+about|same|the\s+same|denied|failed)\b|\b(?:else|instead)\b/i;
const POINTS = /\b(?:it|that\s+one|this\s+one|them|those|him|her|they|he|she)\b/i;

/** Without the words that tie it to what was said before, and without closing punctuation. May be empty. */
export function bareReply(reply: string): string {
  let bare = reply.replace(/\s+/g, ' ').trim();
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const shorter = [...LEADS, TAILS].reduce((text, words) => text.replace(words, '').trim(), bare);
    if (shorter === bare) break;
    bare = shorter;
  }
  return bare;
}

/** Words with which a whole question begins. */
const ASKS =
  /^(?:who|what|which|when|where|why|how|did|does|do|has|have|had|was|were|is|are|list|show|history|timeline|everything|everyone|everybody|all|any|count|console|sign-?ins?|log-?ins?|failed\s+log-?ins?)\b/i;

/** True for a text that is, by its wording, about the question before it. */
export function leansBack(reply: string): boolean {
  const said = reply.replace(/\s+/g, ' ').trim();
  return LEANS.test(said) || POINTS.test(said);
}

/** True for a text that begins like a question of its own. */
export function asksByItself(reply: string): boolean {
  return ASKS.test(reply.trim());
}
