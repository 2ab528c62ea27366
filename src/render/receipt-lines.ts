// A receipt → the lines that say what was searched, and what was not. Plain text, unescaped; every door shows them.
// A gap is never dropped silently: those not listed are counted by kind.
import { countOf, grouped, listOf } from '../answer/words/count.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { Gap, Receipt, SourceCoverage } from '../domain/coverage.ts';
import { sizeText, usdText } from '../planning/quote.ts';
import { offPart, readPart, recordedPart } from './receipt-places.ts';

/** Names listed before "and 7 more". */
const NAMES_MAX = 6;

const SOURCE_NAMES = {
  archive: 'log archive',
  'event-history': 'event history',
  athena: 'Athena',
  'logs-insights': 'Logs Insights',
  lake: 'CloudTrail Lake',
} as const;

/** The receipt in parts, to be joined by " · " or set one a line; times in UTC, as the window line beside it explains. */
export function receiptParts(receipt: Receipt): readonly string[] {
  const { eventsExamined, filesRead, duplicates } = receipt;
  const copies =
    duplicates === 0 ? '' : ` (${countOf(duplicates, 'repeated delivery', 'repeated deliveries')} counted once)`;
  const files = filesRead === 0 ? '' : ` in ${countOf(filesRead, 'file')}`;
  return [
    // First, so that no cut of a long line can hide it.
    receipt.complete ? 'Complete' : `Not complete: ${countOf(receipt.gaps.length, 'gap')}`,
    `searched ${countOf(eventsExamined, 'event')}${files}${copies}`,
    ...receipt.sources.map(sourcePart),
    ...placesParts(receipt),
    receipt.deliveredTo === null
      ? 'delivery time unknown'
      : `delivered up to ${instantCell(receipt.deliveredTo, 'UTC')} UTC`,
    ...[recordedPart(receipt.places ?? []), offPart(receipt.places ?? [])].filter((part) => part !== null),
    ...(receipt.notes ?? []),
  ];
}

/** By name where they are few, else counted, with those that were not read and why. */
function placesParts({ places, accounts, regions }: Receipt): readonly string[] {
  const counted = readPart(places ?? []);
  return counted === null ? [namesPart(accounts, 'account'), namesPart(regions, 'Region')] : [counted];
}

/** One line per gap, at most `most`; a last line counts the rest by kind. Empty when there is none. */
export function gapLines(gaps: readonly Gap[], most: number): readonly string[] {
  const lines = gaps.slice(0, most).map((gap) => `Gap, ${gap.kind}: ${gap.detail}`);
  const rest = gaps.slice(most);
  if (rest.length === 0) return lines;
  const kinds = new Map<string, number>();
  for (const gap of rest) kinds.set(gap.kind, (kinds.get(gap.kind) ?? 0) + 1);
  const counts = [...kinds].map(([kind, count]) => `${grouped(count)} ${kind}`);
  return [...lines, `Gap: ${grouped(rest.length)} more (${listOf(counts)}); whodid ask --json lists them all.`];
}

function sourcePart(source: SourceCoverage): string {
  const name = SOURCE_NAMES[source.source];
  if (source.from === null || source.to === null) return `${name}: no events${paid(source)}`;
  return `${name} from ${instantCell(source.from, 'UTC')} to ${instantCell(source.to, 'UTC')} UTC${paid(source)}`;
}

/** What the service says it read, and what that costs. */
function paid({ bytesScanned, quotedBytes, usd }: SourceCoverage): string {
  if (bytesScanned === undefined) return '';
  const quoted = quotedBytes === undefined ? '' : ` of about ${sizeText(quotedBytes)} quoted`;
  return ` (scanned ${sizeText(bytesScanned)}${quoted}${usd === undefined ? '' : `, ${usdText(usd)}`})`;
}

function namesPart(names: readonly string[], one: string): string {
  if (names.length === 0) return `no ${one}s`;
  return `${names.length === 1 ? one : `${one}s`} ${listOf(names, NAMES_MAX)}`;
}
