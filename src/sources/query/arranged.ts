// Events that were found → in the order asked for, cut where only so many are wanted, which a gap says.

import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { EventsRequest } from '../../domain/source.ts';
import { cutGap } from '../cut-gap.ts';
import { inOrder } from './in-order.ts';

export interface Arranged {
  readonly events: readonly AuditEvent[];
  readonly cut: readonly Gap[];
}

export function arranged(found: Iterable<AuditEvent>, { order, limit }: EventsRequest): Arranged {
  const sorted = inOrder(found, order);
  if (limit === null || sorted.length <= limit) return { events: sorted, cut: [] };
  return { events: sorted.slice(0, limit), cut: [cutGap(limit)] };
}
