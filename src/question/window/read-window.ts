// The date words of a question → one window, what was assumed, and what could not be read. Pure: now is an argument.
import type { AskedBy } from '../../domain/question.ts';
import { cutOutIds } from './cut-out-ids.ts';
import { CUT, fold, markRanges } from './fold.ts';
import { languagesOf } from './languages/index.ts';
import type { Reader } from './read-date.ts';
import { nest } from './read-moment.ts';
import { type Piece, readPiece } from './read-piece.ts';
import { readZones } from './read-zones.ts';
import type { TextSpan, WindowProblem, WindowReading } from './reading.ts';
import { readResidue } from './residue.ts';
import { resolve } from './resolve-when.ts';
import { settle } from './settle.ts';
import { readTraps } from './traps.ts';
import { SECOND, startOfDay } from './wall.ts';
import type { Scene, Trouble, When } from './when.ts';
import { isZone, wallAt } from './zone-edges.ts';

/** Longer texts are no questions; the caller refuses them first. */
const MAX_TEXT = 2_000;
/** More dates than this in one question are not one window. */
const MAX_PIECES = 12;

const NOTHING: WindowReading = { window: null, spans: [], assumptions: [], problems: [] };
const rfc3339 = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/**
 * Reads every date word of `text`. Ids and quoted names may be blanked out already (same length); what still looks like
 * one is passed over. Problems carry the place and phrases to put there; with any problem there is no window.
 */
export function readWindow(text: string, asked: AskedBy): WindowReading {
  if (!isZone(asked.zone)) return { ...NOTHING, problems: [unknownZone(asked.zone)] };
  if (text.length > MAX_TEXT) return { ...NOTHING, problems: [tooLong()] };
  const typed = cutOutIds(text);
  const folded = markRanges(fold(typed));
  const zones = readZones(folded, typed, asked.zone);
  const scene = sceneOf(asked, zones.zone ?? asked.zone);
  const languages = languagesOf(asked.locale);
  const traps = readTraps(zones.text, languages[0]?.code === 'pt');
  const reader: Reader = { text: traps.reduce(blank, zones.text), languages, scene };
  const pieces = readPieces(reader);
  const residue = readResidue([...pieces].reduce(blank, reader.text).replaceAll('\uE000', CUT), languages);
  const refused = [
    ...traps,
    ...residue,
    ...zones.troubles,
    ...negated(reader.text, pieces),
    ...halfRead(reader.text, pieces),
  ];
  const said = combine(reader.text, pieces);
  const spans = ascending(text, [
    ...pieces,
    ...traps,
    ...residue,
    ...(pieces.length > 0 ? zones.spans : []),
    ...zones.troubles,
  ]);
  const problems = refused.map(({ start, end, trouble }) => asProblem(trouble, { start, end }));
  if (said === null) return { ...NOTHING, spans, problems };
  const place = { start: pieces[0]?.start ?? 0, end: pieces.at(-1)?.end ?? 0 };
  const resolved = resolve(said, scene);
  const settled = 'trouble' in resolved ? resolved : settle(resolved.span, scene);
  if ('trouble' in settled) return { ...NOTHING, spans, problems: [...problems, asProblem(settled.trouble, place)] };
  if (problems.length > 0) return { ...NOTHING, spans, problems };
  const phrase = spans.map(({ start, end }) => text.slice(start, end).trim()).join(' … ');
  const from = settled.from === null ? null : rfc3339(settled.from);
  return {
    window: { from, to: rfc3339(settled.to), zone: scene.zone, phrase },
    spans,
    assumptions: [...new Set([...zones.notes, ...settled.notes])],
    problems: [],
  };
}

function sceneOf(asked: AskedBy, zone: string): Scene {
  const now = Math.floor(asked.now / SECOND) * SECOND;
  const wall = wallAt(now, zone);
  return { now, zone, wall, today: startOfDay(wall), monthFirst: /^(?:en[-_]us|ja)\b/i.test(asked.locale) };
}

/** Left to right, the longest reading at each place where a word or number begins. */
function readPieces(reader: Reader): readonly Piece[] {
  const pieces: Piece[] = [];
  const starts = /(?<![a-z0-9]|(?<![dl])')[a-z0-9~@[]|[\u3040-\u9fff]|(?<![\d.:/-])\d/g;
  for (let match = starts.exec(reader.text); match !== null; match = starts.exec(reader.text)) {
    const piece = readPiece(reader, match.index);
    if (piece === null || piece.end <= match.index) continue;
    pieces.push(piece);
    if (pieces.length >= MAX_PIECES) break;
    starts.lastIndex = piece.end;
  }
  return pieces;
}

const EITHER = /^[\s,]*(?:and|or|und|oder|et|ou|y|o|e|と|&)?[\s,]*(?:(?:on|in|am|im|le|el|em|also)\s+)?$/;

/** Dates said apart belong together: "yesterday … at 3pm", "since Monday … until Wednesday", "Monday and Tuesday". */
function combine(text: string, pieces: readonly Piece[]): When | null {
  let said: When | null = null;
  let end = 0;
  for (const piece of pieces) {
    const between = text.slice(end, piece.start);
    said = said === null ? piece.when : join(said, piece.when, between);
    end = piece.end;
  }
  return said;
}

function join(first: When, second: When, between: string): When {
  if (first.kind === 'trouble') return first;
  if (second.kind === 'trouble') return second;
  if (first.kind === 'clock' && second.kind !== 'clock') return join(second, first, between);
  if (second.kind === 'clock') {
    if (first.kind === 'clock') return { kind: 'clock', clocks: [...first.clocks, ...second.clocks] };
    if (first.kind === 'dated') return { ...first, clocks: [...first.clocks, ...second.clocks] };
    return { kind: 'dated', date: first, clocks: second.clocks };
  }
  if (isBound(first) || isBound(second)) return { kind: 'both', first, last: second };
  return EITHER.test(between) && /\S/.test(between) ? { kind: 'either', first, last: second } : nest(first, second);
}

const isBound = (when: When): boolean =>
  when.kind === 'since' || when.kind === 'until' || when.kind === 'before' || when.kind === 'after';

const NOT =
  /(?<![a-z])(?:not|except(?: for)?|excluding|excl\.?|exclude|other than|apart from|besides|outside(?: of)?|without|never|nicht|ausser|sauf|hors|pas|excepto|menos|exceto|nao)(?: (?:on|in|at|from|during|the|am|im))?\s{1,3}$/;

function negated(text: string, pieces: readonly Piece[]): readonly (TextSpan & { readonly trouble: Trouble })[] {
  return pieces.flatMap(({ start, end }) => {
    const before = NOT.exec(text.slice(Math.max(0, start - 30), start));
    if (before === null) return [];
    const said = text.slice(start - before[0].length, end);
    const trouble: Trouble = {
      kind: 'bad-date',
      text: `I cannot leave a time out ("${said}"): say which time to read.`,
      phrases: [],
    };
    return [{ start: start - before[0].length, end, trouble }];
  });
}

const NUMBER_BEFORE =
  /(?<![a-z0-9])(?:(?:between|from|zwischen|von|entre|de)\s+\S{1,12}\s+(?:and|to|und|bis|et|a|y|e|-)\s*|(?:at|from|between|around|about|since|until|till|by)\s+\d{1,2}(?::\d\d)?\s+(?:in\s+)?(?:the\s+)?|\d{1,2}(?:st|nd|rd|th)?\s*(?:to|or|and|-)\s*(?:the\s+)?|\d{1,2}(?:st|nd|rd|th)\s+)$/;
const NUMBER_AFTER =
  /^(?:\s*(?:to|until|till|through|-|bis|au|al|ate)\s*\d{1,4}(?![\d.]|\s*[a-z]{4,})|\s*(?:and|or|,|&)?\s*(?:the\s+)?\d{1,2}(?:st|nd|rd|th)(?![a-z])|\s+\d{1,2}(?=\s*(?:$|[?!,;)])))/;

/** "week 40 to 42", "on the 5th and 6th": a number left over beside a date was part of it. */
function halfRead(text: string, pieces: readonly Piece[]): readonly (TextSpan & { readonly trouble: Trouble })[] {
  return pieces.flatMap(({ start, end }) => {
    const before = NUMBER_BEFORE.exec(text.slice(Math.max(0, start - 40), start))?.[0] ?? '';
    const after = NUMBER_AFTER.exec(text.slice(end, end + 20))?.[0] ?? '';
    if (before === '' && after === '') return [];
    const span = { start: start - before.length, end: end + after.length };
    const said = text.slice(span.start, span.end).trim();
    const trouble: Trouble = {
      kind: 'bad-date',
      text: `I can read only a part of "${said}": write both ends out.`,
      phrases: [],
    };
    return [{ ...span, trouble }];
  });
}

const asProblem = ({ kind, text, phrases }: Trouble, span: TextSpan): WindowProblem => ({
  kind,
  text,
  instead: [],
  span,
  phrases,
});

const blank = (text: string, { start, end }: TextSpan): string =>
  text.slice(0, start) + CUT.repeat(end - start) + text.slice(end);

/** Ascending and disjoint: what overlaps, or has only blanks between, is one. */
function ascending(text: string, spans: readonly TextSpan[]): readonly TextSpan[] {
  const merged: TextSpan[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    const close = last !== undefined && (start <= last.end || text.slice(last.end, start).trim() === '');
    if (last !== undefined && close) merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else if (end > start) merged.push({ start, end });
  }
  return merged;
}

const unknownZone = (zone: string): WindowProblem => ({
  kind: 'bad-zone',
  text: `There is no time zone "${zone}". Use an IANA name such as Europe/Madrid.`,
  instead: [],
  span: { start: 0, end: 0 },
  phrases: [],
});

const tooLong = (): WindowProblem => ({
  kind: 'too-long',
  text: `I read questions of up to ${MAX_TEXT} characters.`,
  instead: [],
  span: { start: 0, end: 0 },
  phrases: [],
});
