// IAM's resource types ("stateMachine", "security-group") to the keys of the nouns in action names.
import { nounKey } from '../../catalog/split-name.ts';

/** `stateMachine`, `security-group` → statemachine, securitygroup; `rule-on-default-event-bus` → rule. */
export function typeKey(type: string): string {
  const plain = type.replace(/(?:-on-.*|\/.*)$/, '');
  return nounKey(plain.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? [type]);
}
