// Accounts and Regions → everything Access Analyzer found in them, read once for all who ask within a few minutes.

import { setTimeout as sleep } from 'node:timers/promises';
import { analyzerCalls } from '../../aws/access-analyzer.ts';
import { mapAtOnce } from '../../aws/map-at-once.ts';
import type { RolePlace } from '../../aws/place-clients.ts';
import type { Clock } from '../../domain/clock.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { ExposureReport } from '../../exposure/finding.ts';
import { type KnownTargets, knownTargets, type TargetOptions } from '../event-history/known-targets.ts';
import { type Pause, readPlace } from './read-place.ts';

export interface ExposurePort {
  /** Never rejects for what AWS answers. A Failure: which accounts there are could not be told. */
  report(): Promise<ExposureReport | Failure>;
  /** Ends what is being asked. */
  close(): void;
}

/** Accounts and Regions are given as to event history. */
export interface ExposurePortOptions extends TargetOptions {
  readonly clock?: Clock;
  /** How long an answer is believed, in milliseconds. */
  readonly believedMs?: number;
  /** Waits between tries; tests do not. */
  readonly pause?: Pause;
}

const BELIEVED_MS = 2 * 60_000;
/** Places read at a time: calls to different accounts and Regions do not share a rate. */
const AT_ONCE = 8;
/** All of it together may take this long, in milliseconds; what has not answered by then is said to be unread. */
const REPORT_MS_MAX = 5 * 60_000;
/** Names our sessions in the account's own CloudTrail. */
const ASKER = 'external-access';

export function exposurePort(options: ExposurePortOptions): ExposurePort {
  const clock = options.clock ?? Date.now;
  const pause = options.pause ?? pauseFor;
  const believedMs = options.believedMs ?? BELIEVED_MS;
  const calls = analyzerCalls(options.aws, clock, ASKER);
  const targets = knownTargets(options);
  const closed = new AbortController();
  let last: { readonly atMs: number; readonly report: Promise<ExposureReport | Failure> } | null = null;
  const ask = async (): Promise<ExposureReport | Failure> => {
    const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(REPORT_MS_MAX)]);
    const known = await targets();
    if (isFailure(known)) return { ...known, what: 'What is open to the outside could not be read.' };
    const places = await mapAtOnce(placesOf(known), AT_ONCE, (place) => readPlace(calls, place, signal, pause));
    return { checkedMs: clock(), places, skipped: unreadOf(known) };
  };
  return {
    async report() {
      if (last === null || clock() - last.atMs > believedMs) last = { atMs: clock(), report: ask() };
      const mine = last;
      const report = await mine.report;
      if (isFailure(report) && last === mine) last = null;
      return report;
    },
    close() {
      closed.abort();
      calls.close();
    },
  };
}

function placesOf({ targets }: KnownTargets): readonly RolePlace[] {
  return targets.flatMap(({ accountId, role, regions }) => regions.map((region) => ({ accountId, region, role })));
}

function unreadOf({ targets, skipped }: KnownTargets): readonly string[] {
  return [
    ...skipped.map(({ accountId, why }) => `Account ${accountId} was not looked at: it is ${why}.`),
    ...targets.flatMap(({ unsure }) => (unsure === undefined ? [] : [unsure.detail])),
  ];
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
