// The events an answer rests on → one line each with what is needed to look them up: name, id, account, Region, address,
// tool. Inert mrkdwn, ids in code spans so that they can be copied.
import { grouped, listOf } from '../answer/words/count.ts';
import { describeActor, describeHuman } from '../answer/words/describe-actor.ts';
import { describeTool } from '../answer/words/describe-tool.ts';
import type { Answer, Human } from '../domain/answer.ts';
import type { Actor, AuditEvent } from '../domain/audit-event.ts';
import { eventNameOf } from './cells.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';

/** Events with an evidence line; the table has the rest. */
const EVIDENCE_MAX = 3;
const PART_MAX = 60;

/** Actors with a line about the person behind them. */
const CHAINS_MAX = 2;

/**
 * Lines for the first events done, or, where nothing was done, for the first tried; then who stands behind the first
 * callers. At most three and two; each under 420 and 290 UTF-16 units.
 */
export function evidenceLines(answer: Answer): readonly string[] {
  const chains = chainsOf(answer).map(({ actor, human }) => {
    const [hop = '', ...more] = human.hops;
    const rest = more.length === 0 ? '' : ` and ${grouped(more.length)} more`;
    const by = hop === '' ? '' : `, by event ${codeSpan(hop, PART_MAX)}${rest}`;
    return `Behind ${escapeMrkdwn(describeActor(actor), PART_MAX)}: ${escapeMrkdwn(describeHuman(human), PART_MAX)}${by}`;
  });
  return [...mainEvents(answer).map(evidenceLine), ...chains];
}

/** Who stands behind the first callers, with every hop, in plain text: for doors with room. */
export function chainTexts(answer: Answer): readonly string[] {
  return chainsOf(answer).map(({ actor, human }) => {
    const by =
      human.hops.length === 0 ? '' : `, by ${human.hops.length === 1 ? 'event' : 'events'} ${listOf(human.hops)}`;
    return `Behind ${describeActor(actor)}: ${describeHuman(human)}${by}`;
  });
}

interface Chain {
  readonly actor: Actor;
  readonly human: Human;
}

function chainsOf(answer: Answer): readonly Chain[] {
  const chains = answer.actors.flatMap(({ actor, human }) => (human === null ? [] : [{ actor, human }]));
  return chains.filter(({ actor, human }) => human.hops.length > 0 || human.name !== actor.name).slice(0, CHAINS_MAX);
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
