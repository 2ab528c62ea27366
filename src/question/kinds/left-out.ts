// What a question leaves out ("everything except reads", "anything but snapshots", "except GetObject") → a condition that
// says not this. Where it cannot be told what is left out, the words are unread: nothing is left out by a guess.
import type { EventTest } from '../../domain/question.ts';
import { anyOf } from '../filters/index.ts';
import type { VerbUse } from '../grammar/state.ts';
import type { Item, Lexicon } from '../text/items.ts';
import type { KindInput } from './kind.ts';
import { readVerbPart } from './verb-part.ts';

/** The input with what is left out among its conditions, said as an assumption, or among its unread words. */
export function leaveOut(input: KindInput): KindInput {
  const { meaning, sentence } = input;
  const { nouns, api } = meaning.leftOut;
  const deeds = sentence.leftOut;
  const parts = [
    ...api.map((item) => ({ item, test: apiCalls(item) })),
    ...(nouns.length === 0 ? deeds.map((use) => ({ item: itemOf(use, input), test: deedTest(use, input) })) : []),
    ...nouns.map((item) => ({ item, test: thingTest(item, deeds.length > 0 ? deeds : meaning.verbs, input) })),
  ];
  if (parts.length === 0) return input;
  const tests = parts.flatMap(({ test }): readonly EventTest[] => (test === null ? [] : [{ kind: 'not', test }]));
  const unread = parts.flatMap(({ item, test }) => (test === null && item !== undefined ? [item] : []));
  return {
    ...input,
    meaning: { ...meaning, tests: [...meaning.tests, ...tests], unread: [...meaning.unread, ...unread] },
  };
}

function itemOf({ index }: VerbUse, { sentence }: KindInput): Item | undefined {
  return sentence.items[index];
}

function apiCalls({ api }: Item): EventTest | null {
  const calls = (api ?? []).map(({ service, name }): EventTest => ({ kind: 'action', service, name }));
  return calls.length === 0 ? null : anyOf(calls);
}

function deedTest(use: VerbUse, input: KindInput): EventTest | null {
  const { base } = use.verb;
  if (base === 'read') return { kind: 'read-only', readOnly: true };
  return named(base, input.words) ?? callsOf([use], null, input);
}

/** "log groups", "snapshots": of such things the calls of the verb that is asked of. */
function thingTest(item: Item, verbs: readonly VerbUse[], input: KindInput): EventTest | null {
  return verbs.length === 0 ? null : callsOf(verbs, item, input);
}

function callsOf(verbs: readonly VerbUse[], item: Item | null, { meaning, words, text }: KindInput): EventTest | null {
  const alone = {
    ...meaning,
    verbs,
    head: item?.noun ?? null,
    own: false,
    bareObject: false,
    alternatives: [],
    objects: [],
    owners: [],
    loose: [],
    services: null,
    moved: false,
    inside: false,
    marks: new Set<never>(),
    tests: [],
    api: [],
  };
  const part = readVerbPart(alone, words, text);
  return part === null || part.problems.length > 0 || part.test.kind === 'always' ? null : part.test;
}

/** Verbs that are the first word of API names themselves; made once for each, for there are thousands of calls. */
const byVerb = new Map<string, EventTest>();
const FIRST_WORDS = /^(?:describe|list|get|put|create|delete|update|modify)$/;

/** "describes", "lists": every call whose name begins with the verb. null: no API name begins like that. */
function named(base: string, { catalog }: Lexicon): EventTest | null {
  if (!FIRST_WORDS.test(base)) return null;
  const known = byVerb.get(base);
  if (known !== undefined) return known;
  const actions = catalog.byVerb.get(`${base.charAt(0).toUpperCase()}${base.slice(1)}`) ?? [];
  const names = [...new Set(actions.map(({ name }) => name))];
  if (names.length === 0) return null;
  const test = anyOf(names.map((name) => ({ kind: 'action', service: null, name })));
  byVerb.set(base, test);
  return test;
}
