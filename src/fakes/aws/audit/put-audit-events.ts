// PutAuditEvents: events of one's own into a channel of CloudTrail Lake, each judged for itself; the accepted ones are kept
// in order of arrival. https://docs.aws.amazon.com/awscloudtraildata/latest/APIReference/API_PutAuditEvents.html
import { createHash, randomUUID } from 'node:crypto';
import { type Dict, isDict, listAt, parseJson, textAt } from '../json.ts';
import { AUDIT_EVENTS, AUDIT_FIELDS, AUDIT_MEMBERS } from '../limits.ts';
import { type AwsError, type Outcome, ok, refuse } from '../outcome.ts';
import type { Caller, Operation, World } from '../world.ts';

/** A channel that takes events of one's own. */
export type SeedChannel = {
  /** UUID. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** Its policy asks for this external id. */
  readonly externalId?: string;
};

/** An event that a channel accepted. */
export type AcceptedAuditEvent = {
  readonly channel: string;
  readonly id: string;
  readonly eventID: string;
  readonly eventData: string;
  /** Epoch milliseconds, pretended time. */
  readonly atMs: number;
};

export const CLOUDTRAIL_DATA: Readonly<Record<string, Operation>> = {
  PutAuditEvents: { action: 'cloudtrail-data:PutAuditEvents', run: putAuditEvents },
};

export function channelArn({ id, account, region }: SeedChannel): string {
  return `arn:aws:cloudtrail:${region}:${account}:channel/${id}`;
}

function putAuditEvents(world: World, caller: Caller, input: Dict): Outcome {
  const channel = channelFor(world, caller, input);
  if ('kind' in channel) return channel;
  const events = listAt(input, 'auditEvents').filter(isDict);
  const refused = badCall(events);
  if (refused !== undefined) return refused;
  const [successful, failed]: [Dict[], Dict[]] = [[], []];
  for (const event of events) {
    const id = textAt(event, 'id') ?? '';
    const eventData = textAt(event, 'eventData') ?? '';
    const wrong = judge(world, channel, id, eventData, textAt(event, 'eventDataChecksum'));
    if (wrong !== undefined) {
      failed.push({ id, errorCode: wrong[0], errorMessage: wrong[1] });
      continue;
    }
    const eventID = randomUUID();
    world.auditEvents.push({ channel: channel.id, id, eventID, eventData, atMs: world.clock() });
    successful.push({ id, eventID });
  }
  return ok({ successful, failed });
}

function channelFor(world: World, caller: Caller, input: Dict): SeedChannel | AwsError {
  const named = textAt(input, 'channelArn') ?? '';
  if (!/^[a-zA-Z0-9._/\-:]{3,256}$/.test(named)) return refuse('InvalidChannelARN', `Invalid channel: ${named}`);
  const found = world.channels.find((one) => one.region === caller.region && [one.id, channelArn(one)].includes(named));
  if (found === undefined) {
    const isArn = !named.startsWith('arn:') || /:channel\/.+$/.test(named);
    return isArn ? refuse('ChannelNotFound', 'The channel could not be found.') : refuse('InvalidChannelARN', named);
  }
  const fits = found.externalId === undefined || found.externalId === input.externalId;
  if (found.account === caller.account && fits) return found;
  return refuse('ChannelInsufficientPermission', `${caller.principal.arn} may not put events into ${named}.`);
}

function badCall(events: readonly Dict[]): AwsError | undefined {
  if (events.length < 1 || events.length > AUDIT_EVENTS.perCall) {
    return refuse('ValidationException', `auditEvents must have from 1 to ${AUDIT_EVENTS.perCall} members.`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(events));
  if (bytes > AUDIT_EVENTS.bytes) return refuse('ValidationException', `The request has ${bytes} bytes.`, 413);
  const ids = events.map((event) => textAt(event, 'id') ?? '');
  const odd = ids.find((id) => !AUDIT_EVENTS.id.test(id));
  if (odd !== undefined)
    return refuse('ValidationException', `Value '${odd}' at 'auditEvents.id' failed to satisfy constraint`);
  if (new Set(ids).size < ids.length) {
    return refuse('DuplicatedAuditEventId', 'Two or more entries in the request have the same event ID.');
  }
  return undefined;
}

/** Error code and message of one event; undefined when it is accepted. */
function judge(
  world: World,
  channel: SeedChannel,
  id: string,
  eventData: string,
  checksum: string | undefined,
): readonly [string, string] | undefined {
  const fault = world.auditFaults.find((one) => one.id === id && one.times > 0);
  if (fault !== undefined) {
    fault.times -= 1;
    return [fault.code, `${fault.code} on order`];
  }
  if (checksum !== undefined && checksum !== createHash('sha256').update(eventData).digest('base64')) {
    return ['InvalidChecksum', 'The checksum does not match the event data.'];
  }
  const data = parseJson(eventData);
  if (!isDict(data)) return ['InvalidData', 'eventData is not a JSON object.'];
  for (const [path, most] of AUDIT_FIELDS) {
    const value = valueAt(data, path);
    if (typeof value !== 'string' || value === '') return ['FieldNotFound', `${path} is required.`];
    if (value.length > most) return ['FieldTooLong', `${path} is longer than ${most}.`];
  }
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/.test(String(data.eventTime))) return ['InvalidData', 'eventTime'];
  if (data.recipientAccountId !== channel.account) return ['InvalidRecipient', 'recipientAccountId'];
  for (const [path, most] of AUDIT_MEMBERS) {
    const value = valueAt(data, path);
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    if (Buffer.byteLength(text) > most) return ['FieldTooLong', `${path} is larger than ${most} bytes.`];
  }
  return undefined;
}

function valueAt(data: Dict, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isDict(value) ? value[key] : undefined), data);
}
