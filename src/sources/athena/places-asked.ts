// A condition → the accounts and Regions outside of which nothing can answer it; null: it names none. Partitions of others
// are not read.
import type { EventTest } from '../../domain/question.ts';
import { alwaysReached, GLOBAL_ONLY, GLOBAL_TOO, homeOf, SIGN_IN } from '../event-history/route-lookups.ts';

/**
 * Events of global services say one of these, and trails made before 2021-11-22 keep them in the folder of another Region:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
const GLOBAL_REGIONS: readonly string[] = ['us-east-1', 'us-gov-west-1', 'cn-north-1', 'cn-northwest-1'];

export function accountsAsked(test: EventTest): readonly string[] | null {
  return valuesIn(test, (leaf) => (leaf.kind === 'account' ? leaf.account : null));
}

export function regionsAsked(test: EventTest): readonly string[] | null {
  const regions = regionsNamed(test);
  return regions?.some((region) => GLOBAL_REGIONS.includes(region)) === true ? null : regions;
}

/** Named in the condition, and not among those `held`. */
export function regionsAbsent(test: EventTest, held: readonly string[]): readonly string[] {
  return regionsNamed(test)?.filter((region) => !held.includes(region)) ?? [];
}

/**
 * Where calls are logged that may be asked about, wherever anybody works, and that are not among those `held`: of IAM and
 * other global services, and sign-ins.
 */
export function regionsBesides(test: EventTest, held: readonly string[]): readonly string[] {
  if (regionsNamed(test) !== null) return [];
  const services = valuesIn(test, serviceOf);
  const home = homeOf(held);
  const needed = services?.flatMap((service) => {
    if (service === SIGN_IN) return alwaysReached(held);
    return GLOBAL_ONLY.has(service) || GLOBAL_TOO.has(service) ? [home] : [];
  }) ?? [home];
  return [...new Set(needed)].filter((region) => !held.includes(region));
}

function serviceOf(leaf: EventTest): string | null {
  return leaf.kind === 'action' || leaf.kind === 'service' ? (leaf.service?.toLowerCase() ?? null) : null;
}

function regionsNamed(test: EventTest): readonly string[] | null {
  return valuesIn(test, (leaf) => (leaf.kind === 'region' ? leaf.region.toLowerCase() : null));
}

function valuesIn(test: EventTest, pick: (leaf: EventTest) => string | null): readonly string[] | null {
  switch (test.kind) {
    case 'all':
      return test.tests.map((each) => valuesIn(each, pick)).find((values) => values !== null) ?? null;
    case 'any': {
      const each = test.tests.map((inner) => valuesIn(inner, pick));
      if (each.length === 0 || each.some((values) => values === null)) return null;
      return [...new Set(each.flatMap((values) => values ?? []))];
    }
    default: {
      const value = pick(test);
      return value === null ? null : [value];
    }
  }
}
