// A question → what a source must hold to be able to answer it: categories, accounts, Regions. Pure.
import { dataOnly } from '../catalog/data-only.ts';
import type { EventCategory } from '../domain/audit-event.ts';
import type { Question } from '../domain/question.ts';
import type { Abilities } from '../domain/source.ts';
import { requiredAccounts, requiredRegions } from '../records/prune.ts';

export interface Needs {
  /** Only events of this category can answer it; null: of any. */
  readonly category: EventCategory | null;
  /** The question names these; null: it names none. Regions in lower case. */
  readonly accounts: readonly string[] | null;
  readonly regions: readonly string[] | null;
}

export function needsOf({ test }: Question): Needs {
  return {
    category: dataOnly(test) === null ? null : 'Data',
    accounts: requiredAccounts(test),
    regions: requiredRegions(test),
  };
}

/** What a source does not know of itself counts as held: it says so by a gap when it is read. */
export function holdsNeeds(source: Abilities, needs: Needs): boolean {
  return (
    (needs.category === null || source.categories === null || source.categories.includes(needs.category)) &&
    among(needs.accounts, source.accounts) &&
    among(needs.regions, source.regions)
  );
}

function among(wanted: readonly string[] | null, held: readonly string[] | null): boolean {
  return wanted === null || held === null || wanted.every((each) => held.includes(each));
}
