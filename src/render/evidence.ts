// The events an answer rests on → one line each with what is needed to look them up: name, id, account, Region, address,
// tool, and the way to the console. Plain parts for doors that escape for themselves; inert mrkdwn, ids in code spans, for
// Slack, where the one link is ours.
import { describeTool } from '../answer/words/describe-tool.ts';
import type { Answer } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { redactText } from '../records/redact.ts';
import { eventNameOf } from './cells.ts';
import { consoleLink } from './console-link.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';

/** Events with an evidence line; the table has the rest. */
const EVIDENCE_MAX = 3;
const PART_MAX = 60;
/** One line's text with the link's address; hostile lengths only: the parts that find the event stay. */
const LINE_MAX = 520;

/**
 * The events a short evidence line is worth giving for, of those done, or, where nothing was done, of those tried: the
 * first three; of a longer history or list, which no three stand for, the latest, which the sentence names too.
 */
export function mainEvents(answer: Answer): readonly AuditEvent[] {
  const events = answer.done.length > 0 ? answer.done : answer.attempted;
  const one = answer.question.kind === 'who' || answer.question.kind === 'chain';
  return one || events.length <= EVIDENCE_MAX ? events.slice(0, EVIDENCE_MAX) : events.slice(-1);
}

/** The parts of an evidence line in plain text, labels included. */
export function evidenceParts(event: AuditEvent, answer: Answer): readonly string[] {
  return [
    eventNameOf(event),
    `event ${event.eventID}`,
    accountText(event.accountId, answer),
    event.awsRegion ?? 'Region not recorded',
    event.sourceIp === null ? 'source not recorded' : `from ${event.sourceIp}`,
    describeTool(event.tool),
  ];
}

/** Lines of mrkdwn, at most three, each at most 520 UTF-16 units. */
export function evidenceLines(answer: Answer): readonly string[] {
  return mainEvents(answer).map((event) => evidenceLine(event, answer));
}

/** What AWS said of the first call that failed, without secrets: the reason people look for. null: nothing. */
export function refusalReason(answer: Answer): string | null {
  if (answer.done.length > 0) return null;
  const [event] = answer.attempted;
  if (event?.outcome.kind !== 'attempted' || event.outcome.message === null) return null;
  return redactText(event.outcome.message);
}

/** `account 111122223333 (sample-prod)` */
export function accountText(accountId: string | null, answer: Answer): string {
  if (accountId === null) return 'account not recorded';
  const name = answer.accountNames?.[accountId] ?? '';
  return name === '' || name === accountId ? `account ${accountId}` : `account ${accountId} (${name})`;
}

function evidenceLine(event: AuditEvent, answer: Answer): string {
  const [name = '', , account = '', region = '', from = '', tool = ''] = evidenceParts(event, answer);
  const link = consoleLink(event, answer.askedAtMs);
  const finding = [
    codeSpan(name, PART_MAX),
    codeSpan(event.eventID, PART_MAX),
    escapeMrkdwn(account, PART_MAX),
    escapeMrkdwn(region, PART_MAX),
  ];
  const about = [escapeMrkdwn(from, PART_MAX), escapeMrkdwn(tool, PART_MAX)];
  const way = link === null ? [] : [`<${link}|Open in CloudTrail>`];
  const line = [...finding, ...about, ...way].join(' · ');
  return line.length <= LINE_MAX ? line : [...finding, ...way].join(' · ');
}
