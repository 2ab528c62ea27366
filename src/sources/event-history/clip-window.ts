// The window asked for and the moment of asking → the instants event history can be read for, and what it cannot give.
import type { Gap } from '../../domain/coverage.ts';
import { DELIVERY_MS } from '../../domain/delivery.ts';
import type { Window } from '../../domain/question.ts';

export interface ClippedWindow {
  /** Epoch milliseconds, fixed while pages are read; `fromMs` ≤ t < `toMs`. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Nothing of the window can be in event history: nothing is asked. */
  readonly empty: boolean;
  /** The oldest instant event history holds. */
  readonly horizonMs: number;
  /** Up to here everything has arrived. */
  readonly deliveredToMs: number;
  readonly gaps: readonly Gap[];
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const HORIZON_DAYS = 90;
export const HORIZON_MS = HORIZON_DAYS * 86_400_000;

/** Readings begin on a multiple of this, so that one question asked by many in the same moment is one reading. */
export const GRAIN_MS = 10_000;

export function clipWindow(window: Window, now: number): ClippedWindow {
  const horizonMs = Math.ceil((now - HORIZON_MS) / GRAIN_MS) * GRAIN_MS;
  const askedFrom = window.from === null ? horizonMs : Date.parse(window.from);
  const askedTo = Date.parse(window.to);
  const fromMs = Math.max(askedFrom, horizonMs);
  // Nothing has happened after now yet; a fixed end keeps pages from shifting while they are read.
  const toMs = Math.min(askedTo, Math.ceil((now + 1) / 1000) * 1000);
  const deliveredToMs = Math.floor((now - DELIVERY_MS) / 1000) * 1000;
  return {
    fromMs,
    toMs,
    empty: fromMs >= toMs,
    horizonMs,
    deliveredToMs,
    gaps: [
      ...beyondHorizon(askedFrom, askedTo, horizonMs),
      ...(askedTo > deliveredToMs && askedTo > askedFrom
        ? [notDelivered(Math.max(askedFrom, deliveredToMs), toMs)]
        : []),
    ],
  };
}

function beyondHorizon(fromMs: number, toMs: number, horizonMs: number): readonly Gap[] {
  if (fromMs >= horizonMs) return [];
  const reach = `Event history reaches ${HORIZON_DAYS} days back, to ${instant(horizonMs)}`;
  const rest = toMs <= horizonMs ? 'all of the time asked about is older' : 'the time before that was not searched';
  return [{ kind: 'outside-horizon', detail: `${reach}; ${rest}. Ask a source that keeps older events.` }];
}

function notDelivered(fromMs: number, toMs: number): Gap {
  const settled = instant(toMs + DELIVERY_MS);
  return {
    kind: 'not-delivered',
    detail: `Events from ${instant(fromMs)} on may not have arrived in event history yet: they take up to ${DELIVERY_MS / 60_000} minutes. Ask again after ${settled}.`,
  };
}

/** UTC, RFC 3339. */
export function instant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
