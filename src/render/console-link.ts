// An event → its page in the CloudTrail console of its partition. Built only from a Region and an event id that have the
// form of one, so that no text of a record can lead elsewhere. The page is Event history: 90 days, management events.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-console.html
import type { AuditEvent } from '../domain/audit-event.ts';

const REGION = /^[a-z]{2}(?:-[a-z]{2,12}){1,3}-\d$/;
const EVENT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Console hosts by partition: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/ and https://docs.amazonaws.cn/ */
const HOSTS: readonly (readonly [RegExp, string])[] = [
  [/^us-gov-/, 'console.amazonaws-us-gov.com'],
  [/^cn-/, 'console.amazonaws.cn'],
  // The isolated and sovereign partitions have consoles of their own, whose addresses are not public knowledge.
  [/^(?:us-iso|eu-iso|us-isob|eusc)/, ''],
  [/^/, 'console.aws.amazon.com'],
];

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const SHOWN_FOR_MS = 90 * 86_400_000;

/**
 * `https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/<id>`; null where there is none, or
 * none any more at `nowMs` (epoch milliseconds; left out: not known).
 */
export function consoleLink(event: AuditEvent, nowMs?: number): string | null {
  const { awsRegion: region, eventID, eventCategory } = event;
  if (eventCategory !== 'Management' || region === null || !REGION.test(region) || !EVENT_ID.test(eventID)) return null;
  if (nowMs !== undefined && event.timeMs < nowMs - SHOWN_FOR_MS) return null;
  const host = HOSTS.find(([partition]) => partition.test(region))?.[1] ?? '';
  if (host === '') return null;
  return `https://${region}.${host}/cloudtrailv2/home?region=${region}#/events/${eventID.toLowerCase()}`;
}
