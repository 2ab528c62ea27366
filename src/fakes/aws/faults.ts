// Troubles on order, for one service, operation, account, Region and the nth call that fits.
import { type Dict, isDict } from './json.ts';
import type { Service } from './outcome.ts';

/** What goes wrong. */
export type FaultKind =
  /** "Rate exceeded", though no limit was reached. */
  | { readonly kind: 'throttle' }
  /** HTTP 500 or 503; nothing happened. */
  | { readonly kind: 'server-error'; readonly status?: 500 | 503 }
  /** The answer comes `ms` milliseconds late, in real time. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection breaks, before or after the call took effect. */
  | { readonly kind: 'drop'; readonly when?: 'before' | 'after' }
  /** The session's token counts as expired. */
  | { readonly kind: 'expired' }
  /** The caller's policy, or a service control policy (a denied Region), forbids the call. */
  | { readonly kind: 'denied'; readonly by?: 'policy' | 'scp' }
  /** The page carries the token that leads to it once more, instead of the next one. */
  | { readonly kind: 'same-token' }
  /** A page with only `rows` of its entries; the rest comes on the next ones. AWS may always do so. */
  | { readonly kind: 'short-page'; readonly rows: number }
  /** The `CloudTrailEvent` of every event on the page ends half-way, or (`absent`) is not there. */
  | { readonly kind: 'broken-record'; readonly how?: 'cut' | 'absent' }
  /** The body ends half-way. */
  | { readonly kind: 'cut-body' }
  /** StartQuery only: how the query will end, whatever its SQL. `rows`: how many are kept, for TIMED_OUT. */
  | {
      readonly kind: 'query-ends';
      readonly status: 'FAILED' | 'TIMED_OUT' | 'CANCELLED';
      readonly rows?: number;
      readonly message?: string;
      /** Athena only: AWS says that the same may go through another time. */
      readonly retryable?: boolean;
    }
  /** StartQuery of Logs Insights only: how the query will end. `rows`: how many are kept, for Timeout. */
  | {
      readonly kind: 'insights-ends';
      readonly status: 'Failed' | 'Timeout' | 'Cancelled' | 'Unknown';
      readonly rows?: number;
    };

/** When it goes wrong. Fields left out fit every call; `nth` counts fitting calls from 1; `times` defaults to once. */
export type Fault = FaultKind & {
  readonly service?: Service;
  readonly operation?: string;
  readonly account?: string;
  readonly region?: string;
  readonly nth?: number;
  readonly times?: number | 'always';
};

export type FaultSite = {
  readonly service: Service;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
};

export type Faults = {
  readonly inject: (fault: Fault) => void;
  readonly clear: () => void;
  /** The faults for this call, used up by asking. */
  readonly take: (site: FaultSite) => readonly Fault[];
};

/** An empty set of faults. */
export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; seen: number }[] = [];
  return {
    inject: (fault) => {
      waiting.push({ fault, seen: 0 });
    },
    clear: () => {
      waiting = [];
    },
    take: (site) => {
      const due = waiting.filter((entry) => {
        if (!fits(entry.fault, site)) return false;
        entry.seen += 1;
        return isDue(entry.fault, entry.seen);
      });
      waiting = waiting.filter(({ fault, seen }) => fault.times === 'always' || seen < lastCall(fault));
      return due.map(({ fault }) => fault);
    },
  };
}

const KINDS: readonly string[] = [
  'throttle',
  'server-error',
  'slow',
  'drop',
  'expired',
  'denied',
  'same-token',
  'short-page',
  'broken-record',
  'cut-body',
  'query-ends',
  'insights-ends',
] satisfies readonly FaultKind['kind'][];

/** True when a value from outside (the control API) is a fault. */
export function isFault(value: unknown): value is Fault & Dict {
  return isDict(value) && KINDS.includes(String(value.kind));
}

/** The fault of one kind among those of a call. */
export function faultOf<K extends FaultKind['kind']>(faults: readonly Fault[], kind: K) {
  return faults.find((fault): fault is Extract<Fault, { readonly kind: K }> => fault.kind === kind);
}

function isDue(fault: Fault, call: number): boolean {
  return call >= (fault.nth ?? 1) && (fault.times === 'always' || call <= lastCall(fault));
}

/** The number of the last fitting call that the fault touches. */
function lastCall(fault: Fault): number {
  return (fault.nth ?? 1) + (typeof fault.times === 'number' ? fault.times : 1) - 1;
}

/** Kinds that mean something to these operations only; other calls neither meet nor count them. */
const ONLY: Readonly<Partial<Record<FaultKind['kind'], readonly string[]>>> = {
  'same-token': ['LookupEvents', 'GetQueryResults', 'ListObjectsV2'],
  'short-page': ['LookupEvents', 'GetQueryResults', 'ListObjectsV2'],
  'broken-record': ['LookupEvents'],
  'query-ends': ['StartQuery', 'StartQueryExecution'],
  'insights-ends': ['StartQuery'],
};

function fits(fault: Fault, site: FaultSite): boolean {
  return (
    (ONLY[fault.kind] ?? [site.operation]).includes(site.operation) &&
    (fault.service === undefined || fault.service === site.service) &&
    (fault.operation === undefined || fault.operation === site.operation) &&
    (fault.account === undefined || fault.account === site.account) &&
    (fault.region === undefined || fault.region === site.region)
  );
}
