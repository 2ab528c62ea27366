// LookupEvents: one attribute, exact and case-sensitive, newest first, at most fifty a page, ninety days back, two calls
// in any second. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
import type { StoredEvent } from '../events.ts';
import { type Fault, faultOf } from '../faults.ts';
import { type Dict, dictAt, isDict, listAt, numberAt, textAt } from '../json.ts';
import { INSIGHT_KEYS, LOOKUP, LOOKUP_KEYS, LOOKUP_VALUE } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import type { Caller, World } from '../world.ts';
import { historyResources } from './resources.ts';
import { historyUserName } from './user-name.ts';

type LookupKey = (typeof LOOKUP_KEYS)[number];
type Attribute = { readonly key: LookupKey; readonly value: string };

type Request = {
  readonly attribute?: Attribute;
  /** Epoch milliseconds, both inclusive. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly insights: boolean;
  readonly pageSize: number;
};

/** Where a page ended: the next one begins below this event. */
type Position = { readonly timeMs: number; readonly seq: number };

/** Above every event: where a first page begins. */
const TOP: Position = { timeMs: Number.MAX_SAFE_INTEGER, seq: 0 };

/** One page. */
export function lookupEvents(world: World, caller: Caller, input: Dict, faults: readonly Fault[]): Outcome {
  const request = readRequest(input);
  if (isError(request)) return request;
  // "If you use a NextToken … the same parameters": every parameter but the token itself.
  const { NextToken: token, ...parameters } = input;
  const bound = [caller.account, caller.region, parameters];
  const after = typeof token === 'string' ? readPosition(world, bound, token) : undefined;
  if (isError(after)) return after;
  if (request.insights) return ok({ Events: [] });
  const rows = faultOf(faults, 'short-page')?.rows ?? request.pageSize;
  const page = collect(world, caller, { ...request, pageSize: Math.min(rows, request.pageSize) }, after);
  const last = page.events.at(-1);
  const end = last ? { timeMs: last.timeMs, seq: last.seq } : (after ?? TOP);
  const next = faultOf(faults, 'same-token') ? (after ?? TOP) : end;
  return ok({
    Events: page.events.map((event) => broken(shownEvent(event), faultOf(faults, 'broken-record'))),
    ...(page.more ? { NextToken: writeToken(world.tokenKey, bound, next) } : {}),
  });
}

function readPosition(world: World, bound: unknown, token: string): Position | AwsError {
  const position = readToken(world.tokenKey, bound, token);
  if (position === undefined) {
    return refuse('InvalidNextTokenException', 'The token is not valid, or was given for different parameters.');
  }
  return { timeMs: numberAt(position, 'timeMs') ?? 0, seq: numberAt(position, 'seq') ?? 0 };
}

function readRequest(input: Dict): Request | AwsError {
  const category = input.EventCategory;
  if (category !== undefined && category !== null && category !== 'insight') {
    return refuse('InvalidEventCategoryException', `The event category is not valid: ${String(category)}.`);
  }
  const pageSize = numberAt(input, 'MaxResults') ?? LOOKUP.pageMost;
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > LOOKUP.pageMost) {
    return refuse('InvalidMaxResultsException', `MaxResults must be from 1 to ${LOOKUP.pageMost}.`);
  }
  const fromMs = (numberAt(input, 'StartTime') ?? Number.NEGATIVE_INFINITY) * 1_000;
  const toMs = (numberAt(input, 'EndTime') ?? Number.POSITIVE_INFINITY) * 1_000;
  if (fromMs > toMs) return refuse('InvalidTimeRangeException', 'StartTime is after EndTime.');
  const attribute = readAttribute(listAt(input, 'LookupAttributes'), category === 'insight');
  if (isError(attribute)) return attribute;
  return { fromMs, toMs, insights: category === 'insight', pageSize, ...(attribute ? { attribute } : {}) };
}

function readAttribute(attributes: readonly unknown[], insights: boolean): Attribute | AwsError | undefined {
  const invalid = (why: string): AwsError => refuse('InvalidLookupAttributesException', why);
  if (attributes.length > LOOKUP.attributes) return invalid('Only one lookup attribute may be given.');
  const [given] = attributes;
  if (given === undefined) return undefined;
  const key = LOOKUP_KEYS.find((known) => known === textAt(given, 'AttributeKey'));
  const value = textAt(given, 'AttributeValue') ?? '';
  if (key === undefined) return invalid('The lookup attribute is not valid.');
  if (insights && !INSIGHT_KEYS.includes(key)) return invalid(`${key} is not an attribute of Insights events.`);
  const counted = value.length + (value.match(LOOKUP_VALUE.countedTwice)?.length ?? 0);
  if (counted < 1 || counted > LOOKUP_VALUE.most) {
    return invalid(`An attribute value has from 1 to ${LOOKUP_VALUE.most} characters.`);
  }
  return { key, value };
}

function collect(world: World, caller: Caller, request: Request, after: Position | undefined) {
  const now = world.clock();
  const fromMs = Math.max(request.fromMs, now - LOOKUP.horizonMs);
  const events: StoredEvent[] = [];
  for (const event of world.events.history(caller.account, caller.region)) {
    if (event.timeMs < fromMs) break;
    if (event.timeMs > request.toMs || (after && !isBelow(event, after))) continue;
    if (world.events.visibleAt(event) > now || !holds(event, request.attribute)) continue;
    if (events.length === request.pageSize) return { events, more: true };
    events.push(event);
  }
  return { events, more: false };
}

function isBelow(event: StoredEvent, position: Position): boolean {
  return event.timeMs < position.timeMs || (event.timeMs === position.timeMs && event.seq < position.seq);
}

function holds({ record }: StoredEvent, attribute: Attribute | undefined): boolean {
  if (attribute === undefined) return true;
  const { key, value } = attribute;
  switch (key) {
    case 'EventId':
      return record.eventID === value;
    case 'EventName':
      return record.eventName === value;
    case 'EventSource':
      return record.eventSource === value;
    case 'ReadOnly':
      return typeof record.readOnly === 'boolean' && String(record.readOnly) === value;
    case 'Username':
      return historyUserName(record) === value;
    // The key that signed the call, not one that the call handed out.
    case 'AccessKeyId':
      return textAt(dictAt(record, 'userIdentity'), 'accessKeyId') === value;
    case 'ResourceName':
      return historyResources(record).some((resource) => resource.ResourceName === value);
    case 'ResourceType':
      return historyResources(record).some((resource) => resource.ResourceType === value);
    default: {
      const never: never = key;
      return never;
    }
  }
}

function broken(shown: Dict, fault: Extract<Fault, { readonly kind: 'broken-record' }> | undefined): Dict {
  if (fault === undefined) return shown;
  const { CloudTrailEvent: record, ...rest } = shown;
  return fault.how === 'absent' ? rest : { ...rest, CloudTrailEvent: String(record).slice(0, 200) };
}

function shownEvent({ record, eventId, timeMs }: StoredEvent): Dict {
  const userName = historyUserName(record);
  const accessKeyId = textAt(isDict(record.userIdentity) ? record.userIdentity : undefined, 'accessKeyId');
  // eventContext is never in Event history: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
  const { eventContext: _, ...shown } = record;
  return {
    EventId: eventId,
    EventName: record.eventName,
    EventTime: timeMs / 1_000,
    EventSource: record.eventSource,
    Resources: historyResources(record),
    CloudTrailEvent: JSON.stringify(shown),
    ...(typeof record.readOnly === 'boolean' ? { ReadOnly: String(record.readOnly) } : {}),
    ...(userName === undefined ? {} : { Username: userName }),
    ...(accessKeyId === undefined ? {} : { AccessKeyId: accessKeyId }),
  };
}
