// The accounts that are known by a name, and names of several words ("log archive") as one word of the sentence.
import type { AskedBy } from '../../domain/question.ts';
import type { Token } from './tokens.ts';

export interface NamedAccount {
  readonly id: string;
  readonly name: string;
}

const WORDS_MAX = 8;
/** Words before a name that say where something happened, or which account it is. */
const WHERE = /^(?:in|within|inside|across|account|accounts|our|the|and|or|not)$/;

/** Every account known by a name, from whoever asks and from the context of the question. */
export function knownAccounts(
  { accountIds = {} }: AskedBy,
  { accounts = [] }: { readonly accounts?: readonly NamedAccount[] },
): readonly NamedAccount[] {
  return [...accounts, ...Object.entries(accountIds).map(([name, id]) => ({ name, id }))];
}

/** The tokens, with the words of an account's name as one where they can be nothing but that. */
export function joinNames(tokens: readonly Token[], accounts: readonly NamedAccount[]): readonly Token[] {
  const names = accounts
    .map(({ name }) => name.trim().toLowerCase().split(/\s+/))
    .filter((words) => words.length > 1 && words.length <= WORDS_MAX)
    .sort((a, b) => b.length - a.length);
  if (names.length === 0) return tokens;
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) continue;
    const name = names.find((words) => begins(tokens, at, words));
    const last = name === undefined ? undefined : tokens[at + name.length - 1];
    if (name === undefined || last === undefined) joined.push(token);
    else {
      joined.push({ ...last, text: name.join(' '), lower: name.join(' '), start: token.start, quoted: true });
      at += name.length - 1;
    }
  }
  return joined;
}

function begins(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  if (!WHERE.test(tokens[at - 1]?.lower ?? '')) return false;
  return words.every((word, offset) => {
    const token = tokens[at + offset];
    const whole = offset === words.length - 1 || (token?.comma === false && token.possessive === false);
    return token?.lower === word && !token.quoted && whole;
  });
}
