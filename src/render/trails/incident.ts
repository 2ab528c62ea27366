// An incident of a trail → the message that stands for it from its first minute to its end, and the words that follow in its
// thread. Names come from AWS and from records: everything is escaped, nobody is mentioned.

import { describeInstant, instantCell, zoneName } from '../../answer/words/describe-instant.ts';
import { requestValue } from '../../approval/actions.ts';
import type { MessageForms, RenderedMessage } from '../../domain/thread.ts';
import { ASPECTS, type Blindness, type Remedy } from '../../trails/aspects.ts';
import { blindWindow, type Culprit, type Incident, type IncidentFinding } from '../../trails/incident.ts';
import { techniqueWords } from '../../trails/mitre.ts';
import { actions, type Block, type Button, button, context, section } from '../block-kit.ts';
import { codeSpan, escapeMrkdwn } from '../escape-mrkdwn.ts';

export interface IncidentOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA. */
  readonly zone: string;
  readonly accountName: string | null;
}

const WORDS_MAX = 600;
const WHO_MAX = 300;
const LINES_CHARACTERS_MAX = 2_700;
const PEOPLE_MAX = 4;
const CALLS_MAX = 4;
/** What a button carries: https://docs.slack.dev/reference/block-kit/block-elements/button-element, and our own limit. */
const VALUE = /^[\w:.-]{1,150}$/;

export function incidentForms(incident: Incident, options: IncidentOptions): MessageForms {
  const { text, blocks } = renderIncident(incident, options);
  return [() => ({ text, blocks }), () => ({ text, blocks: [] })];
}

export function renderIncident(incident: Incident, options: IncidentOptions): RenderedMessage {
  const title = titleOf(incident, options);
  const blocks: Block[] = [
    section(`*${title}*\n${placeOf(incident, options)}`),
    section(findingLines(incident)),
    section([whoLine(incident, options), blindLine(incident, options)].join('\n')),
    ...buttonsOf(incident),
    context(...footOf(incident)),
  ];
  return { text: `${title} ${placeOf(incident, options)}`, blocks };
}

const THING = { trail: 'Trail', store: 'Event data store' } as const;

function titleOf(incident: Incident, { zone }: IncidentOptions): string {
  const name = `${THING[incident.kind]} ${codeSpan(incident.name, 140)}`;
  const { endedMs, endedBy } = incident;
  if (endedMs !== null) {
    const at = escapeMrkdwn(describeInstant(iso(endedMs), zone));
    if (endedBy !== null) return `Settled: ${name}, ${at}.`;
    const logging = incident.findings.some(({ aspect }) => aspect === 'logging');
    return logging ? `Over: ${name} logs again since ${at}.` : `Over: ${name} is as it should be again since ${at}.`;
  }
  const open = incident.findings.filter((each) => each.endedMs === null);
  if (open.some(({ aspect }) => aspect === 'trail' || aspect === 'store-gone')) return `${name} was deleted.`;
  if (open.some(({ aspect }) => aspect === 'logging')) return `${name} was stopped.`;
  if (open.some(({ aspect }) => aspect === 'baseline')) return `The baseline of ${name} is not what was accepted.`;
  const blind = open.some(({ aspect }) => ASPECTS[aspect].blind === 'some');
  if (blind) return `${name} records less than it should.`;
  const stuck = open.some(({ aspect }) => ASPECTS[aspect].blind === 'undelivered');
  return stuck ? `${name} cannot deliver its log files.` : `${name} is less safe than it should be.`;
}

function placeOf({ account, homeRegion }: Incident, { accountName }: IncidentOptions): string {
  const named = accountName === null ? '' : ` (${escapeMrkdwn(accountName, 80)})`;
  return `Account ${codeSpan(account)}${named}, home Region ${codeSpan(homeRegion)}.`;
}

const WORST: readonly Blindness[] = ['all', 'some', 'undelivered', 'none'];

/** What changed and what it means: what is still so first, the worst of it at the top. */
function findingLines({ findings }: Incident): string {
  const rank = ({ aspect, endedMs }: IncidentFinding) =>
    WORST.indexOf(ASPECTS[aspect].blind) + (endedMs === null ? 0 : WORST.length);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  const lines: string[] = [];
  for (const { aspect, words, endedMs } of sorted) {
    const over = endedMs === null ? escapeMrkdwn(ASPECTS[aspect].means, WORDS_MAX) : '(no longer so)';
    const line = `• ${escapeMrkdwn(words, WORDS_MAX)} ${over}`;
    if (lines.join('\n').length + line.length > LINES_CHARACTERS_MAX) break;
    lines.push(line);
  }
  const more = findings.length - lines.length;
  return [...lines, ...(more > 0 ? [`• and ${more} more`] : [])].join('\n');
}

function whoLine(incident: Incident, options: IncidentOptions): string {
  const { culprits } = incident;
  if (culprits.length === 0) {
    return '*Who:* not known yet. Events reach Event history within about 15 minutes; I go on looking.';
  }
  const people = new Map<string, Culprit[]>();
  for (const culprit of culprits) {
    const key = `${culprit.who}\n${culprit.from ?? ''}`;
    people.set(key, [...(people.get(key) ?? []), culprit]);
  }
  const lines = [...people.values()].slice(-PEOPLE_MAX).map((calls) => personWords(calls, options));
  const more = people.size - lines.length;
  const rest = more > 0 ? `\nand ${more} more` : '';
  return lines.length === 1 ? `*Who:* ${lines[0]}` : `*Who:*\n${lines.map((line) => `• ${line}`).join('\n')}${rest}`;
}

/** One person and their calls, the last ones where they are many. */
function personWords(calls: readonly Culprit[], { zone }: Pick<IncidentOptions, 'zone'>): string {
  const [first] = calls;
  const where = first?.from == null ? '' : ` from ${escapeMrkdwn(first.from, 80)}`;
  const shown = calls.slice(-CALLS_MAX).map(({ eventName, timeMs, eventID, consoleLink }) => {
    const event = consoleLink === null ? codeSpan(eventID) : `<${consoleLink}|event>`;
    return `${codeSpan(eventName, 80)} ${instantCell(iso(timeMs), zone)} ${zoneName(zone)} (${event})`;
  });
  const more = calls.length - shown.length;
  const before = more > 0 ? `, and ${more} before` : '';
  return `${escapeMrkdwn(first?.who ?? '', WHO_MAX)}${where}: ${shown.join(', ')}${before}`;
}

const BLIND_WORDS = {
  all: 'Nothing recorded by it',
  some: 'Not all recorded by it',
  undelivered: 'Not delivered by it',
  none: '',
} as const;

function blindLine(incident: Incident, { now, zone }: IncidentOptions): string {
  const blind = blindWindow(incident);
  const since = Math.min(...incident.findings.map(({ sinceMs }) => sinceMs));
  const sure = incident.findings.every((each) => each.sinceMs !== since || each.sure);
  const at = (ms: number) => escapeMrkdwn(describeInstant(iso(ms), zone));
  const seen = sure ? '' : ' (first seen then; it happened at or before)';
  if (blind === null) return `*Since:* ${at(since)}${seen}. No event went unrecorded.`;
  const { fromMs, toMs, how } = blind;
  const until =
    toMs === null
      ? `${lengthWords(now - fromMs)} so far (as of ${instantCell(iso(now), zone).slice(11, 16)})`
      : `to ${at(toMs)}: ${lengthWords(toMs - fromMs)}`;
  return `*Blind:* ${BLIND_WORDS[how]} from ${at(fromMs)}${seen}${toMs === null ? ', ' : ' '}${until}.`;
}

const MINUTE_MS = 60_000;

export function lengthWords(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days ${hours % 24} h`;
}

const REMEDY_WORDS: Readonly<Record<Remedy, string>> = {
  'start-logging': 'Ask to start logging',
  'recreate-trail': 'Ask to re-create it',
  'restore-selectors': 'Ask to restore selectors',
  'restore-insights': 'Ask to restore Insights',
  'restore-validation': 'Ask to restore validation',
  'restore-bucket': 'Ask to restore the bucket',
  'restore-kms-key': 'Ask to restore the key',
  'restore-multi-region': 'Ask to restore multi-Region',
};

/** What may be asked for about what is still open, in the order of what is worst. */
export function remediesOf({ findings, kind }: Incident): readonly Remedy[] {
  if (kind === 'store') return [];
  const open = findings.filter(({ endedMs }) => endedMs === null).map(({ aspect }) => ASPECTS[aspect].remedy);
  return [...new Set(open.flatMap((remedy) => remedy ?? []))];
}

function buttonsOf(incident: Incident): readonly Block[] {
  if (incident.endedMs !== null) return [];
  // Action ids must differ within a block: https://docs.slack.dev/reference/block-kit/blocks/actions-block
  const remedies = remediesOf(incident).flatMap((remedy, at): readonly Button[] => {
    const value = requestValue(remedy, incident);
    const id = at === 0 ? 'approvals_request' : `approvals_request_${at}`;
    return value !== null ? [button(REMEDY_WORDS[remedy], id, value)] : [];
  });
  const last = incident.culprits.at(-1);
  const event =
    last !== undefined && VALUE.test(last.eventID) ? [button('Show the event', 'trails_event', last.eventID)] : [];
  const accept = button('Accept as new baseline', 'trails_accept', incident.id);
  return [actions('incident', incident.id, [...remedies, accept, ...event])];
}

/** How long AWS keeps management events whatever trails do. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const STILL =
  'Still recorded, whatever trails do: management events of the last 90 days in Event history. Data events are not.';

function footOf(incident: Incident): readonly string[] {
  const hidden = incident.findings.some(({ visible, endedMs }) => !visible && endedMs === null);
  const foot = [STILL, techniqueWords()];
  return hidden
    ? [...foot, 'Whether this was put back cannot be seen from outside: accept the baseline when it is settled.']
    : foot;
}

/** What is new about an incident since its message was last changed, for its thread; null: nothing to say. */
export function updateWords(
  before: Incident | null,
  now: Incident,
  options: Pick<IncidentOptions, 'zone'>,
): string | null {
  if (before === null) return null;
  const lines: string[] = [];
  for (const finding of now.findings) {
    const was = before.findings.find(
      ({ aspect, sinceMs, words }) =>
        aspect === finding.aspect && (sinceMs === finding.sinceMs || words === finding.words),
    );
    if (was === undefined) lines.push(`New: ${escapeMrkdwn(finding.words, WORDS_MAX)}`);
    else if (was.endedMs === null && finding.endedMs !== null && now.endedMs === null) {
      lines.push(`No longer so: ${escapeMrkdwn(finding.words, WORDS_MAX)}`);
    }
  }
  const fresh = now.culprits.filter(({ eventID }) => !before.culprits.some((each) => each.eventID === eventID));
  if (fresh.length > 0) lines.push(`Who: ${personWords(fresh, options)}`);
  if (before.endedMs === null && now.endedMs !== null) lines.push(endWords(now, options));
  return lines.length === 0 ? null : lines.join('\n').slice(0, 2_900);
}

function endWords(incident: Incident, { zone }: Pick<IncidentOptions, 'zone'>): string {
  const { endedMs, endedBy } = incident;
  const at = escapeMrkdwn(describeInstant(iso(endedMs ?? 0), zone));
  const blind = blindWindow(incident);
  const how = endedBy === null ? 'as it should be again' : endedBy;
  const dark =
    blind === null || blind.toMs === null
      ? 'No event went unrecorded.'
      : `Blind from ${escapeMrkdwn(describeInstant(iso(blind.fromMs), zone))} to ${escapeMrkdwn(describeInstant(iso(blind.toMs), zone))} (${lengthWords(blind.toMs - blind.fromMs)}). What happened then is in Event history for 90 days: ask \`who changed anything between …\` with \`source:event-history\`.`;
  return `Ended ${at}: ${how}. ${dark}`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
