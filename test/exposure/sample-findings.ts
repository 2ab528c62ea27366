// Findings and events for tests of what is open, made up field by field.
import type { AuditEvent, JsonObject } from '../../src/domain/audit-event.ts';
import type { ExposedReport } from '../../src/exposure/exposed.ts';
import type { ExposureFinding, ExposurePlace, FindingDetails } from '../../src/exposure/finding.ts';
import { readRecord } from '../../src/records/read-record.ts';

export const FOUND = Date.parse('2026-11-18T12:00:00Z');
export const ACCOUNT = '111122223333';
export const OUTSIDE = '999988887777';
export const MINUTE = 60_000;
export const ANALYZER = `arn:aws:access-analyzer:eu-west-1:${ACCOUNT}:analyzer/sample`;

export const DETAILS: FindingDetails = {
  isPublic: false,
  letIn: [{ kind: 'AWS', value: OUTSIDE }],
  actions: [],
  condition: {},
  via: [],
};

export function finding(over: Partial<ExposureFinding> = {}): ExposureFinding {
  return {
    id: 'f-1',
    analyzer: ANALYZER,
    analyzerMs: FOUND - 90 * 86_400_000,
    resource: 'arn:aws:s3:::sample-data',
    resourceType: 'AWS::S3::Bucket',
    account: ACCOUNT,
    region: 'eu-west-1',
    status: 'active',
    createdMs: FOUND,
    updatedMs: FOUND,
    details: DETAILS,
    error: null,
    ...over,
  };
}

let made = 0;

/** `minutes` before the finding. */
export function write(
  minutes: number,
  service: string,
  name: string,
  request: JsonObject | null,
  over: JsonObject = {},
): AuditEvent {
  made += 1;
  const by = typeof over.by === 'string' ? over.by : 'ana';
  const record: JsonObject = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      arn: `arn:aws:iam::${ACCOUNT}:user/${by}`,
      accountId: ACCOUNT,
      userName: by,
      accessKeyId: `AKIA${by}`,
    },
    eventTime: new Date(FOUND - minutes * MINUTE).toISOString().replace('.000Z', 'Z'),
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: 'eu-west-1',
    requestParameters: request,
    responseElements: null,
    eventID: `00000000-0000-4000-a000-${String(made).padStart(12, '0')}`,
    eventType: 'AwsApiCall',
    eventCategory: 'Management',
    recipientAccountId: ACCOUNT,
    ...over,
  };
  const read = readRecord(record);
  if (!read.ok) throw new Error('no event');
  return read.event;
}

export function policyOf(principal: string | JsonObject, action = '*', condition?: JsonObject): JsonObject {
  return {
    Statement: [
      { Effect: 'Allow', Principal: principal, Action: action, ...(condition ? { Condition: condition } : {}) },
    ],
  };
}

export function place(over: Partial<ExposurePlace> = {}): ExposurePlace {
  return {
    account: ACCOUNT,
    region: 'eu-west-1',
    analyzers: [{ arn: ANALYZER, name: 'sample', scope: 'account', status: 'ACTIVE', createdMs: 0 }],
    findings: [],
    notRead: [],
    ...over,
  };
}

export function report(over: Partial<ExposedReport> = {}): ExposedReport {
  return {
    checkedMs: FOUND,
    zone: 'Europe/Amsterdam',
    active: [],
    archived: [],
    resolved: [],
    coverage: { read: { places: 6, ofPlaces: 6, accounts: 2, ofAccounts: 2, ofRegions: 3 }, gaps: [], notes: [] },
    searched: {
      sources: [{ source: 'event-history', from: '2026-08-20T00:00:00Z', to: '2026-11-18T12:00:00Z' }],
      gaps: [],
      eventsExamined: 12,
    },
    accountNames: { [OUTSIDE]: 'sample-partner' },
    ...over,
  };
}
