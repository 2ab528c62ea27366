// What a verb acts on, as a reading gives it, and the nouns of AWS under which its calls are looked for.
import { NOUNS, type NounKey, type NounMeaning, nounsOfType } from '../../catalog/nouns.ts';
import { nounKey } from '../../catalog/split-name.ts';
import { isAspect } from '../grammar/things.ts';
import type { Mark } from '../verbs/family.ts';

export interface ActedOn {
  /** The verb's base form as typed: who says "purge" means PurgeQueue, who says "delete" DeleteQueue. */
  readonly word: string;
  /** The verb is a noun of the deed: "changes", "deletions". */
  readonly act: boolean;
  /** What is named is an id, ARN or key: its shape says what it is, whatever noun stands beside it. */
  readonly shaped: boolean;
  /** What the verb acts on, by its noun; null: only named, or nothing. */
  readonly head: NounMeaning | null;
  /** The head is only the type of a named thing ("bucket orders"), not a part of it ("the policy of bucket orders"). */
  readonly own: boolean;
  /** Types of the resources named: `iam:role`. */
  readonly types: readonly string[];
  /** Something is named in the verb's object, without a noun or a type: "AdministratorAccess to role ci". */
  readonly bareObject: boolean;
  /** In another phrase than the verb's object, something is named of which nothing says what it is: "user bob from admins-eu". */
  readonly bareBeside: boolean;
  /** Other nouns beside: "from group …". */
  readonly owners: readonly NounMeaning[];
  /** Those of them that are no type of anything named. */
  readonly loose: readonly NounMeaning[];
  readonly services: readonly string[] | null;
  /** Something is named, so that a wider set of calls cannot match what has nothing to do with it. */
  readonly named: boolean;
  readonly marks: ReadonlySet<Mark>;
  /** A port or an address stands beside the verb. */
  readonly traffic: boolean;
  /** "anything in bucket orders": what is named holds what is acted on. */
  readonly inside: boolean;
  /** The head is what something is put into or taken from: "to a group". */
  readonly moved: boolean;
  /** What is named stands in a phrase of its own: "the storage | of pg-main". */
  readonly apart: boolean;
  /** The head is a part of what is named, and a noun of AWS's by chance. */
  readonly part: boolean;
}

/** The nouns whose calls are looked for, and what is acted on as that look sees it. */
export interface Sought {
  readonly heads: readonly NounKey[];
  readonly on: ActedOn;
}

/** Every look to take, in order; the first that finds a call is the one meant. */
export function looks(on: ActedOn): readonly Sought[] {
  const byShape = on.head === null || (on.own && on.shaped && on.types.length > 0);
  // "enabled x-1 on i-0abc": what is acted on has no type; the other name's says nothing of it.
  if (on.bareObject && on.head === null) return [];
  const same = on.types.filter((type) => type === on.head?.type);
  const heads = byShape ? (same.length > 0 ? same : on.types).flatMap(nounsOfType) : (on.head?.keys ?? []);
  if (heads.length === 0) return [];
  // "a user in identity center": the noun as that service has it, not as the service it is usually of.
  if (on.services !== null && foreign(heads, on.services)) return [{ heads: anywhere(on, heads), on }];
  const owned = ofOwner(on, heads);
  if (owned === null) return [{ heads, on }];
  // "the policy of bucket orders" is no policy of IAM's; "the alarm for i-0abc" is an alarm all the same.
  const own = on.head !== null && NOUNS.has(on.head.id) && !isAspect(on.head) && on.head.id !== 'policy';
  return own ? [owned, { heads, on }] : [owned];
}

/** What the head is a part of, by type: what is named, else the nouns beside it. */
export function ownerTypes(on: ActedOn): readonly string[] {
  if (on.types.length > 0) return on.types;
  return on.owners.flatMap(({ type }) => (type === null ? [] : [type]));
}

/** A part, looked for in the service of what it is a part of; null where nothing says of what. */
function ofOwner(on: ActedOn, heads: readonly NounKey[]): Sought | null {
  if (on.head === null || on.own) return null;
  const types = ownerTypes(on);
  const services = [...new Set(types.map((type) => type.split(':')[0] ?? ''))];
  if (services.length === 0) return null;
  // "the lifecycle rule of bucket logs-7" is none of another service's, though others have such rules too.
  // "the password policy of the account": the name of the part says it already.
  const said = on.owners.some(({ id }) => heads.some(({ service, key }) => service !== null && key.includes(id)));
  if (said && on.types.length === 0) return null;
  const same = heads.filter(({ service }) => service !== null && services.includes(service));
  if (same.length > 0) return { heads: same, on };
  if (!foreign(heads, services) && !heads.every(({ service }) => service === null)) return null;
  return { heads: anywhere(on, heads), on: { ...on, types, services: on.services ?? services, part: true } };
}

function foreign(heads: readonly NounKey[], services: readonly string[]): boolean {
  return heads.every(({ service }) => service !== null && !services.includes(service));
}

function anywhere(on: ActedOn, heads: readonly NounKey[]): readonly NounKey[] {
  const typed = on.head === null ? [] : [nounKey(on.head.text.split(' ')), on.head.id];
  const keys = [...new Set([...typed, ...heads.map(({ key }) => key)])];
  return keys.map((key) => ({ service: null, key }));
}
