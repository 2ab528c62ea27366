// IAM's resource types ("stateMachine", "security-group") to the keys of the nouns in action names.
import { nounKey } from '../../catalog/split-name.ts';

/** `stateMachine`, `security-group` → statemachine, securitygroup. */
export function typeKey(type: string): string {
  return nounKey(type.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? [type]);
}
