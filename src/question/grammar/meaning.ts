// A sentence to what it says: which verbs, acting on what, by whom, narrowed how, and which words said nothing known.
import { NOUNS, type NounMeaning } from '../../catalog/nouns.ts';
import type { EventTest, ResourceRef } from '../../domain/question.ts';
import { type FilteredPhrase, filterPhrase } from '../filters/index.ts';
import type { Item } from '../text/items.ts';
import type { Mark } from '../verbs/family.ts';
import type { Sentence } from './sentence.ts';
import type { Phrase, VerbUse } from './state.ts';
import { isAspect, readThings, type Things } from './things.ts';

export interface Head {
  readonly noun: NounMeaning;
  readonly own: boolean;
}

export interface Meaning {
  readonly verbs: readonly VerbUse[];
  /** References acted on, grouped by phrase: within a group any will do, all groups must be there. */
  readonly objects: readonly (readonly ResourceRef[])[];
  readonly actors: readonly ResourceRef[];
  /** What the verb acts on, by its noun. */
  readonly head: NounMeaning | null;
  readonly own: boolean;
  /** The verb's object is a bare name. */
  readonly bareObject: boolean;
  /** What else the verb acts on, joined to the head by "and" or "or". */
  readonly alternatives: readonly Head[];
  readonly owners: readonly NounMeaning[];
  /** Nouns that are no type of anything named, the head apart: what they say must show in the calls chosen. */
  readonly loose: readonly NounMeaning[];
  readonly services: readonly string[] | null;
  readonly marks: ReadonlySet<Mark>;
  readonly tests: readonly EventTest[];
  readonly attempts: boolean;
  readonly unread: readonly Item[];
  readonly assumptions: readonly string[];
  /** Literal API names. */
  readonly api: readonly Item[];
  /** "calls", "activity", "anything": events as such are asked for. */
  readonly events: boolean;
}

const BY =
  /^(?:by|on behalf of|done by|performed by|run by|issued by|carried out by|initiated by|triggered by|made by|as|via|using|through|when using|by using|by means of|made via|made with|made using)$/;
/** Verbs after which "with", "to" and "for" name somebody let in, and "as" and "with" do not name the caller. */
const NAMES_ACTOR = ['sign-in', 'use'];
const PRINCIPAL = /^(?:iam:(?:user|role|access-key|root)|sts:|ec2:instance|identitystore:|sso|cognito)/;

interface Draft {
  objects: (readonly ResourceRef[])[];
  actors: ResourceRef[];
  tests: EventTest[];
  nouns: { readonly noun: NounMeaning; readonly own: boolean; readonly phrase: Phrase }[];
  services: string[];
  unread: Item[];
  assumptions: string[];
  bareObject: boolean;
}

/** `named`: a set phrase says that what is left is a name ("history of orders"). */
export function readMeaning(
  sentence: Sentence,
  accounts: readonly { readonly id: string; readonly name: string }[],
  named: boolean,
): Meaning {
  const families = sentence.verbs.map(({ verb }) => verb.family.id);
  const filtered = sentence.phrases.map((phrase) => filterPhrase(phrase, families, accounts));
  const draft: Draft = {
    objects: [],
    actors: [],
    tests: [],
    nouns: [],
    services: [],
    unread: [],
    assumptions: [],
    bareObject: false,
  };
  const events = sentence.asks.has('events') || sentence.asks.has('anything');
  for (const each of filtered) place(each, sentence, { families, events, named }, draft);
  const head = headOf(draft);
  const others = head === null ? [] : draft.nouns.filter((entry) => entry !== head && inOneList(entry, head));
  const beside = draft.nouns.filter((entry) => entry !== head && (!others.includes(entry) || entry.own));
  return {
    verbs: sentence.verbs,
    objects: draft.objects,
    actors: draft.actors,
    head: head?.noun ?? null,
    own: head?.own ?? false,
    bareObject: draft.bareObject,
    alternatives: others,
    owners: beside.map(({ noun }) => noun),
    loose: beside.filter(({ own, noun }) => !own && noun.id !== 'access').map(({ noun }) => noun),
    services: draft.services.length === 0 ? null : draft.services,
    marks: new Set([...filtered.flatMap(({ marks }) => marks), ...outbound(draft)]),
    tests: [...filtered.flatMap(({ tests }) => tests), ...draft.tests, ...failures(sentence)],
    attempts: sentence.tries || filtered.some(({ attempts }) => attempts),
    unread: draft.unread,
    assumptions: [...filtered.flatMap(({ assumptions }) => assumptions), ...draft.assumptions],
    api: sentence.items.filter((item) => item.api !== null),
    events: events || sentence.items.some(({ noun }) => noun?.id === 'auditlog'),
  };
}

/** "egress rules", "outbound traffic". */
function outbound({ nouns }: Draft): readonly Mark[] {
  return nouns.some(({ noun }) => /\b(?:egress|outbound)\b/i.test(noun.text)) ? ['outbound'] : [];
}

function failures(sentence: Sentence): readonly EventTest[] {
  return sentence.fails ? [{ kind: 'outcome', outcome: 'attempted' }] : [];
}

/** Decides what a phrase's things are to the verb: its object, its subject, or left out. */
interface About {
  readonly families: readonly string[];
  readonly events: boolean;
  readonly named: boolean;
}

function place(each: FilteredPhrase, sentence: Sentence, about: About, draft: Draft): void {
  const { phrase } = each;
  const { families, events } = about;
  const rest = each.rest.filter((item) => item.api === null && !isServiceWord(item, phrase));
  // "by a human": who is one, the events do not say of everybody.
  if (
    BY.test(phrase.prep ?? '') &&
    rest.length === 1 &&
    /^(?:human|humans|person|people|bot|real person)$/.test(rest[0]?.lower ?? '')
  ) {
    draft.unread.push(...rest);
    return;
  }
  const acting = !about.named && isActing(each, sentence, families, events);
  // "by terraform vs console", "the serial console": beside a word that narrows, an unknown one is no name.
  const narrows = phrase.items.some(({ filter }) => filter?.kind === 'tool') && each.rest.length < phrase.items.length;
  const things = readThings(rest, {
    named:
      (acting && !narrows) ||
      about.named ||
      /^(?:called|named|with the name|by the name of)$/.test(phrase.prep ?? '') ||
      lastWord(rest, phrase, sentence),
    weak: acting || about.named,
    verbed: families.length > 0,
  });
  draft.assumptions.push(...things.assumptions);
  draft.unread.push(...things.unread);
  // "in account NAME", of a name no account is known by: where is asked for, and cannot be told.
  if (/^(?:in|within|inside)$/.test(phrase.prep ?? '') && rest.some(({ noun }) => noun?.id === 'account')) {
    draft.unread.push(...rest.filter(({ small, noun }) => small === null && noun?.id !== 'account'));
    return;
  }
  // "terminated with MFA": only a sign-in tells whether it was used.
  if (/^(?:with|using|via|through)$/.test(phrase.prep ?? '') && rest.length === 1 && rest[0]?.noun?.id === 'mfa') {
    draft.unread.push(...rest);
    return;
  }
  if (phrase.role === 'which' && phrase.beforeVerb && things.refs.length === 0) return;
  if (phrase.excluded) {
    exclude(things, phrase, rest, draft);
    return;
  }
  if (acting && things.refs.length > 0 && (families.length > 0 || things.nouns.length === 0 || events)) {
    draft.actors.push(...things.refs);
    return;
  }
  if (acting && things.refs.length === 0) {
    // "by the user", "by a role": says only that somebody did it.
    if (things.nouns.every(({ type }) => type !== null && PRINCIPAL.test(type))) return;
  }
  if (things.refs.length > 0) draft.objects.push(things.refs);
  if (phrase.prep === null && things.typing.length + things.nouns.length === 0) {
    draft.bareObject ||= things.refs.some(({ type }) => type === null);
  }
  // "the audit logs of alice" asks for events; "who read the audit logs" is about the logs.
  const nouns = things.nouns.filter(({ id }) => id !== 'auditlog' || families.length > 0);
  for (const noun of nouns) draft.nouns.push({ noun, own: false, phrase });
  for (const noun of things.typing) draft.nouns.push({ noun, own: true, phrase });
  draft.services.push(...things.services);
  const sized = phrase.items.find(({ value }) => value !== null);
  const port = phrase.items.some(({ filter }) => filter?.kind === 'port');
  const implied = sized !== undefined ? sizedNoun(sized.lower) : port ? 'port' : '';
  const noun = nouns.length > 0 ? undefined : NOUNS.get(implied);
  if (noun !== undefined) draft.nouns.push({ noun, own: true, phrase });
}

/** "the lambda service". */
function isServiceWord(item: Item, phrase: Phrase): boolean {
  return /^services?$/.test(item.lower) && phrase.items.some(({ services }) => services !== null);
}

/** What has an instance type: `db.r5.large` is a database's, `p5.48xlarge` an EC2 instance's. */
function sizedNoun(type: string): string {
  if (type.startsWith('db.')) return 'dbinstance';
  return type.startsWith('cache.') ? 'cachecluster' : type.startsWith('ml.') ? 'notebookinstance' : 'instance';
}

/** "mfa for bob", "access keys of bob": one word after such a preposition is whose it is. */
function lastWord(rest: readonly Item[], phrase: Phrase, sentence: Sentence): boolean {
  const only =
    rest.length === 1 &&
    rest[0]?.small === null &&
    sentence.verbs.length > 0 &&
    sentence.items.every(({ ref }) => ref === null);
  if (phrase.role !== 'object' || rest.length !== 1 || rest[0]?.small !== null) return false;
  if (phrase.possessive) return true;
  if (only && /^(?:for|of|from|to|belonging to)$/.test(phrase.prep ?? '')) return true;
  // "added bob to the admins group": what is put somewhere is named before where it is put.
  const moved = sentence.verbs.some(({ verb }) =>
    /^(?:add|remove|attach|detach|grant|assign|unassign)$/.test(verb.family.id),
  );
  return (
    moved && phrase.prep === null && sentence.phrases.some(({ prep }) => /^(?:to|from|into|out of)$/.test(prep ?? ''))
  );
}

function exclude(things: Things, phrase: Phrase, rest: readonly Item[], draft: Draft): void {
  const typed = (ref: ResourceRef) => ref.type !== null && !PRINCIPAL.test(ref.type) && phrase.prep !== 'by';
  for (const ref of things.refs) {
    const kind = typed(ref) || phrase.prep === 'on' ? 'resource' : 'actor';
    draft.tests.push({ kind: 'not', test: { kind, resource: ref } });
  }
  draft.unread.push(...(things.refs.length === 0 ? rest.filter((item) => item.small === null) : []));
}

/** True when the phrase names who made the call. */
function isActing(each: FilteredPhrase, sentence: Sentence, families: readonly string[], events: boolean): boolean {
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
  if (families.length === 0 && events) {
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
  const tried = families.length === 0 && sentence.tries && sentence.asks.has('aux') && prep === '';
  if (tried && phrase.role === 'free' && !each.rest.some(notPrincipal)) return true;
  return phrase.role === 'free' && declares(each, sentence);
}

/** "who used role R", "who used kms key K": the role and the KMS key are used, they do not act. */
function nameOfOther(each: FilteredPhrase): boolean {
  return (
    each.rest.some((item) => item.noun !== null && ['role', 'kmskey', 'secret'].includes(item.noun.id)) ||
    each.rest.some((item) => item.ref?.type === 'iam:role' || item.ref?.type === 'kms:key' || item.ref?.form === 'id')
  );
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

/** "roles and users", "buckets, snapshots or databases": every noun from the first to the last begins a part of a list. */
function inOneList(one: Draft['nouns'][number], other: Draft['nouns'][number]): boolean {
  if (one.phrase !== other.phrase) return false;
  const nouns = one.phrase.items.filter(({ noun }) => noun !== null);
  const [from, to] = [one, other]
    .map(({ noun }) => nouns.findIndex((item) => item.noun === noun))
    .sort((a, b) => a - b);
  if (from === undefined || to === undefined || from < 0) return false;
  return nouns.slice(from + 1, to + 1).every(({ joined }) => joined === true);
}

/** The noun the verb acts on: in its object, else in the first phrase that has one. A part before the thing it is of. */
function headOf(draft: Draft) {
  // "access to R" is what is given; R is what it is about.
  const telling = draft.nouns.filter(({ noun }) => noun.id !== 'access');
  const nouns = telling.length > 0 ? telling : draft.nouns;
  const objects = nouns.filter(({ phrase }) => phrase.prep === null && !phrase.possessive);
  const parts = (entries: Draft['nouns']) => entries.filter(({ own }) => !own);
  const aspects = parts(nouns).filter(({ noun }) => isAspect(noun));
  return parts(objects).at(-1) ?? aspects.at(-1) ?? objects.at(-1) ?? parts(nouns)[0] ?? nouns[0] ?? null;
}
