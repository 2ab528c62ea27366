// People at work in their own time zone: sessions on weekdays between nine and half past five, mostly reading.
import { DateTime } from 'luxon';
import { type Account, AUDIT, DEV, HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { CLEO, type Person, STAFF } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { MINUTE } from '../time.ts';
import { burst, burstStart, type DaySlice, type Noise } from './burst.ts';
import { STAFF_READS } from './reads.ts';
import { STAFF_CHANGES } from './writes.ts';

const FIRST_HOUR = 9;
const WORKING_MINUTES = 8.5 * 60;
/** Events of one sitting, sign-in included. */
const SITTING = 22;
const SATURDAY = 6;

/** A start of work inside the slice on that person's working day; null when they are not at work in it. */
function sittingStart(slice: DaySlice, person: Person): number | null {
  const minute = slice.random.int(WORKING_MINUTES);
  const utc = DateTime.fromMillis(slice.from, { zone: 'utc' });
  const local = DateTime.fromObject(
    { year: utc.year, month: utc.month, day: utc.day, hour: FIRST_HOUR },
    { zone: person.zone },
  );
  if (local.weekday >= SATURDAY && !(person.weekends && slice.random.chance(0.3))) return null;
  const start = burstStart(local.toMillis() + minute * MINUTE);
  return start >= slice.from && start + 4 * MINUTE <= slice.to ? start : null;
}

function accountFor(slice: DaySlice, person: Person): Account {
  return person === CLEO ? slice.random.pick([AUDIT, AUDIT, PROD, DEV]) : slice.random.pick([PROD, DEV, DEV]);
}

/** Sittings of the staff. Fewer than `count` events when nobody is at work. */
export const staff: Noise = (slice, count) => {
  const { random } = slice;
  const made: Draft[] = [];
  // Each sitting needs a person and an hour; on a short or quiet slice most draws find nobody, hence the bound.
  const draws = 4 * Math.ceil(count / SITTING);
  for (let draw = 0; draw < draws && made.length < count; draw += 1) {
    const person = random.pick(STAFF);
    const start = sittingStart(slice, person);
    if (start === null) continue;
    const account = accountFor(slice, person);
    const opened = openStaffSession(random, person, account, start + 1000, random.chance(0.5));
    const calls = burst(random, {
      account,
      region: HOME_REGION,
      caller: opened.caller,
      start,
      count: SITTING - opened.events.length,
      reads: STAFF_READS,
      changes: STAFF_CHANGES,
      changeShare: 0.08,
    });
    made.push(...[...opened.events, ...calls].slice(0, count - made.length));
  }
  return made;
};
