// Askings for the suites of store and queue.
import { createHash } from 'node:crypto';
import type { Asking } from '../../src/domain/asking.ts';

/** An asking whose id follows from its team and delivery key, as the doors make it. */
export function sampleAsking(deliveryKey: string, more: Partial<Asking> = {}): Asking {
  const teamId = more.teamId ?? 'T0SAMPLE';
  return {
    id: createHash('sha256').update(`${teamId} ${deliveryKey}`).digest('hex').slice(0, 32),
    teamId,
    door: 'slash',
    deliveryKey,
    userId: 'U0SAMPLE',
    channelId: 'C0SAMPLE',
    channelKind: 'public',
    threadTs: null,
    text: 'i-0123456789abcdef0 terminate',
    private: false,
    askedAt: 1_767_225_600_000,
    ...more,
  };
}
