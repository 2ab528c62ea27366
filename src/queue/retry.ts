// A Failure → whether trying the same job again may end better. The only file that knows; the waits are settings.
import type { Failure, FailureKind } from '../domain/failure.ts';

export type Retry = 'try-again' | 'give-up';

/** `give-up` where only a person can change the outcome: a setting, a folder, a right. */
export function retryOf(failure: Failure): Retry {
  return retryOfKind(failure.failure);
}

function retryOfKind(kind: FailureKind): Retry {
  switch (kind) {
    case 'ingest-busy':
    case 'storage':
    case 'timed-out':
    case 'internal':
    case 'still-running':
      return 'try-again';
    case 'no-archive':
    case 'missing-folder':
    case 'no-logs':
    case 'not-allowed':
    case 'unsupported':
    case 'cancelled':
      return 'give-up';
    default: {
      const never: never = kind;
      throw new Error(`unknown failure ${String(never)}`);
    }
  }
}
