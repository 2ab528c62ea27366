// The settings → how AWS is reached and which accounts and Regions are to be looked at, asked for once for all checks.
import { type AwsOptions, reachOf } from '../aws/aws-options.ts';
import type { AwsTrouble } from '../aws/aws-trouble.ts';
import { callerAccount } from '../aws/caller-account.ts';
import type { RolePlace } from '../aws/place-clients.ts';
import type { Config } from '../config/config.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import { DEFAULT_REGIONS } from '../sources/event-history/default-regions.ts';
import { type KnownTargets, knownTargets } from '../sources/event-history/known-targets.ts';
import { type Organisation, organisation } from '../sources/organisation/list-places.ts';

export interface AwsReach {
  readonly aws: AwsOptions;
  /** The account of the credentials. */
  own(): Promise<string | AwsTrouble>;
  readonly regions: readonly string[];
  /** Accounts as configured, or as the organization lists them. */
  targets(): Promise<KnownTargets | Failure>;
  /** null: Organizations is not to be asked. */
  readonly organisation: Organisation | null;
  /** The role that is assumed in an account, as an ARN. */
  roleArn(accountId: string): string;
}

/** null: AWS is not to be asked at all. */
export function awsReach({ eventHistory }: Pick<Config, 'eventHistory'>, given: AwsOptions = {}): AwsReach | null {
  if (!eventHistory.use) return null;
  const { endpoint, role, externalId, accounts, organization: list } = eventHistory;
  const aws = { ...reachOf({ endpoint }), ...given };
  const regions = eventHistory.regions.length === 0 ? DEFAULT_REGIONS : eventHistory.regions;
  const roleArn = (accountId: string) => `arn:aws:iam::${accountId}:role/${role ?? ''}`;
  const roleIn = (accountId: string) => ({
    roleArn: roleArn(accountId),
    ...(externalId === null ? {} : { externalId }),
  });
  const asked = list || eventHistory.regions.length === 0;
  const places = asked ? organisation({ aws, list, regions: eventHistory.regions, accounts, roleIn }) : null;
  const further = accounts.map((accountId) => ({ accountId, regions, ...roleIn(accountId) }));
  const known = knownTargets({
    aws,
    targets: [{ accountId: null, regions }, ...further],
    ...(places === null ? {} : { organisation: places }),
  });
  let targets: Promise<KnownTargets | Failure> | null = null;
  let own: Promise<string | AwsTrouble> | null = null;
  return {
    aws,
    regions,
    organisation: list ? places : null,
    roleArn,
    own: () => (own ??= callerAccount(aws, regions[0] ?? 'us-east-1')),
    targets: () => (targets ??= known()),
  };
}

/** Every account and Region to be looked at, one by one. */
export async function placesOf(reach: AwsReach): Promise<readonly RolePlace[] | Failure> {
  const known = await reach.targets();
  if (isFailure(known)) return known;
  return known.targets.flatMap(({ accountId, regions, role }) =>
    regions.map((region) => ({ accountId, region, role })),
  );
}
