// One call with its parameters, as the readers of changes see it, and what they are used with again and again.
import type { AuditEvent, JsonObject } from '../../../src/domain/audit-event.ts';
import { sampleEvent } from '../../render/sample-replies.ts';

/** What it is, the call, and the lines it is told in: `+` added, `-` removed, `=` set, `#` note. */
export type ChangeCase = readonly [string, AuditEvent, readonly string[]];

/** `name`: `service:Action`. */
export function call(
  name: string,
  request: JsonObject | null,
  more: Partial<AuditEvent> & { response?: JsonObject } = {},
): AuditEvent {
  const [service = '', action = ''] = name.split(':');
  const record = { requestParameters: request, responseElements: more.response ?? null };
  const { response: _, ...rest } = more;
  return sampleEvent(0, { service, action, eventName: action, record, ...rest });
}

/** Port 22, opened to everybody. */
export const ANYWHERE = { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } };
export const allow = (principal: JsonObject | string, action: string): JsonObject => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: '*',
});
/** A policy document as JSON. */
export const document = (...statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
