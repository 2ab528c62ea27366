// The places of a receipt → a few clauses: how many were read and which were not and why, what is recorded there, and when
// it was not. Plain text, unescaped.
import { countOf, grouped, listOf } from '../answer/words/count.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { EventCategory } from '../domain/audit-event.ts';
import type { PlaceCoverage } from '../domain/coverage.ts';

/** Names listed before they are only counted. */
const NAMES_MAX = 6;
const REASONS_MAX = 3;
const TIMES_MAX = 2;

/** null: nothing is known place by place, or all were read and are few enough to be named one by one. */
export function readPart(places: readonly PlaceCoverage[]): string | null {
  const known = distinctPlaces(places);
  const unread = known.filter(({ read }) => !read);
  const accounts = namesOf(known, 'account');
  const regions = namesOf(known, 'region');
  if (unread.length === 0 && accounts.length <= NAMES_MAX && regions.length <= NAMES_MAX) return null;
  const readAccounts = namesOf(
    known.filter(({ read }) => read),
    'account',
  );
  // An account that was not read at all is told as such, and makes no Region of the others less read.
  const missing = new Set(
    namesOf(
      unread.filter(({ account }) => readAccounts.includes(account)),
      'region',
    ),
  );
  const notRead = reasons(unread, known);
  return (
    `${readAccounts.length} of ${countOf(accounts.length, 'account')}, ` +
    `${regions.filter((region) => !missing.has(region)).length} of ${countOf(regions.length, 'Region')}` +
    (notRead === '' ? '' : `; not read: ${notRead}`)
  );
}

/** `eu-south-1 (not enabled), account 444455556666 (no trail records it)`. */
function reasons(unread: readonly PlaceCoverage[], known: readonly PlaceCoverage[]): string {
  const byWhy = new Map<string, PlaceCoverage[]>();
  for (const place of unread)
    byWhy.set(place.why ?? 'not known why', [...(byWhy.get(place.why ?? 'not known why') ?? []), place]);
  const told = [...byWhy].map(([why, places]) => `${listOf(whereOf(places, known), NAMES_MAX)} (${why})`);
  return listOf(told, REASONS_MAX);
}

/** Whole accounts, whole Regions, and what is left of either. */
function whereOf(places: readonly PlaceCoverage[], known: readonly PlaceCoverage[]): readonly string[] {
  const count = (key: 'account' | 'region', name: string, of: readonly PlaceCoverage[]) =>
    of.filter((place) => place[key] === name).length;
  const isWhole = (key: 'account' | 'region') => (name: string) =>
    count(key, name, places) === count(key, name, known) && count(key, name, known) > 1;
  const accounts = namesOf(places, 'account').filter(isWhole('account'));
  const left = places.filter(({ account }) => !accounts.includes(account));
  const several = namesOf(known, 'account').length > 1;
  const regions = namesOf(left, 'region').map((region) => {
    const inAccounts = namesOf(
      left.filter((place) => place.region === region),
      'account',
    );
    if (!several || isWhole('region')(region)) return region;
    return inAccounts.length === 1
      ? `${region} in account ${inAccounts[0]}`
      : `${region} in ${inAccounts.length} accounts`;
  });
  return [...accounts.map((account) => `account ${account}`), ...regions];
}

const WORDS: Readonly<Record<EventCategory, string>> = {
  Management: 'management',
  Data: 'data',
  NetworkActivity: 'network activity',
  Insight: 'Insights',
  unrecognised: 'other',
};

/** What is recorded, where that is known; null: nowhere. */
export function recordedPart(places: readonly PlaceCoverage[]): string | null {
  const told = distinctPlaces(places).filter(({ read, categories }) => read && categories !== null);
  if (told.length === 0) return null;
  const counts = new Map<EventCategory, number>();
  for (const { categories } of told) for (const each of categories ?? []) counts.set(each, (counts.get(each) ?? 0) + 1);
  const everywhere = [...counts].filter(([, count]) => count === told.length).map(([category]) => WORDS[category]);
  const somewhere = [...counts].filter(([, count]) => count < told.length);
  const parts = [
    ...(everywhere.length === 0 ? [] : [`${listOf(everywhere)} events`]),
    ...somewhere.map(([category, count]) => `${WORDS[category]} events in ${count} of ${told.length} places`),
  ];
  return parts.length === 0 ? 'the trails record no events' : `recorded: ${parts.join('; ')}`;
}

/** Times inside the window when nothing was recorded somewhere; null: none is known. */
export function offPart(places: readonly PlaceCoverage[]): string | null {
  const times = new Map<string, PlaceCoverage[]>();
  for (const place of places) {
    for (const { from, to } of place.off) {
      const start = `${instantCell(from, 'UTC')}`;
      const time = to === null ? `since ${start} UTC` : `${start} to ${instantCell(to, 'UTC')} UTC`;
      times.set(time, [...(times.get(time) ?? []), place]);
    }
  }
  if (times.size === 0) return null;
  const told = [...times].map(([time, where]) => `${time} (${listOf(whereOf(where, places), REASONS_MAX)})`);
  const rest = told.length > TIMES_MAX ? ` and ${grouped(told.length - TIMES_MAX)} more times` : '';
  return `not recorded ${told.slice(0, TIMES_MAX).join(', ')}${rest}`;
}

/** Of a place that several sources tell of, the one that was read. */
function distinctPlaces(places: readonly PlaceCoverage[]): readonly PlaceCoverage[] {
  const known = new Map<string, PlaceCoverage>();
  for (const place of places) {
    const key = `${place.account}/${place.region}`;
    if (known.get(key)?.read !== true) known.set(key, place);
  }
  return [...known.values()];
}

function namesOf(places: readonly PlaceCoverage[], key: 'account' | 'region'): readonly string[] {
  return [...new Set(places.map((place) => place[key]))].sort();
}
