// What a recorded asking wants from the worker. Doors write the text as typed, buttons and links in the forms below; only
// this file reads either. Which door it came through decides: typed, a button's text is a question like any other.
import type { Asking } from './asking.ts';

/** What somebody asked said of "Was it you?". */
export type AskBackReply = 'yes' | 'no' | 'not-sure';

/** A person an answer names: of its actors, counted from 0; null: the only one. */
export interface Named {
  readonly askingId: string;
  readonly nth: number | null;
}

/** What works by itself, beside answering: each has things that fall due, and those that people talk to a subcommand and buttons. */
export const FEATURES = ['digest', 'watch', 'trails', 'exposed', 'approvals', 'sinks', 'bucket'] as const;
export type FeatureName = (typeof FEATURES)[number];

export type Wanted =
  | { readonly kind: 'help' }
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'explain'; readonly question: string }
  /** One event by its id, as a short card. */
  | { readonly kind: 'event'; readonly eventId: string }
  /** The CSV of an answer given before, by the id of its asking. Only a button writes this. */
  | { readonly kind: 'csv'; readonly askingId: string }
  /** The same question as of now, and what is new or gone. */
  | { readonly kind: 'again'; readonly askingId: string }
  /** A record of an answer, into a modal that is open. */
  | { readonly kind: 'raw'; readonly askingId: string; readonly eventId: string; readonly viewId: string }
  | { readonly kind: 'mention'; readonly named: Named }
  | { readonly kind: 'was-it-you'; readonly named: Named }
  /** The answer to "Was it you?", by the id of the asking that asked it. */
  | { readonly kind: 'reply'; readonly askBackId: string; readonly reply: AskBackReply }
  /** Links of one message, to be shown as cards under it. */
  | { readonly kind: 'unfurl'; readonly links: readonly string[] }
  /** A subcommand of a feature, as typed after its name. */
  | { readonly kind: 'command'; readonly feature: FeatureName; readonly rest: string }
  /** A button of a feature: its verb, and the short value it carries. */
  | { readonly kind: 'press'; readonly feature: FeatureName; readonly verb: string; readonly value: string }
  /** What a feature scheduled itself. */
  | { readonly kind: 'run'; readonly feature: FeatureName; readonly what: string };

const ID = '[0-9a-f]{32}';
const EVENT_ID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const CSV_OF = new RegExp(`^csv (${ID})$`);
const AGAIN = new RegExp(`^again (${ID})$`);
const RAW = new RegExp(`^raw (${ID}) (${EVENT_ID}) ([A-Z0-9]{1,40})$`);
const NAMED = new RegExp(`^(mention|was-it-you) (${ID})(?: (\\d{1,3}))?$`);
const REPLY = new RegExp(`^reply (yes|no|not-sure) (${ID})$`);
const EVENT = new RegExp(`^event (${EVENT_ID})$`, 'i');
const HELP = /^(?:help|\?|-h|--help)?$/i;
const SUBCOMMAND = /^(ask|explain)(?:\s+|$)/i;
const COMMANDS = FEATURES.filter((name) => name !== 'sinks' && name !== 'bucket');
const FEATURE = new RegExp(`^(${COMMANDS.join('|')})(?:\\s+([^]*))?$`, 'i');
/** "trails stopped last week" is a question. */
const TRAILS_COMMAND =
  /^(?:$|csv\b|help\b|in\b|all\b|accept\b|baseline\b|enable\b|start\b|restore\b|recreate\b|setup\b|set up\b|incidents?\b|private\b)/i;
const PRESS = new RegExp(`^press (${FEATURES.join('|')}) ([a-z-]{1,40})(?: ([\\w:.-]{0,150}))?$`);
const RUN = new RegExp(`^run (${FEATURES.join('|')}) ([^]*)$`);

/** Reads what an asking wants. A button's text that has none of the forms is the question the button stands for. */
export function wantedBy({ text, door }: Pick<Asking, 'text' | 'door'>): Wanted {
  if (door === 'link') return { kind: 'unfurl', links: text.split(/\s+/).filter((link) => link !== '') };
  if (door === 'schedule') return due(text);
  return (door === 'deed' || door === 'button' ? pressed(text.trim()) : null) ?? wantedOf(text);
}

/** Reads what somebody typed (trimmed by the door); anything unknown is a question. */
export function wantedOf(text: string): Exclude<Wanted, Pressed> {
  const trimmed = text.trim();
  if (HELP.test(trimmed)) return { kind: 'help' };
  const eventId = EVENT.exec(trimmed)?.[1];
  if (eventId !== undefined) return { kind: 'event', eventId: eventId.toLowerCase() };
  const command = commandOf(trimmed);
  if (command !== null) return command;
  const word = SUBCOMMAND.exec(trimmed);
  if (word === null) return { kind: 'question', question: trimmed };
  const question = trimmed.slice(word[0].length);
  return { kind: word[1]?.toLowerCase() === 'explain' ? 'explain' : 'question', question };
}

function commandOf(text: string): Extract<Wanted, { kind: 'command' }> | null {
  const [, word, rest = ''] = FEATURE.exec(text) ?? [];
  const feature = featureNamed(word?.toLowerCase());
  if (feature === null || (feature === 'trails' && !TRAILS_COMMAND.test(rest))) return null;
  return { kind: 'command', feature, rest: rest.trim() };
}

function featureNamed(name: string | undefined): FeatureName | null {
  return FEATURES.find((feature) => feature === name) ?? null;
}

/** Only the program itself records at this door, in this form. */
function due(text: string): Extract<Wanted, { kind: 'run' }> {
  const [, word, what] = RUN.exec(text) ?? [];
  const feature = featureNamed(word);
  if (feature === null || what === undefined) throw new Error('nothing of ours was due');
  return { kind: 'run', feature, what };
}

type Pressed = Extract<
  Wanted,
  { kind: 'csv' | 'again' | 'raw' | 'mention' | 'was-it-you' | 'reply' | 'unfurl' | 'press' | 'run' }
>;

/** The text that a door records for what a button wants. Read back by `wantedBy`. */
export function textOf(wanted: Pressed): string {
  switch (wanted.kind) {
    case 'csv':
    case 'again':
      return `${wanted.kind} ${wanted.askingId}`;
    case 'raw':
      return `raw ${wanted.askingId} ${wanted.eventId} ${wanted.viewId}`;
    case 'mention':
    case 'was-it-you': {
      const { askingId, nth } = wanted.named;
      return nth === null ? `${wanted.kind} ${askingId}` : `${wanted.kind} ${askingId} ${nth}`;
    }
    case 'reply':
      return `reply ${wanted.reply} ${wanted.askBackId}`;
    case 'unfurl':
      return wanted.links.join('\n');
    case 'press':
      return `press ${wanted.feature} ${wanted.verb} ${wanted.value}`.trimEnd();
    case 'run':
      return `run ${wanted.feature} ${wanted.what}`;
    default: {
      const never: never = wanted;
      throw new Error(`unknown wish ${JSON.stringify(never)}`);
    }
  }
}

function pressed(text: string): Pressed | null {
  const [, csv] = CSV_OF.exec(text) ?? [];
  if (csv !== undefined) return { kind: 'csv', askingId: csv };
  const [, again] = AGAIN.exec(text) ?? [];
  if (again !== undefined) return { kind: 'again', askingId: again };
  const [, of, eventId, viewId] = RAW.exec(text) ?? [];
  if (of !== undefined && eventId !== undefined && viewId !== undefined) {
    return { kind: 'raw', askingId: of, eventId, viewId };
  }
  const [, deed, askingId, nth] = NAMED.exec(text) ?? [];
  if (askingId !== undefined) {
    const named = { askingId, nth: nth === undefined ? null : Number(nth) };
    return { kind: deed === 'mention' ? 'mention' : 'was-it-you', named };
  }
  const [, word, verb, value = ''] = PRESS.exec(text) ?? [];
  const feature = featureNamed(word);
  if (feature !== null && verb !== undefined) return { kind: 'press', feature, verb, value };
  const [, reply, askBackId] = REPLY.exec(text) ?? [];
  if (reply === undefined || askBackId === undefined) return null;
  return { kind: 'reply', askBackId, reply: reply === 'yes' || reply === 'no' ? reply : 'not-sure' };
}
