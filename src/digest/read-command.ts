// What is typed after `/whodid digest` → what to do. A channel comes by name or as Slack's mention of it; what cannot be read is
// one sentence with what to write instead.
import { listOf } from '../answer/words/count.ts';
import { cutText } from '../answer/words/cut-text.ts';
import { distance } from '../question/nearest.ts';
import { definitions } from './definitions/index.ts';
import { EXAMPLES, readSchedule } from './read-schedule.ts';
import { readZone } from './read-zone.ts';
import type { Schedule } from './schedule.ts';

export type ChannelNamed =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'id'; readonly id: string };

export interface AddCommand {
  readonly kind: 'add';
  readonly name: string;
  readonly schedule: Schedule;
  /** IANA; null: that of whoever adds it. */
  readonly zone: string | null;
  /** null: where it was typed. */
  readonly channel: ChannelNamed | null;
}

export type DigestCommand =
  | AddCommand
  | { readonly kind: 'list' }
  | { readonly kind: 'help' }
  /** `which`: an id, a number of the list or a name, as typed; '' where none was. */
  | { readonly kind: 'run' | 'pause' | 'resume' | 'remove'; readonly which: string }
  /** Quotes what was typed: escape it. */
  | { readonly kind: 'problem'; readonly problem: string };

const VERBS: Readonly<Record<string, 'run' | 'pause' | 'resume' | 'remove'>> = {
  run: 'run',
  now: 'run',
  pause: 'pause',
  stop: 'pause',
  resume: 'resume',
  start: 'resume',
  remove: 'remove',
  delete: 'remove',
};

const TYPED_MAX = 60;

export function readDigestCommand(rest: string): DigestCommand {
  const text = rest.trim().replace(/\s+/g, ' ');
  const [word = '', ...words] = text.split(' ');
  const verb = VERBS[word.toLowerCase()];
  if (word === '' || /^list$/i.test(word)) return { kind: 'list' };
  if (/^help$/i.test(word)) return { kind: 'help' };
  if (/^(?:add|new|create)$/i.test(word)) return readAdd(words.join(' '));
  if (verb !== undefined) {
    const which = words.join(' ').replace(/^(?:now\s+)|(?:\s+now)$/gi, '');
    return { kind: verb, which: /^now$/i.test(which) ? '' : which };
  }
  if (definitions.some(({ name }) => name === word.toLowerCase())) return readAdd(text);
  const meant = ['add', 'list', 'run', 'pause', 'resume', 'remove'].find((each) => distance(word, each, 1) !== null);
  const hint =
    meant === undefined ? `write \`add root daily 9:00\`, \`list\` or \`help\`` : `did you mean \`${meant}\`?`;
  return problem(`I do not know “${quoted(word)}” of digests: ${hint}.`.replace('?.', '?'));
}

const CHANNEL = /(?:^|\s)(?:(?:in|to)\s+)?(?:<#([A-Z0-9]{1,30})(?:\|[^>]*)?>|#([\p{L}\p{N}._-]{1,80}))(?=\s|$)/u;
const ZONE = /(?:^|\s)in\s+(.+)$/i;

function readAdd(text: string): DigestCommand {
  const [typed = '', ...others] = text.split(' ');
  const definition = definitions.find(({ name }) => name === typed.toLowerCase());
  if (definition === undefined) return unknownDigest(typed);
  const rest = others.join(' ');
  const [mention = '', id, name] = CHANNEL.exec(rest) ?? [];
  const channel: ChannelNamed | null =
    id !== undefined ? { kind: 'id', id } : name !== undefined ? { kind: 'name', name } : null;
  const timed = rest.replace(mention, ' ').trim();
  const [clause = '', zoneTyped] = ZONE.exec(timed) ?? [];
  const schedule = readSchedule(clause === '' ? timed : timed.slice(0, timed.length - clause.length));
  if (!schedule.ok) return problem(schedule.problem);
  if (zoneTyped === undefined) {
    return { kind: 'add', name: definition.name, schedule: schedule.schedule, zone: null, channel };
  }
  const zone = readZone(zoneTyped);
  if (!zone.ok) return problem(zone.problem);
  return { kind: 'add', name: definition.name, schedule: schedule.schedule, zone: zone.zone, channel };
}

function unknownDigest(typed: string): DigestCommand {
  const names = listOf(definitions.map(({ name }) => `\`${name}\``));
  if (typed === '') return problem(`I was not told which digest: write one of ${names} and when, such as ${EXAMPLES}.`);
  return problem(`There is no digest “${quoted(typed)}”: write one of ${names}.`);
}

/** What `readDigestCommand` reads as the same: kept until it is approved. */
export function addWords({ name, schedule }: AddCommand, zone: string, channelId: string): string {
  return `add ${name} ${schedule.words} in ${zone} <#${channelId}>`;
}

function quoted(text: string): string {
  return cutText(text, TYPED_MAX);
}

function problem(text: string): DigestCommand {
  return { kind: 'problem', problem: text };
}
