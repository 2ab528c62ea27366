// The look-ups chosen for a condition → one sentence for whoever asks how a question would be answered.
import { type LookupChoice, lookupKey } from './choose-lookups.ts';

/** Look-ups named before "and 7 more". */
const NAMED_MAX = 4;

/** A whole sentence; times and places are not in it. */
export function describeLookups({ sure, quick }: LookupChoice): string {
  const keys = sure.map(lookupKey);
  const [first] = keys;
  if (first === undefined) return 'Nothing would be looked up: event history does not hold such events.';
  if (first === '') {
    const found =
      quick.length === 0 ? '' : ` If that is cut short, ${listed(quick.map(lookupKey))} would be looked up besides.`;
    return `No attribute of LookupEvents brings every event this could be about, so all events would be read, newest first, and compared one by one.${found}`;
  }
  return `LookupEvents would be asked for ${listed(keys)}, as written: it compares case-sensitively. Everything else in the question is compared here, event by event.`;
}

function listed(keys: readonly string[]): string {
  const named = keys.slice(0, NAMED_MAX).join(', ');
  return keys.length <= NAMED_MAX ? named : `${named} and ${keys.length - NAMED_MAX} more`;
}
