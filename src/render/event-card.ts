// One event → a short card: what was called and whether it took effect, by whom, when, where, with what, on what. Everything
// from the record is escaped and redacted; nothing of its parameters is shown.
import { describeActor } from '../answer/words/describe-actor.ts';
import { describeInstant } from '../answer/words/describe-instant.ts';
import { describeTool } from '../answer/words/describe-tool.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { RenderedMessage } from '../domain/thread.ts';
import { redactText } from '../records/redact.ts';
import { context, section } from './block-kit.ts';
import { eventNameOf, identifiersOf, resultOf } from './cells.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';

const NAME_MAX = 120;
const ACTOR_MAX = 300;
const THINGS_MAX = 4;

/** `zone`: IANA, of whoever asks. */
export function eventCard(event: AuditEvent, zone: string): RenderedMessage {
  const result = resultOf(event, event.outcome.kind === 'attempted' ? 'attempted' : 'done');
  const what = `${codeSpan(eventNameOf(event), NAME_MAX)} by ${escapeMrkdwn(redactText(describeActor(event.actor)), ACTOR_MAX)}`;
  const when = escapeMrkdwn(describeInstant(event.eventTime, zone));
  const said = `${what}, ${when}: ${escapeMrkdwn(result, NAME_MAX)}.`;
  const things = identifiersOf(event).slice(0, THINGS_MAX);
  const on = things.map((thing) => codeSpan(thing, NAME_MAX)).join(', ');
  const where = [
    event.accountId === null ? 'account not recorded' : `account ${event.accountId}`,
    event.awsRegion ?? 'Region not recorded',
    event.sourceIp === null ? 'source not recorded' : `from ${event.sourceIp}`,
    describeTool(event.tool),
  ];
  const lines = [
    ...(on === '' ? [] : [`Names ${on}`]),
    where.map((part) => escapeMrkdwn(redactText(part), NAME_MAX)).join(' · '),
    `event ${codeSpan(event.eventID, NAME_MAX)}`,
  ];
  return { text: said, blocks: [section(said), context(...lines)] };
}
