// A report → how many accounts and Regions were looked at, and what nobody looked at or could not be read, in sentences that
// say what would settle it.
import { countOf, listOf } from '../answer/words/count.ts';
import { type Analyzer, type ExposurePlace, type ExposureReport, isNotRead, type NotRead } from './finding.ts';

export interface ExposureGap {
  readonly kind: NotRead['kind'] | 'no-analyzer' | 'analyzer-off' | 'skipped';
  /** One sentence or two: where, what, and what would settle it. Plain text. */
  readonly detail: string;
}

/** A place is one account's Region. */
export interface PlacesRead {
  readonly places: number;
  readonly ofPlaces: number;
  /** In all their Regions. */
  readonly accounts: number;
  readonly ofAccounts: number;
  readonly ofRegions: number;
}

export interface ReportCoverage {
  /** Read by an analyzer that works. */
  readonly read: PlacesRead;
  readonly gaps: readonly ExposureGap[];
  /** What holds for what was read, though nothing is missing. */
  readonly notes: readonly string[];
}

/** Regions named before "and 14 more". */
const NAMED_MAX = 4;

export function coverageOfReport({ places, skipped }: ReportCoverageInput): ReportCoverage {
  const wide = new Set(places.filter((place) => works(place, 'organization')).map(({ region }) => region));
  const isRead = (place: ExposurePlace) => works(place, 'account') || wide.has(place.region);
  const unread = places.filter((place) => !isRead(place));
  const read = places.filter(isRead);
  const closed = new Set(unread.map(({ account }) => account));
  const names = (key: 'account' | 'region', of: readonly ExposurePlace[]) => [
    ...new Set(of.map((place) => place[key])),
  ];
  return {
    read: {
      places: read.length,
      ofPlaces: places.length,
      accounts: names('account', read).filter((account) => !closed.has(account)).length,
      ofAccounts: names('account', places).length,
      ofRegions: names('region', places).length,
    },
    gaps: [
      ...reasons(unread),
      ...incomplete(places),
      ...skipped.map((detail) => ({ kind: 'skipped' as const, detail })),
    ],
    notes: notesOf(places, wide),
  };
}

type ReportCoverageInput = Pick<ExposureReport, 'places' | 'skipped'>;

function analyzersOf({ analyzers }: ExposurePlace): readonly Analyzer[] {
  return isNotRead(analyzers) ? [] : analyzers;
}

function works(place: ExposurePlace, scope: Analyzer['scope']): boolean {
  return analyzersOf(place).some((analyzer) => analyzer.scope === scope && analyzer.status === 'ACTIVE');
}

/** One gap for all Regions of an account that have the same cause. */
function reasons(unread: readonly ExposurePlace[]): readonly ExposureGap[] {
  const groups = new Map<string, { readonly gap: (regions: string) => ExposureGap; readonly regions: string[] }>();
  for (const place of unread) {
    const gap = reasonOf(place);
    const key = `${place.account} ${gap('').detail}`;
    const known = groups.get(key) ?? { gap, regions: [] };
    known.regions.push(place.region);
    groups.set(key, known);
  }
  return [...groups.values()].map(({ gap, regions }) => gap(listOf(regions, NAMED_MAX)));
}

function reasonOf(place: ExposurePlace): (regions: string) => ExposureGap {
  const { account, analyzers } = place;
  if (isNotRead(analyzers)) {
    const { kind, why } = analyzers;
    return (regions) => ({ kind, detail: `Account ${account}, ${regions}: ${why}.` });
  }
  const [off] = analyzers;
  if (off !== undefined) {
    return (regions) => ({
      kind: 'analyzer-off',
      detail: `Account ${account}, ${regions}: the analyzer is ${off.status}, so what is open there is not known.`,
    });
  }
  return (regions) => ({
    kind: 'no-analyzer',
    detail: `Account ${account}, ${regions}: no analyzer of external access, so what is open there is not known. Make one (aws accessanalyzer create-analyzer --type ACCOUNT), or one for the organization.`,
  });
}

/** Places that were read, but not to the end. */
function incomplete(places: readonly ExposurePlace[]): readonly ExposureGap[] {
  return places.flatMap(({ account, region, notRead }) =>
    notRead.map(({ kind, why }) => ({ kind, detail: `Account ${account}, ${region}: ${why}.` })),
  );
}

function notesOf(places: readonly ExposurePlace[], wide: ReadonlySet<string>): readonly string[] {
  const only = places.filter((place) => wide.has(place.region) && !works(place, 'account'));
  if (only.length === 0) return [];
  const where = countOf(new Set(only.map(({ account }) => account)).size, 'account');
  return [
    `In ${where} only the organization’s analyzer looks: who is let in from within the organization is no finding of it.`,
  ];
}
