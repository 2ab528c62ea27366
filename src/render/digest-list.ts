// Digests that are set up → their list, with what can be done about each; what was added; the help. mrkdwn of ours.
import { instantCell } from '../answer/words/describe-instant.ts';
import { definitionOf, definitions } from '../digest/definitions/index.ts';
import type { Digest } from '../domain/digest.ts';
import type { RenderedMessage } from '../domain/thread.ts';
import { actions, type Block, button, context, section } from './block-kit.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';

export interface ListedDigest {
  readonly digest: Digest;
  /** Its place among all of the workspace. */
  readonly number: number;
  /** Epoch milliseconds; null: it is paused. */
  readonly next: number | null;
}

/** Opens the form for a new digest: a listener's, not a feature's, since Slack's ticket for a modal lives three seconds. */
export const NEW_DIGEST = 'new_digest';
/** Each takes a section and a row of buttons. */
const SHOWN_MAX = 20;

export function listMessage(askingId: string, rows: readonly ListedDigest[], elsewhere: number): RenderedMessage {
  const others = elsewhere === 0 ? '' : ` (${elsewhere} more in other channels, by others)`;
  const none = `No digest of yours, or of this channel${others}.`;
  const shown = rows.slice(0, SHOWN_MAX);
  const rest = rows.length - shown.length;
  const more = rest === 0 ? '' : ` The last ${rest} stand below without buttons: name one by its id.`;
  const head = rows.length === 0 ? none : `*Digests* of yours and of this channel${others}.${more}`;
  const blocks: readonly Block[] = [
    section(head),
    ...shown.flatMap(({ digest, number, next }) => [
      section(`*${number}.* ${lineOf(digest, next)} · \`${digest.id}\``),
      actions(`digest-${digest.id}`, askingId, buttonsOf(digest, number)),
    ]),
    ...briefBlocks(rows.slice(SHOWN_MAX)),
    actions('digest-new', askingId, [button('New digest', NEW_DIGEST, 'new')]),
    context('`/whodid digest add root daily 9:00` adds one here; `/whodid digest help` says what there is.'),
  ];
  const text = [
    head,
    ...shown.map(({ digest, number, next }) => `${number}. ${lineOf(digest, next)} · \`${digest.id}\``),
  ].join('\n');
  return { text, blocks };
}

/** Those without buttons: as many as one block holds, the rest counted. */
function briefBlocks(rows: readonly ListedDigest[]): readonly Block[] {
  if (rows.length === 0) return [];
  const lines = rows.slice(0, BRIEF_MAX).map(({ digest: { id, name, schedule, zone, state }, number }) => {
    const paused = state === 'paused' ? ' · *paused*' : '';
    return `*${number}.* \`${name}\`, ${scheduleText(schedule)} ${escapeMrkdwn(zone)} · \`${id}\`${paused}`;
  });
  const rest = rows.length - lines.length;
  return [section([...lines, ...(rest === 0 ? [] : [`… and ${rest} more; remove some to see them.`])].join('\n'))];
}

/** Of at most 110 characters each but for the longest of cron; a section takes 3000. */
const BRIEF_MAX = 15;

export function addedMessage(askingId: string, digest: Digest, next: number | null): RenderedMessage {
  const definition = definitionOf(digest.name);
  const about = definition?.about ?? '';
  const covers =
    definition?.content.kind === 'findings'
      ? 'Each one tells how things stand by then, and what is new since the one before.'
      : 'Each one covers the time since the one before, so nothing falls between.';
  const first = next === null ? '' : ` The first one comes at ${whenText(next, digest.zone)}.`;
  const text = `Added as \`${digest.id}\`: ${lineOf(digest, null)}.${first}`;
  const blocks = [
    section(text),
    context(escapeMrkdwn(`It tells ${about}. ${covers}`)),
    actions('digest', askingId, buttonsOf(digest, 0)),
  ];
  return { text, blocks };
}

export function digestHelp(): string {
  return [
    '*Digests* tell at set times what happened since the one before, in a channel. One that finds nothing proves it: what was read, and up to when.',
    ...definitions.map(({ name, about }) => `• \`${name}\` – ${escapeMrkdwn(about)}`),
    'Add one: `/whodid digest add root daily 9:00`; also `weekdays 8:30`, `weekly monday 9:00`, or cron such as `0 9 * * 1-5`. In another zone: `in Europe/Berlin`. In another channel: `#security`.',
    'Then `/whodid digest` lists them; `run`, `pause`, `resume` and `remove` take its number or id, as in `/whodid digest run 1`.',
  ].join('\n');
}

function lineOf(digest: Digest, next: number | null): string {
  const title = definitionOf(digest.name)?.title ?? digest.name;
  const state =
    digest.state === 'paused' ? ' · *paused*' : next === null ? '' : ` · next ${whenText(next, digest.zone)}`;
  const when = `${scheduleText(digest.schedule)} ${escapeMrkdwn(digest.zone)}`;
  return `*${escapeMrkdwn(title)}* (\`${digest.name}\`), ${when}, in <#${digest.channelId}>${state}`;
}

/** Cron's fields are code; words are read as they are. */
export function scheduleText(schedule: string): string {
  return schedule.startsWith('cron ') ? codeSpan(schedule, SCHEDULE_MAX) : escapeMrkdwn(schedule);
}

const SCHEDULE_MAX = 80;

function buttonsOf({ id, state }: Digest, number: number) {
  const of = (verb: string) => `digest_${verb}_${number}`;
  return [
    button('Run now', of('run'), id),
    state === 'paused' ? button('Resume', of('resume'), id) : button('Pause', of('pause'), id),
    button('Remove', of('remove'), id),
  ];
}

function whenText(ms: number, zone: string): string {
  return escapeMrkdwn(`${instantCell(new Date(ms).toISOString(), zone).slice(0, 16)} ${zone}`);
}
