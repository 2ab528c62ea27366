// Each role that is assumed in another account can be assumed, with the session's name and external id that questions use.

import { countOf } from '../../answer/words/count.ts';
import { assumedRoles } from '../../aws/assumed-roles.ts';
import { isTrouble } from '../../aws/aws-trouble.ts';
import type { Clock } from '../../domain/clock.ts';
import { isFailure } from '../../domain/failure.ts';
import type { AwsReach } from '../aws-reach.ts';
import { type Check, type CheckResult, failed, notConfigured, ok, type PolicyStatement } from '../check.ts';
import { missingPermissions, otherAdvice, type TroubleAt, troubleWords } from '../missing.ts';
import { withAws } from './aws-identity.ts';

/** Names our sessions in the account's own CloudTrail. */
const ASKER = 'doctor';

export function awsRolesCheck(aws: AwsReach | null, externalId: string | null, clock: Clock): Check {
  return withAws('AWS roles', aws, async ({ reach, own }) => {
    const known = await reach.targets();
    if (isFailure(known)) return failed(known.why, known.instead);
    const places = known.targets.flatMap(({ accountId, regions, role }) =>
      role === null ? [] : [{ accountId, region: regions[0] ?? 'us-east-1', role }],
    );
    if (places.length === 0) {
      return notConfigured('No other account is asked: set WHODID_AWS_ACCOUNTS and WHODID_AWS_ROLE to ask more.');
    }
    const roles = assumedRoles(reach.aws, clock);
    const troubles: TroubleAt[] = [];
    for (const place of places) {
      const given = await roles.credentials(place.role, ASKER, place.region);
      if (isTrouble(given)) troubles.push({ place, trouble: given });
    }
    if (troubles.length === 0) return ok(`${countOf(places.length, 'role')} can be assumed.`);
    return notAssumed(own, externalId, troubles, places.length);
  });
}

function notAssumed(own: string, externalId: string | null, troubles: readonly TroubleAt[], all: number): CheckResult {
  const denied = troubles.filter(({ trouble }) => trouble.trouble === 'denied');
  const trust = denied.map(({ place }) => ({
    of: `the trust policy of role ${place.role?.roleArn ?? ''}`,
    statement: trustStatement(own, externalId),
  }));
  return {
    ...failed(`${troubles.length} of ${countOf(all, 'role')} cannot be assumed: ${troubleWords(troubles).join('; ')}.`),
    mend: [...(denied.length === 0 ? [] : [BOTH]), ...otherAdvice(troubles)],
    permissions: [...missingPermissions(denied), ...trust],
  };
}

const BOTH =
  'AWS does not say which side denied it: both the credentials’ policy and the role’s trust policy have to allow it, with the external id of WHODID_AWS_EXTERNAL_ID where the role asks for one.';

/** The external id is named, not printed: whoever knows it may assume the role. */
function trustStatement(account: string, externalId: string | null): PolicyStatement {
  return {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    ...(externalId === null
      ? {}
      : { Condition: { StringEquals: { 'sts:ExternalId': 'the value of WHODID_AWS_EXTERNAL_ID' } } }),
  };
}
