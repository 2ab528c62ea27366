// The settings, and where they say so the organization → the accounts and Regions whose event history is read, with what
// the settings want and cannot be read. AWS is asked with the first question, and again after a failure.

import type { AwsOptions } from '../../aws/aws-options.ts';
import { type AwsTrouble, credentialsFailure, isTrouble, troubleFailure } from '../../aws/aws-trouble.ts';
import { callerAccount } from '../../aws/caller-account.ts';
import type { HistoryPlace } from '../../aws/event-history.ts';
import type { Gap } from '../../domain/coverage.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { Organisation, OrganisationPlaces } from '../organisation/list-places.ts';
import type { RouteTarget } from './route-lookups.ts';
import type { SkippedAccount } from './skipped-account.ts';

/** One account whose event history is read. */
export interface HistoryTarget {
  /** Twelve digits; null: the account of the credentials, which AWS is asked for once. */
  readonly accountId: string | null;
  readonly regions: readonly string[];
  /** The role to assume there; left out: the credentials themselves are used. */
  readonly roleArn?: string;
  readonly externalId?: string;
}

export interface KnownTarget extends RouteTarget {
  readonly role: HistoryPlace['role'];
}

export interface KnownTargets {
  readonly targets: readonly KnownTarget[];
  readonly skipped: readonly SkippedAccount[];
}

export interface TargetOptions {
  readonly aws: AwsOptions;
  readonly targets: readonly HistoryTarget[];
  /** Where given, it tells accounts and Regions, and `targets` is not looked at. */
  readonly organisation?: Organisation;
}

/** Without a Region to read, "nobody did" would be said of nothing at all. Throws: that is for the configuration to refuse. */
export function assertReadable({ targets, organisation }: TargetOptions): void {
  if (organisation !== undefined) return;
  if (targets.length === 0 || targets.some(({ regions }) => regions.length === 0)) {
    throw new Error('event history needs at least one account, and at least one Region for each');
  }
}

export function knownTargets(options: TargetOptions): () => Promise<KnownTargets | Failure> {
  const { organisation } = options;
  if (organisation === undefined) return configuredTargets(options);
  return async () => {
    const listed = await organisation.places();
    return isFailure(listed) ? listed : organisationTargets(listed);
  };
}

function organisationTargets({ places, skipped }: OrganisationPlaces): KnownTargets {
  return {
    targets: places.map(({ accountId, role, regions, off, unsure }) => ({
      accountId,
      role,
      regions,
      off,
      ...(unsure === null ? {} : { unsure: regionsGap(accountId, regions.length, unsure) }),
    })),
    skipped: skipped.map(({ id, name, state }) => {
      const named = name === id ? '' : ` (“${name}”)`;
      return { accountId: id, why: `${state.toLowerCase().replaceAll('_', ' ')} in the organization${named}` };
    }),
  };
}

function regionsGap(accountId: string, count: number, { trouble, action, code }: AwsTrouble): Gap {
  return {
    kind: trouble === 'denied' ? 'denied' : 'timed-out',
    detail: `AWS did not say which Regions are on in account ${accountId} (${action}: ${code}), so only the ${count} that every account has were read. Allow ${action} there, or name the Regions to read in WHODID_AWS_REGIONS.`,
  };
}

function configuredTargets({ targets, aws }: TargetOptions): () => Promise<KnownTargets | Failure> {
  let own: Promise<string | Failure> | null = null;
  const ask = async (region: string): Promise<string | Failure> => {
    const account = await callerAccount(aws, region);
    if (!isTrouble(account)) return account;
    return account.trouble === 'credentials' || account.trouble === 'expired'
      ? credentialsFailure(account)
      : troubleFailure(account);
  };
  return async () => {
    const nameless = targets.find(({ accountId }) => accountId === null);
    if (nameless !== undefined) own ??= ask(nameless.regions[0] ?? 'us-east-1');
    const account = own === null ? '' : await own;
    if (isFailure(account)) {
      own = null;
      return account;
    }
    const known = targets.map(({ accountId, regions, roleArn, externalId }) => ({
      accountId: accountId ?? account,
      regions,
      role: roleArn === undefined ? null : { roleArn, ...(externalId === undefined ? {} : { externalId }) },
    }));
    return { targets: onePerAccount(known), skipped: [] };
  };
}

/** The credentials' own account may be listed among the further ones too: it is read once, with the credentials. */
function onePerAccount(targets: readonly KnownTarget[]): readonly KnownTarget[] {
  const first = new Map<string, KnownTarget>();
  for (const target of targets) if (!first.has(target.accountId)) first.set(target.accountId, target);
  return [...first.values()];
}
