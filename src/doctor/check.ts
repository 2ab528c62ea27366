// The words of `whodid doctor`: a check makes one real call or a few of a kind and says what it found, and what to change.

/** A statement to paste into an IAM policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface PolicyStatement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
}

/** A statement, and to whose policy it belongs. */
export interface MissingPermission {
  /** `the credentials whodid runs with`, `the role arn:…`. */
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

/** `how`: what to set, as a sentence. */
export function notConfigured(how: string): CheckResult {
  return { status: 'not-configured', found: how, mend: [] };
}
