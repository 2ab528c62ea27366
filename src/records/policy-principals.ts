// The principals that the Allow statements of a policy document let in. A document comes as an object, as JSON in a
// string, or percent-encoded.
import type { Json } from '../domain/audit-event.ts';
import { isObject, objectOf, objectsUnder, someLeaf } from './json.ts';

/** Every principal of an Allow statement anywhere under `value`, as written (`*`, an ARN, an account id). */
export function principalsOf(value: Json | undefined): string[] {
  const found: string[] = [];
  for (const document of documentsIn(value)) {
    for (const statement of objectsUnder(document)) {
      if (statement.Effect !== 'Allow' || statement.Condition !== undefined) continue;
      someLeaf(statement.Principal, (leaf) => {
        found.push(String(leaf));
        return false;
      });
    }
  }
  return found;
}

/** True for a principal that means everybody. */
export function opensToAnyone(principal: string): boolean {
  return principal === '*';
}

function documentsIn(value: Json | undefined): readonly Json[] {
  if (isObject(value) || Array.isArray(value))
    return [value, ...Object.values(value).flatMap((inner) => nested(inner))];
  return nested(value);
}

function nested(value: Json | undefined): readonly Json[] {
  if (typeof value !== 'string') return [];
  const document = objectOf(value) ?? objectOf(decoded(value));
  return document === null ? [] : [document];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
