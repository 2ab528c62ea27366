// Every way of narrowing a question, and their application to one phrase. The first that reads an item has it.
import type { EventTest } from '../../domain/question.ts';
import type { Phrase } from '../grammar/state.ts';
import type { Item } from '../text/items.ts';
import type { Mark } from '../verbs/family.ts';
import type { FilterRecogniser } from './filter.ts';
import { originFilter } from './origin.ts';
import { modeFilter, outcomeFilter, rootFilter } from './outcome.ts';
import { mfaFilter, portFilter, valueFilter, worldFilter } from './parameters.ts';
import { placeFilter } from './place.ts';
import { serviceFilter } from './service.ts';
import { toolFilter } from './tool.ts';

export const FILTERS: readonly FilterRecogniser[] = [
  portFilter,
  valueFilter,
  mfaFilter,
  outcomeFilter,
  modeFilter,
  rootFilter,
  worldFilter,
  originFilter,
  placeFilter,
  toolFilter,
  serviceFilter,
];

export interface FilteredPhrase {
  readonly phrase: Phrase;
  /** What no filter took. */
  readonly rest: readonly Item[];
  readonly tests: readonly EventTest[];
  readonly marks: readonly Mark[];
  readonly attempts: boolean;
  readonly assumptions: readonly string[];
}

/** Reads what filters a phrase holds. Several of one kind in a phrase ("eu-west-1 and eu-west-2") are alternatives. */
export function filterPhrase(
  phrase: Phrase,
  families: readonly string[],
  accounts: readonly { readonly id: string; readonly name: string }[],
): FilteredPhrase {
  const rest: Item[] = [];
  const groups = new Map<string, EventTest[]>();
  const marks: Mark[] = [];
  const assumptions: string[] = [];
  let attempts = false;
  for (const [at, item] of phrase.items.entries()) {
    const context = {
      phrase,
      families,
      accounts,
      before: phrase.items[at - 1] ?? null,
      after: phrase.items[at + 1] ?? null,
      hasRef: phrase.items.some(
        ({ ref }) => ref !== null && ref.form !== 'ip' && ref.form !== 'cidr' && ref.form !== 'account',
      ),
    };
    const read = firstReading(item, context);
    if (read === null) {
      rest.push(item);
      continue;
    }
    const group = groups.get(read.id) ?? [];
    group.push(...read.reading.tests);
    groups.set(read.id, group);
    marks.push(...(read.reading.marks ?? []));
    attempts ||= read.reading.attempts === true;
    if (read.reading.assumption !== undefined) assumptions.push(read.reading.assumption);
  }
  const tests = [...groups.values()].filter((group) => group.length > 0).map(anyOf);
  // "non-console logins": what is left out must be told by a condition.
  if (phrase.excluded && tests.length === 0) rest.splice(0, rest.length, ...phrase.items);
  return { phrase, rest, tests: phrase.excluded ? tests.map(not) : tests, marks, attempts, assumptions };
}

function firstReading(item: Item, context: Parameters<FilterRecogniser['read']>[1]) {
  for (const { id, read } of FILTERS) {
    const reading = read(item, context);
    if (reading !== null) return { id, reading };
  }
  return null;
}

export function anyOf(tests: readonly EventTest[]): EventTest {
  return tests.length === 1 && tests[0] !== undefined ? tests[0] : { kind: 'any', tests };
}

export function allOf(tests: readonly EventTest[]): EventTest {
  if (tests.length === 0) return { kind: 'always' };
  return tests.length === 1 && tests[0] !== undefined ? tests[0] : { kind: 'all', tests };
}

function not(test: EventTest): EventTest {
  return { kind: 'not', test };
}
