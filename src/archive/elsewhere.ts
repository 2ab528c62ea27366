// A question about a Region or account of which the logs hold nothing at all: nothing happened there, or its log is not
// in this folder. The folder cannot tell which, so it is a gap.
import type { Gap } from '../domain/coverage.ts';
import type { EventTest } from '../domain/question.ts';
import { requiredAccounts, requiredRegions } from '../records/prune.ts';
import type { Manifest } from './manifest.ts';

export function elsewhere(manifest: Manifest, test: EventTest): readonly Gap[] {
  const regions = missing(requiredRegions(test), manifest.regions).map((region) => gap('Region', region));
  const accounts = missing(requiredAccounts(test), manifest.accounts).map((account) => gap('account', account));
  return [...regions, ...accounts];
}

function missing(wanted: readonly string[] | null, held: readonly string[]): readonly string[] {
  const known = new Set(held.map((each) => each.toLowerCase()));
  return (wanted ?? []).filter((each) => !known.has(each.toLowerCase()));
}

function gap(what: string, name: string): Gap {
  return {
    kind: 'not-delivered',
    detail: `The logs hold no event at all of ${what} ${name}: either nothing happened there, or its log files are not in this folder. Add them, if there are any.`,
  };
}
