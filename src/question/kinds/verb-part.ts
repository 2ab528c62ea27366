// What the verbs of a question say as a condition on events, with its undo, its echo and its reasons.
import { type CatalogAction, eventName } from '../../catalog/catalog.ts';
import type { EventTest, ParameterFact, Problem, ResourceRef } from '../../domain/question.ts';
import { type Choice, type ChosenCall, chooseActions } from '../actions/choose-actions.ts';
import type { ActedOn } from '../actions/matching.ts';
import { allOf, anyOf } from '../filters/index.ts';
import type { Meaning } from '../grammar/meaning.ts';
import type { Lexicon } from '../text/items.ts';
import type { Mark, VerbFamily } from '../verbs/family.ts';

/** More event names than this are echoed by their verbs: `any Delete… call`. */
const ECHO_MAX = 12;

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
                meaning.marks,
                families.some(({ id }) => CLOSING.has(id)),
              ),
            ),
          ),
    undo: undone.length === 0 ? null : anyOf(undone),
    word: loosely(meaning, found) ? 'changed' : word,
    eventNames: echo(found),
    assumptions: [
      ...(loosely(meaning, found)
        ? [`“${word}” was read as “changed”: which parameter a call changed was not looked at.`]
        : []),
      ...reasons(chosen, word),
      ...unused(meaning, found),
    ],
    problems: missing.map(({ family, each }) => noSuchCall(family, each, text, words)),
  };
}

function familiesOf(meaning: Meaning, words: Lexicon): readonly VerbFamily[] {
  return [...new Set(meaning.verbs.map(({ verb }) => onPart(verb.family, meaning, words)))];
}

/** Words that say which way a thing was changed, which the calls do not. */
const WAYS =
  /^(?:resize|scale|scale up|scale down|rename|extend|upgrade|downgrade|raise|increase|lower|decrease|bump|widen|loosen|weaken|relax|reset|swap|backdoor|hijack|poison)$/;

/** True when the verb as typed says more than the names of the calls it was read as. */
function loosely(meaning: Meaning, found: readonly Choice[]): boolean {
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

/** "terminate instances rds:DeleteDBInstance": a deed of its own beside a literal name; only one of them was read. */
function spare(meaning: Meaning, text: string): readonly Problem[] {
  const use = meaning.verbs.find(({ verb }) => DEEDS.has(verb.family.id));
  const name = meaning.api[0]?.text;
  if (use === undefined || name === undefined || meaning.head === null) return [];
  return [
    {
      kind: 'unread-words',
      text: `I read either “${use.word}” or the API name “${name}”, not both.`,
      instead: [text.replace(name, '').trim(), `who called ${name}`],
    },
  ];
}

/** Families that no one uses to say that an API was called. */
const DEEDS = new Set(['delete', 'terminate', 'stop', 'disable', 'remove', 'attach', 'detach', 'share', 'assume']);

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
    shaped: refs.some(({ form, type }) => type !== null && form !== 'name' && form !== 'url'),
    head: meaning.head,
    own: meaning.own,
    part: false,
    bareObject: meaning.bareObject,
    types: typesOf(refs, meaning),
    owners: meaning.owners,
    loose: meaning.loose,
    services: meaning.services ?? onlyIn(meaning.tests),
    named: refs.length > 0,
    marks: meaning.marks,
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
const CLOSING = new Set(['close', 'revoke', 'remove', 'delete', 'unshare', 'make-private']);

/** "to the world", "to another account" narrow what a call must say further than its name. */
function withMarks(choice: Choice, marks: ReadonlySet<Mark>, closing: boolean): EventTest {
  const calls: EventTest =
    choice.readOnly === null ? anyCall(choice.calls, choice.facts) : { kind: 'read-only', readOnly: choice.readOnly };
  const decided = new Set([...choice.facts, ...choice.calls.flatMap(({ facts }) => facts)]);
  const outside = marks.has('outside') && !decided.has('shared-outside') && !decided.has('unshared');
  const world = marks.has('world') && !WORLDLY.some((fact) => decided.has(fact));
  const facts: readonly ParameterFact[] = closing
    ? ['closed-to-world', 'made-private']
    : ['opened-to-world', 'made-public'];
  return allOf([
    calls,
    ...(outside ? [{ kind: 'fact', fact: closing ? 'unshared' : 'shared-outside' } as const] : []),
    ...(world ? [anyOf(facts.map((fact) => ({ kind: 'fact', fact })))] : []),
  ]);
}

/** Names as they are shown: all of few, `ec2:Modify…` for many. */
const shownNames = new WeakMap<readonly ChosenCall[], readonly string[]>();

function shown(calls: readonly ChosenCall[]): readonly string[] {
  const known = shownNames.get(calls);
  if (known !== undefined) return known;
  const names = short([...new Set(calls.map(({ service, name }) => `${service ?? '*'}:${name}`))]);
  shownNames.set(calls, names);
  return names;
}

function echo(found: readonly Choice[]): readonly string[] {
  const names = found.flatMap(({ calls }) => shown(calls));
  const facts = found.flatMap((choice) => (choice.calls.length === 0 ? choice.facts : []));
  const whole = found.flatMap(({ readOnly }) => (readOnly === null ? [] : [readOnly ? READS : WRITES]));
  return [...new Set([...names, ...facts.map((fact) => `any call: ${fact}`), ...whole])];
}

const READS = 'any call that reads';
const WRITES = 'any call that writes';

/** `ec2:Modify…` for many of one verb in one service. */
function short(names: readonly string[]): readonly string[] {
  if (names.length <= ECHO_MAX) return names;
  const verbs = new Map<string, string[]>();
  for (const name of names) {
    const verb = /^[^:]*:(?:[A-Z][a-z]+|[A-Z]+)/.exec(name)?.[0] ?? name;
    verbs.set(verb, [...(verbs.get(verb) ?? []), name]);
  }
  return [...verbs].map(([verb, all]) => (all.length === 1 && all[0] !== undefined ? all[0] : `${verb}…`));
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

/** A noun beside the verb's object that no chosen call is about narrowed nothing, and that is said. */
function unused(meaning: Meaning, found: readonly Choice[]): readonly string[] {
  const names = found.flatMap(({ calls }) => calls.map(({ name }) => name.toLowerCase()));
  const idle = meaning.loose.filter(({ keys }) => !keys.some(({ key }) => names.some((name) => name.includes(key))));
  return idle.map(({ text }) => `“${text}” does not narrow the answer.`);
}

function noSuchCall(family: VerbFamily, meaning: Meaning, text: string, words: Lexicon): Problem {
  const thing = meaning.head?.text ?? 'thing of that kind';
  const word = meaning.verbs[0]?.word ?? family.id;
  const fitting = ['create', 'delete', 'modify', 'touch']
    .flatMap((id) => words.verbs.families.get(id) ?? [])
    .filter((other) => other !== family && chooseActions(other, actedOn(meaning), words) !== null);
  return {
    kind: 'unknown-verb',
    text: `I know no AWS call that would be “${word}” of “${thing}”.`,
    instead: fitting.slice(0, 3).map((other) => text.replace(word, PAST[other.id] ?? other.id)),
  };
}

const PAST: Readonly<Record<string, string>> = {
  create: 'created',
  delete: 'deleted',
  modify: 'changed',
  touch: 'touched',
};
