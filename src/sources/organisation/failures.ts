// What went wrong while the organization was listed → what a person reads: which permission or setting to change.
import { type AwsTrouble, credentialsFailure, troubleFailure } from '../../aws/aws-trouble.ts';
import type { Failure } from '../../domain/failure.ts';

const WHAT = 'The accounts of the AWS organization could not be listed.';
const ALONE = 'or set WHODID_AWS_ORGANIZATION=off and name the accounts in WHODID_AWS_ACCOUNTS.';

export function ownAccountFailure(trouble: AwsTrouble): Failure {
  const { trouble: kind } = trouble;
  return kind === 'credentials' || kind === 'expired' ? credentialsFailure(trouble) : troubleFailure(trouble);
}

export function accountsFailure(trouble: AwsTrouble): Failure {
  const { trouble: kind, action, code, message } = trouble;
  if (kind === 'credentials' || kind === 'expired') return credentialsFailure(trouble);
  if (code === 'AWSOrganizationsNotInUseException') {
    return {
      failure: 'not-allowed',
      what: WHAT,
      why: 'The account of these credentials belongs to no organization.',
      instead: `Use credentials of the organization’s management account or of a delegated administrator, ${ALONE}`,
    };
  }
  if (kind === 'denied' || kind === 'refused') {
    return {
      failure: 'not-allowed',
      what: WHAT,
      why: `AWS denied ${action} (${code}${message === '' ? '' : `: ${message}`}).`,
      instead: `Allow ${action} to these credentials, which have to be of the management account or of a delegated administrator, ${ALONE}`,
    };
  }
  return { ...troubleFailure(trouble), what: WHAT };
}

export function noSuchRegion(names: readonly string[]): Failure {
  const one = names.length === 1;
  return {
    failure: 'not-allowed',
    what: 'AWS event history could not be asked.',
    why: `WHODID_AWS_REGIONS names ${names.join(', ')}, which ${one ? 'is no Region' : 'are no Regions'} of AWS’s.`,
    instead: `Correct ${one ? 'it' : 'them'} in WHODID_AWS_REGIONS and start again.`,
  };
}
