// A call to AWS tried again where that can help: throttles and lost answers wait, lapsed credentials are renewed once.
// After the named limit the trouble is the result.
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';

export interface Persistence {
  /** Milliseconds before the given try (2, 3 …). */
  readonly waitMs: (attempt: number) => number;
  /** Makes the SDK look for credentials anew. */
  readonly renew: () => void;
  readonly signal?: AbortSignal | undefined;
}

/** Calls for one answer, the first included. With the waits below that is 15 seconds of being throttled. */
export const TRIES_MAX = 5;
const FIRST_WAIT_MS = 1_000;
const WAIT_MS_MAX = 20_000;

/** 1, 2, 4, 8 seconds. */
export function doublingWait(attempt: number): number {
  return FIRST_WAIT_MS * 2 ** (attempt - 2);
}

export async function persist<T>(
  call: () => Promise<T | AwsTrouble>,
  { waitMs, renew, signal }: Persistence,
): Promise<T | AwsTrouble> {
  let renewed = false;
  for (let attempt = 1; ; attempt++) {
    const answer = await call();
    if (!isTrouble(answer) || attempt === TRIES_MAX) return answer;
    switch (answer.trouble) {
      case 'throttled':
        await pause(waitMs(attempt + 1), signal);
        break;
      case 'unreachable':
        // A call that used up all its time was answered by nobody: the same again would take minutes.
        if (answer.code === 'TimeoutError' && attempt > 1) return answer;
        await pause(waitMs(attempt + 1), signal);
        break;
      case 'expired':
        if (renewed) return answer;
        renewed = true;
        renew();
        break;
      default:
        return answer;
    }
    if (signal?.aborted === true) return { ...answer, trouble: 'stopped' };
  }
}

/** Over after `ms`, or when the signal ends. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, Math.min(ms, WAIT_MS_MAX));
    signal?.addEventListener('abort', over, { once: true });
    if (signal?.aborted === true) over();
  });
}
