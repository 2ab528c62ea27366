// What was read of log groups → the receipt. What a trail writes to one its events do not tell, so a question about data
// events has a gap where none came.
import type { LogGroupFacts } from '../../aws/log-groups.ts';
import type { EventCategory } from '../../domain/audit-event.ts';
import type { Coverage, Gap } from '../../domain/coverage.ts';
import { DELIVERY_MS } from '../../domain/delivery.ts';
import type { EventTest, Window } from '../../domain/question.ts';
import { onlyData, unlogged } from '../event-history/unlogged.ts';
import type { Tally } from '../query/tally.ts';
import type { Span } from '../sql/statement.ts';
import type { GroupChoice } from './group-choice.ts';
import { categoriesOf, categoryOf, type KnownGroups, reachOf, reachOfGroup } from './group-facts.ts';

export interface Covered {
  readonly choice: GroupChoice;
  readonly known: KnownGroups;
  /** The log groups, within a sentence. */
  readonly where: string;
  readonly test: EventTest;
  readonly window: Window;
  /** Of event times. */
  readonly span: Span;
  readonly now: number;
  readonly tally: Tally;
  readonly usdPerByte: number;
  readonly examined: Examined;
  readonly gaps: readonly Gap[];
}

/** Of the rows that came, in the time asked about. */
export interface Examined {
  readonly accounts: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  readonly categories: ReadonlySet<EventCategory>;
  readonly duplicates: number;
}

/** Names listed before "and 7 more". */
const NAMES_MAX = 4;

export function coverageOf(covered: Covered): Coverage {
  const { known, now, tally, usdPerByte, examined } = covered;
  const asOfMs = tally.asOfMs ?? now;
  const deliveredToMs = Math.floor((asOfMs - DELIVERY_MS) / 1000) * 1000;
  const reachMs = reachOf(known, now);
  const notes = notesOf(covered);
  return {
    sources: [
      {
        source: 'logs-insights',
        from: reachMs === null ? null : instant(reachMs),
        to: instant(asOfMs),
        bytesScanned: tally.bytesScanned,
        usd: tally.bytesScanned * usdPerByte,
      },
    ],
    accounts: distinct(examined.accounts),
    regions: distinct(examined.regions),
    eventsExamined: tally.eventsScanned,
    filesRead: 0,
    duplicates: examined.duplicates,
    deliveredTo: instant(deliveredToMs),
    ...(notes.length === 0 ? {} : { notes }),
    // The first gap is the one quoted in the sentence: what went wrong before what is so by nature.
    gaps: [
      ...new Map(tally.gaps.map((gap) => [gap.detail, gap])).values(),
      ...unreadableGaps(covered),
      ...covered.gaps,
      ...groupGaps(covered),
      ...categoryGaps(covered),
      ...timeGaps(covered, deliveredToMs),
    ],
  };
}

/**
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html; times come from the records, and
 * the log is searched for so much longer than the window.
 */
const BEYOND_IT =
  'log groups never hold an event over 256 KB, and one that reached them more than two hours late is not found';

function notesOf({ known, choice }: Covered): readonly string[] {
  const unknown = (known.groups ?? []).filter(({ name }) => categoryOf(name) === null).map(({ name }) => name);
  return [
    ...(unknown.length === 0
      ? []
      : [`what the trail behind ${listed(unknown)} records is up to its event selectors, which were not read`]),
    BEYOND_IT,
    ...(choice.kind === 'listed' ? [] : ['log groups found by search, of the Standard class only']),
  ];
}

function unreadableGaps({ tally, where }: Covered): readonly Gap[] {
  if (tally.unreadable === 0) return [];
  const detail = `${capital(where)}: ${tally.unreadable} log event(s) came without a record that could be read. They may be no events of CloudTrail.`;
  return [{ kind: 'unreadable-file', detail }];
}

/** Groups that are not there, that nothing is known of, or that nothing was ever written to. */
function groupGaps({ known, where, tally, choice, test }: Covered): readonly Gap[] {
  const { groups, gone } = known;
  const gaps: Gap[] = [];
  if (gone.length > 0) {
    const detail = `Not there, so not read: ${listed(gone)}. Name log groups that exist in WHODID_LOGS_INSIGHTS_GROUPS.`;
    gaps.push({ kind: 'not-delivered', detail });
  }
  if (groups === null) {
    const detail = `${capital(where)}: since when events are kept could not be looked up. Allow logs:DescribeLogGroups to the credentials in use.`;
    gaps.push({ kind: 'denied', detail });
  }
  if (choice.kind === 'discovered' && groups?.length === 0) {
    const detail = `${capital(where)}: which they are, and since when events are kept, could not be told. Name them in WHODID_LOGS_INSIGHTS_GROUPS.`;
    gaps.push({ kind: 'outside-horizon', detail });
  }
  const quiet = tally.hasRun && tally.eventsScanned === 0;
  const empty = (groups ?? []).filter(({ storedBytes, name }) => storedBytes === 0 && mayAnswer(name, test));
  if (quiet || (empty.length > 0 && (groups ?? []).length > 1)) {
    const which = quiet ? where : `log group${empty.length === 1 ? '' : 's'} ${listed(empty.map(({ name }) => name))}`;
    const what = quiet ? 'no event at all of the time asked about' : 'no event at all';
    const detail = `${capital(which)}: ${what} is there. Check that a trail or a telemetry rule of CloudTrail writes to what WHODID_LOGS_INSIGHTS_GROUPS names.`;
    gaps.push({ kind: 'not-delivered', detail });
  }
  return gaps;
}

/** Whether what telemetry rules write there, if it is theirs, can be about the question. */
function mayAnswer(name: string, test: EventTest): boolean {
  const category = categoryOf(name);
  if (category === 'Data') return unlogged(test).length > 0;
  return category === null || (category === 'Management' && !onlyData(test));
}

function categoryGaps({ known, test, where, examined }: Covered): readonly Gap[] {
  const held = categoriesOf((known.groups ?? []).map(({ name }) => name));
  if (held !== null && !held.includes('Management') && !onlyData(test)) {
    const detail = `${capital(where)}: management events are not written there. Name the log group that has them in WHODID_LOGS_INSIGHTS_GROUPS, or ask another source.`;
    return [{ kind: 'category-not-logged', detail }];
  }
  if (unlogged(test).length === 0 || held?.includes('Data') === true || examined.categories.has('Data')) return [];
  const detail =
    held === null
      ? `${capital(where)}: data events may answer this, none came, and whether they are written there is not known. Ask a source that is known to have them, or have the trail's event selectors looked at.`
      : `${capital(where)}: data events are not written there. Name the log group that has them in WHODID_LOGS_INSIGHTS_GROUPS, or ask another source.`;
  return [{ kind: 'category-not-logged', detail }];
}

function timeGaps({ known, window, span, now }: Covered, deliveredToMs: number): readonly Gap[] {
  const gaps: Gap[] = [];
  const short = (known.groups ?? []).filter((group) => (reachOfGroup(group, now) ?? 0) > span.fromMs);
  if (window.from !== null && short.length > 0) {
    const details = short.slice(0, NAMES_MAX).map((group) => reachWords(group, now));
    const more = short.length > NAMES_MAX ? `; and ${short.length - NAMES_MAX} more log groups` : '';
    const detail = `${details.join('; ')}${more}: events before that are not in Logs Insights. Ask a source that keeps older events.`;
    gaps.push({ kind: 'outside-horizon', detail });
  }
  if (span.toMs > deliveredToMs) {
    const from = instant(Math.max(span.fromMs, deliveredToMs));
    const settled = instant(Math.min(span.toMs, now) + DELIVERY_MS);
    const detail = `Events from ${from} on may not have arrived in CloudWatch Logs yet: they take up to ${DELIVERY_MS / 60_000} minutes. Ask again after ${settled}.`;
    gaps.push({ kind: 'not-delivered', detail });
  }
  return gaps;
}

function reachWords(group: LogGroupFacts, now: number): string {
  const reach = reachOfGroup(group, now) ?? now;
  const since = group.createdMs === reach ? 'was created at' : `keeps ${group.retentionDays} days, back to`;
  return `Log group ${group.name} ${since} ${instant(reach)}`;
}

function listed(names: readonly string[]): string {
  const more = names.length - NAMES_MAX;
  return `${names.slice(0, NAMES_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function distinct(values: ReadonlySet<string>): readonly string[] {
  return [...values].filter((value) => value !== '').sort();
}

/** UTC, RFC 3339. */
function instant(timeMs: number): string {
  return new Date(Math.floor(timeMs / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
