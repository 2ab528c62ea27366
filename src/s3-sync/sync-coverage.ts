// A journal and a question → what of the window was never copied, or not whole: as gaps, and place by place. A folder of
// copies knows more than any other folder of logs: which days were listed, and so for which it may say that all is there.
import type { Gap, GapKind, PlaceCoverage } from '../domain/coverage.ts';
import { DELIVERY_MS } from '../domain/delivery.ts';
import type { EventTest, Window } from '../domain/question.ts';
import { requiredAccounts, requiredRegions } from '../records/prune.ts';
import { type DayEntry, type Journal, NEVER_LISTED } from './journal.ts';
import { dayAfter, dayOf, dayStart, daysFor, type LogPlace, readPlace } from './log-keys.ts';
import { silentAccounts } from './silent-accounts.ts';

export interface SyncCoverage {
  readonly gaps: readonly Gap[];
  /** Places of which nothing at all was copied for the window. */
  readonly places: readonly PlaceCoverage[];
}

const DAY_MS = 86_400_000;
/** A pass this long ago is one that no longer comes by itself. Milliseconds. */
const STALE_MS = 60 * 60_000;
const NAMED_MAX = 3;
/** A day without one file between two with so many each: a place as busy as that is never quiet for a day. */
const BUSY_FILES = 24;

/** Why a day is not whole. */
interface Reason {
  readonly kind: GapKind;
  readonly words: string;
}

export function syncCoverage(journal: Journal, test: EventTest, window: Window): SyncCoverage {
  const places = placesFor(journal, test);
  const { passMs } = journal;
  const toMs = Date.parse(window.to);
  if (passMs === null) return { gaps: [neverCopied(journal)], places: [] };
  const begin = firstDay(journal, places);
  const fromMs = window.from === null ? dayStart(begin ?? dayOf(passMs)) : Date.parse(window.from);
  const days = daysFor(fromMs, toMs, passMs);
  const lacking = new Map<string, { readonly reason: Reason; readonly places: Map<string, string[]> }>();
  const empty: PlaceCoverage[] = [];
  for (const place of places) {
    const reasons = days.map((day) => reasonFor(journal, place, day, toMs));
    for (const [at, reason] of reasons.entries())
      if (reason !== null) note(lacking, reason, place.path, days[at] ?? '');
    if (days.length > 0 && reasons.every((reason) => reason !== null)) empty.push(notRead(place));
  }
  return {
    gaps: [
      ...unlistedGaps(journal, test),
      ...scopeGap(journal, test),
      ...[...lacking.values()].map((group) => dayGap(journal, group)),
      ...silentAccounts(journal, places, days, toMs),
      ...openBegin(journal, window, begin),
      ...stale(journal, passMs, toMs),
    ],
    places: empty,
  };
}

/** The time of events for which all copies are there, epoch milliseconds; null: for none. */
export function wholeReach(journal: Journal): { readonly fromMs: number; readonly toMs: number } | null {
  const { passMs } = journal;
  // A place of which nothing could be copied is a gap; it must not hide what the others hold.
  const places = Object.values(journal.places).filter((days) => Object.values(days).some(isWhole));
  if (passMs === null || places.length === 0) return null;
  const upTo = Math.min(...places.map((days) => Math.max(...Object.values(days).map(({ listedMs }) => listedMs ?? 0))));
  let day = dayOf(upTo);
  const latest = day;
  if (!places.every((days) => isWhole(days[latest] ?? NEVER_LISTED))) return null;
  for (;;) {
    const before = dayOf(dayStart(day) - DAY_MS);
    const there = places.every((days) => {
      const entry = days[before] ?? NEVER_LISTED;
      return isWhole(entry) && (entry.listedMs ?? 0) >= dayStart(day);
    });
    // An account or Region that came since they were last looked for is not known; nor is what was published later.
    const toMs = Math.min(upTo, ...Object.values(journal.scopes)) - DELIVERY_MS;
    if (!there) return { fromMs: dayStart(day), toMs };
    day = before;
  }
}

function isWhole({ listedMs, lack, gone }: DayEntry): boolean {
  return listedMs !== null && lack === null && gone === undefined;
}

/** Places that may hold what is asked for. */
function placesFor(journal: Journal, test: EventTest): readonly LogPlace[] {
  const accounts = requiredAccounts(test);
  const regions = requiredRegions(test);
  return Object.keys(journal.places)
    .flatMap((path) => readPlace(path) ?? [])
    .filter(({ account, region }) => (accounts?.includes(account) ?? true) && (regions?.includes(region) ?? true));
}

function firstDay(journal: Journal, places: readonly LogPlace[]): string | null {
  const days = places.flatMap(({ path }) => Object.entries(journal.places[path] ?? {}));
  const listed = days.filter(([, { listedMs }]) => listedMs !== null).map(([day]) => day);
  return listed.sort()[0] ?? null;
}

/** null: all that was published on that day and can matter is there. */
function reasonFor(journal: Journal, { path }: LogPlace, day: string, toMs: number): Reason | null {
  const days = journal.places[path] ?? {};
  const entry = days[day];
  if (entry?.lack) return { kind: entry.lack.kind, words: entry.lack.words };
  if (entry?.gone?.[0] !== undefined) return { kind: 'unreadable-file', words: entry.gone[0] };
  if (entry === undefined || entry.listedMs === null) {
    const removed = journal.keptFrom !== null && day < journal.keptFrom;
    const words = removed
      ? `They are older than what is kept (WHODID_S3_KEEP_DAYS).`
      : `They were not asked for, or the copying did not get to them.`;
    return { kind: 'not-delivered', words };
  }
  // Listed while the day went on: good for what was published until then. What came since the last pass is `stale`'s to say.
  const neededMs = Math.min(dayStart(day) + DAY_MS, toMs + DELIVERY_MS, journal.passMs ?? 0);
  if (entry.listedMs < neededMs) {
    return { kind: 'not-delivered', words: 'They were last listed before the day was over.' };
  }
  if (entry.files > 0) return null;
  const [before, after] = [days[dayOf(dayStart(day) - DAY_MS)], days[dayAfter(day)]];
  if ((before?.files ?? 0) < BUSY_FILES || (after?.files ?? 0) < BUSY_FILES) return null;
  const words = `The bucket has none for that day, though it has ${before?.files} for the day before and ${after?.files} for the day after: they were removed, or could not be delivered. Look for StopLogging and for changes to the bucket.`;
  return { kind: 'not-delivered', words };
}

function note(
  lacking: Map<string, { readonly reason: Reason; readonly places: Map<string, string[]> }>,
  reason: Reason,
  place: string,
  day: string,
): void {
  const key = `${reason.kind}\n${reason.words}`;
  const group = lacking.get(key) ?? { reason, places: new Map<string, string[]>() };
  group.places.set(place, [...(group.places.get(place) ?? []), day]);
  lacking.set(key, group);
}

function dayGap(
  journal: Journal,
  { reason, places }: { readonly reason: Reason; readonly places: ReadonlyMap<string, readonly string[]> },
): Gap {
  const days = [...new Set([...places.values()].flat())].sort();
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const time = first === last ? `published on ${first}` : `published from ${first} to ${last} (${days.length} days)`;
  const paths = [...places.keys()];
  const more = paths.length > NAMED_MAX ? ` and ${paths.length - NAMED_MAX} more` : '';
  const where = `${paths.slice(0, NAMED_MAX).join(', ')}${more}`;
  const again = `whodid ingest ${journal.address} --from ${first} --to ${last}`;
  return {
    kind: reason.kind,
    detail: `Log files of ${where} ${time} were not copied from S3, or not all. ${reason.words} To copy them: ${again}`,
  };
}

function notRead({ account, region }: LogPlace): PlaceCoverage {
  const why = 'its log files of that time were not copied from S3';
  return { source: 'archive', account, region, read: false, why, deliveredTo: null, categories: null, off: [] };
}

function unlistedGaps({ unlisted }: Journal, test: EventTest): readonly Gap[] {
  const accounts = requiredAccounts(test);
  return Object.entries(unlisted)
    .filter(([path]) => {
      const account = /(?:^|\/)(\d{12})(?:\/|$)/.exec(path)?.[1];
      return account === undefined || (accounts?.includes(account) ?? true);
    })
    .map(([path, { kind, words }]) => ({
      kind,
      detail: `What AWSLogs/${path}/ holds is not known: it could not be listed. ${words}`,
    }));
}

/** Only a part of the bucket was looked into: whose logs the rest holds is not known. */
function scopeGap(journal: Journal, test: EventTest): readonly Gap[] {
  const scopes = Object.keys(journal.scopes);
  if (scopes.length === 0 || scopes.includes('')) return [];
  const known = new Set(Object.keys(journal.places).flatMap((path) => readPlace(path)?.account ?? []));
  const asked = requiredAccounts(test);
  const whole = scopes.every((scope) => /(?:^|\/)\d{12}$/.test(scope));
  if (whole && asked?.every((account) => known.has(account)) === true) return [];
  const parts = scopes.map((scope) => `AWSLogs/${scope}/`).join(', ');
  return [
    {
      kind: 'not-delivered',
      detail: `Only ${parts} of the bucket is copied; whether it holds other logs is not known. To copy all: whodid ingest ${journal.address}`,
    },
  ];
}

function openBegin(journal: Journal, window: Window, begin: string | null): readonly Gap[] {
  if (window.from !== null || begin === null) return [];
  const detail = `Only log files published since ${begin} are copied from ${journal.address}; what is older was not looked at. Name the time, or copy more: whodid ingest ${journal.address} --from DATE`;
  return [{ kind: 'outside-horizon', detail }];
}

/** What happened shortly before the last pass may not have been published then. */
function stale(journal: Journal, passMs: number, toMs: number): readonly Gap[] {
  const wholeMs = passMs - DELIVERY_MS;
  if (toMs <= wholeMs) return [];
  const at = `The log files were last copied from S3 at ${instant(passMs)}`;
  const detail =
    toMs > passMs + STALE_MS
      ? `${at}; what was published since is not there. To copy it: whodid ingest ${journal.address}`
      : `${at}, and take up to ${DELIVERY_MS / 60_000} minutes to be published: events from ${instant(wholeMs)} on may be missing. Ask again after the next copying, or: whodid ingest ${journal.address}`;
  return [{ kind: 'not-delivered', detail }];
}

/** UTC, RFC 3339, to the second. */
function instant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

function neverCopied({ address }: Journal): Gap {
  const detail = `The log files of ${address} were never copied to the end. Run whodid ingest ${address}`;
  return { kind: 'not-delivered', detail };
}
