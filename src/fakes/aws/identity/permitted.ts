// Whether a principal's policy allows an action, and AWS's words when it does not.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
import { type AwsError, type Service, trouble } from '../outcome.ts';
import type { Allowed, Principal } from '../world.ts';

/** True when a pattern of the list covers the action; `*` stands for any text. Actions compare without case. */
export function allows(allowed: Allowed | undefined, action: string): boolean {
  if (allowed === undefined) return true;
  return allowed.some((pattern) => {
    const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    return new RegExp(`^${source}$`, 'i').test(action);
  });
}

/** Why the principal may not: its own policy has no such statement, or a service control policy forbids it. */
export type DeniedBy = 'policy' | 'scp';

/** The refusal, naming principal, action, and the kind of policy, as AWS does. */
export function denied(service: Service, principal: Principal, action: string, by: DeniedBy): AwsError {
  const why =
    by === 'scp'
      ? 'with an explicit deny in a service control policy'
      : `because no identity-based policy allows the ${action} action`;
  return trouble(service, 'denied', `User: ${principal.arn} is not authorized to perform: ${action} ${why}`);
}
