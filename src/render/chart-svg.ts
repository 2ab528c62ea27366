// A timeline → a drawing as SVG text, for places that take pictures and no charts: stacked bars on a ground of its own, so
// that it reads in light and dark alike. Colours are told apart by people who see few (Okabe and Ito's set), and failures
// are hatched besides. Text is XML-escaped; nothing in it is a script, a link or a reference to the outside.
import { grouped } from '../answer/words/count.ts';
import type { Timeline, TimelineSeries } from './timeline.ts';
import { visibleText } from './visible-text.ts';

const WIDTH = 960;
const HEIGHT = 400;
const LEFT = 64;
const RIGHT = 24;
const TOP = 56;
const BOTTOM = 96;
const FONT = 'DejaVu Sans';
const GAP_SHARE = 0.25;
/** Labels under the bars overlap beyond this many: then every second one is left out. */
const LABELS_MAX = 7;
const GRID_LINES = 4;

/** https://jfly.uni-koeln.de/color/ : blue, orange, green, and grey for the rest. */
const DONE = ['#0072B2', '#E69F00', '#009E73', '#7A7A7A'] as const;
const FAILED = '#D55E00';

/** An SVG document of 960 × 400 units; draw it with the font "DejaVu Sans" at hand. */
export function chartSvg(timeline: Timeline): string {
  const { labels, series } = timeline;
  const totals = labels.map((_, at) => series.reduce((sum, each) => sum + (each.counts[at] ?? 0), 0));
  const top = niceTop(Math.max(...totals, 1));
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="10" fill="#ffffff"/>`,
    text(LEFT, 32, `${timeline.title} (${timeline.zone})`, { size: 19, colour: '#1b1d21' }),
    ...gridLines(top),
    ...labels.flatMap((_, at) => bars(series, at, labels.length, top)),
    ...labels.map((label, at) => labelAt(label, at, labels.length)),
    ...legend(series),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" ` +
    `role="img"><title>${escapeXml(timeline.alt)}</title>${HATCH}${parts.join('')}</svg>`
  );
}

const HATCH =
  '<defs><pattern id="failed" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  `<rect width="8" height="8" fill="${FAILED}"/><rect width="3" height="8" fill="#ffffff" fill-opacity="0.55"/>` +
  '</pattern></defs>';

function bars(series: readonly TimelineSeries[], at: number, count: number, top: number): readonly string[] {
  const slot = (WIDTH - LEFT - RIGHT) / count;
  const width = slot * (1 - GAP_SHARE);
  const x = LEFT + slot * at + (slot - width) / 2;
  let y = HEIGHT - BOTTOM;
  return series.map((each, index) => {
    const height = ((each.counts[at] ?? 0) / top) * (HEIGHT - TOP - BOTTOM);
    y -= height;
    return height === 0
      ? ''
      : `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fillOf(each, index)}"/>`;
  });
}

function fillOf(series: TimelineSeries, index: number): string {
  return series.failed ? 'url(#failed)' : (DONE[Math.min(index, DONE.length - 1)] ?? DONE[0]);
}

function gridLines(top: number): readonly string[] {
  return Array.from({ length: GRID_LINES + 1 }, (_, line) => {
    const y = round(HEIGHT - BOTTOM - (line / GRID_LINES) * (HEIGHT - TOP - BOTTOM));
    const value = grouped((top / GRID_LINES) * line);
    return (
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="#d5d8dd"/>` +
      text(LEFT - 10, y + 5, value, { size: 14, colour: '#5c626b', anchor: 'end' })
    );
  });
}

function labelAt(label: string, at: number, count: number): string {
  const every = Math.ceil(count / LABELS_MAX);
  if (at % every !== 0) return '';
  const slot = (WIDTH - LEFT - RIGHT) / count;
  return text(LEFT + slot * (at + 0.5), HEIGHT - BOTTOM + 24, label, { size: 14, colour: '#5c626b', anchor: 'middle' });
}

function legend(series: readonly TimelineSeries[]): readonly string[] {
  const slot = (WIDTH - LEFT - RIGHT) / Math.max(4, series.length);
  return series.map((each, index) => {
    const x = LEFT + slot * index;
    const y = HEIGHT - 34;
    return (
      `<rect x="${round(x)}" y="${y}" width="14" height="14" fill="${fillOf(each, index)}"/>` +
      text(x + 20, y + 12, each.name, { size: 14, colour: '#1b1d21' })
    );
  });
}

interface TextStyle {
  readonly size: number;
  readonly colour: string;
  readonly anchor?: 'middle' | 'end';
}

function text(x: number, y: number, words: string, { size, colour, anchor }: TextStyle): string {
  const at = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return (
    `<text x="${round(x)}" y="${round(y)}" font-family="${FONT}" font-size="${size}" fill="${colour}"${at}>` +
    `${escapeXml(words)}</text>`
  );
}

/** Text of an XML document: what would end it, begin a tag or is no character of XML at all. */
export function escapeXml(words: string): string {
  return visibleText(words)
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** The least multiple of four, of the form 1, 2 or 5 times a power of ten in each quarter, that is not below `most`. */
function niceTop(most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [1, 2, 5]) if (step * power * GRID_LINES >= most) return step * power * GRID_LINES;
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
