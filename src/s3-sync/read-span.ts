// `--days N`, or `--from DATE` with or without `--to DATE` → the window to copy, or the sentence that says what to type.
import type { SyncWindow } from './sync-bucket.ts';

export interface SpanOptions {
  readonly days?: string | undefined;
  /** A day (UTC, `2026-11-20`) or an instant with its zone. */
  readonly from?: string | undefined;
  /** The same; a day is included. */
  readonly to?: string | undefined;
}

export type SpanReading =
  | { readonly ok: true; readonly window: SyncWindow }
  | { readonly ok: false; readonly why: string };

const DAY_MS = 86_400_000;
export const DAYS_DEFAULT = 7;
const DAYS_MAX = 3_650;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

export function readSpan({ days, from, to }: SpanOptions, nowMs: number): SpanReading {
  if (from === undefined) {
    if (to !== undefined) return no('--to needs --from: name the first day too, such as --from 2026-01-01.');
    const many = days === undefined ? DAYS_DEFAULT : /^\d{1,4}$/.test(days) ? Number(days) : 0;
    if (many < 1 || many > DAYS_MAX) return no(`--days takes a whole number from 1 to ${DAYS_MAX}.`);
    return { ok: true, window: { fromMs: nowMs - many * DAY_MS, toMs: nowMs } };
  }
  if (days !== undefined) return no('Give either --days, or --from and --to.');
  const fromMs = readMoment(from, 0);
  const toMs = to === undefined ? nowMs : readMoment(to, DAY_MS);
  if (fromMs === null) return no(notRead('--from', from));
  if (toMs === null) return no(notRead('--to', to ?? ''));
  if (fromMs >= toMs) return no('--from has to be before --to, and not after now.');
  return { ok: true, window: { fromMs, toMs } };
}

/** `dayMs`: what is added to a whole day. A day that is none (2026-02-30) is not read as another. */
function readMoment(text: string, dayMs: number): number | null {
  const ms = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) return null;
  if (DAY.test(text) && new Date(ms).toISOString().slice(0, 10) !== text) return null;
  return DAY.test(text) ? ms + dayMs : ms;
}

function notRead(name: string, text: string): string {
  return `${name} ${text} is no day: write 2026-01-31, which is taken in UTC, or an instant such as 2026-01-31T09:00:00Z.`;
}

function no(why: string): SpanReading {
  return { ok: false, why };
}
