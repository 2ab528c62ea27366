// IAM's resource types ("stateMachine", "security-group") to the keys of the nouns in action names.
import { nounKey } from '../../catalog/split-name.ts';

/** Types kept; AWS has some two thousand, and an ARN may bring others. */
const KEPT_MAX = 5_000;
const kept = new Map<string, string>();

/** `stateMachine`, `security-group` → statemachine, securitygroup; `rule-on-default-event-bus` → rule. */
export function typeKey(type: string): string {
  const known = kept.get(type);
  if (known !== undefined) return known;
  const plain = type.replace(/(?:-on-.*|\/.*)$/, '');
  const key = nounKey(plain.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? [type]);
  if (kept.size < KEPT_MAX) kept.set(type, key);
  return key;
}
