// What the verbs of a question say as a condition on events, with its undo, its echo and its reasons.
import { type CatalogAction, eventName } from '../../catalog/catalog.ts';
import type { EventTest, ParameterFact, Problem, ResourceRef } from '../../domain/question.ts';
import type { ActedOn } from '../actions/acted-on.ts';
import type { Choice, ChosenCall } from '../actions/choice.ts';
import { chooseActions } from '../actions/choose-actions.ts';
import { allOf, anyOf } from '../filters/index.ts';
import type { Meaning } from '../grammar/meaning.ts';
import type { Lexicon } from '../text/items.ts';
import type { VerbFamily } from '../verbs/family.ts';
import { echo, short } from './echo.ts';
import { distinct, idle, noSuchCall, spare } from './verb-problems.ts';

export interface VerbPart {
  readonly test: EventTest;
  readonly undo: EventTest | null;
  readonly word: string;
  readonly eventNames: readonly string[];
  readonly assumptions: readonly string[];
  readonly problems: readonly Problem[];
}

/** Reads literal API names first, then verbs; null when the question has neither. */
export function readVerbPart(meaning: Meaning, words: Lexicon, text: string): VerbPart | null {
  if (meaning.api.length > 0) return fromApi(meaning, text);
  const heads = [{ noun: meaning.head, own: meaning.own }, ...meaning.alternatives];
  const readings = heads.map(({ noun, own }) => ({ ...meaning, head: noun, own }));
  const families = [...new Set(readings.flatMap((each) => familiesOf(each, words)))];
  if (families.length === 0) return null;
  const word = meaning.verbs.map((use) => use.word).join(' and ');
  const chosen = readings.flatMap((each) =>
    familiesOf(each, words).map((family) => ({ family, each, choice: chooseActions(family, actedOn(each), words) })),
  );
  const missing = chosen.filter(({ choice }) => choice === null);
  const found = chosen.flatMap(({ choice }) => (choice === null ? [] : [choice]));
  const undo = found.map(({ undo: undone }) => (undone === null ? null : anyCall(undone.calls, undone.facts)));
  const undone = undo.filter((test) => test !== null);
  return {
    test:
      found.length === 0
        ? { kind: 'always' }
        : anyOf(
            found.map((choice) =>
              withMarks(
                choice,
                meaning,
                families.some(({ id }) => CLOSING.has(id)),
              ),
            ),
          ),
    undo: undone.length === 0 ? null : anyOf(undone),
    word: loosely(meaning, found) ? 'changed' : word,
    eventNames: echo(found),
    assumptions: [
      ...(loosely(meaning, found) && !found.some(({ reason }) => reason !== null)
        ? [`“${word}” was read as “changed”: which parameter a call changed was not looked at.`]
        : []),
      ...unseen(meaning, found),
      ...reasons(chosen, word),
    ],
    problems: distinct([
      ...missing.map(({ family, each }) => noSuchCall(family, each, actedOn(each), { text, words })),
      ...idle(found, word, text),
    ]),
  };
}

/** A revoke may name its rules by id alone, and then its record says neither port nor range. */
function unseen({ tests, marks }: Meaning, found: readonly Choice[]): readonly string[] {
  const narrowed = marks.has('world') || tests.some(({ kind }) => kind === 'port' || kind === 'value');
  const revokes = found.some(({ calls }) => calls.some(({ name }) => name.startsWith('RevokeSecurityGroup')));
  return narrowed && revokes
    ? ['A revoke that names rules only by their ids (sgr-…) records no port and no range, so it cannot be told here.']
    : [];
}

function familiesOf(meaning: Meaning, words: Lexicon): readonly VerbFamily[] {
  return [...new Set(meaning.verbs.map(({ verb }) => onPart(verb.family, meaning, words)))];
}

/** Words that say which way a thing was changed, which the calls do not. */
const WAYS =
  /^(?:resize|scale|scale up|scale down|rename|extend|upgrade|downgrade|raise|increase|lower|decrease|bump|widen|loosen|weaken|relax|reset|swap|backdoor|hijack|poison)$/;

/** True when the verb as typed says more than the names of the calls it was read as. */
function loosely(meaning: Meaning, found: readonly Choice[]): boolean {
  if (found.some((choice) => choice.loosely)) return true;
  const verb = meaning.verbs.length === 1 ? meaning.verbs[0]?.verb : undefined;
  if (verb === undefined || verb.family.id !== 'modify' || !WAYS.test(verb.base)) return false;
  const calls = found.flatMap((choice) => choice.calls);
  return calls.length === 0 || !calls.every(({ name }) => name.toLowerCase().startsWith(verb.base));
}

/** Touching a part of a thing ("the trust policy of") is changing it. */
function onPart(family: VerbFamily, meaning: Meaning, words: Lexicon): VerbFamily {
  const part = family.id === 'touch' && meaning.head !== null && !meaning.own;
  return part ? (words.verbs.families.get('modify') ?? family) : family;
}

function fromApi(meaning: Meaning, text: string): VerbPart {
  const known = meaning.api.filter((item) => (item.api ?? []).length > 0);
  const actions = known.flatMap((item) => narrowed(item.api ?? [], meaning.services));
  const unknown = meaning.api.filter((item) => item.api?.length === 0);
  return {
    test: anyOf(distinctTests(actions)),
    undo: null,
    word: meaning.api.map((item) => item.text).join(' and '),
    eventNames: short([...new Set(actions.map(eventName))]),
    assumptions: [],
    problems: [
      ...spare(meaning, text),
      ...unknown.map((item) => ({
        kind: 'unknown-verb' as const,
        text: `“${item.text}” looks like an API name, and AWS has no such action.`,
        instead: [text.replace(item.text, item.text.replace(/^[^:]*:/, ''))],
      })),
    ],
  };
}

function narrowed(actions: readonly CatalogAction[], services: readonly string[] | null): readonly CatalogAction[] {
  const here = actions.filter((action) => services?.includes(action.service));
  return here.length > 0 ? here : actions;
}

function distinctTests(actions: readonly CatalogAction[]): readonly EventTest[] {
  const names = new Map(actions.map((action) => [eventName(action), action]));
  return [...names.values()].map(({ service, name }) => ({ kind: 'action', service, name }));
}

function actedOn(meaning: Meaning): ActedOn {
  const refs = meaning.objects.flat();
  return {
    word: meaning.verbs[0]?.verb.base ?? '',
    act: meaning.verbs[0]?.verb.form === 'act',
    shaped: refs.some(({ form, type }) => type !== null && form !== 'name' && form !== 'url'),
    head: meaning.head,
    own: meaning.own,
    part: false,
    inside: meaning.inside,
    moved: meaning.moved,
    apart: meaning.apart,
    bareObject: meaning.bareObject,
    bareBeside: !meaning.bareObject && meaning.objects.length > 1 && refs.some(({ type }) => type === null),
    types: typesOf(refs, meaning),
    owners: meaning.owners,
    loose: meaning.loose,
    services: meaning.services ?? onlyIn(meaning.tests),
    named: refs.length > 0,
    marks: meaning.marks,
    traffic:
      meaning.marks.has('port') ||
      meaning.marks.has('world') ||
      meaning.tests.some(({ kind }) => /^(?:port|value)$/.test(kind)),
  };
}

/** "a user in identity center": the services that the calls must be of, where the question says. */
function onlyIn(tests: readonly EventTest[]): readonly string[] | null {
  const found = tests.flatMap((test) => (test.kind === 'any' ? test.tests : [test]));
  const services = found.flatMap((test) => (test.kind === 'service' ? [test.service] : []));
  return services.length === 0 ? null : services;
}

/** Of several things in a list, each is one's own: "bucket R and database S". */
function typesOf(refs: readonly ResourceRef[], meaning: Meaning): readonly string[] {
  const types = refs.flatMap(typeOf);
  const own = types.filter((type) => type === meaning.head?.type);
  return meaning.alternatives.length > 0 && meaning.own && own.length > 0 ? own : types;
}

function typeOf(ref: ResourceRef): readonly string[] {
  return ref.type === null ? [] : [ref.type];
}

/** Conditions made of the same list of calls, which is hundreds long for a bare name, are the same condition. */
const callTests = new WeakMap<readonly ChosenCall[], EventTest>();

function anyCall(calls: readonly ChosenCall[], facts: readonly ParameterFact[]): EventTest {
  const known = callTests.get(calls);
  if (known !== undefined) return known;
  if (calls.length === 0) return anyOf(facts.map((fact) => ({ kind: 'fact', fact })));
  const plain = new Map<string, EventTest>();
  for (const call of calls) plain.set(`${call.service}:${call.name}:${call.facts.join()}`, callTest(call));
  const test = anyOf([...plain.values()]);
  callTests.set(calls, test);
  return test;
}

function callTest({ service, name, facts }: ChosenCall): EventTest {
  const action: EventTest = { kind: 'action', service, name };
  if (facts.length === 0) return action;
  return { kind: 'all', tests: [action, anyOf(facts.map((fact) => ({ kind: 'fact', fact })))] };
}

const WORLDLY: readonly ParameterFact[] = ['opened-to-world', 'closed-to-world', 'made-public', 'made-private'];
/** Rules for traffic going out bear no such fact: opening them lets nobody in. */
const WORLD_OUT: EventTest = anyOf(['0.0.0.0/0', '::/0'].map((value) => ({ kind: 'value', value })));
/** "a route to 0.0.0.0/0": where it leads, not whom it lets in. */
function isRoute({ calls }: Choice): boolean {
  return calls.length > 0 && calls.every(({ name }) => /Route/.test(name));
}

const CLOSING = new Set(['close', 'revoke', 'remove', 'delete', 'unshare', 'make-private']);

/** "any call that writes" of a service that the question names beside its noun ("sso settings"). */
export function inServices(services: readonly string[] | null): readonly EventTest[] {
  return services === null ? [] : [anyOf(services.map((service) => ({ kind: 'service', service })))];
}

/** "to the world", "to another account" narrow what a call must say further than its name. */
function withMarks(choice: Choice, { marks, services }: Meaning, closing: boolean): EventTest {
  const calls: EventTest =
    choice.readOnly === null
      ? allOf([anyCall(choice.calls, choice.facts), ...inServices(choice.services)])
      : allOf([{ kind: 'read-only', readOnly: choice.readOnly }, ...inServices(services)]);
  const decided = new Set([...choice.facts, ...choice.calls.flatMap(({ facts }) => facts)]);
  // A resource share names whom it is with in ways of its own.
  const ram = choice.calls.length > 0 && choice.calls.every(({ service }) => service === 'ram');
  const outside = marks.has('outside') && !ram && !decided.has('shared-outside') && !decided.has('unshared');
  const world = marks.has('world') && !WORLDLY.some((fact) => decided.has(fact));
  const facts: readonly ParameterFact[] = closing
    ? ['closed-to-world', 'made-private']
    : ['opened-to-world', 'made-public'];
  return allOf([
    calls,
    ...(outside ? [{ kind: 'fact', fact: closing ? 'unshared' : 'shared-outside' } as const] : []),
    ...(world
      ? [marks.has('outbound') || isRoute(choice) ? WORLD_OUT : anyOf(facts.map((fact) => ({ kind: 'fact', fact })))]
      : []),
  ]);
}

function reasons(
  chosen: readonly { readonly family: VerbFamily; readonly choice: Choice | null }[],
  word: string,
): readonly string[] {
  return chosen.flatMap(({ family, choice }) => [
    ...(family.assumption === undefined ? [] : [family.assumption]),
    ...(choice?.reason == null ? [] : [`“${word}” was read by a rule: ${choice.reason}.`]),
  ]);
}
