// AWS Organizations, or the settings alone, and each account itself → the accounts there are, by name, and the Regions to
// read in each. Asked when first needed and kept for an hour. What cannot be read (suspended accounts, Regions that are
// off) is said, not left out.
import { assumedRoles } from '../../aws/assumed-roles.ts';
import type { AwsOptions, RoleToAssume } from '../../aws/aws-options.ts';
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import { callerAccount } from '../../aws/caller-account.ts';
import { listAccounts, type OrganizationAccount, organizationRegion } from '../../aws/organization.ts';
import { listRegions } from '../../aws/organization-regions.ts';
import type { Clock } from '../../domain/clock.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { DEFAULT_REGIONS } from '../event-history/default-regions.ts';
import { accountsFailure, noSuchRegion, ownAccountFailure } from './failures.ts';

export interface OrganisationOptions {
  readonly aws: AwsOptions;
  /** False: Organizations is not asked; the accounts are the credentials' own and those of the settings. Default: true. */
  readonly list?: boolean;
  /** WHODID_AWS_REGIONS; empty: every Region that is on in an account. */
  readonly regions: readonly string[];
  /** WHODID_AWS_ACCOUNTS: only these and the credentials' own. Where Organizations is asked, empty: all it has. */
  readonly accounts: readonly string[];
  /** The role to work through in an account. */
  readonly roleIn: (accountId: string) => RoleToAssume;
  readonly clock?: Clock;
}

export interface OrganisationPlace {
  readonly accountId: string;
  readonly name: string;
  /** null: the credentials' own account. */
  readonly role: RoleToAssume | null;
  /** To be read. */
  readonly regions: readonly string[];
  /** Wanted by the settings, and not on in this account. */
  readonly off: readonly string[];
  /** Why AWS did not say which Regions are on here, so that the usual ones are taken; null: it did, or the settings do. */
  readonly unsure: AwsTrouble | null;
}

export interface OrganisationPlaces {
  readonly places: readonly OrganisationPlace[];
  /** Accounts that cannot be read in the state they are in. */
  readonly skipped: readonly OrganizationAccount[];
}

export interface Organisation {
  /** Every account, whatever its state. */
  accounts(): Promise<readonly OrganizationAccount[] | Failure>;
  places(): Promise<OrganisationPlaces | Failure>;
}

/** Accounts and Regions are added rarely; a new one is read an hour later at the latest. */
const KEPT_MS = 60 * 60_000;
/** What some account did not say is asked again sooner: it may have been a passing trouble. */
const UNSURE_KEPT_MS = 5 * 60_000;
/** One question asks for accounts and for their names; a permission that was missing may be there a moment later. */
const FAILURE_KEPT_MS = 10_000;
/** Accounts asked for their Regions side by side. */
const ACCOUNTS_AT_ONCE = 10;
/** The session's name where nobody in particular asks. */
const ASKER = 'organisation';
/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
const READABLE: ReadonlySet<string> = new Set(['ACTIVE', 'PENDING_CLOSURE']);

export function organisation(options: OrganisationOptions): Organisation {
  const clock = options.clock ?? Date.now;
  const home = organizationRegion(options.regions[0] ?? '');
  const accounts = kept(clock, async () => {
    if (options.list === false) return [];
    const listed = await listAccounts(options.aws, home);
    return isTrouble(listed) ? accountsFailure(listed) : listed;
  });
  const places = kept(
    clock,
    async () => {
      const own = await callerAccount(options.aws, home);
      if (isTrouble(own)) return ownAccountFailure(own);
      const all = await accounts();
      return isFailure(all) ? all : placesOf(options, clock, own, all);
    },
    keptMsOf,
  );
  return { accounts, places };
}

async function placesOf(
  options: OrganisationOptions,
  clock: Clock,
  own: string,
  all: readonly OrganizationAccount[],
): Promise<OrganisationPlaces | Failure> {
  const everyone = options.list !== false && options.accounts.length === 0;
  const wanted = everyone ? null : new Set([own, ...options.accounts]);
  const asked = [...all.filter(({ id }) => wanted?.has(id) ?? true), ...outside(wanted, all)];
  const readable = asked.filter(({ state }) => READABLE.has(state));
  const roles = assumedRoles(options.aws, clock);
  const home = organizationRegion(options.regions[0] ?? '');
  /** Each account names all Regions there are, those that are off too. */
  const seen = new Set<string>();
  const placeOf = async ({ id, name }: OrganizationAccount): Promise<OrganisationPlace> => {
    const role = id === own ? null : options.roleIn(id);
    const place = { accountId: id, name, role };
    if (options.list === false && options.regions.length > 0) {
      return { ...place, regions: options.regions, off: [], unsure: null };
    }
    const credentials = role === null ? null : await roles.credentials(role, ASKER, home);
    const listed = isTrouble(credentials) ? credentials : await listRegions(options.aws, credentials, home);
    if (isTrouble(listed)) {
      const known = options.regions.length > 0;
      return {
        ...place,
        regions: known ? options.regions : DEFAULT_REGIONS,
        off: [],
        unsure: known ? null : listed,
      };
    }
    for (const region of listed) seen.add(region.name);
    const on = listed.filter((region) => region.on).map((region) => region.name);
    const here = options.regions.length === 0 ? on : options.regions.filter((region) => on.includes(region));
    return { ...place, regions: here, off: options.regions.filter((region) => !on.includes(region)), unsure: null };
  };
  const places = await sideBySide(readable, placeOf);
  const unknown = options.regions.filter((region) => !seen.has(region));
  if (seen.size > 0 && unknown.length > 0) return noSuchRegion(unknown);
  return { places, skipped: asked.filter(({ state }) => !READABLE.has(state)) };
}

/** Accounts of the settings that are none of the organization's: their role may be there all the same. */
function outside(
  wanted: ReadonlySet<string> | null,
  all: readonly OrganizationAccount[],
): readonly OrganizationAccount[] {
  const known = new Set(all.map(({ id }) => id));
  return [...(wanted ?? [])].filter((id) => !known.has(id)).map((id) => ({ id, name: id, state: 'ACTIVE' }));
}

/** In the order given. */
async function sideBySide<T, R>(all: readonly T[], act: (each: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const waiting = [...all.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results[next[0]] = await act(next[1]);
  };
  await Promise.all(Array.from({ length: Math.min(ACCOUNTS_AT_ONCE, waiting.length) }, work));
  return results;
}

function keptMsOf({ places }: OrganisationPlaces): number {
  return places.every(({ unsure }) => unsure === null) ? KEPT_MS : UNSURE_KEPT_MS;
}

/** Asks once for all who ask at once, and again when that is old. */
function kept<T>(
  clock: Clock,
  ask: () => Promise<T | Failure>,
  keptMs: (answer: T) => number = () => KEPT_MS,
): () => Promise<T | Failure> {
  let known: { readonly answer: Promise<T | Failure>; until: number } | null = null;
  return async () => {
    if (known === null || known.until <= clock()) known = { answer: ask(), until: clock() + KEPT_MS };
    const mine = known;
    try {
      const answer = await mine.answer;
      mine.until = Math.min(mine.until, clock() + (isFailure(answer) ? FAILURE_KEPT_MS : keptMs(answer)));
      return answer;
    } catch (error) {
      if (known === mine) known = null;
      throw error;
    }
  };
}
