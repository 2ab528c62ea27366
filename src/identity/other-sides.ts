// A call that came from another account → the same call as that account logged it. Only there the caller has a name; the
// two share one `sharedEventID`. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import type { HopKind } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { EventTest } from '../domain/question.ts';
import { textAt } from '../records/json.ts';
import { type ReadThrough, readBatched } from './chain-read.ts';
import { arnRef } from './issuers.ts';
import type { Found, Link } from './link.ts';
import type { NeedOf } from './needs.ts';

/** The two logs may write times this far apart, in milliseconds. */
const SIDES_APART_MS = 3_000;

export async function findOtherSides(needs: readonly NeedOf<'other-side'>[], read: ReadThrough): Promise<Found> {
  const wanted = needs.map((need) => ({
    ...need,
    span: { fromMs: need.call.timeMs - SIDES_APART_MS, toMs: need.call.timeMs + SIDES_APART_MS },
  }));
  const batches = await readBatched(
    wanted,
    (each) => ({
      test: { kind: 'any', tests: each.map(({ call }) => sameCallTest(call)) },
      limit: null,
      worth: 'needed',
    }),
    read,
  );
  const links = new Map<string, Link>();
  for (const batch of batches) {
    for (const { id, call } of batch.wanted) {
      const side = batch.events.find((event) => isOtherSide(event, call));
      if (side !== undefined) links.set(id, { kind: kindOf(side, call), to: side, confidence: 'certain' });
    }
  }
  const gaps = batches.flatMap((batch) => (batch.wanted.every(({ id }) => links.has(id)) ? [] : batch.gaps));
  return { links, gaps };
}

/** In the caller's own account, where the record names it. */
function sameCallTest({ service, action, actor, record }: AuditEvent): EventTest {
  const tests: EventTest[] = [{ kind: 'action', service, name: action }];
  if (actor.accountId !== null) tests.push({ kind: 'account', account: actor.accountId });
  const role = textAt(record.requestParameters, 'roleArn');
  if (role !== null) tests.push({ kind: 'resource', resource: arnRef(role) });
  return { kind: 'all', tests };
}

function isOtherSide(event: AuditEvent, call: AuditEvent): boolean {
  if (event.eventID === call.eventID || event.actor.kind === 'aws-account') return false;
  if (event.action !== call.action || event.service !== call.service) return false;
  if (call.sharedEventID !== null) return event.sharedEventID === call.sharedEventID;
  return call.requestID !== null && event.requestID === call.requestID;
}

/** What the caller's own account says of how they were in. */
function kindOf({ actor }: AuditEvent, call: AuditEvent): HopKind {
  if (call.service === 'sts' || actor.kind === 'role-session') return 'assumed-role';
  return actor.kind === 'identity-center-user' ? 'identity-center' : 'access-key';
}
