// How trails stand, and what differs from what was accepted → findings for people who look once a day: what must be mended, what
// should be looked at, and what is as it should be. A sentence each, plain text, unescaped.
import type { Finding } from '../domain/digest.ts';
import type { Difference } from './difference.ts';
import {
  accountsWithoutTrail,
  isGone,
  known,
  type Posture,
  type StorePosture,
  type TrailPosture,
  unrecordedRegions,
} from './posture.ts';
import { isUnread } from './trail-report.ts';

/** A trail delivers every few minutes: after so long without, something is wrong. Milliseconds. */
export const SILENT_AFTER_MS = 24 * 60 * 60_000;

/** `differences`: by the ARN of the trail or data store, weaker ones only. */
export function trailHealth(
  posture: Posture,
  differences: ReadonlyMap<string, readonly Difference[]>,
): readonly Finding[] {
  const accounts = [...new Set(posture.places.map(({ account }) => account))];
  return [
    ...accountsWithoutTrail(posture).map((account) => bad(`account/${account}`, `Account ${account} has no trail.`)),
    ...accounts.flatMap((account) => regionFindings(posture, account)),
    ...posture.trails.flatMap((trail) =>
      trailFindings(trail, posture.checkedMs, differences.get(trail.trail.arn) ?? []),
    ),
    ...posture.stores.flatMap((store) => storeFindings(store, differences.get(store.arn) ?? [])),
    ...elsewhere(posture, differences),
  ];
}

/** What differs about something that several trails share (a bucket, a key), or about a trail that is gone. */
function elsewhere(
  { trails, stores }: Posture,
  differences: ReadonlyMap<string, readonly Difference[]>,
): readonly Finding[] {
  const shown = new Set([...trails.map(({ trail }) => trail.arn), ...stores.map(({ arn }) => arn)]);
  return [...differences]
    .filter(([subject]) => !shown.has(subject))
    .flatMap(([subject, all]) => all.map(({ aspect, words }) => bad(`${subject}/was/${aspect}`, words)));
}

function regionFindings(posture: Posture, account: string): readonly Finding[] {
  const regions = unrecordedRegions(posture, account);
  if (regions.length === 0) return [];
  return [watch(`regions/${account}`, `No trail records ${regions.join(', ')} of account ${account}.`)];
}

function trailFindings(it: TrailPosture, nowMs: number, differences: readonly Difference[]): readonly Finding[] {
  const { trail } = it;
  const name = `Trail ${trail.name} of account ${trail.account}`;
  const key = (what: string) => `${trail.arn}/${what}`;
  const status = known(it.status);
  const found = [
    ...(status?.logging === false ? [bad(key('off'), `${name} is off${sinceWords(status.stoppedMs)}.`)] : []),
    ...(status?.deliveryError
      ? [bad(key('delivery'), `${name} cannot deliver: S3 says ${status.deliveryError}.`)]
      : []),
    ...(status?.logging === true && isSilent(status.deliveredMs, nowMs)
      ? [bad(key('silent'), `${name} has not delivered${sinceWords(status.deliveredMs)}.`)]
      : []),
    ...(it.bucket !== null && isGone(it.bucket)
      ? [bad(key('bucket'), `${name}: its bucket ${it.bucket.name} is gone.`)]
      : []),
    ...keyFindings(it, name, key('key')),
    ...(trail.validation ? [] : [watch(key('validation'), `${name} does not validate its log files.`)]),
    ...differences.map(({ aspect, words }) => bad(key(`was/${aspect}`), `${name}: ${words}`)),
  ];
  return found.length > 0 || isUnread(it.status)
    ? found
    : [{ key: trail.arn, text: `${name} is as it should be.`, grade: 'fine' }];
}

function keyFindings({ key }: TrailPosture, name: string, id: string): readonly Finding[] {
  if (key === null || isUnread(key) || key.state === 'Enabled') return [];
  return [bad(id, `${name}: its KMS key is ${key.state}.`)];
}

function storeFindings(store: StorePosture, differences: readonly Difference[]): readonly Finding[] {
  const name = `Event data store ${store.name} of account ${store.account}`;
  const found = [
    ...(store.status === 'ENABLED'
      ? []
      : [bad(`${store.arn}/status`, `${name} takes in no events: its status is ${store.status}.`)]),
    ...differences.map(({ aspect, words }) => bad(`${store.arn}/was/${aspect}`, `${name}: ${words}`)),
  ];
  return found.length > 0 ? found : [{ key: store.arn, text: `${name} is as it should be.`, grade: 'fine' }];
}

function isSilent(deliveredMs: number | null, nowMs: number): boolean {
  return deliveredMs !== null && nowMs - deliveredMs > SILENT_AFTER_MS;
}

function sinceWords(ms: number | null): string {
  return ms === null ? '' : ` since ${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function bad(key: string, text: string): Finding {
  return { key, text, grade: 'bad' };
}

function watch(key: string, text: string): Finding {
  return { key, text, grade: 'watch' };
}
