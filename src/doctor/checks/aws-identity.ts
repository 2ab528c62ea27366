// The AWS credentials in use are valid: AWS says whose they are.
import { isTrouble } from '../../aws/aws-trouble.ts';
import { ownAccountFailure } from '../../sources/organisation/failures.ts';
import type { AwsReach } from '../aws-reach.ts';
import { type Check, type CheckResult, failed, notConfigured, ok } from '../check.ts';

const NOT_SET = notConfigured(
  'AWS is not asked: give credentials (AWS_PROFILE, AWS_ACCESS_KEY_ID …), and set WHODID_EVENT_HISTORY=on where they come from a file or an instance role.',
);
const NOT_ASKED = notConfigured('AWS is not asked.');
const NOT_TRIED = failed('Not tried: that needs valid AWS credentials.');

export function awsIdentityCheck(reach: AwsReach | null): Check {
  return {
    name: 'AWS credentials',
    run: async () => {
      if (reach === null) return NOT_SET;
      const account = await reach.own();
      if (!isTrouble(account)) return ok(`They are valid, and of account ${account}.`);
      const { why, instead } = ownAccountFailure(account);
      return failed(why, instead);
    },
  };
}

interface Usable {
  readonly reach: AwsReach;
  /** The account of the credentials. */
  readonly own: string;
  readonly signal: AbortSignal;
}

/** A check that needs valid credentials, and says so where they are not. */
export function withAws(name: string, reach: AwsReach | null, run: (usable: Usable) => Promise<CheckResult>): Check {
  return {
    name,
    run: async (signal) => {
      if (reach === null) return NOT_ASKED;
      const own = await reach.own();
      return isTrouble(own) ? NOT_TRIED : run({ reach, own, signal });
    },
  };
}
