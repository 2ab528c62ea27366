// CloudWatch Logs as something is written to it: groups, streams, and events that are kept as they were accepted.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html and the pages beside it.
import { type Dict, isDict, listAt, numberAt, textAt } from '../json.ts';
import { LOG_STREAMS, PUT_LOG_EVENTS } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import type { Caller, Operation, World } from '../world.ts';

/** An event as it was accepted. */
export type WrittenLogEvent = { readonly timestamp: number; readonly message: string };

export type LogStream = {
  readonly account: string;
  readonly region: string;
  readonly group: string;
  readonly name: string;
  readonly createdMs: number;
  readonly events: WrittenLogEvent[];
  ingestedMs?: number;
};

/** Groups ("account/region/name") and streams that were created over the wire or seeded. */
export type LogWriting = { readonly groups: Set<string>; readonly streams: LogStream[] };

export const LOG_WRITING: Readonly<Record<string, Operation>> = {
  CreateLogGroup: { action: 'logs:CreateLogGroup', run: createGroup },
  CreateLogStream: { action: 'logs:CreateLogStream', run: createStream },
  PutLogEvents: { action: 'logs:PutLogEvents', run: putEvents },
  DescribeLogStreams: { action: 'logs:DescribeLogStreams', run: describeStreams },
};

/** How a group is filed. */
export function groupKey(account: string, region: string, group: string): string {
  return `${account}/${region}/${group}`;
}

function createGroup(world: World, caller: Caller, input: Dict): Outcome {
  const group = textAt(input, 'logGroupName') ?? '';
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(group)) return invalid('logGroupName', group);
  const key = groupKey(caller.account, caller.region, group);
  if (world.logWriting.groups.has(key)) return exists('log group');
  world.logWriting.groups.add(key);
  return ok({});
}

function createStream(world: World, caller: Caller, input: Dict): Outcome {
  const group = groupOf(world, caller, input);
  if (isError(group)) return group;
  const name = textAt(input, 'logStreamName') ?? '';
  if (!LOG_STREAMS.name.test(name)) return invalid('logStreamName', name);
  if (streamsOf(world, caller, group).some((stream) => stream.name === name)) return exists('log stream');
  const { account, region } = caller;
  world.logWriting.streams.push({ account, region, group, name, createdMs: world.clock(), events: [] });
  return ok({});
}

function putEvents(world: World, caller: Caller, input: Dict): Outcome {
  const group = groupOf(world, caller, input);
  if (isError(group)) return group;
  const stream = streamsOf(world, caller, group).find(({ name }) => name === textAt(input, 'logStreamName'));
  if (stream === undefined) return missing('log stream');
  const events = eventsOf(input);
  if (isError(events)) return events;
  const now = world.clock();
  const tooOld = events.filter(({ timestamp }) => timestamp < now - PUT_LOG_EVENTS.oldestMs).length;
  const tooNew = events.findIndex(({ timestamp }) => timestamp > now + PUT_LOG_EVENTS.newestMs);
  const taken = events.slice(tooOld, tooNew === -1 ? events.length : tooNew);
  const span = (taken.at(-1)?.timestamp ?? 0) - (taken[0]?.timestamp ?? 0);
  if (span > PUT_LOG_EVENTS.spanMs)
    return parameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
  stream.events.push(...taken);
  stream.ingestedMs = now;
  const rejected = {
    ...(tooOld === 0 ? {} : { tooOldLogEventEndIndex: tooOld }),
    ...(tooNew === -1 ? {} : { tooNewLogEventStartIndex: tooNew }),
  };
  return ok(Object.keys(rejected).length === 0 ? {} : { rejectedLogEventsInfo: rejected });
}

function eventsOf(input: Dict): readonly WrittenLogEvent[] | AwsError {
  const events = listAt(input, 'logEvents')
    .filter(isDict)
    .map((event) => ({
      timestamp: numberAt(event, 'timestamp') ?? Number.NaN,
      message: textAt(event, 'message') ?? '',
    }));
  if (events.length < 1 || events.length > PUT_LOG_EVENTS.events) {
    return parameter(`1 validation error detected: logEvents must have from 1 to ${PUT_LOG_EVENTS.events} members`);
  }
  if (events.some(({ timestamp, message }) => Number.isNaN(timestamp) || timestamp < 0 || message === '')) {
    return parameter('1 validation error detected: each log event has a timestamp and a message');
  }
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + PUT_LOG_EVENTS.eventOverhead, 0);
  if (bytes > PUT_LOG_EVENTS.bytes)
    return parameter(`Upload too large: ${bytes} bytes exceeds limit of ${PUT_LOG_EVENTS.bytes}`);
  if (events.some((event, at) => event.timestamp < (events[at - 1]?.timestamp ?? 0))) {
    return parameter('Log events in a single PutLogEvents request must be in chronological order.');
  }
  return events;
}

function describeStreams(world: World, caller: Caller, input: Dict): Outcome {
  const group = groupOf(world, caller, input);
  if (isError(group)) return group;
  const prefix = textAt(input, 'logStreamNamePrefix') ?? '';
  const size = numberAt(input, 'limit') ?? LOG_STREAMS.pageMost;
  if (size < 1 || size > LOG_STREAMS.pageMost) return invalid('limit', String(size));
  const found = streamsOf(world, caller, group)
    .filter(({ name }) => name.startsWith(prefix))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(shown);
  if (input.descending === true) found.reverse();
  const bound = ['DescribeLogStreams', caller.account, caller.region, group, prefix];
  const token = textAt(input, 'nextToken');
  const position = token === undefined ? { at: 0 } : readToken(world.tokenKey, bound, token);
  if (position === undefined) return parameter('The specified nextToken is invalid.');
  const at = numberAt(position, 'at') ?? 0;
  const next = at + size < found.length ? { nextToken: writeToken(world.tokenKey, bound, { at: at + size }) } : {};
  return ok({ logStreams: found.slice(at, at + size), ...next });
}

function shown({ account, region, group, name, createdMs, events, ingestedMs }: LogStream): Dict {
  const [first, last] = [events[0], events.at(-1)];
  return {
    logStreamName: name,
    creationTime: createdMs,
    arn: `arn:aws:logs:${region}:${account}:log-group:${group}:log-stream:${name}`,
    storedBytes: 0,
    ...(first === undefined ? {} : { firstEventTimestamp: first.timestamp }),
    ...(last === undefined ? {} : { lastEventTimestamp: last.timestamp }),
    ...(ingestedMs === undefined ? {} : { lastIngestionTime: ingestedMs }),
  };
}

function groupOf(world: World, { account, region }: Caller, input: Dict): string | AwsError {
  const named = textAt(input, 'logGroupIdentifier') ?? textAt(input, 'logGroupName') ?? '';
  const group = named.replace(/^arn:[^:]+:logs:[^:]+:\d+:log-group:/, '').replace(/:\*$/, '');
  return world.logWriting.groups.has(groupKey(account, region, group)) ? group : missing('log group');
}

function streamsOf(world: World, { account, region }: Caller, group: string): readonly LogStream[] {
  return world.logWriting.streams.filter(
    (stream) => stream.account === account && stream.region === region && stream.group === group,
  );
}

function missing(what: string): AwsError {
  return refuse('ResourceNotFoundException', `The specified ${what} does not exist.`);
}

function exists(what: string): AwsError {
  return refuse('ResourceAlreadyExistsException', `The specified ${what} already exists`);
}

function parameter(message: string): AwsError {
  return refuse('InvalidParameterException', message);
}

function invalid(name: string, value: string): AwsError {
  return parameter(`1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint`);
}
