// AWS's troubles at many places → a few sentences and the statements that would settle them: one for each permission and
// whoever lacks it, however many Regions said so.
import { listOf } from '../answer/words/count.ts';
import type { AwsTrouble } from '../aws/aws-trouble.ts';
import type { RolePlace } from '../aws/place-clients.ts';
import { type MissingPermission, OWN_POLICY } from './check.ts';

export interface TroubleAt {
  readonly place: RolePlace;
  readonly trouble: AwsTrouble;
}

const NAMES_MAX = 4;

/** Which resource a statement for an action has to name. `*` where AWS knows no resource for it. */
function resourceFor(action: string, place: RolePlace): string {
  if (action === 'sts:AssumeRole') return place.role?.roleArn ?? '*';
  if (action === 'cloudtrail:GetTrailStatus' || action === 'cloudtrail:GetEventSelectors') {
    return 'arn:aws:cloudtrail:*:*:trail/*';
  }
  if (action === 'access-analyzer:ListFindings' || action === 'access-analyzer:GetFinding') {
    return 'arn:aws:access-analyzer:*:*:analyzer/*';
  }
  return '*';
}

/** The credentials call for roles; the role calls for everything else in its account. */
function holderOf(action: string, { role }: RolePlace): string {
  return role === null || action === 'sts:AssumeRole' ? OWN_POLICY : `the policy of role ${role.roleArn}`;
}

/** One statement for each holder and resource. */
export function missingPermissions(troubles: readonly TroubleAt[]): readonly MissingPermission[] {
  const actions = new Map<string, { readonly of: string; readonly resource: string; readonly actions: Set<string> }>();
  for (const { place, trouble } of troubles) {
    if (trouble.trouble !== 'denied') continue;
    const { action } = trouble;
    const of = holderOf(action, place);
    const resource = resourceFor(action, place);
    const entry = actions.get(`${of}\n${resource}`) ?? { of, resource, actions: new Set<string>() };
    entry.actions.add(action);
    actions.set(`${of}\n${resource}`, entry);
  }
  return [...actions.values()].map((entry) => ({
    of: entry.of,
    statement: { Effect: 'Allow', Action: [...entry.actions].sort(), Resource: entry.resource },
  }));
}

/** `AccessDenied to cloudtrail:LookupEvents in account 1 (a, b and 3 more)`, one for each call, code and account. */
export function troubleWords(troubles: readonly TroubleAt[]): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const { place, trouble } of troubles) {
    const what = `${trouble.action} ended with ${trouble.code} in account ${place.accountId}`;
    groups.set(what, [...(groups.get(what) ?? []), place.region]);
  }
  return [...groups].map(([what, regions]) => `${what} (${listOf([...new Set(regions)], NAMES_MAX)})`);
}

/** Roles are a check of their own: what it advises need not be said again. */
export function butForRoles(troubles: readonly TroubleAt[]): readonly TroubleAt[] {
  return troubles.filter(({ trouble }) => trouble.action !== 'sts:AssumeRole');
}

/** What to do about troubles that no statement settles. */
export function otherAdvice(troubles: readonly TroubleAt[]): readonly string[] {
  const advice = new Set<string>();
  for (const { place, trouble } of troubles) {
    switch (trouble.trouble) {
      case 'denied':
        break;
      case 'credentials':
        advice.add(
          `Enable Region ${place.region} in account ${place.accountId}, or take it off WHODID_AWS_REGIONS; a Region that is off does not know the credentials.`,
        );
        break;
      case 'expired':
        advice.add('Renew the AWS credentials: they have expired.');
        break;
      case 'throttled':
        advice.add('Something else uses up what AWS allows of calls; run whodid doctor again in a minute.');
        break;
      case 'unreachable':
      case 'stopped':
        advice.add('Check that this machine reaches AWS in that Region (AWS_ENDPOINT_URL, proxy, firewall).');
        break;
      case 'lost-page':
      case 'refused':
        advice.add(`AWS refused ${trouble.action}: ${trouble.message === '' ? trouble.code : trouble.message}`);
        break;
      default:
        unreachable(trouble.trouble);
    }
  }
  return [...advice];
}

function unreachable(kind: never): never {
  throw new Error(`unknown trouble ${String(kind)}`);
}
