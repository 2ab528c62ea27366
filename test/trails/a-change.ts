// Events that change trails, for tests: an IAM user of a sample account at minutes of one day.
import type { AuditEvent, JsonObject } from '../../src/domain/audit-event.ts';
import { readRecord } from '../../src/records/read-record.ts';

export const ACCOUNT = '111122223333';
export const HOME = 'eu-west-1';
export const TRAIL = 'sample-trail';
const DAY_MS = Date.parse('2026-03-01T00:00:00Z');

/** `minute`: of the day. */
export function at(minute: number): number {
  return DAY_MS + minute * 60_000;
}

export function change(
  minute: number,
  eventName: string,
  request: JsonObject | null = { name: TRAIL },
  more: JsonObject = {},
): AuditEvent {
  const reading = readRecord({
    eventVersion: '1.11',
    eventID: `event-${minute}-${eventName}`,
    eventTime: new Date(at(minute)).toISOString().replace('.000Z', 'Z'),
    eventSource: 'cloudtrail.amazonaws.com',
    eventName,
    awsRegion: HOME,
    userIdentity: { type: 'IAMUser', userName: 'ana', arn: `arn:aws:iam::${ACCOUNT}:user/ana`, accountId: ACCOUNT },
    requestParameters: request,
    responseElements: null,
    readOnly: false,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    recipientAccountId: ACCOUNT,
    ...more,
  });
  if (!reading.ok) throw new Error(reading.why);
  return reading.event;
}

export const ARN = `arn:aws:cloudtrail:${HOME}:${ACCOUNT}:trail/${TRAIL}`;

/** Basic selectors as a call gives them. */
export function selectors(selector: JsonObject): JsonObject {
  return {
    trailName: TRAIL,
    eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true, dataResources: [], ...selector }],
  };
}

/** Advanced selectors: each a list of [field, operator, values]. */
export function advanced(
  ...chosen: readonly (readonly (readonly [string, string, readonly string[]])[])[]
): JsonObject {
  return {
    trailName: TRAIL,
    advancedEventSelectors: chosen.map((fields) => ({
      fieldSelectors: fields.map(([field, operator, values]) => ({ field, [operator]: [...values] })),
    })),
  };
}
