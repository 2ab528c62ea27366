// Whether a phrase names who made the call, by where it stands and what is asked.
import type { FilteredPhrase } from '../filters/index.ts';
import type { Item } from '../text/items.ts';
import type { Sentence } from './sentence.ts';
import type { Phrase } from './state.ts';

/** Prepositions before the one who acts. */
export const BY =
  /^(?:by|on behalf of|done by|performed by|run by|issued by|carried out by|initiated by|triggered by|made by|as|via|using|through|when using|by using|by means of|made via|made with|made using)$/;
/** Verbs after which "with", "to" and "for" name somebody let in, and "as" and "with" do not name the caller. */
const NAMES_ACTOR = ['sign-in', 'use'];
/** Types of what can make a call. */
export const PRINCIPAL = /^(?:iam:(?:user|role|access-key|root)|sts:|ec2:instance|identitystore:|sso|cognito)/;

/** True when the phrase names who made the call. */
export function isActing(
  each: FilteredPhrase,
  sentence: Sentence,
  families: readonly string[],
  events: boolean,
): boolean {
  const { phrase } = each;
  const prep = phrase.prep ?? '';
  if (phrase.excluded) return prep === 'by' || phrase.prep === null;
  // "logged into i-0abc" is about the instance.
  if (families.includes('sign-in') && each.rest.some(({ ref }) => ref?.type === 'ec2:instance')) return false;
  if (families.some((id) => NAMES_ACTOR.includes(id)) && !(families[0] === 'use' && nameOfOther(each))) return true;
  const assuming = families.includes('assume');
  if (BY.test(prep)) return !(assuming && prep === 'as');
  if (prep === 'with' && !families.some((id) => /share|attach|add|replace|assign|connect|modify|create/.test(id))) {
    return (
      families.length > 0 &&
      each.rest.some(({ ref, noun }) => ref?.form === 'access-key' || (noun?.type ?? '').startsWith('iam:'))
    );
  }
  if (phrase.role === 'subject') return families.length > 0 && !sentence.passive;
  // "access denied for bob": how it ended is asked of somebody as well.
  const ended =
    /^(?:for|of)$/.test(prep) &&
    sentence.phrases.some(({ items }) => items.some(({ filter }) => filter?.kind === 'outcome'));
  if (families.length === 0 && (events || ended)) {
    const principal = !each.rest.some((item) => notPrincipal(item));
    return (
      principal &&
      (prep === 'of' ||
        prep === 'from' ||
        (prep === 'for' && !sentence.asks.has('anything')) ||
        (prep === '' && (phrase.possessive || each.rest.some(({ small }) => small === 'events'))))
    );
  }
  // "how often did A fail", "what did A try".
  const failed =
    sentence.tries || sentence.phrases.some(({ items }) => items.some(({ filter }) => filter?.kind === 'outcome'));
  const tried = families.length === 0 && failed && sentence.asks.has('aux') && prep === '';
  if (tried && phrase.role === 'free' && !each.rest.some(notPrincipal)) return true;
  // "what was eve denied", "was eve denied access to R".
  if (families.length === 0 && sentence.be && prep === '' && isDenied(phrase, sentence.phrases))
    return !each.rest.some(notPrincipal);
  return phrase.role === 'free' && declares(each, sentence);
}

/** "who used role R", "who used kms key K": the role and the KMS key are used, they do not act. */
function nameOfOther(each: FilteredPhrase): boolean {
  return (
    each.rest.some((item) => item.noun !== null && ['role', 'kmskey', 'secret'].includes(item.noun.id)) ||
    each.rest.some((item) => item.ref?.type === 'iam:role' || item.ref?.type === 'kms:key' || item.ref?.form === 'id')
  );
}

/** A name, and directly after it that it was denied something. */
function isDenied(phrase: Phrase, phrases: readonly Phrase[]): boolean {
  const filter = phrases[phrases.indexOf(phrase) + 1]?.items[0]?.filter;
  return filter?.kind === 'outcome' && filter.outcome === 'denied';
}

function notPrincipal(item: Item): boolean {
  const type = item.ref?.type ?? item.noun?.type ?? null;
  return type !== null && !PRINCIPAL.test(type);
}

/** "alice deleted bucket orders": a name before an inflected verb that has an object of its own. */
function declares(each: FilteredPhrase, sentence: Sentence): boolean {
  const verb = sentence.verbs[0];
  if (verb === undefined || verb.verb.form !== 'inflected' || sentence.passive || !each.phrase.beforeVerb) return false;
  const object =
    sentence.asks.has('anything') ||
    sentence.phrases.some(
      (phrase) =>
        phrase.index > verb.index &&
        phrase.prep === null &&
        phrase.items.some((item) => item.ref !== null || item.noun !== null),
    );
  const machine = each.rest.some(({ ref }) => ref?.type === 'ec2:instance');
  return object && !machine && !each.rest.some(notPrincipal) && !sentence.asks.has('who');
}
