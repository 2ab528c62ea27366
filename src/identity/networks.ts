// Calls made with the same credentials → the networks they came from, and which of two lie minutes apart. An address that
// is a service's, or inside a VPC, tells nothing.
import { isIPv4, isIPv6 } from 'node:net';
import type { AuditEvent } from '../domain/audit-event.ts';

export interface Apart {
  /** Of the call asked about. */
  readonly here: string;
  readonly there: string;
  readonly thereEvent: AuditEvent;
  readonly apartMs: number;
}

/** Two networks within so many milliseconds: nobody travels so fast, though a proxy may be switched. */
export const APART_MS_MAX = 5 * 60_000;

/** The nearest use from another network around this call; null: none. */
export function elsewhereNear(call: AuditEvent, others: readonly AuditEvent[]): Apart | null {
  const here = networkOf(call);
  if (here === null || call.sourceIp === null) return null;
  let best: Apart | null = null;
  for (const other of others) {
    const there = networkOf(other);
    const apartMs = Math.abs(other.timeMs - call.timeMs);
    if (there === null || there === here || other.sourceIp === null || apartMs > APART_MS_MAX) continue;
    if (best === null || apartMs < best.apartMs) {
      best = { here: call.sourceIp, there: other.sourceIp, thereEvent: other, apartMs };
    }
  }
  return best;
}

/** The /24 or /48 of an address; null for a host name, a call through a VPC endpoint, or what is no address. */
export function networkOf({ sourceIp, record }: AuditEvent): string | null {
  if (sourceIp === null || typeof record.vpcEndpointId === 'string') return null;
  if (isIPv4(sourceIp)) return sourceIp.split('.').slice(0, 3).join('.');
  if (isIPv6(sourceIp)) return sourceIp.toLowerCase().split(':').slice(0, 3).join(':');
  return null;
}

/** `6 s`, `4 min`. */
export function apartWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
