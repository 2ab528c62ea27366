// What AWS said to a sink → the failure that is logged, and whether trying again may mend it.
import type { AwsTrouble } from '../aws/aws-trouble.ts';
import type { Failure } from '../domain/failure.ts';

/** `where`: the destination as its setting names it. `setting`: what to look at. */
export function sinkFailure({ trouble, code, message, action }: AwsTrouble, where: string, setting: string): Failure {
  const passing = trouble === 'throttled' || trouble === 'unreachable' || trouble === 'stopped';
  const said = `${code}${message === '' ? '' : `: ${message}`}`;
  return {
    failure: passing ? 'timed-out' : 'not-allowed',
    what: `Audit records could not be sent to ${where}.`,
    why: passing ? `AWS gave no usable answer to ${action} (${said}).` : `AWS refused ${action} (${said}).`,
    instead: `Check ${setting} and that ${action} is allowed there; what is missing follows by itself.`,
  };
}
