// Troubles on order: rate limits, errors, delays and connections that break, before or after the call took effect.
import { type Dict, isDict } from './json.ts';

/** What goes wrong. */
export type FaultKind =
  /** HTTP 429 with Retry-After. https://docs.slack.dev/apis/web-api/rate-limits */
  | { readonly kind: 'rate-limited'; readonly retryAfterSec: number }
  /** HTTP 200 with {ok:false,error}; nothing is stored. */
  | { readonly kind: 'error'; readonly error: string; readonly messages?: readonly string[] }
  /** An HTTP status other than 200; nothing is stored. */
  | { readonly kind: 'http'; readonly status: number }
  /** The answer comes late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection breaks before anything is stored. */
  | { readonly kind: 'drop-before' }
  /** The call takes effect, then the connection breaks: the caller cannot know. */
  | { readonly kind: 'drop-after' }
  /** The call takes effect and the answer never comes; the connection stays open. */
  | { readonly kind: 'hold-after' };

/** When it goes wrong. `times` defaults to once; `argsInclude` is text that must occur in the arguments as JSON. */
export type Fault = FaultKind & {
  readonly method: string;
  readonly times?: number;
  readonly argsInclude?: string;
};

/** The faults still waiting for their call. */
export type Faults = {
  readonly inject: (fault: Fault) => void;
  readonly clear: () => void;
  /** The fault for this call, used up by asking. */
  readonly take: (method: string, args: Dict) => Fault | undefined;
};

/** An empty set of faults. Faults for the same method are met in the order they were injected. */
export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    inject: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear: () => {
      waiting = [];
    },
    take: (method, args) => {
      const entry = waiting.find(({ fault }) => fits(fault, method, args));
      if (!entry) return undefined;
      entry.left -= 1;
      if (entry.left <= 0) waiting = waiting.filter((other) => other !== entry);
      return entry.fault;
    },
  };
}

const KINDS = ['rate-limited', 'error', 'http', 'delay', 'drop-before', 'drop-after', 'hold-after'];

/** True when a value from outside (the control API) is a fault. */
export function isFault(value: unknown): value is Fault {
  return isDict(value) && typeof value.method === 'string' && KINDS.includes(String(value.kind));
}

function fits(fault: Fault, method: string, args: Dict): boolean {
  if (fault.method !== '*' && fault.method !== method) return false;
  return fault.argsInclude === undefined || JSON.stringify(args).includes(fault.argsInclude);
}
