// What is open → the words for it that every door shares: the sentence, who opened each thing, what was read. Plain text,
// unescaped.
import { countOf, grouped, listOf } from '../answer/words/count.ts';
import { describeAnsweredActor } from '../answer/words/describe-actor.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { type Exposed, type ExposedReport, isComplete, openersOf } from '../exposure/exposed.ts';
import { sourceWords } from '../planning/source-words.ts';
import { eventNameOf } from './cells.ts';

/** "2 things are open to everyone on the internet, and 6 more to others outside." Says what it does not know. */
export function exposedSentence(report: ExposedReport): string {
  const open = report.active.length;
  const everyone = report.active.filter(({ exposure }) => exposure.finding.details?.isPublic === true).length;
  if (open === 0) return nothingOpen(report);
  const others = open - everyone;
  const are = (count: number) => `${countOf(count, 'thing')} ${count === 1 ? 'is' : 'are'} open`;
  const rest = report.coverage.gaps.length === 0 ? '' : ' Not everywhere was looked at: see below.';
  if (everyone === 0) return `${are(others)} to others outside, none of them to everyone on the internet.${rest}`;
  const more = others === 0 ? '' : `, and ${grouped(others)} more to others outside`;
  return `${are(everyone)} to everyone on the internet${more}.${rest}`;
}

/** Of nothing at all, nothing is said: where no analyzer looks, nothing is known. */
function nothingOpen({ coverage: { read, gaps } }: ExposedReport): string {
  if (gaps.length === 0) return `Nothing is open to the outside, says Access Analyzer of ${placesText(read)}.`;
  if (read.places === 0) {
    return 'What is open to the outside is not known: Access Analyzer looks nowhere.';
  }
  return `Nothing that is open to the outside was found so far, in ${placesText(read)}: not everywhere was looked at.`;
}

function placesText({ places, ofPlaces, accounts, ofAccounts, ofRegions }: ExposedReport['coverage']['read']): string {
  if (places === ofPlaces)
    return `${grouped(accounts)} of ${countOf(ofAccounts, 'account')}, all of ${countOf(ofRegions, 'Region')}`;
  const whole = `${grouped(accounts)} of ${countOf(ofAccounts, 'account')} in full`;
  return `${whole}, ${grouped(places)} of ${countOf(ofPlaces, 'Region')} counted account by account`;
}

/** Who opened it: a person where the chain leads to one. One clause. */
export function openerText({ opener, chains }: Exposed): string {
  switch (opener.kind) {
    case 'found': {
      const who = whoText(opener.event, chains);
      return opener.sure ? who : `probably ${who} (the record does not show whom it let in)`;
    }
    case 'one-of': {
      const who = [...new Set(opener.events.map((event) => whoText(event, chains)))];
      return `one of: ${listOf(who, OPENERS_MAX)}`;
    }
    case 'not-found':
      return 'not found in the events that were read';
    case 'not-read':
      return 'not known: the events could not be read';
    case 'unknown-kind':
      return 'not known: no call is known that opens such a thing';
    default: {
      const never: never = opener;
      throw new Error(`unknown opener ${JSON.stringify(never)}`);
    }
  }
}

const OPENERS_MAX = 3;

function whoText(event: AuditEvent, chains: Exposed['chains']): string {
  const chain = chains.get(event.eventID);
  const human = chain?.human ?? null;
  return describeAnsweredActor({ actor: event.actor, human, ...(chain === undefined ? {} : { chain }) });
}

/** Since when: of the call that opened it, else of the finding, which is later. */
export function sinceText({ opener, exposure }: Exposed, zone: string): string {
  if (opener.kind === 'found') return instantCell(opener.event.eventTime, zone);
  return `before ${instantCell(new Date(exposure.finding.createdMs).toISOString(), zone)}`;
}

/** The calls by name, time and id; '' where none was found. */
export function evidenceText({ opener }: Exposed, zone: string): string {
  const all = openersOf(opener).map(
    (event) => `${eventNameOf(event)} at ${instantCell(event.eventTime, zone)}, event ${event.eventID}`,
  );
  return listOf(all, OPENERS_MAX);
}

/** What was read, in parts to be joined by " · "; times in UTC. */
export function exposedReceipt(report: ExposedReport): readonly string[] {
  const { coverage, searched, checkedMs } = report;
  const gaps = coverage.gaps.length + searched.gaps.length;
  return [
    isComplete(report) ? 'Complete' : `Not complete: ${countOf(gaps, 'gap')}`,
    `Access Analyzer asked ${instantCell(new Date(checkedMs).toISOString(), 'UTC')} UTC`,
    placesText(coverage.read),
    openersSearched(report),
    ...coverage.notes,
  ];
}

/** Where and when Access Analyzer looked, as what follows "looked at"; times in the report's zone. */
export function analyzedText({ coverage, checkedMs, zone }: ExposedReport): readonly string[] {
  const at = instantCell(new Date(checkedMs).toISOString(), zone).slice(0, 16);
  return [placesText(coverage.read), `as Access Analyzer had it at ${at} ${zone}`];
}

/** By which events it is known who opened what. */
export function openersSearched({ searched }: ExposedReport): string {
  const sources = searched.sources.map(({ source, from }) =>
    from === null ? sourceWords(source) : `${sourceWords(source)} from ${instantCell(from, 'UTC')} UTC`,
  );
  return sources.length === 0
    ? 'no events were searched for who opened it'
    : `who opened it: ${countOf(searched.eventsExamined, 'event')} looked at in ${listOf(sources)}`;
}

/** One line for each gap, at most `most`; the last one counts those left out. */
export function exposedGaps({ coverage, searched }: ExposedReport, most: number): readonly string[] {
  const all = [...coverage.gaps, ...searched.gaps].map(({ kind, detail }) => `Gap, ${kind}: ${detail}`);
  const rest = all.length - most;
  return rest > 0 ? [...all.slice(0, most), `Gap: ${grouped(rest)} more; all are in the CSV.`] : all;
}
