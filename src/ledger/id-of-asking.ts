// What was delivered, or fell due → the id of its asking, so that the same thing is recorded once.
import { createHash } from 'node:crypto';
import type { Asking } from '../domain/asking.ts';

/** 32 hexadecimal characters, the same for the same delivery at the same door. */
export function idOfAsking({ teamId, door, deliveryKey }: Pick<Asking, 'teamId' | 'door' | 'deliveryKey'>): string {
  return createHash('sha256')
    .update(JSON.stringify([teamId, door, deliveryKey]))
    .digest('hex')
    .slice(0, 32);
}
