// "non-terraform" → "non" and "terraform", where the word behind the hyphen narrows a question; a name ("non-prod") stays one.
import { isRegionCode } from '../../catalog/regions.ts';
import { FILTER_WORDS } from './filter-words.ts';
import type { Lexicon } from './items.ts';
import type { Token } from './tokens.ts';

/** The tokens, with each compound of "non" that narrows as two. */
export function splitNon(tokens: readonly Token[], { services }: Pick<Lexicon, 'services'>): readonly Token[] {
  return tokens.flatMap((token) => {
    const left = /^non-(.{1,40})$/.exec(token.lower)?.[1];
    if (token.quoted || left === undefined || FILTER_WORDS.has(token.lower)) return [token];
    if (!FILTER_WORDS.has(left) && !services.has(left) && !isRegionCode(left) && left !== 'mfa') return [token];
    const cut = token.start + 'non'.length;
    return [
      { ...token, text: token.text.slice(0, 3), lower: 'non', end: cut, comma: false, possessive: false },
      { ...token, text: token.text.slice(4), lower: left, start: cut + 1 },
    ];
  });
}
