// One call and one finding → whether that call let in whom the finding tells of. Conditions are not weighed: a statement
// counts by whom it names and what it allows them.
import type { AuditEvent } from '../domain/audit-event.ts';
import { factsOf } from '../records/facts.ts';
import { type Allowed, allowedBy } from './allowed.ts';
import type { ExposureFinding, FindingDetails } from './finding.ts';
import type { OpeningCall } from './opening-calls.ts';
import { matchesWildcard } from './wildcard.ts';

/**
 * `perhaps`: what it let in cannot be told from the record, or the finding does not say whom. `part`: it let them in, but not
 * to all that the finding names.
 */
export type LetsIn = 'yes' | 'perhaps' | 'part' | 'no';

export function letsIn(event: AuditEvent, call: OpeningCall, finding: ExposureFinding): LetsIn {
  if (event.outcome.kind === 'attempted') return 'no';
  const { details } = finding;
  if (call.means === 'block') return liftsBlock(event, details);
  const { allowed, withheld } = allowedBy(event);
  if (withheld) return 'perhaps';
  if (details === null) return allowed.length > 0 ? 'perhaps' : 'no';
  return coverOf(allowed, details, ADDS.test(event.action));
}

/** A block hides only what is public: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function liftsBlock(event: AuditEvent, details: FindingDetails | null): LetsIn {
  if (!factsOf(event).has('made-public')) return 'no';
  if (details === null) return 'perhaps';
  return details.isPublic ? 'yes' : 'no';
}

/** Adds to what is allowed already, so that several of them make one finding; other calls write the whole policy. */
const ADDS = /^Add(LayerVersion)?Permission/;

/** A finding names all that its policy lets somebody do: where it allowed other things, there was another finding. */
function coverOf(allowed: readonly Allowed[], { letIn, isPublic, actions }: FindingDetails, adds: boolean): LetsIn {
  const whom = letIn.length > 0 ? letIn.map(({ value }) => value) : isPublic ? ['*'] : [];
  const theirs = allowed.filter(({ principals }) =>
    whom.some((value) => principals.some((written) => samePrincipal(value, written))),
  );
  if (theirs.length === 0) return 'no';
  if (actions.length === 0 || theirs.some((each) => each.actions === null)) return 'yes';
  const patterns = [...new Set(theirs.flatMap((each) => each.actions ?? []))];
  const covered = actions.filter((action) =>
    patterns.some((pattern) => matchesWildcard(pattern, action) || matchesWildcard(pattern, bare(action))),
  );
  if (covered.length === 0) return 'no';
  return covered.length === actions.length || adds ? 'yes' : 'part';
}

/** An account's id, its root's ARN and `*` are written in several ways; a role of the account is not the account. */
function samePrincipal(found: string, written: string): boolean {
  if (found.toLowerCase() === written.toLowerCase()) return true;
  const account = accountOf(found);
  return account !== null && account === accountOf(written);
}

function accountOf(principal: string): string | null {
  return /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1] ?? null;
}

/** "SendMessage" in AddPermission is "sqs:SendMessage" in the finding. */
function bare(action: string): string {
  return action.slice(action.indexOf(':') + 1);
}
