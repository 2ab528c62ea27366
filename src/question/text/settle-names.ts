// "what did test-role do", "by get-user", "role create-key": where a name must stand, what happens to be spelt like an API
// name (`elastictranscoder:TestRole`) is a name.
import { readNamed } from '../resources/read-reference.ts';
import type { Item } from './items.ts';

/** Families of verbs by which an API is called: beside any other verb, a hyphenated API name would be a second one. */
const CALLING = new Set(['run', 'use', 'touch', 'list', 'read']);
const ACTS =
  /^(?:by|as|from|behind|of|on behalf of|done by|performed by|run by|issued by|initiated by|triggered by|made by)$/;

export function settleNames(items: readonly Item[]): readonly Item[] {
  return items.map((item, at) => {
    const api = item.api !== null && isName(items, at);
    return api || isPermissions(item, items[at - 1]) ? named(item) : item;
  });
}

function isName(items: readonly Item[], at: number): boolean {
  const [item, before] = [items[at], items[at - 1]];
  if (item === undefined || item.text.includes(':')) return false;
  const later = items.slice(at + 1).some(({ verb }) => verb !== null);
  if (before?.small === 'aux' && later) return true;
  if (before?.small === 'preposition' && ACTS.test(before.lower) && before.lower !== 'of') return true;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(item.text)) return false;
  const deed = items.some(({ verb, small }) => verb !== null && small === null && !CALLING.has(verb.family.id));
  return deed || before?.noun?.type != null || before?.lower === 'of';
}

/** "policy ReadOnly", "permission set read-only": what narrows to calls that read elsewhere is a name here. */
function isPermissions(item: Item, before: Item | undefined): boolean {
  const bears = /^(?:iam:(?:policy|role|group|user)|sso:PermissionSet)$/.test(before?.noun?.type ?? '');
  return bears && item.filter?.kind === 'mode';
}

function named(item: Item): Item {
  return { ...item, api: null, filter: null, small: null, verb: null, ref: readNamed(item.text) };
}
