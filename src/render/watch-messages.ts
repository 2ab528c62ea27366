// What watches say: set up, listed, found something, cannot see, ended. mrkdwn of ours; questions and events are inert.
import { countOf } from '../answer/words/count.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { MessageForms, RenderedMessage } from '../domain/thread.ts';
import type { Watch, WatchHit } from '../domain/watch.ts';
import { actions, button, context, SLACK_MAX, section } from './block-kit.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';

const TEXT_MAX = 300;
const IDS_MAX = 10;

export function watchAdded(askingId: string, watch: Watch, everyMs: number, trouble: string | null): RenderedMessage {
  const text =
    `Watching as \`${watch.id}\`: ${quoted(watch)}. I look every ${countOf(Math.round(everyMs / 60_000), 'minute')} ` +
    `until ${whenText(watch.expiresAt, watch.zone)}, and say here when it happens from now on.`;
  const note = trouble === null ? [] : [context(`⚠ The first look failed. ${escapeMrkdwn(trouble, 600)}`)];
  const late = context(
    'Events arrive about 5 minutes after the call, some later. Words for time in the question are left out of account.',
  );
  const end = actions('watch', askingId, [button('End this watch', 'watch_remove', watch.id)]);
  return { text, blocks: [section(text), ...note, late, end] };
}

export function watchList(watches: readonly Watch[]): string {
  if (watches.length === 0) return `You watch nothing. ${HOW}`;
  const lines = watches.map((watch, index) => {
    const blind = watch.blindSince === null ? '' : ` · ⚠ cannot see since ${whenText(watch.blindSince, watch.zone)}`;
    return `${index + 1}. ${quoted(watch)} (\`${watch.id}\`), in <#${watch.channelId}>, until ${whenText(watch.expiresAt, watch.zone)}${blind}`;
  });
  return ['*Your watches*', ...lines, '`/whodid watch remove 1` ends one.'].join('\n');
}

const HOW =
  'Write `/whodid watch "who stopped trail sample-trail" for 30 days`, or press *Tell me if it happens again* under an answer. `/whodid watch exposed` tells what is newly open to the outside.';

export function watchHelp(): string {
  return `*Watches* tell you when a question has a new answer: each event once, those that come together in one message. ${HOW} \`/whodid watch\` lists yours, \`/whodid watch remove 1\` ends one.`;
}

export interface WatchLine {
  readonly watch: Watch;
  readonly count: number;
}

/** An answer's forms with whose watch it was above them: they are mentioned, for that is what they asked. */
export function withWatchLine(forms: MessageForms, line: WatchLine): MessageForms {
  const said = lineOf(line);
  const [first, ...rest] = forms;
  const headed = ({ text, blocks }: RenderedMessage): RenderedMessage => ({
    text: `${said} ${text}`,
    blocks: blocks.length === 0 ? [] : [section(said), ...blocks].slice(0, SLACK_MAX.blocks),
  });
  return [() => headed(first()), ...rest.map((form) => () => headed(form()))];
}

/** The events cannot be read any more: their ids can be looked up. */
export function hitsWithoutAnswer(line: WatchLine, hits: readonly WatchHit[]): RenderedMessage {
  const shown = hits
    .slice(0, IDS_MAX)
    .map(({ eventId, at }) => `• ${whenText(at, line.watch.zone)} ${codeSpan(eventId, 64)}`);
  const rest = hits.length - shown.length;
  const text = [
    `${lineOf(line)} I could not read ${hits.length === 1 ? 'the event' : 'the events'} again; \`/whodid event\` and an id shows one:`,
    ...shown,
    ...(rest === 0 ? [] : [`… and ${rest} more.`]),
  ].join('\n');
  return { text, blocks: [section(text)] };
}

export function watchBlind(watch: Watch, since: number): RenderedMessage {
  const text =
    `⚠ <@${watch.ownerId}> I cannot see whether it happened again: ${quoted(watch)} could not be looked at in full since ` +
    `${whenText(since, watch.zone)}. I go on trying; ask the question to see what is missing.`;
  return { text, blocks: [section(text)] };
}

export function watchEnded(watch: Watch): RenderedMessage {
  const text = `<@${watch.ownerId}> I no longer watch ${quoted(watch)}: its time is over. Ask the question again and press *Tell me if it happens again* to go on.`;
  return { text, blocks: [section(text)] };
}

function lineOf({ watch, count }: WatchLine): string {
  const times = count === 1 ? 'It happened again' : `It happened again, ${countOf(count, 'event')} in one`;
  return `🔔 <@${watch.ownerId}> ${times}: your watch ${quoted(watch)}.`;
}

function quoted({ text }: Watch): string {
  return `“${escapeMrkdwn(text, TEXT_MAX)}”`;
}

function whenText(ms: number, zone: string): string {
  return escapeMrkdwn(`${instantCell(new Date(ms).toISOString(), zone).slice(0, 16)} ${zone}`);
}
