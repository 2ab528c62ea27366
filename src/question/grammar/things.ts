// The items of one phrase to what it names: references with the types their nouns give them, nouns left over, services,
// and the words nothing is known of.
import { loadCatalog } from '../../catalog/load-catalog.ts';
import { NOUNS, type NounMeaning, nounsOfType } from '../../catalog/nouns.ts';
import { nounKey } from '../../catalog/split-name.ts';
import type { ResourceRef } from '../../domain/question.ts';
import { readNamed } from '../resources/read-reference.ts';
import { SLACK_PERSON } from '../text/clean-text.ts';
import type { Item } from '../text/items.ts';

export interface Things {
  readonly refs: readonly ResourceRef[];
  /** Nouns that are only the type of a reference beside them. */
  readonly typing: readonly NounMeaning[];
  /** Nouns that name a thing, or a part of one, themselves. */
  readonly nouns: readonly NounMeaning[];
  readonly services: readonly string[];
  readonly unread: readonly Item[];
  readonly assumptions: readonly string[];
}

/** Words that may stand beside a thing and say nothing that could change the answer. */
const SILENT: ReadonlySet<string> = new Set(['pronoun', 'somebody', 'anything', 'events', 'chatter', 'determiner']);

export interface Reading {
  /** An unknown word is a name here whatever stands beside it ("by alice", "what did alice do"). */
  readonly named: boolean;
  /** It is a name even if it is a noun of AWS's by chance ("history of orders"). */
  readonly weak: boolean;
  /** The question has a verb, so that an unknown word is not likely to be one. */
  readonly verbed: boolean;
  /** The verb acts on one thing whole, so that a kind of thing behind it is its name: "deleted table sessions". */
  readonly whole: boolean;
}

export function readThings(items: readonly Item[], reading: Reading): Things {
  const refs: ResourceRef[] = [];
  const typing: NounMeaning[] = [];
  const nouns: NounMeaning[] = [];
  const services: string[] = [];
  const unread: Item[] = [];
  const assumptions: string[] = [];
  const typed = new Set<number>();
  for (const [at, item] of items.entries()) {
    if (typed.has(at)) continue;
    const name = refAt(items, at, reading) ?? (reading.verbed ? namedLogs(items, at, reading) : null);
    if (name !== null) {
      const beside = nounBeside(items, at, name, typed);
      const noun = beside === null ? null : ofKey(items[beside]?.noun ?? null, name);
      const session = noun !== null && isSession(noun);
      const type = session ? null : (name.type ?? noun?.type ?? null);
      refs.push(beside === null ? name : { ...name, type, form: session && name.form === 'id' ? 'name' : name.form });
      if (beside !== null && noun !== null) {
        typed.add(beside);
        typing.push(noun);
        if (item.ref === null && (beside > at || item.small !== null || /^[a-z]+$/.test(item.text)))
          assumptions.push(`“${item.text}” is read as the name of the ${noun.text}.`);
      }
    } else if (nounIsName(items, at, reading)) {
      refs.push(...lastNamed(items, at, typing, typed));
      assumptions.push(`“${item.text}” is read as the name of the ${items[at - 1]?.text}.`);
    } else if (item.noun !== null) nouns.push(item.noun);
    else if (item.services !== null) services.push(...item.services);
    else if (
      item.small === null ||
      !SILENT.has(item.small) ||
      leadsOn(items, at, reading) ||
      strands(items, at, reading)
    )
      unread.push(item);
  }
  for (const [at, item] of items.entries())
    if (item.noun !== null && item.services !== null && !typed.has(at)) services.push(...item.services);
  const left = nouns.filter((noun) => !typing.includes(noun));
  return { refs, typing, nouns: left, services, unread, assumptions };
}

/** "log shipping", "call center": a word for events directly before another word is a part of what is named. */
function leadsOn(items: readonly Item[], at: number, { verbed }: Reading): boolean {
  const [item, next] = [items[at], items[at + 1]];
  return (
    verbed &&
    item?.small === 'events' &&
    next !== undefined &&
    next.small === null &&
    next.joined !== true &&
    next.ref === null &&
    next.filter === null
  );
}

/** "who deleted bucket logs": directly after a thing that has names, in the singular, the word is one. */
function namedLogs(items: readonly Item[], at: number, { whole }: Reading): ResourceRef | null {
  const [before, item] = [items[at - 1], items[at]];
  const bare = hasNames(before?.noun) && before?.lower.endsWith('s') !== true && before?.possessive === false;
  const word = whole && items[at + 1] === undefined ? /^(?:logs?|events?|requests|actions|activity)$/ : /^logs?$/;
  return bare && item?.small === 'events' && word.test(item.lower) ? readNamed(item.text) : null;
}

function refAt(items: readonly Item[], at: number, { named, weak: byChance, verbed }: Reading): ResourceRef | null {
  const item = items[at];
  if (item === undefined) return null;
  if (item.ref !== null) return item.ref;
  const weak = item.noun !== null && isWeakNoun(item.noun);
  if (weak && byChance && items.length === 1 && item.services === null) return readNamed(item.text);
  if (weak && verbed && !named && namesNext(items, at)) return readNamed(item.text);
  const known = item.noun ?? item.services ?? item.filter ?? item.small ?? item.value ?? item.api;
  if (known !== null || item.region !== null) return null;
  // "the eks cluster prod": behind its noun it is the name.
  const noun = items[at - 1]?.noun ?? null;
  const behind = noun !== null && !isWeakNoun(noun) && items[at + 1] === undefined && item.joined !== true;
  if (SLACK_PERSON.test(item.text) || (!named && !behind && SAYS_WHICH.test(item.lower))) return null;
  // "the secret deletion", "the alarm threshold": what is done to a thing, or a setting of it, is no name.
  if (!named && (item.verb?.form === 'act' || SAYS_PART.test(item.lower))) return null;
  if (!named && (ID_ONLY.test(items[at + 1]?.noun?.type ?? '') || items[at - 1]?.noun?.type === 'iam:access-key'))
    return null;
  const chance = (near: Item | undefined) => near?.noun != null && isWeakNoun(near.noun);
  const beside = (index: number) => items[index]?.noun != null;
  // "who deletd bucket orders": the noun has its name after it, so the word before it is none.
  // "gpu instances" are a kind of instance; "the exfiltration snapshot" is one of that name.
  const one = !/s$/.test(items[at + 1]?.lower ?? '');
  const before =
    beside(at + 1) &&
    items[at + 1]?.joined !== true &&
    !isName(items[at + 2]) &&
    !/^\d+$/.test(item.text) &&
    verbed &&
    one &&
    item.indefinite !== true &&
    !qualifies(items[at + 1]?.noun ?? null);
  const alone = named && items.every(({ ref }) => ref === null);
  // "so objects expire": behind several things a plain word is the name of none.
  const several = /s$/.test(items[at - 1]?.lower ?? '') && /^[a-z]+$/.test(item.text);
  return alone || (beside(at - 1) && item.joined !== true && !several && !chance(items[at - 1])) || before
    ? readNamed(item.text)
    : null;
}

/** "the admins group", "the reports bucket": a noun of AWS's only by chance, before one that is a type, is its name. */
function namesNext(items: readonly Item[], at: number): boolean {
  const [item, next] = [items[at], items[at + 1]];
  // "a backdoor user" is some user of that kind, "the admins group" the one of that name.
  if (item?.indefinite === true) return false;
  const thing =
    next?.noun?.type != null && !ID_ONLY.test(next.noun.type) && next.joined !== true && !/s$/.test(next.lower);
  return (
    thing &&
    item?.services === null &&
    item.verb === null &&
    !isName(items[at + 2]) &&
    items.every(({ ref }) => ref === null)
  );
}

/** "printer logging", "the wifi password": no name stands before these, so the word says which, and is not known. */
function qualifies(next: NounMeaning | null): boolean {
  return next !== null && next.type === null && isAspect(next);
}

/** Said of a thing, and the name of none: "a small instance", "the final snapshot", "the dev trail". */
const SAYS_WHICH =
  /^(?:cross-region|small|large|big|huge|tiny|first|final|last|next|previous|main|primary|secondary|dev|development|prod|production|staging|stage|test|testing|qa|uat|temp|temporary|daily|weekly|monthly|hourly|manual|automated|automatic|internal|shared|wrong|correct|important|critical|sensitive|empty|unused|orphaned|stale|expensive|cheap|inactive|active|running|stopped|encrypted|unencrypted|privileged|legacy|serial|human|humans)$/;

/** Settings and parts that people name and AWS's names do not hold. */
const SAYS_PART =
  /^(?:threshold|timeout|size|count|name|status|state|value|description|owner|limit|period|validation|scanning|memory|runtime|ttl|password|expiry|expiration|region|zone|key|id|arn|type|class|version)$/;

/** Types named in events by id alone; a bare word beside them is none of their names. */
const ID_ONLY =
  /^(?:iam:access-key|ec2:(?:elastic-ip|instance|vpc|subnet|volume|network-interface|internet-gateway|natgateway|route-table))$/;

/** A name by its shape, or a word nothing is known of. */
function isName(item: Item | undefined): boolean {
  if (item === undefined) return false;
  return (
    item.ref !== null ||
    (item.noun ?? item.services ?? item.filter ?? item.small ?? item.value ?? item.api ?? item.verb) === null
  );
}

/** Sessions are named as whoever opens them likes, by an instance's id often. */
function isSession({ id }: NounMeaning): boolean {
  return id === 'sessionmanagersession' || id === 'rolesession';
}

/** The noun before a name, else the one after it, if it can be what the name is of. */
function nounBeside(items: readonly Item[], at: number, ref: ResourceRef, taken: ReadonlySet<number>): number | null {
  for (const index of [at - 1, at + 1]) {
    const noun = items[index]?.noun;
    if (noun != null && isSession(noun) && index < at && !taken.has(index)) return index;
    if (noun == null || taken.has(index) || items[Math.max(index, at)]?.joined === true) continue;
    if (noun.type !== null && (ref.type === null || sameType(ref.type, noun))) return index;
    // "the marketplace agreement ar-…", "key k": a name, of something that is no resource type of IAM's.
    if (
      noun.type === null &&
      ref.type === null &&
      (ref.form === 'name' || (ref.form === 'id' && noun.id === 'key')) &&
      index < at &&
      (noun.keys.every(({ service }) => service !== null) || noun.id === 'rolesession') &&
      !isAspect(noun)
    )
      return index;
  }
  return null;
}

/** "key 1234abcd-…": KMS's are the keys whose ids have that shape. */
function ofKey(noun: NounMeaning | null, { form }: ResourceRef): NounMeaning | null {
  return noun?.id === 'key' && form === 'id' ? (NOUNS.get('kmskey') ?? noun) : noun;
}

/** "policy on R", "encryption of R": what the noun names is never called by a name of its own. */
export function isAspect(noun: NounMeaning): boolean {
  return (
    /policy|logging|encryption|versioning|block|access|rotation|protection|permission|rule|event|acl|tag|password|mfa/.test(
      noun.id,
    ) && noun.id !== 'policy'
  );
}

function sameType(type: string, noun: NounMeaning): boolean {
  if (noun.type === type) return true;
  return nounsOfType(type).some((own) =>
    noun.keys.some(({ service, key }) => key === own.key && (service === null || service === own.service)),
  );
}

/** A noun that only AWS's action names hold. */
function isWeakNoun(noun: NounMeaning): boolean {
  return noun.type === null && noun.keys.every(({ service, key }) => service === null && key === noun.id);
}

/** "lambda function url", "guardduty members": what AWS names in calls of that very service is a part, not a name. */
function isPartOf(noun: NounMeaning, type: string): boolean {
  const actions = loadCatalog().byService.get(type.split(':')[0] ?? '') ?? [];
  return noun.keys.some(({ key }) =>
    actions.some(({ nounWords }) => nounWords.some((word) => nounKey([word]) === key)),
  );
}

/** "bucket reports": a noun of AWS's only by chance, directly after a thing that has names, is that thing's name. */
function nounIsName(items: readonly Item[], at: number, reading: Reading): boolean {
  const { named } = reading;
  const [before, item] = [items[at - 1], items[at]];
  const weak = item?.noun != null && isWeakNoun(item.noun) && item.services === null;
  if (!named && ID_ONLY.test(before?.noun?.type ?? '')) return false;
  if (!named && item?.noun != null && before?.noun?.type != null && isPartOf(item.noun, before.noun.type)) return false;
  if (reading.whole && isKindAsName(items, at)) return true;
  return (
    weak &&
    item?.joined !== true &&
    before?.noun != null &&
    (before.noun.type !== null || (named && !isWeakNoun(before.noun))) &&
    items[at + 1] === undefined &&
    !before.possessive
  );
}

function lastNamed(
  items: readonly Item[],
  at: number,
  typing: NounMeaning[],
  typed: Set<number>,
): readonly ResourceRef[] {
  const [before, item] = [items[at - 1]?.noun, items[at]];
  if (before == null || item === undefined) return [];
  typing.push(before);
  typed.add(at - 1);
  return [{ ...readNamed(item.text), type: before.type }];
}

/** "table sessions", "bucket backups": several of another kind of thing, behind one thing that holds none: its name. */
function isKindAsName(items: readonly Item[], at: number): boolean {
  const [before, item] = [items[at - 1], items[at]];
  if (before?.noun?.type == null || item?.noun == null || items[at + 1] !== undefined) return false;
  const one = !/s$/.test(before.lower) && !before.possessive && !ID_ONLY.test(before.noun.type);
  const several = /[^s]s$/.test(item.lower) && !item.text.includes(' ') && item.joined !== true;
  return one && several && !isAspect(item.noun) && !isPartOf(item.noun, before.noun.type);
}

/** A resource type of IAM's, or what AWS names in calls of certain services. */
function hasNames(noun: NounMeaning | null | undefined): boolean {
  if (noun == null) return false;
  return noun.type !== null || (NOUNS.has(noun.id) && noun.keys.every(({ service }) => service !== null));
}

/** "deleted stream events": of no thing that events could be a name of for certain, and yet not nothing. */
function strands(items: readonly Item[], at: number, { whole }: Reading): boolean {
  const [before, item] = [items[at - 1], items[at]];
  const last = item?.small === 'events' && items[at + 1] === undefined;
  return whole && last && before?.noun != null && before.ref === null && !/s$/.test(before.lower);
}
