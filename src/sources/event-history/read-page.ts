// One page of one look-up, paced and tried again: throttles wait, lapsed credentials are renewed once, lost answers are
// asked for anew. After the named limits the trouble is the result.
import { CALL_MS_MAX } from '../../aws/aws-options.ts';
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import {
  type EventHistory,
  type HistoryPage,
  type HistoryPlace,
  type PageRequest,
  USED_UP,
} from '../../aws/event-history.ts';
import type { Pacer } from './pacer.ts';

export interface PageReader {
  readonly history: EventHistory;
  readonly pacer: Pacer;
  /** Milliseconds before the given try (2, 3 …) after a throttle or a lost answer. */
  readonly waitMs: (attempt: number) => number;
}

/** Calls for one page, the first included. With the waits below that is 15 seconds of being throttled. */
const TRIES_MAX = 5;
const FIRST_WAIT_MS = 1_000;

/** 1, 2, 4, 8 seconds. */
export function doublingWait(attempt: number): number {
  return FIRST_WAIT_MS * 2 ** (attempt - 2);
}

export async function readPage(
  reader: PageReader,
  place: HistoryPlace,
  asker: string,
  request: PageRequest,
  signal: AbortSignal,
): Promise<HistoryPage | AwsTrouble> {
  const { history, pacer, waitMs } = reader;
  const key = `${place.accountId}/${place.region}`;
  let renewed = false;
  let usedUp = false;
  for (let attempt = 1; ; attempt++) {
    const page = await paced(reader, key, place, asker, request, signal);
    if (!isTrouble(page) || attempt === TRIES_MAX) return page;
    switch (page.trouble) {
      case 'throttled':
        await pacer.hold(key, waitMs(attempt + 1));
        break;
      case 'unreachable':
        // A call that used up all its time was answered by nobody: the same again and again would take minutes.
        if (page.code === USED_UP && usedUp) return page;
        usedUp = page.code === USED_UP;
        await pause(waitMs(attempt + 1), signal);
        break;
      case 'expired':
        if (renewed) return page;
        renewed = true;
        history.renew(place, asker);
        break;
      default:
        return page;
    }
  }
}

async function paced(
  { history, pacer }: PageReader,
  key: string,
  place: HistoryPlace,
  asker: string,
  request: PageRequest,
  signal: AbortSignal,
): Promise<HistoryPage | AwsTrouble> {
  let done: () => void;
  try {
    done = await pacer.turn(key, asker, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return { trouble: 'stopped', code: 'AbortError', message: '', action: 'cloudtrail:LookupEvents' };
  }
  try {
    return await history.page(place, asker, request, signal);
  } finally {
    done();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, Math.min(ms, CALL_MS_MAX));
    signal.addEventListener('abort', over, { once: true });
    if (signal.aborted) over();
  });
}
