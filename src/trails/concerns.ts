// A question's condition and the events that were lost → whether one of these could answer it. Errs toward yes: no only
// where account, Region, service, or reading and writing cannot be both.
import type { EventTest } from '../domain/question.ts';
import { readReadOnly } from '../records/read-only.ts';

type Dimension = 'account' | 'region' | 'service' | 'read-only';
const DIMENSIONS: readonly Dimension[] = ['account', 'region', 'service', 'read-only'];

/** Stands for whatever neither condition names. */
const ANOTHER = '\u0000another';

export function mayConcern(question: EventTest, lost: EventTest): boolean {
  return DIMENSIONS.every((dimension) => {
    const named = new Set([...namesIn(question, dimension), ...namesIn(lost, dimension), ANOTHER]);
    return [...named].some(
      (value) => verdict(question, dimension, value) !== false && verdict(lost, dimension, value) !== false,
    );
  });
}

function namesIn(test: EventTest, dimension: Dimension): readonly string[] {
  if (test.kind === 'all' || test.kind === 'any') return test.tests.flatMap((inner) => namesIn(inner, dimension));
  if (test.kind === 'not') return namesIn(test.test, dimension);
  const named = leafValue(test, dimension);
  return named === null ? [] : [named];
}

/** Whether the condition holds for an event of which only this is known; null: it depends on the rest. */
function verdict(test: EventTest, dimension: Dimension, value: string): boolean | null {
  switch (test.kind) {
    case 'always':
      return true;
    case 'all': {
      const verdicts = test.tests.map((inner) => verdict(inner, dimension, value));
      return verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
    }
    case 'any': {
      const verdicts = test.tests.map((inner) => verdict(inner, dimension, value));
      return verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;
    }
    case 'not': {
      const inner = verdict(test.test, dimension, value);
      return inner === null ? null : !inner;
    }
    default: {
      const named = leafValue(test, dimension);
      if (named === null) return null;
      if (named !== value) return false;
      // An action of the right service or direction need not be the action asked for.
      return test.kind === 'action' ? null : true;
    }
  }
}

/** What a leaf asks of one dimension, lower case; null: nothing. */
function leafValue(test: EventTest, dimension: Dimension): string | null {
  switch (dimension) {
    case 'account':
      return test.kind === 'account' ? test.account : null;
    case 'region':
      return test.kind === 'region' ? test.region.toLowerCase() : null;
    case 'service':
      if (test.kind === 'service') return test.service.toLowerCase();
      return test.kind === 'action' ? (test.service?.toLowerCase() ?? null) : null;
    case 'read-only':
      if (test.kind === 'read-only') return String(test.readOnly);
      return test.kind === 'action' ? String(readReadOnly({}, test.name)) : null;
    default:
      return unreachable(dimension);
  }
}

function unreachable(dimension: never): never {
  throw new Error(`unknown dimension ${String(dimension)}`);
}
