// The events an answer rests on → one line each with what is needed to look them up: name, id, account, Region, address,
// tool. Inert mrkdwn, ids in code spans so that they can be copied.
import { describeTool } from '../answer/words/describe-tool.ts';
import type { Answer } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { eventNameOf } from './cells.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';

/** Events with an evidence line; the table has the rest. */
const EVIDENCE_MAX = 3;
const PART_MAX = 60;

/** Lines for the first events done, or, where nothing was done, for the first tried. Each under 420 UTF-16 units. */
export function evidenceLines(answer: Answer): readonly string[] {
  return mainEvents(answer).map(evidenceLine);
}

/** The events a short evidence line is worth giving for. */
export function mainEvents(answer: Answer): readonly AuditEvent[] {
  return (answer.done.length > 0 ? answer.done : answer.attempted).slice(0, EVIDENCE_MAX);
}

/** The parts of an evidence line in plain text, labels included: for doors that escape for themselves. */
export function evidenceParts(event: AuditEvent): readonly string[] {
  return [
    eventNameOf(event),
    `event ${event.eventID}`,
    event.accountId === null ? 'account not recorded' : `account ${event.accountId}`,
    event.awsRegion ?? 'Region not recorded',
    event.sourceIp === null ? 'source not recorded' : `from ${event.sourceIp}`,
    describeTool(event.tool),
  ];
}

function evidenceLine(event: AuditEvent): string {
  const parts = [
    codeSpan(eventNameOf(event), PART_MAX),
    codeSpan(event.eventID, PART_MAX),
    event.accountId === null ? 'account not recorded' : `account ${escapeMrkdwn(event.accountId, PART_MAX)}`,
    event.awsRegion === null ? 'Region not recorded' : escapeMrkdwn(event.awsRegion, PART_MAX),
    event.sourceIp === null ? 'source not recorded' : `from ${escapeMrkdwn(event.sourceIp, PART_MAX)}`,
    escapeMrkdwn(describeTool(event.tool), PART_MAX),
  ];
  return parts.join(' · ');
}
