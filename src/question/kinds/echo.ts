// The calls a question was read as, as they are shown: the names of few, `ec2:Modify…` for many.
import type { Choice, ChosenCall } from '../actions/choice.ts';

/** More event names than this are echoed by their verbs: `any Delete… call`. */
const ECHO_MAX = 12;
const READS = 'any call that reads';
const WRITES = 'any call that writes';

export function echo(found: readonly Choice[]): readonly string[] {
  const names = found.flatMap(({ calls }) => shown(calls));
  const facts = found.flatMap((choice) => (choice.calls.length === 0 ? choice.facts : []));
  const whole = found.flatMap(({ readOnly }) => (readOnly === null ? [] : [readOnly ? READS : WRITES]));
  return [...new Set([...names, ...facts.map((fact) => `any call: ${fact}`), ...whole])];
}

/** Names as they are shown: all of few, `ec2:Modify…` for many. Lists for bare names are long and shared: made once. */
const shownNames = new WeakMap<readonly ChosenCall[], readonly string[]>();

function shown(calls: readonly ChosenCall[]): readonly string[] {
  const known = shownNames.get(calls);
  if (known !== undefined) return known;
  const names = short([...new Set(calls.map(({ service, name }) => `${service ?? '*'}:${name}`))]);
  shownNames.set(calls, names);
  return names;
}

/** `ec2:Modify…` for many of one verb in one service. */
export function short(names: readonly string[]): readonly string[] {
  if (names.length <= ECHO_MAX) return names;
  const verbs = new Map<string, string[]>();
  for (const name of names) {
    const verb = /^[^:]*:(?:[A-Z][a-z]+|[A-Z]+)/.exec(name)?.[0] ?? name;
    verbs.set(verb, [...(verbs.get(verb) ?? []), name]);
  }
  return [...verbs].map(([verb, all]) => (all.length === 1 && all[0] !== undefined ? all[0] : `${verb}…`));
}
