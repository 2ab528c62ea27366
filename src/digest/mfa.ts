// An event → whether a second factor was used, where its record tells: on a console sign-in, and on calls of a session.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
import type { AuditEvent } from '../domain/audit-event.ts';
import { objectOf, textAt } from '../records/json.ts';

/** null: the record does not tell. */
export function usedMfa(event: AuditEvent): boolean | null {
  const atSignIn = objectOf(event.record.additionalEventData)?.MFAUsed;
  if (atSignIn === 'Yes' || atSignIn === 'No') return atSignIn === 'Yes';
  const inSession = textAt(event.record.userIdentity, 'sessionContext', 'attributes', 'mfaAuthenticated');
  return inSession === null ? null : inSession === 'true';
}

/** `with MFA`, `without MFA`; null: the record does not tell. */
export function mfaNote(event: AuditEvent): string | null {
  const used = usedMfa(event);
  return used === null ? null : used ? 'with MFA' : 'without MFA';
}
