// The words of `whodid doctor`: a check makes one real call or a few of a kind and says what it found, and what to change.

/** A statement to paste into an IAM policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface PolicyStatement {
  readonly Effect: 'Allow';
  /** Only in a trust policy, which in turn has no Resource. */
  readonly Principal?: { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource?: string;
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

/** A statement, and to whose policy it belongs. */
export interface MissingPermission {
  /** `the policy of role arn:…`, `the trust policy of role arn:…`. */
  readonly of: string;
  readonly statement: PolicyStatement;
}

export type CheckStatus = 'ok' | 'warn' | 'failed' | 'not-configured';

export interface CheckResult {
  /** `warn`: it works, and something is not as it should be. */
  readonly status: CheckStatus;
  /** What was found, one sentence. Never a secret. */
  readonly found: string;
  /** What to change, one sentence each. */
  readonly mend: readonly string[];
  readonly permissions?: readonly MissingPermission[];
}

export interface Check {
  readonly name: string;
  /** Expected failures are results. `signal` fires when there is no more time. */
  run(signal: AbortSignal): Promise<CheckResult>;
}

export function ok(found: string): CheckResult {
  return { status: 'ok', found, mend: [] };
}

export function warn(found: string, ...mend: readonly string[]): CheckResult {
  return { status: 'warn', found, mend };
}

export function failed(found: string, ...mend: readonly string[]): CheckResult {
  return { status: 'failed', found, mend };
}

/** As `MissingPermission.of` names the policy of whatever whodid runs with. */
export const OWN_POLICY = 'the policy of the credentials whodid runs with';

/** `how`: what to set, as a sentence. */
export function notConfigured(how: string): CheckResult {
  return { status: 'not-configured', found: how, mend: [] };
}
