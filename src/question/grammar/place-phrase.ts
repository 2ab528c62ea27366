// One phrase of a question to what its things are to the verb: its object, its subject, left out, or not to be read.
import { NOUNS } from '../../catalog/nouns.ts';
import type { EventTest, ResourceRef } from '../../domain/question.ts';
import type { FilteredPhrase } from '../filters/index.ts';
import type { Item } from '../text/items.ts';
import { BY, isActing, PRINCIPAL } from './acting.ts';
import type { PlacedNoun } from './head.ts';
import type { Sentence } from './sentence.ts';
import type { Phrase } from './state.ts';
import { readThings, type Things } from './things.ts';

/** Mutable on purpose: one reading owns it, from the first phrase to the last. */
export interface Placed {
  objects: (readonly ResourceRef[])[];
  actors: ResourceRef[];
  tests: EventTest[];
  nouns: PlacedNoun[];
  services: string[];
  unread: Item[];
  assumptions: string[];
  bareObject: boolean;
  /** Kinds of things left out: "anything but snapshots". */
  leftOut: Item[];
}

/** What is known of the question as a whole. */
export interface About {
  readonly families: readonly string[];
  readonly events: boolean;
  readonly named: boolean;
}

export function placePhrase(each: FilteredPhrase, sentence: Sentence, about: About, draft: Placed): void {
  const { phrase } = each;
  const { families, events } = about;
  const rest = each.rest.filter((item) => item.api === null && !isServiceWord(item, phrase));
  if (isAnyHuman(rest, phrase)) {
    draft.unread.push(...rest);
    return;
  }
  if (phrase.role === 'which' && phrase.items.every(({ lower }) => SAID_BY_ALL.test(lower))) return;
  const acting = !about.named && isActing(each, sentence, families, events);
  // "by terraform vs console", "the serial console": beside a word that narrows, an unknown one is no name.
  const narrows = phrase.items.some(({ filter }) => filter?.kind === 'tool') && each.rest.length < phrase.items.length;
  const read = readThings(rest, {
    named:
      (acting && !narrows) ||
      about.named ||
      /^(?:called|named|with the name|by the name of)$/.test(phrase.prep ?? '') ||
      lastWord(rest, phrase, sentence),
    weak: acting || about.named,
    verbed: families.length > 0,
    whole: families.length > 0 && families.every((id) => WHOLE.test(id)),
  });
  const things = families.length > 0 && !sentence.passive ? withLogs(read, rest, phrase, draft) : read;
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
  if (!acting && isCondition(things, phrase, families)) {
    draft.unread.push(...rest.filter(({ small, noun }) => small === null || noun !== null));
    return;
  }
  if (asksWhich(phrase, things, sentence)) return;
  if (phrase.excluded) {
    exclude(things, phrase, rest, draft);
    return;
  }
  // "break glass usage": a word beside the name that is no kind of caller is not passed over.
  if (acting && things.refs.length > 0) {
    const other = things.nouns.filter(({ type }) => type === null || !PRINCIPAL.test(type));
    draft.unread.push(
      ...rest.filter(
        ({ noun }) => noun !== null && noun.type === null && other.includes(noun) && !/^(?:key|session)/.test(noun.id),
      ),
    );
  }
  if (acting && things.refs.length > 0 && (families.length > 0 || things.nouns.length === 0 || events)) {
    draft.actors.push(...things.refs);
    return;
  }
  if (acting && things.refs.length === 0) {
    // "by the user", "by a role": says only that somebody did it.
    const any = things.nouns.every(({ type }) => type !== null && PRINCIPAL.test(type));
    if (any && things.services.length === 0) return;
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
  const port = each.marks.includes('port');
  const region =
    phrase.items.some((item) => item.region !== null) && families.some((id) => id === 'enable' || id === 'disable');
  const implied =
    sized !== undefined ? sizedNoun(sized.lower) : port ? 'port' : region && phrase.prep === null ? 'region' : '';
  const noun = nouns.length > 0 ? undefined : NOUNS.get(implied);
  if (noun !== undefined) draft.nouns.push({ noun, own: true, phrase });
}

/** Verbs that act on a thing whole; others may be about a part of it. */
const WHOLE =
  /^(?:delete|create|terminate|read|list|query|scan|download|empty|purge|restore|disable|enable|stop|start)$/;

/** "by a human": who is one, the events do not say of everybody. */
function isAnyHuman(rest: readonly Item[], { prep }: Phrase): boolean {
  return (
    BY.test(prep ?? '') && rest.length === 1 && /^(?:humans?|person|people|bot|real person)$/.test(rest[0]?.lower ?? '')
  );
}

/** "who deleted logs", "deleted requests": events are no thing that could be acted on, logs are. */
function withLogs(things: Things, rest: readonly Item[], phrase: Phrase, draft: Placed): Things {
  if (phrase.prep !== null || phrase.role !== 'object' || phrase.excluded) return things;
  const events = rest.filter(({ small }) => small === 'events');
  if (events.length === 0 || things.refs.length + things.nouns.length + things.services.length > 0) return things;
  const log = events.every(({ lower }) => /^logs?$/.test(lower)) ? NOUNS.get('log') : undefined;
  if (log === undefined) draft.unread.push(...events);
  return log === undefined ? things : { ...things, nouns: [{ ...log, text: events[0]?.text ?? log.text }] };
}

/** "a user with console access", "an instance with a public ip": what it had, its making does not tell. */
function isCondition({ refs, nouns }: Things, { prep }: Phrase, families: readonly string[]): boolean {
  const joins = families.some((id) =>
    /^(?:share|unshare|attach|add|replace|assign|connect|sign-in|use|modify)$/.test(id),
  );
  return /^(?:with|having)$/.test(prep ?? '') && families.length > 0 && !joins && refs.length === 0 && nouns.length > 0;
}

/** What every event tells. */
const SAID_BY_ALL =
  /^(?:ips?|ip address(?:es)?|address(?:es)?|source ips?|regions?|services?|tools?|user agents?|clients?|browsers?|countr(?:y|ies)|days?|dates?|times?)$/;

/** "which buckets …", "which user was …": what is asked for, not what is acted on. */
function asksWhich(phrase: Phrase, { refs, nouns }: Things, { passive }: Sentence): boolean {
  if (phrase.role !== 'which' || refs.length > 0) return false;
  return (
    phrase.beforeVerb ||
    (!passive && nouns.length > 0 && nouns.every(({ type }) => type !== null && PRINCIPAL.test(type)))
  );
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
  if (phrase.role !== 'object' || rest.length !== 1 || rest[0]?.small !== null || /^\d+$/.test(rest[0].text))
    return false;
  if (phrase.possessive) return true;
  // "gave AdministratorAccess to bob", "made bob an admin": whom it is given to or taken from is named so.
  const given = sentence.verbs.some(({ verb }) =>
    /^(?:grant|revoke|attach|detach|add|remove|assign|unassign)$/.test(verb.family.id),
  );
  if (given && /^(?:to|from)$/.test(phrase.prep ?? '')) return true;
  if (phrase.prep === null && sentence.verbs.some(({ verb }) => /\badmin|superuser/.test(verb.base))) return true;
  if (only && /^(?:for|of|from|to|belonging to)$/.test(phrase.prep ?? '')) return true;
  // "added bob to the admins group": what is put somewhere is named before where it is put.
  const moved = sentence.verbs.some(({ verb }) =>
    /^(?:add|remove|attach|detach|grant|assign|unassign)$/.test(verb.family.id),
  );
  return (
    moved && phrase.prep === null && sentence.phrases.some(({ prep }) => /^(?:to|from|into|out of)$/.test(prep ?? ''))
  );
}

function exclude(things: Things, phrase: Phrase, rest: readonly Item[], draft: Placed): void {
  // "except frobnicating": a deed that is not known is nobody's name.
  const deed = rest.find((item) => item.ref === null && /[a-z]ing$/.test(item.text) && phrase.prep !== 'by');
  if (deed !== undefined) {
    draft.unread.push(deed);
    return;
  }
  const typed = (ref: ResourceRef) => ref.type !== null && !PRINCIPAL.test(ref.type) && phrase.prep !== 'by';
  // "a bucket but not sample-backups" may be said of either, "anyone other than ben" only of who acted.
  const either = (ref: ResourceRef) =>
    (ref.type === null ? ref.form === 'name' : PRINCIPAL.test(ref.type)) &&
    phrase.prep === null &&
    phrase.role === 'object';
  for (const ref of things.refs) {
    const kind = typed(ref) || phrase.prep === 'on' ? 'resource' : 'actor';
    const both: readonly EventTest[] = [
      { kind: 'resource', resource: ref },
      { kind: 'actor', resource: ref },
    ];
    draft.tests.push({ kind: 'not', test: either(ref) ? { kind: 'any', tests: both } : { kind, resource: ref } });
    if (either(ref)) draft.assumptions.push(`“${ref.text}” is left out as the caller and as what was acted on.`);
  }
  if (things.refs.length > 0) return;
  for (const item of rest) {
    if (item.noun !== null) draft.leftOut.push(item);
    else if (item.small === null) draft.unread.push(item);
  }
}
