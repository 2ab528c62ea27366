// Identity Center's roles, told from roles that only look like one. Their session name is the person's user name, written
// by AWS; in any other role whoever opens the session chooses it.
// https://docs.aws.amazon.com/singlesignon/latest/userguide/sso-cloudtrail-use-cases.html
import type { AuditEvent } from '../domain/audit-event.ts';
import { textAt } from '../records/json.ts';

/** Only AWS makes roles under this path; a name alone can be given by anybody who may create roles. */
const RESERVED_PATH = /:role\/aws-reserved\/sso\.amazonaws\.com(?:\.cn)?\//i;

export type Reserved = 'reserved' | 'unproven' | 'imitated';

/** `unproven`: the record leaves the role's path out. `imitated`: it names a path that is not AWS's. */
export function reservedRole({ record }: AuditEvent): Reserved {
  const issuer = textAt(record.userIdentity, 'sessionContext', 'sessionIssuer', 'arn');
  if (issuer === null) return 'unproven';
  return RESERVED_PATH.test(issuer) ? 'reserved' : 'imitated';
}

/** The user id for whom an Identity Center application called; null: not such a call. */
export function behalfOf({ record }: AuditEvent): { readonly userId: string; readonly store: string | null } | null {
  const userId = textAt(record.userIdentity, 'onBehalfOf', 'userId');
  const store = textAt(record.userIdentity, 'onBehalfOf', 'identityStoreArn');
  return userId === null ? null : { userId, store };
}
