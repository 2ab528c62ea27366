// What two readings of a question have in common and where they differ: the measure of every rewording in this folder.
import type { EventTest, Question, QuestionReading, Window } from '../domain/question.ts';

/** Reads a whole question, as the asker's zone, language and clock have it. */
export type Read = (text: string) => QuestionReading;

/** The question, where the text is one; null where it is not. */
export function questionIn(text: string, read: Read): Question | null {
  const reading = read(text);
  return reading.ok ? reading.question : null;
}

/** The conditions that must all hold, each by itself. */
export function conditionsOf(test: EventTest): readonly EventTest[] {
  return test.kind === 'all' ? test.tests.flatMap(conditionsOf) : [test];
}

/** What `wide` asks is all in `narrow`. */
export function includesAll(narrow: EventTest, wide: readonly EventTest[]): boolean {
  const known = new Set(conditionsOf(narrow).map(keyOf));
  return wide.every((test) => known.has(keyOf(test)));
}

export function keyOf(test: EventTest): string {
  return JSON.stringify(test);
}

/** The same instants; how they were said does not matter. */
export function sameTime(left: Window | null, right: Window | null): boolean {
  return left?.from === right?.from && left?.to === right?.to;
}

/** The same deed: how the verb was said, and of what kind the question is. */
export function sameDeed(left: Question, right: Question): boolean {
  return left.kind === right.kind && left.verb?.word === right.verb?.word;
}

export function sameThings(left: Question, right: Question): boolean {
  return namesOf(left) === namesOf(right);
}

/** The names of what is asked about, in one text that can be compared. */
export function namesOf({ resources }: Pick<Question, 'resources'>): string {
  return resources.map(({ text }) => text.toLowerCase()).join('\n');
}

/** The two ask for something else: other events, or another time. */
export function differs(left: Question, right: Question): boolean {
  return keyOf(left.test) !== keyOf(right.test) || !sameTime(left.window, right.window);
}

/** Kinds of conditions of which an event can fulfil one only: a second one replaces the first. */
const ONE_ONLY: Readonly<Partial<Record<EventTest['kind'], string>>> = {
  region: 'where',
  account: 'account',
  tool: 'tool',
  'source-ip': 'address',
  actor: 'who',
  root: 'who',
  outcome: 'outcome',
  'read-only': 'access',
  port: 'port',
};

/** The conditions of `old` that none of `added` leaves room for: another Region, another caller. */
export function crowdedOut(old: readonly EventTest[], added: readonly EventTest[]): readonly EventTest[] {
  const taken = new Set(added.map(({ kind }) => ONE_ONLY[kind]).filter((group) => group !== undefined));
  const kept = new Set(added.map(keyOf));
  return old.filter((test) => taken.has(ONE_ONLY[test.kind] ?? '') && !kept.has(keyOf(test)));
}
