// Look-ups and the accounts and Regions configured → which look-up goes to which Region. Pure. Global services log in one
// Region whatever is configured; a Region or account that the question names and nobody configured is a gap.
import type { Gap } from '../../domain/coverage.ts';
import type { EventTest } from '../../domain/question.ts';
import { type Lookup, lookupKey } from './choose-lookups.ts';

export interface RouteTarget {
  readonly accountId: string;
  readonly regions: readonly string[];
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
const GLOBAL_ONLY: ReadonlySet<string> = new Set(['iam', 'cloudfront', 'route53', 'organizations']);
/** STS's global endpoint logs with the global services, its Regional ones where they are. */
const GLOBAL_TOO: ReadonlySet<string> = new Set(['sts']);
/**
 * An IAM user's sign-in at the global address is logged in one of these; root's in us-east-1; any other where it was.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
const SIGN_IN_REGIONS = ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2'] as const;
const SIGN_IN = 'signin';
const SIGN_IN_LOOKUP: Lookup = {
  attribute: { key: 'EventSource', value: 'signin.amazonaws.com' },
  services: [SIGN_IN],
};

export interface Routed {
  readonly places: readonly RoutedPlace[];
  /** What the question names that no target reaches. */
  readonly gaps: readonly Gap[];
}

export function routeLookups(lookups: readonly Lookup[], test: EventTest, targets: readonly RouteTarget[]): Routed {
  const accounts = required(test, (leaf) => (leaf.kind === 'account' ? leaf.account : null));
  const regions = required(test, (leaf) => (leaf.kind === 'region' ? leaf.region.toLowerCase() : null));
  const asked = targets.filter(({ accountId }) => accounts === null || accounts.has(accountId));
  const places = asked.flatMap((target) => placesOf(target, lookups, regions));
  return { places, gaps: [...absentAccounts(accounts, targets), ...absentRegions(regions, places, asked)] };
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
function homeOf(configured: readonly string[]): string {
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

function absentAccounts(accounts: ReadonlySet<string> | null, targets: readonly RouteTarget[]): readonly Gap[] {
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
  return [...(regions ?? [])]
    .filter((region) => !read.has(region))
    .map((region) => ({
      kind: 'outside-horizon',
      detail: `Region ${region} is not among the Regions whose event history is read. Add it to WHODID_AWS_REGIONS.`,
    }));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
