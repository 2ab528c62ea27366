// A condition → the accounts and Regions outside of which nothing can answer it; null: it names none. Partitions of others
// are not read.
import type { EventTest } from '../../domain/question.ts';

/**
 * Events of global services say one of these, and trails made before 2021-11-22 keep them in the folder of another Region:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
const GLOBAL_REGIONS: readonly string[] = ['us-east-1', 'us-gov-west-1', 'cn-north-1', 'cn-northwest-1'];

export function accountsAsked(test: EventTest): readonly string[] | null {
  return valuesIn(test, (leaf) => (leaf.kind === 'account' ? leaf.account : null));
}

export function regionsAsked(test: EventTest): readonly string[] | null {
  const regions = valuesIn(test, (leaf) => (leaf.kind === 'region' ? leaf.region.toLowerCase() : null));
  return regions?.some((region) => GLOBAL_REGIONS.includes(region)) === true ? null : regions;
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
