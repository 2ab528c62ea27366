// An answer's events → its one true sentence, plain text, unescaped. Says who, what, with what, from where and when;
// says attempts as attempts; and never a bare "nobody": what was read is part of the sentence.
import type { AnsweredActor } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Receipt } from '../domain/coverage.ts';
import type { Question, Window } from '../domain/question.ts';
import type { SortedEvents } from './sort-events.ts';
import { countOf, listOf } from './words/count.ts';
import { deedPhrase, namedIn } from './words/deed-phrase.ts';
import { describeAnsweredActor } from './words/describe-actor.ts';
import { describeInstant } from './words/describe-instant.ts';
import { describeToolUse } from './words/describe-tool.ts';

export interface Told extends SortedEvents {
  readonly question: Question;
  readonly window: Window;
  readonly receipt: Receipt;
  readonly actors: readonly AnsweredActor[];
  readonly actorOf: (event: AuditEvent) => AnsweredActor;
  /** Names in the question that no event of the source bears at all: perhaps misspelt, perhaps no names. */
  readonly unseen: readonly string[];
}

const NAMES_MAX = 3;

export function writeSentence(told: Told): string {
  if (told.done.length === 0 && told.attempted.length === 0) return nothingFound(told);
  if (told.done.length === 0) return `${nobodySucceeded(told)} ${attempts(told, told.attempted)}${unfinished(told)}`;
  const tries = told.attempted.length === 0 ? '' : ` ${failedBeside(told)}`;
  return `${happened(told)}${tries}${unfinished(told)}`;
}

function happened(told: Told): string {
  switch (told.question.kind) {
    case 'who':
    case 'chain':
      return told.done.length === 1 ? oneDeed(told) : manyDeeds(told);
    case 'actor':
      return actorDid(told);
    case 'timeline':
      return timeline(told);
    case 'count':
      return `${countOf(told.done.length, 'event')} ${span(told.done, told)}: ${topNames(told.done)}.`;
    case 'list':
      return told.done.length === 1 ? `1 event: ${oneDeed(told)}` : listed(told);
    default:
      return unreachable(told.question.kind);
  }
}

function oneDeed(told: Told): string {
  const [event] = told.done;
  if (event === undefined) return '';
  const verb = deedWord(told.question, event);
  const accepted = event.outcome.kind === 'accepted' ? ' (accepted; AWS finishes it later)' : '';
  return `${capital(who(told, event))} ${verb} ${how(event)} ${when(event, told)}${accepted}.`;
}

function manyDeeds(told: Told): string {
  const by = byActor(told);
  const [only] = by;
  const on = namedIn(told.question, told.done);
  const calls = `made ${countOf(told.done.length, 'such call')}${on.length === 0 ? '' : ` on ${listOf(on, NAMES_MAX)}`} (${topNames(told.done)})`;
  const phrase = deedPhrase(told.question, told.done);
  const deed = phrase === null ? calls : `${phrase} ${times(told.done.length)}`;
  if (by.length === 1 && only !== undefined) {
    return `${capital(only.name)} ${deed} ${span(told.done, told)}, ${tools(told.done)}.`;
  }
  const names = by.map((each) => `${each.name} (${each.count})`);
  const together = phrase === null ? calls : `${phrase}, ${times(told.done.length)} in all`;
  return `${countOf(by.length, 'caller')} ${together} ${span(told.done, told)}: ${listOf(names, NAMES_MAX)}.`;
}

function listed(told: Told): string {
  const names = byActor(told).map((each) => `${each.name} (${each.count})`);
  return `${countOf(told.done.length, 'event')} ${span(told.done, told)}: ${topNames(told.done)}, by ${listOf(names, NAMES_MAX)}.`;
}

function actorDid(told: Told): string {
  const names = [...new Set(told.actors.map(describeAnsweredActor))];
  return `${capital(listOf(names, NAMES_MAX))} made ${countOf(told.done.length, 'call')} that succeeded, ${span(told.done, told)}: ${topNames(told.done)}.`;
}

function timeline(told: Told): string {
  const last = told.done.at(-1);
  const newest = last === undefined ? '' : ` The latest is ${eventName(last)} by ${who(told, last)}.`;
  const on = told.question.resources.length === 0 ? '' : ` on ${object(told.question)}`;
  return `${countOf(told.done.length, 'event')}${on} ${span(told.done, told)}.${newest}`;
}

function attempts(told: Told, events: readonly AuditEvent[]): string {
  const [event] = events;
  if (event === undefined) return '';
  if (events.length === 1) {
    return `${capital(who(told, event))} tried ${eventName(event)} ${how(event)} ${when(event, told)}; it ${failure(event)}.`;
  }
  const names = [...new Set(events.map((each) => who(told, each)))];
  return `${capital(listOf(names, NAMES_MAX))} tried ${times(events.length)} ${span(events, told)}; every call failed (${reasons(events)}).`;
}

/** "Nobody" is about success only, and only for what was asked. */
function nobodySucceeded(told: Told): string {
  return told.question.kind === 'who' || told.question.kind === 'chain' ? 'Nobody succeeded:' : 'Nothing succeeded:';
}

function failedBeside(told: Told): string {
  return `Apart from that, ${countOf(told.attempted.length, 'call')} failed (${reasons(told.attempted)}).`;
}

function nothingFound(told: Told): string {
  const { receipt, question } = told;
  const read = whatWasRead(receipt);
  const [gap] = receipt.gaps;
  if (gap !== undefined) return `Not found so far${looked(question)} ${read}, and not all could be read: ${gap.detail}`;
  const subject = question.kind === 'who' || question.kind === 'chain' ? 'Nobody' : 'Nothing';
  const strange = told.unseen.map((name) => `“${name}”`);
  const unseen = strange.length === 0 ? '' : ` No event in these logs names ${listOf(strange)} at all.`;
  return `${subject}${looked(question)}, ${read}${withinWindow(told.window)}.${unseen}`;
}

const EVENT_NAMES_MAX = 3;

/** " (no ec2:StopInstances on i-1)": what "nobody" is said of, so that a misread question shows. */
function looked(question: Question): string {
  const names = listOf(question.verb?.eventNames ?? [], EVENT_NAMES_MAX);
  if (names === '') return '';
  const on = question.resources.length === 0 ? '' : ` on ${object(question)}`;
  return ` (no ${names}${on})`;
}

function whatWasRead(receipt: Receipt): string {
  const [source] = receipt.sources;
  const span = source?.from == null || source.to === null ? '' : ` (first ${source.from}, last ${source.to})`;
  const where =
    receipt.filesRead > 0
      ? `${receipt.filesRead === 1 ? 'this file' : `these ${countOf(receipt.filesRead, 'file')}`}`
      : listOf(receipt.sources.map((each) => each.source));
  return `in ${where}${span}`;
}

function withinWindow(window: Window): string {
  return window.from === null ? '' : `, between ${window.from} and ${window.to}`;
}

/** With a gap, an answer that found something is still not the whole story. */
function unfinished(told: Told): string {
  const [gap] = told.receipt.gaps;
  return gap === undefined ? '' : ` There may be more: ${gap.detail}`;
}

function deedWord(question: Question, event: AuditEvent): string {
  const phrase = deedPhrase(question, [event]);
  if (phrase !== null) return `${phrase} (${eventName(event)})`;
  const on = namedIn(question, [event]);
  return on.length === 0 ? `called ${eventName(event)}` : `called ${eventName(event)} on ${listOf(on, NAMES_MAX)}`;
}

function times(count: number): string {
  return count === 2 ? 'twice' : countOf(count, 'time');
}

function object(question: Question): string {
  const names = question.resources.map((resource) => resource.text);
  return names.length === 0 ? 'it' : listOf(names, NAMES_MAX);
}

function how(event: AuditEvent): string {
  const from = event.sourceIp === null || event.sourceIp.endsWith('.amazonaws.com') ? '' : ` from ${event.sourceIp}`;
  return `${describeToolUse(event.tool)}${from}`;
}

function when(event: AuditEvent, told: Told): string {
  return `on ${describeInstant(event.eventTime, told.window.zone)}`;
}

function span(events: readonly AuditEvent[], told: Told): string {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (first.timeMs === last.timeMs) return when(first, told);
  return `between ${describeInstant(first.eventTime, told.window.zone)} and ${describeInstant(last.eventTime, told.window.zone)}`;
}

function tools(events: readonly AuditEvent[]): string {
  return listOf([...new Set(events.map((event) => describeToolUse(event.tool)))], NAMES_MAX);
}

function reasons(events: readonly AuditEvent[]): string {
  const codes = events.map((event) =>
    event.outcome.kind === 'attempted'
      ? (event.outcome.code ?? event.outcome.message ?? event.outcome.reason)
      : 'not done to it',
  );
  return listOf([...new Set(codes)], NAMES_MAX);
}

function failure(event: AuditEvent): string {
  if (event.outcome.kind !== 'attempted') return 'listed this resource as failed';
  const { reason, code, message } = event.outcome;
  if (reason === 'dry-run') return 'was a dry run';
  const why = code ?? message;
  const verb = reason === 'denied' ? 'was denied' : 'failed';
  return why === null ? verb : `${verb} (${why})`;
}

function topNames(events: readonly AuditEvent[]): string {
  const counts = new Map<string, number>();
  for (const event of events) counts.set(eventName(event), (counts.get(eventName(event)) ?? 0) + 1);
  const names = [...counts].sort((left, right) => right[1] - left[1]).map(([name, count]) => `${name} (${count})`);
  return listOf(names, NAMES_MAX);
}

function byActor(told: Told): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const event of told.done) counts.set(who(told, event), (counts.get(who(told, event)) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((left, right) => right.count - left.count);
}

function who(told: Told, event: AuditEvent): string {
  return describeAnsweredActor(told.actorOf(event));
}

function eventName(event: AuditEvent): string {
  return `${event.service}:${event.eventName}`;
}

/** Sentences begin with a name, and names keep their case: only our own words are capitalised. */
function capital(text: string): string {
  return /^(the|an?|session|instance|role|account|probably|someone|an unknown|a caller)\b/.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}

function unreachable(value: never): never {
  throw new Error(`No sentence for ${String(value)}`);
}
