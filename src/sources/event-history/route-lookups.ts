// Look-ups and the accounts and Regions configured → which look-up goes to which Region. Pure. Global services log in one
// Region whatever is configured; a Region or account that the question names and nobody configured is a gap.
import type { Gap } from '../../domain/coverage.ts';
import type { EventTest } from '../../domain/question.ts';
import { type Lookup, lookupKey } from './choose-lookups.ts';
import type { SkippedAccount } from './skipped-account.ts';

export interface RouteTarget {
  readonly accountId: string;
  readonly regions: readonly string[];
  /** Regions the settings want that are not on in this account. */
  readonly off?: readonly string[];
  /** Why further Regions may be on there that are not among `regions`; for questions that could be about any. */
  readonly unsure?: Gap;
}

export interface RoutedPlace {
  readonly accountId: string;
  readonly region: string;
  readonly lookups: readonly Lookup[];
}

/**
 * Services whose events stand in one Region only, in the commercial partition: since 2021-11-22 IAM, CloudFront and the
 * rest of the global services appear in event history in us-east-1 alone.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
export const GLOBAL_ONLY: ReadonlySet<string> = new Set(['iam', 'cloudfront', 'route53', 'organizations']);
/** STS's global endpoint logs with the global services, its Regional ones where they are. */
export const GLOBAL_TOO: ReadonlySet<string> = new Set(['sts']);
/**
 * An IAM user's sign-in at the global address is logged in one of these; root's in us-east-1; any other where it was.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
const SIGN_IN_REGIONS = ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2'] as const;
export const SIGN_IN = 'signin';
const SIGN_IN_LOOKUP: Lookup = {
  attribute: { key: 'EventSource', value: 'signin.amazonaws.com' },
  services: [SIGN_IN],
};

/** An account's Region that is among those to read, and that this question leaves out. */
export interface LeftPlace {
  readonly accountId: string;
  readonly region: string;
  /** In a clause. */
  readonly why: string;
}

export interface Routed {
  readonly places: readonly RoutedPlace[];
  readonly left: readonly LeftPlace[];
  /** What the question names that no target reaches. */
  readonly gaps: readonly Gap[];
}

export function routeLookups(
  lookups: readonly Lookup[],
  test: EventTest,
  targets: readonly RouteTarget[],
  skipped: readonly SkippedAccount[] = [],
): Routed {
  const accounts = required(test, (leaf) => (leaf.kind === 'account' ? leaf.account : null));
  const regions = required(test, (leaf) => (leaf.kind === 'region' ? leaf.region.toLowerCase() : null));
  const asked = targets.filter(({ accountId }) => accounts === null || accounts.has(accountId)).map(reaching(regions));
  const places = asked.flatMap((target) => placesOf(target, lookups, regions));
  const unread = skipped.filter(({ accountId }) => accounts?.has(accountId) ?? true);
  const gaps = [
    ...unread.slice(0, SKIPPED_NAMED_MAX).map(skippedGap),
    ...(unread.length > SKIPPED_NAMED_MAX ? [furtherSkipped(unread.length - SKIPPED_NAMED_MAX)] : []),
    ...absentAccounts(accounts, [...targets, ...skipped]),
    ...absentRegions(regions, places, asked),
    ...(regions === null ? asked.flatMap((target) => unsureGap(target, places)) : []),
  ];
  const left = targets.flatMap((target) => leftOf(target, places, asked, regions));
  const rows = skipped.map(({ accountId, why }) => ({
    accountId,
    region: 'all Regions',
    why: `the account is ${why}`,
  }));
  return { places, left: [...left, ...rows], gaps };
}

/**
 * Regions that can be asked whatever is configured, because something is logged there for every account: a question that
 * names one of them has it read.
 */
export function alwaysReached(configured: readonly string[]): readonly string[] {
  const home = homeOf(configured);
  return home === 'us-east-1' ? SIGN_IN_REGIONS : [home];
}

function reaching(regions: ReadonlySet<string> | null): (target: RouteTarget) => RouteTarget {
  return (target) => {
    const more = alwaysReached(target.regions).filter((region) => regions?.has(region) ?? false);
    return { ...target, regions: distinct([...target.regions, ...more]) };
  };
}

function leftOf(
  target: RouteTarget,
  places: readonly RoutedPlace[],
  asked: readonly RouteTarget[],
  regions: ReadonlySet<string> | null,
): readonly LeftPlace[] {
  const { accountId } = target;
  const here = places.filter((place) => place.accountId === accountId).map(({ region }) => region);
  const isAsked = asked.some((each) => each.accountId === accountId);
  const only = `not needed: what was asked about is logged in ${here.join(', ')} only`;
  const why = (region: string) => {
    if (!isAsked || !(regions?.has(region) ?? true)) return 'not asked about';
    return here.length === 0 ? 'not needed: event history holds no such events' : only;
  };
  const unread = target.regions.filter((region) => !here.includes(region));
  return [
    ...unread.map((region) => ({ accountId, region, why: why(region) })),
    ...(target.off ?? []).map((region) => ({ accountId, region, why: 'the Region is off in this account' })),
  ];
}

function placesOf(
  target: RouteTarget,
  lookups: readonly Lookup[],
  regions: ReadonlySet<string> | null,
): readonly RoutedPlace[] {
  const byRegion = new Map<string, Map<string, Lookup>>();
  const add = (region: string, lookup: Lookup) => {
    if (regions !== null && !regions.has(region)) return;
    const there = byRegion.get(region) ?? new Map<string, Lookup>();
    there.set(lookupKey(lookup), lookup);
    byRegion.set(region, there);
  };
  for (const lookup of lookups) {
    const everywhere = regionsFor(lookup, target.regions);
    for (const region of everywhere) add(region, lookup);
    // In a Region nobody works in, all that can be there is a sign-in.
    if (lookup.services === null && maySignIn(lookup) && homeOf(target.regions) === 'us-east-1') {
      for (const region of SIGN_IN_REGIONS) if (!everywhere.includes(region)) add(region, signInOf(lookup));
    }
  }
  return [...byRegion].map(([region, there]) => ({
    accountId: target.accountId,
    region,
    lookups: [...there.values()],
  }));
}

function regionsFor({ services }: Lookup, configured: readonly string[]): readonly string[] {
  const home = homeOf(configured);
  if (services === null) return distinct([...configured, home]);
  const regions = services.flatMap((service) => {
    if (GLOBAL_ONLY.has(service)) return [home];
    if (GLOBAL_TOO.has(service)) return [...configured, home];
    if (service === SIGN_IN) return [...configured, ...(home === 'us-east-1' ? SIGN_IN_REGIONS : [home])];
    return configured;
  });
  return distinct(regions);
}

/** Where a partition's global services log. https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function homeOf(configured: readonly string[]): string {
  const [first = ''] = configured;
  if (first.startsWith('cn-')) return 'cn-north-1';
  return first.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}

function maySignIn({ attribute }: Lookup): boolean {
  return attribute === null || attribute.key === 'ReadOnly' || attribute.key === 'Username';
}

/** Sign-ins are few: read whole where the look-up itself would be a sweep. */
function signInOf(lookup: Lookup): Lookup {
  return lookup.attribute?.key === 'Username' ? lookup : SIGN_IN_LOOKUP;
}

/** The values one of which the condition requires; null: it requires none. */
function required(test: EventTest, of: (leaf: EventTest) => string | null): ReadonlySet<string> | null {
  switch (test.kind) {
    case 'all': {
      const bounds = test.tests.map((inner) => required(inner, of)).filter((bound) => bound !== null);
      const [first, ...others] = bounds;
      if (first === undefined) return null;
      return new Set([...first].filter((value) => others.every((other) => other.has(value))));
    }
    case 'any': {
      const bounds = test.tests.map((inner) => required(inner, of));
      return bounds.some((bound) => bound === null) ? null : new Set(bounds.flatMap((bound) => [...(bound ?? [])]));
    }
    case 'not':
      return null;
    default: {
      const value = of(test);
      return value === null ? null : new Set([value]);
    }
  }
}

/** What is logged in one Region only is read whole whatever else is on. */
function unsureGap({ accountId, regions, unsure }: RouteTarget, places: readonly RoutedPlace[]): readonly Gap[] {
  if (unsure === undefined) return [];
  const read = new Set(places.filter((place) => place.accountId === accountId).map(({ region }) => region));
  return regions.every((region) => read.has(region)) ? [unsure] : [];
}

/** Gaps of their own for so many accounts that cannot be read; the receipt's rows name all. */
const SKIPPED_NAMED_MAX = 3;

function skippedGap({ accountId, why }: SkippedAccount): Gap {
  return {
    kind: 'outside-horizon',
    detail: `Account ${accountId} is ${why}, so its event history cannot be read. Name the accounts to read in WHODID_AWS_ACCOUNTS to leave it out.`,
  };
}

function furtherSkipped(count: number): Gap {
  return { kind: 'outside-horizon', detail: `${count} further account(s) of the organization cannot be read either.` };
}

function absentAccounts(
  accounts: ReadonlySet<string> | null,
  targets: readonly { readonly accountId: string }[],
): readonly Gap[] {
  const known = new Set(targets.map(({ accountId }) => accountId));
  return [...(accounts ?? [])]
    .filter((account) => !known.has(account))
    .map((account) => ({
      kind: 'outside-horizon',
      detail: `Account ${account} is not among the accounts whose event history is read. Add it to WHODID_AWS_ACCOUNTS.`,
    }));
}

/** A Region asked for is read when it is configured, or when all that was asked for is logged elsewhere anyway. */
function absentRegions(
  regions: ReadonlySet<string> | null,
  places: readonly RoutedPlace[],
  targets: readonly RouteTarget[],
): readonly Gap[] {
  const read = new Set([...places.map(({ region }) => region), ...targets.flatMap((target) => target.regions)]);
  const off = new Set(targets.flatMap((target) => target.off ?? []));
  return [...(regions ?? [])]
    .filter((region) => !read.has(region))
    .map((region) => ({
      kind: 'outside-horizon',
      detail: off.has(region)
        ? `Region ${region} is off in every account asked; what happened there while it was on cannot be read. Enable it to ask about that time.`
        : `Region ${region} is not among the Regions whose event history is read. Add it to WHODID_AWS_REGIONS.`,
    }));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
