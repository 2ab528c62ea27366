// What watches say: set up, listed, found something, cannot see, ended. mrkdwn of ours; questions and events are inert.
import { countOf } from '../answer/words/count.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { MessageForms, RenderedMessage } from '../domain/thread.ts';
import type { Watch, WatchHit } from '../domain/watch.ts';
import { actions, button, context, SLACK_MAX, section } from './block-kit.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';

const TEXT_MAX = 300;
const IDS_MAX = 10;

/** `everyMs`: between looks. `trouble`: what it cannot see from the start, in plain sentences; null: nothing known. */
export function watchAdded(
  askingId: string,
  watch: Watch,
  everyMs: number,
  trouble: string | null,
  exposed: boolean,
): RenderedMessage {
  const what = exposed ? 'what is newly open to the outside' : quoted(watch);
  const news = exposed ? 'Access Analyzer finds more' : 'it happens from now on';
  const text =
    `Watching as \`${watch.id}\`: ${what}. I look every ${countOf(Math.round(everyMs / 60_000), 'minute')} ` +
    `until ${whenText(watch.expiresAt, watch.zone)}, and say here when ${news}.`;
  const note = trouble === null ? [] : [section(`⚠ ${escapeMrkdwn(trouble, TROUBLE_MAX)}`)];
  const late = context(exposed ? FOUND_LATE : ARRIVE_LATE);
  const end = actions('watch', askingId, [button('End this watch', 'watch_remove', watch.id)]);
  return { text, blocks: [section(text), ...note, late, end] };
}

const TROUBLE_MAX = 1200;
const ARRIVE_LATE =
  'Events arrive about 5 minutes after the call, some later. Words for time in the question are left out of account.';
/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings.html */
const FOUND_LATE =
  'Access Analyzer finds a change within about 30 minutes, at the latest with its next scan a day later.';

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
  /** Things newly open to the outside, not events. */
  readonly exposed: boolean;
  /** Of these, how many are closed by now; left out: none. */
  readonly closed?: number;
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
  const events = `I could not read ${hits.length === 1 ? 'the event' : 'the events'} again; \`/whodid event\` and an id shows one:`;
  const things =
    'I could not read them again, or they are closed by now; `/whodid exposed` shows all that is and was open. Findings:';
  const text = [
    `${lineOf(line)} ${line.exposed ? things : events}`,
    ...shown,
    ...(rest === 0 ? [] : [`… and ${rest} more.`]),
  ].join('\n');
  return { text, blocks: [section(text)] };
}

export function watchBlind(watch: Watch, since: number, exposed: boolean): RenderedMessage {
  const whether = exposed ? 'more is open to the outside' : 'it happened again';
  const how = exposed ? '`/whodid exposed` shows' : 'ask the question to see';
  const text =
    `⚠ <@${watch.ownerId}> I cannot see whether ${whether}: ${quoted(watch)} could not be looked at in full since ` +
    `${whenText(since, watch.zone)}. I go on trying; ${how} what is missing.`;
  return { text, blocks: [section(text)] };
}

export function watchEnded(watch: Watch, exposed: boolean): RenderedMessage {
  const on = exposed
    ? '`/whodid watch exposed` goes on'
    : 'Ask the question again and press *Tell me if it happens again* to go on';
  const text = `<@${watch.ownerId}> I no longer watch ${quoted(watch)}: its time is over. ${on}.`;
  return { text, blocks: [section(text)] };
}

function lineOf({ watch, count, exposed, closed = 0 }: WatchLine): string {
  const again = count === 1 ? 'It happened again' : `It happened again, ${countOf(count, 'event')} in one`;
  const open = `${countOf(count, 'thing')} newly open to the outside${closed === 0 ? '' : ` (${closed} closed by now)`}`;
  return `🔔 <@${watch.ownerId}> ${exposed ? open : again}: your watch ${quoted(watch)}.`;
}

function quoted({ text }: Watch): string {
  return `“${escapeMrkdwn(text, TEXT_MAX)}”`;
}

function whenText(ms: number, zone: string): string {
  return escapeMrkdwn(`${instantCell(new Date(ms).toISOString(), zone).slice(0, 16)} ${zone}`);
}
