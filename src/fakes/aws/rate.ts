// Two look-ups in any sliding second, for each account and Region apart. Refused calls do not count.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
import { LOOKUP } from './limits.ts';

/** Takes one call at `nowMs`; false when it is one too many. */
export type Rate = (account: string, region: string, nowMs: number) => boolean;

/** An empty rate. */
export function createRate(): Rate {
  const taken = new Map<string, readonly number[]>();
  return (account, region, nowMs) => {
    const key = `${account}/${region}`;
    const recent = (taken.get(key) ?? []).filter((at) => nowMs - at < LOOKUP.windowMs);
    if (recent.length >= LOOKUP.callsPerWindow) return false;
    taken.set(key, [...recent, nowMs]);
    return true;
  };
}
