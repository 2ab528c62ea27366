// The parts of a plan → what running it will cost, before it is run. Pure.
import type { Window } from '../domain/question.ts';
import type { Abilities } from '../domain/source.ts';
import { sourceWords } from './source-words.ts';
import type { PlanPart } from './split-window.ts';

export interface Quote {
  /** US dollars; 0: nothing is billed; null: something is, and how much cannot be told. */
  readonly usd: number | null;
  readonly bytes: number | null;
  /** One clause for people; null where nothing is billed. */
  readonly words: string | null;
}

const GB = 1_000_000_000;
const DAY_MS = 86_400_000;
const FREE: Quote = { usd: 0, bytes: 0, words: null };

/** `now`: epoch milliseconds; nothing is read of what is still to come. */
export function quoteFor(parts: readonly PlanPart[], sources: readonly Abilities[], now: number): Quote {
  const quotes = parts.map((part) =>
    quoteOf(
      part,
      sources.find(({ name }) => name === part.source),
      now,
    ),
  );
  const paid = quotes.filter(({ words }) => words !== null);
  if (paid.length === 0) return FREE;
  return {
    usd: sum(paid.map(({ usd }) => usd)),
    bytes: sum(paid.map(({ bytes }) => bytes)),
    words: paid.map(({ words }) => words).join('; '),
  };
}

/** What one day of this source costs, in US dollars; null: not known, or nothing. */
export function usdPerDay({ cost }: Abilities): number | null {
  return cost.kind === 'per-byte' && cost.bytesPerDay !== null ? (cost.bytesPerDay / GB) * cost.usdPerGb : null;
}

function quoteOf({ source, window }: PlanPart, abilities: Abilities | undefined, now: number): Quote {
  if (abilities?.cost.kind !== 'per-byte') return FREE;
  const days = daysOf(window, abilities, now);
  const perDay = usdPerDay(abilities);
  if (perDay === null || abilities.cost.bytesPerDay === null || days === null) {
    return { usd: null, bytes: null, words: `how much ${sourceWords(source)} would read is not known` };
  }
  const bytes = days * abilities.cost.bytesPerDay;
  const usd = days * perDay;
  return { usd, bytes, words: `${sourceWords(source)} would read about ${sizeText(bytes)}, for ${roughly(usd)}` };
}

/** Days that would be read; null: an open window on a source that does not say how far it reaches. */
function daysOf(window: Window, { reachesBackToMs, cost }: Abilities, now: number): number | null {
  const { beforeMs = 0, afterMs = 0, wholeDays = false } = (cost.kind === 'per-byte' ? cost.beyond : null) ?? {};
  const back = reachesBackToMs ?? Number.NEGATIVE_INFINITY;
  const windowMs = window.from === null ? Number.NEGATIVE_INFINITY : Date.parse(window.from);
  const from = Math.max(back, windowMs - beforeMs) / DAY_MS;
  const to = Math.max(Date.parse(window.to), Math.min(Date.parse(window.to) + afterMs, now)) / DAY_MS;
  const days = wholeDays ? Math.ceil(to) - Math.floor(from) : to - from;
  return Number.isFinite(days) ? Math.max(0, days) : null;
}

/** So many days more than a window has are read of this source at most. */
export function daysBeyond({ cost }: Abilities): number {
  if (cost.kind !== 'per-byte' || cost.beyond === undefined) return 0;
  const { beforeMs, afterMs, wholeDays } = cost.beyond;
  return (beforeMs + afterMs) / DAY_MS + (wholeDays ? 1 : 0);
}

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((total, value) => (total === null || value === null ? null : total + value), 0);
}

function roughly(usd: number): string {
  return usd < CENT ? usdText(usd) : `about ${usdText(usd)}`;
}

const CENT = 0.01;

export function usdText(usd: number): string {
  return usd > 0 && usd < CENT ? 'less than $0.01' : `$${usd.toFixed(2)}`;
}

export function sizeText(bytes: number): string {
  if (bytes < GB / 1_000) return `${Math.ceil(bytes / 1_000)} kB`;
  return bytes < GB ? `${Math.ceil(bytes / 1_000_000)} MB` : `${(bytes / GB).toFixed(1)} GB`;
}
