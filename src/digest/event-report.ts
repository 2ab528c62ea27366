// The answer to a digest's stored question → its report: events by section, alike ones in one line, what was not there the run
// before on top. Nothing found is said as a proof, or with what could not be read.
import { createHash } from 'node:crypto';
import { actorFinder } from '../answer/answered-actors.ts';
import { countOf, grouped, listOf } from '../answer/words/count.ts';
import { describeAnsweredActor } from '../answer/words/describe-actor.ts';
import { describeInstant, instantCell } from '../answer/words/describe-instant.ts';
import { describeTool } from '../answer/words/describe-tool.ts';
import type { Answer } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Receipt } from '../domain/coverage.ts';
import { eventNameOf, resultOf } from '../render/cells.ts';
import { accountText } from '../render/evidence.ts';
import { betweenWords } from '../render/next-questions.ts';
import { receiptParts } from '../render/receipt-lines.ts';
import type { Timeline } from '../render/timeline.ts';
import type { DigestSection, EventsContent } from './definition.ts';
import { proofOf } from './quiet-proof.ts';
import { type DigestReport, FACTS_MAX, type ReportSection, type RunFacts } from './report.ts';

export interface EventRun {
  readonly answer: Answer;
  /** What the run before kept; null: there was none. */
  readonly before: RunFacts | null;
  readonly trend: Timeline | null;
}

/** Its events alone, in their groups: for the report and the CSV. What the test let through by name only is left out. */
export function eventsOf(content: EventsContent, answer: Answer): Answer {
  const ours = (event: AuditEvent) => content.sectionOf(event) !== null;
  return { ...answer, done: answer.done.filter(ours), attempted: answer.attempted.filter(ours) };
}

export function eventReport(content: EventsContent, { answer: all, before, trend }: EventRun): DigestReport {
  const ours = eventsOf(content, all);
  const answer = { ...ours, receipt: asFarAsDelivered(ours) };
  const groups = groupsOf(content, answer);
  const known = before === null ? null : new Set(before.keys);
  const aside = new Set(content.sections.flatMap(({ id, counted }) => (counted === null ? [id] : [])));
  const isNew = (group: Group) => known !== null && !known.has(group.key) && !aside.has(group.section);
  const fresh = groups.filter(isNew);
  const counts = countsOf(content, answer);
  const { receipt } = answer;
  const total = counts.reduce((sum, { section, count }) => sum + (section.counted === null ? 0 : count), 0);
  return {
    sentence: sentenceOf(content, counts, total, answer),
    mood: total > 0 ? 'news' : receipt.complete ? 'quiet' : 'open',
    fresh: fresh.length === 0 ? null : freshSection(content, fresh, answer),
    sections: counts.flatMap(({ section, count }) => {
      const own = groups.filter((group) => group.section === section.id && !isNew(group));
      const rest = own.reduce((sum, { events }) => sum + events.length, 0);
      return own.length === 0 ? [] : [sectionOf(section, own, rest, count, content, answer)];
    }),
    gaps: receipt.gaps,
    receipt: receiptParts(receipt),
    trend,
    rows: answer.done.length + answer.attempted.length,
    facts: { keys: groups.slice(0, FACTS_MAX).map(({ key }) => key), total, complete: receipt.complete },
    question: `${content.words} ${betweenWords(Date.parse(answer.window.from ?? answer.window.to), Date.parse(answer.window.to), answer.window.zone)}`,
  };
}

/** Quiet accounts deliver nothing for a while; longer than this before the end, and nobody knows what is missing. Milliseconds. */
const UNDELIVERED_MS = 30 * 60_000;

/** A folder that somebody stopped filling is read whole, and proves nothing of the time after. */
function asFarAsDelivered({ receipt, window }: Answer): Receipt {
  const { deliveredTo, gaps } = receipt;
  const late = deliveredTo === null || Date.parse(deliveredTo) < Date.parse(window.to) - UNDELIVERED_MS;
  if (!late || gaps.some(({ kind }) => kind === 'not-delivered')) return receipt;
  const known =
    deliveredTo === null
      ? 'Up to when events were delivered is not known'
      : `Nothing is known to have been delivered after ${describeInstant(deliveredTo, window.zone)}`;
  const detail = `${known}: events of the time up to ${describeInstant(window.to, window.zone)} may be missing. See that the trail delivers, and that the log folder is filled.`;
  return { ...receipt, complete: false, gaps: [...gaps, { kind: 'not-delivered', detail }] };
}

interface Counted {
  readonly section: DigestSection;
  readonly count: number;
}

function countsOf(content: EventsContent, { done, attempted }: Answer): readonly Counted[] {
  const counts = new Map<string, number>();
  for (const event of [...done, ...attempted]) {
    const id = content.sectionOf(event) ?? '';
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return content.sections.map((section) => ({ section, count: counts.get(section.id) ?? 0 }));
}

function sentenceOf(content: EventsContent, counts: readonly Counted[], total: number, answer: Answer): string {
  const { receipt, window } = answer;
  const { noun } = content;
  const aside = counts
    .filter(({ section, count }) => section.counted === null && count > 0)
    .map(({ section, count }) => `${grouped(count)} ${lower(section.title)}`);
  const apart = aside.length === 0 ? '' : ` Apart from that, ${listOf(aside)}.`;
  const proof = proofOf(receipt, window.zone, window.to);
  if (total === 0) {
    const none = `0 ${noun.many}`;
    if (receipt.complete) return `${none} ${proof}.${apart}`;
    return `${none} found so far, ${proof}, but not all could be read: this proves nothing yet.${apart}`;
  }
  const parts = counts.flatMap(({ section, count }) =>
    section.counted === null || count === 0 ? [] : [countOf(count, section.counted.one, section.counted.many)],
  );
  const said = parts.length === 1 ? listOf(parts) : `${countOf(total, noun.one, noun.many)}: ${listOf(parts)}`;
  const more = receipt.complete ? `; read ${proof}` : `; there may be more, not all could be read`;
  return `${said}${more}.${apart}`;
}

/** Ours begin with a capital; what follows a number does not. "AWS" stays. */
function lower(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

function upper(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Events that differ in nothing but their time. */
interface Group {
  readonly key: string;
  readonly section: string;
  readonly events: readonly AuditEvent[];
}

function groupsOf(content: EventsContent, answer: Answer): readonly Group[] {
  const groups = new Map<string, { section: string; key: string; events: AuditEvent[] }>();
  const who = nameOf(answer);
  for (const group of ['done', 'attempted'] as const) {
    for (const event of answer[group]) {
      const section = content.sectionOf(event) ?? '';
      const key = keyOf([
        section,
        ...callerOf(event),
        eventNameOf(event),
        event.accountId ?? '',
        resultOf(event, group),
      ]);
      const apart = JSON.stringify([key, who(event), content.note(event), event.sourceIp, event.awsRegion]);
      const held = groups.get(apart);
      if (held === undefined) groups.set(apart, { section, key, events: [event] });
      else held.events.push(event);
    }
  }
  return [...groups.values()];
}

function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}

/** Sessions of a role have new names each time: the role is what is new or not. */
function callerOf({ actor }: AuditEvent): readonly string[] {
  const name = actor.kind === 'role-session' ? (actor.roleName ?? actor.name) : actor.name;
  return [actor.kind, name, actor.accountId ?? ''];
}

function nameOf(answer: Answer): (event: AuditEvent) => string {
  const find = actorFinder(answer.actors);
  return (event) => describeAnsweredActor(find(event) ?? { actor: event.actor, human: null });
}

/** Groups with most events first: of a thousand, the tenth line still matters. */
function sectionOf(
  section: DigestSection,
  groups: readonly Group[],
  rest: number,
  count: number,
  content: EventsContent,
  answer: Answer,
): ReportSection {
  const who = nameOf(answer);
  const lines = bySize(groups).map((group) => lineOf(group, who, content, answer));
  const title = rest === count ? section.title : `${section.title}, as before`;
  return { title, total: rest, lines, aside: section.counted === null };
}

function freshSection(content: EventsContent, groups: readonly Group[], answer: Answer): ReportSection {
  const who = nameOf(answer);
  const order = content.sections.map(({ id }) => id);
  const sorted = bySize(groups).sort((left, right) => order.indexOf(left.section) - order.indexOf(right.section));
  const lines = sorted.map((group) => {
    const section = content.sections.find(({ id }) => id === group.section);
    const { text, eventId } = lineOf(group, who, content, answer);
    return { text: `${upper(section?.counted?.one ?? section?.title ?? '')}: ${text}`, eventId };
  });
  const total = groups.reduce((sum, { events }) => sum + events.length, 0);
  return { title: 'New since the digest before', total, lines, aside: false };
}

function bySize(groups: readonly Group[]): Group[] {
  return [...groups].sort((left, right) => right.events.length - left.events.length);
}

function lineOf(group: Group, who: (event: AuditEvent) => string, content: EventsContent, answer: Answer) {
  const [event] = group.events;
  const last = group.events.at(-1);
  if (event === undefined || last === undefined) return { text: '', eventId: null };
  const { zone } = answer.window;
  const [from, to] = [instantCell(event.eventTime, zone), instantCell(last.eventTime, zone)];
  const times = group.events.length === 1 ? '' : ` ${grouped(group.events.length)} times`;
  const result = resultOf(event, event.outcome.kind === 'attempted' ? 'attempted' : 'done');
  const note = content.note(event);
  const name = who(event);
  const parts = [
    group.events.length === 1
      ? minute(from)
      : `${minute(from)} to ${from.slice(0, 10) === to.slice(0, 10) ? minute(to).slice(11) : minute(to)}`,
    name,
    `${eventNameOf(event)}${times}`,
    ...(note === null ? [] : [note]),
    ...(result === 'done' ? [] : [result]),
    ...(event.accountId !== null && name.includes(event.accountId)
      ? nameOfAccount(event, answer)
      : [accountText(event.accountId, answer)]),
    ...(event.awsRegion === null ? [] : [event.awsRegion]),
    ...(event.sourceIp === null || event.sourceIp.endsWith('.amazonaws.com') ? [] : [`from ${event.sourceIp}`]),
    describeTool(event.tool),
  ];
  return { text: parts.join(' · '), eventId: event.eventID };
}

/** Beside a caller who is named by their account. */
function nameOfAccount({ accountId }: AuditEvent, answer: Answer): readonly string[] {
  const name = answer.accountNames?.[accountId ?? ''] ?? '';
  return name === '' ? [] : [name];
}

function minute(cell: string): string {
  return cell.slice(0, 16);
}
