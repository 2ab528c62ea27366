// Queries of mine that were billed → the report of what they cost: by person, by channel, by source.
import { DateTime } from 'luxon';
import { countOf, grouped } from '../answer/words/count.ts';
import type { SourceName } from '../domain/coverage.ts';
import type { SpentRow } from '../domain/digest.ts';
import { sizeText, usdText } from '../planning/quote.ts';
import { sourceWords } from '../planning/source-words.ts';
import { escapeCsv } from '../render/escape-csv.ts';
import type { Timeline } from '../render/timeline.ts';
import type { DigestReport, ReportSection, RunFacts } from './report.ts';
import { TREND_DAYS } from './trend.ts';

export interface Spending {
  readonly rows: readonly SpentRow[];
  /** Questions, commands, buttons and what runs by itself in that time, paid or not. */
  readonly askings: number;
  readonly byDay: readonly { readonly day: string; readonly usd: number }[];
  /** Names of people and channels by id. */
  readonly names: Readonly<Record<string, string>>;
  readonly toMs: number;
}

export function spendReport(spending: Spending): DigestReport {
  const { rows, askings, names } = spending;
  const usd = rows.reduce((sum, row) => sum + row.usd, 0);
  const queries = rows.reduce((sum, row) => sum + row.queries, 0);
  const open = rows.reduce((sum, row) => sum + row.open, 0);
  const asked = `${countOf(askings, 'request')} to me in that time`;
  const running = open === 0 ? '' : ` ${countOf(open, 'query', 'queries')} had not ended, and may cost more.`;
  const by = (title: string, key: (row: SpentRow) => string): ReportSection => sectionBy(title, rows, key);
  const facts: RunFacts = { keys: [], total: Math.round(usd * 100), complete: open === 0 };
  return {
    sentence:
      queries === 0
        ? `0 paid queries for ${asked}: nothing was billed.`
        : `${usdText(usd)} for ${countOf(queries, 'paid query', 'paid queries')}, of ${asked}.${running}`,
    mood: queries === 0 ? 'quiet' : open === 0 ? 'news' : 'open',
    fresh: null,
    sections:
      queries === 0
        ? []
        : [
            by('By person', ({ userId }) => names[userId] ?? userId),
            by('By channel', ({ channelId }) => names[channelId] ?? channelId),
            by('By source', ({ source }) => sourceWords(source as SourceName)),
          ],
    gaps: [],
    receipt: [
      'Complete',
      `from my own records of ${countOf(queries, 'query', 'queries')}, as each service reported it`,
    ],
    trend: trendOfDays(spending),
    rows: rows.length,
    facts,
    question: null,
  };
}

export function spendCsv({ rows, names }: Spending): string {
  const head = [
    'person_id',
    'person',
    'channel_id',
    'channel',
    'source',
    'queries',
    'usd',
    'bytes_scanned',
    'not_ended',
  ];
  const lines = rows.map((row) => [
    row.userId,
    names[row.userId] ?? '',
    row.channelId,
    names[row.channelId] ?? '',
    row.source,
    String(row.queries),
    row.usd.toFixed(6),
    String(row.bytesScanned),
    String(row.open),
  ]);
  return [head, ...lines]
    .map((cells) => `${cells.map((cell) => `"${escapeCsv(cell).replaceAll('"', '""')}"`).join(',')}\r\n`)
    .join('');
}

function sectionBy(title: string, rows: readonly SpentRow[], key: (row: SpentRow) => string): ReportSection {
  const sums = new Map<string, { usd: number; queries: number; bytes: number }>();
  for (const row of rows) {
    const held = sums.get(key(row)) ?? { usd: 0, queries: 0, bytes: 0 };
    sums.set(key(row), {
      usd: held.usd + row.usd,
      queries: held.queries + row.queries,
      bytes: held.bytes + row.bytesScanned,
    });
  }
  const lines = [...sums]
    .sort(([, left], [, right]) => right.usd - left.usd)
    .map(([name, { usd, queries, bytes }]) => ({
      text: `${name} – ${usdText(usd)}, ${countOf(queries, 'query', 'queries')}, ${sizeText(bytes)} read`,
      eventId: null,
    }));
  return { title, total: lines.length, lines, aside: false };
}

const STRETCH_DAYS = 2;

/** US cents, in bars of two UTC days. */
function trendOfDays({ byDay, toMs }: Spending): Timeline | null {
  const total = byDay.reduce((sum, { usd }) => sum + usd, 0);
  if (total < 0.01) return null;
  const first = DateTime.fromMillis(toMs - 1, { zone: 'UTC', locale: 'en-US' })
    .startOf('day')
    .minus({ days: TREND_DAYS - 1 });
  const starts = Array.from({ length: TREND_DAYS / STRETCH_DAYS }, (_, at) => first.plus({ days: at * STRETCH_DAYS }));
  const counts = starts.map((start) => {
    const days = [0, 1].map((day) => start.plus({ days: day }).toFormat('yyyy-MM-dd'));
    return Math.round(byDay.filter(({ day }) => days.includes(day)).reduce((sum, { usd }) => sum + usd * 100, 0));
  });
  const labels = starts.map((start) => start.toFormat('d LLL'));
  const title = `US cents per ${STRETCH_DAYS} days`;
  const bars = labels.map((label, at) => `${label}: ${grouped(counts[at] ?? 0)}`);
  return {
    title,
    zone: 'UTC',
    labels,
    series: [{ name: 'US cents', failed: false, counts }],
    alt: `${title} (UTC): ${bars.join(', ')}.`,
  };
}
