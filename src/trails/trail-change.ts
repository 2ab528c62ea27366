// One event → what it changed about a trail, judged from its outcome and parameters; null for every other event, and for
// a call that failed. The name alone decides only where AWS gives it one meaning (StopLogging, StartLogging, DeleteTrail).
import type { AuditEvent, Json, JsonObject } from '../domain/audit-event.ts';
import { objectOf, text } from '../records/json.ts';
import { type Recording, readRecording } from './recording.ts';

/** The events that can begin or end a time in which a trail records less. */
export const TRAIL_EVENTS: readonly string[] = [
  'CreateTrail',
  'UpdateTrail',
  'DeleteTrail',
  'StartLogging',
  'StopLogging',
  'PutEventSelectors',
];

/** A trail as an event names it. */
export interface TrailRef {
  readonly name: string;
  readonly account: string;
  /** A trail is changed from its home Region only. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html */
  readonly homeRegion: string;
}

/** Settings that a call names; null: it leaves them as they were, or does not say. */
export interface TrailSettings {
  readonly multiRegion: boolean | null;
  readonly organization: boolean | null;
  readonly globalServices: boolean | null;
  readonly validation: boolean | null;
  readonly bucket: string | null;
  readonly kmsKey: string | null;
}

export type TrailEffect =
  | { readonly kind: 'created'; readonly settings: TrailSettings }
  | { readonly kind: 'updated'; readonly settings: TrailSettings }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'started' }
  | { readonly kind: 'stopped' }
  /** `recording` null: the record leaves the selectors out (a request over 100 KB is not kept). */
  | { readonly kind: 'selectors'; readonly recording: Recording | null };

export interface TrailChange {
  readonly trail: TrailRef;
  readonly effect: TrailEffect;
  readonly event: AuditEvent;
}

export function trailChange(event: AuditEvent): TrailChange | null {
  if (event.service !== 'cloudtrail' || event.outcome.kind === 'attempted') return null;
  const request = objectOf(event.record.requestParameters) ?? {};
  const response = objectOf(event.record.responseElements) ?? {};
  const effect = effectOf(event.action, request, response);
  const trail = effect === null ? null : trailOf(event, request, response);
  return effect === null || trail === null ? null : { trail, effect, event };
}

function effectOf(action: string, request: JsonObject, response: JsonObject): TrailEffect | null {
  switch (action) {
    case 'CreateTrail':
      return { kind: 'created', settings: settingsOf(request, response) };
    case 'UpdateTrail':
      // The response repeats every setting; only what was asked for is a change.
      return { kind: 'updated', settings: settingsOf(request, {}) };
    case 'DeleteTrail':
      return { kind: 'deleted' };
    case 'StartLogging':
      return { kind: 'started' };
    case 'StopLogging':
      return { kind: 'stopped' };
    case 'PutEventSelectors':
      return { kind: 'selectors', recording: readRecording(request) ?? readRecording(response) };
    default:
      return null;
  }
}

const ARN = /^arn:[^:]+:cloudtrail:([^:]+):([^:]+):trail\/(.+)$/;

/** Name or ARN, under the key of each call; the answer's ARN where the request is left out. null: it names none. */
function trailOf(event: AuditEvent, request: JsonObject, response: JsonObject): TrailRef | null {
  const named = text(request.name) ?? text(request.trailName) ?? text(response.trailARN) ?? text(response.name);
  if (named === null) return null;
  const arn = ARN.exec(named) ?? ARN.exec(text(response.trailARN) ?? '');
  const account = arn?.[2] ?? event.accountId;
  const homeRegion = arn?.[1] ?? event.awsRegion;
  if (account === null || homeRegion === null) return null;
  return { name: arn?.[3] ?? named, account, homeRegion };
}

function settingsOf(request: JsonObject, response: JsonObject): TrailSettings {
  const flag = (key: string) => flagOf(request[key]) ?? flagOf(response[key]);
  return {
    multiRegion: flag('isMultiRegionTrail'),
    organization: flag('isOrganizationTrail'),
    globalServices: flag('includeGlobalServiceEvents'),
    validation: flagOf(request.enableLogFileValidation) ?? flagOf(response.logFileValidationEnabled),
    bucket: text(request.s3BucketName) ?? text(response.s3BucketName),
    kmsKey: text(request.kmsKeyId) ?? text(response.kmsKeyId),
  };
}

function flagOf(value: Json | undefined): boolean | null {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : null;
}

/** One trail's key among many. */
export function trailKey({ name, account, homeRegion }: TrailRef): string {
  return `${account}/${homeRegion}/${name}`;
}

/** The trail of an ARN; null for any other text. */
export function trailOfArn(arn: string): TrailRef | null {
  const [, homeRegion, account, name] = ARN.exec(arn) ?? [];
  return homeRegion === undefined || account === undefined || name === undefined ? null : { name, account, homeRegion };
}
