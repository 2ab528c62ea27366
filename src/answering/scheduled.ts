// Something that fell due → an asking at the door `schedule`, the same one however often it is recorded.
import { type Asking, SYSTEM } from '../domain/asking.ts';
import type { KnownPerson } from '../domain/thread.ts';
import { textOf } from '../domain/wanted.ts';
import { idOfAsking } from '../ledger/id-of-asking.ts';
import type { Due } from './feature.ts';

/** `now`: epoch milliseconds. */
export function scheduledAsking({ feature, key, what, userId, channelId }: Due, teamId: string, now: number): Asking {
  const known = { teamId, door: 'schedule', deliveryKey: `${feature}/${key}` } as const;
  return {
    ...known,
    id: idOfAsking(known),
    userId,
    channelId,
    channelKind: channelId.startsWith('D') ? 'direct' : null,
    threadTs: null,
    text: textOf({ kind: 'run', feature, what }),
    private: false,
    askedAt: now,
  };
}

/** Whose askings are nobody's. */
export function systemPerson(teamId: string, zone: string): KnownPerson {
  return {
    userId: SYSTEM,
    teamId,
    isBot: false,
    isDeleted: false,
    isGuest: false,
    isStranger: false,
    groups: [],
    name: 'whodid',
    zone,
    locale: 'en-US',
  };
}
