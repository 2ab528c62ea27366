// The workspace as it is now: channels, messages, files, views, tickets. Mutable on purpose, and only here; the
// methods and the user's actions change it through these functions, and every change is announced to listeners.
import { randomBytes } from 'node:crypto';
import type { Dict } from './json.ts';
import { TIMES } from './limits.ts';
import type { SeedUser, SeedWorkspace } from './workspace.ts';

/** A channel or direct message. */
export type Channel = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly topic: string;
  readonly archived: boolean;
  /** The person at the other end of a direct message. */
  readonly user?: string;
  readonly members: Set<string>;
};

/** A posted message. Times are Slack timestamps ("1700000000.000001"). */
export type Message = {
  readonly ts: string;
  readonly channel: string;
  /** The author's user id; our bot's when `byApp`. */
  readonly user: string;
  readonly byApp: boolean;
  readonly threadTs?: string;
  readonly broadcast: boolean;
  text: string;
  blocks: readonly Dict[];
  attachments: readonly Dict[];
  metadata?: Dict;
  fileIds: readonly string[];
  editedTs?: string;
  reactions: { readonly name: string; readonly users: readonly string[] }[];
};

/** A message only one person sees; it is not stored by Slack and cannot be read back through the API. */
export type Ephemeral = {
  readonly ts: string;
  readonly channel: string;
  readonly recipient: string;
  readonly threadTs?: string;
  /** True for a notice of the client itself, such as a failed command. */
  readonly fromClient?: boolean;
  text: string;
  blocks: readonly Dict[];
};

/** A file, from the moment its upload address was given out. */
export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly announcedSize: number;
  readonly uploadToken: string;
  readonly createdMs: number;
  title: string;
  bytes?: Buffer;
  completed: boolean;
  shares: { readonly channel: string; readonly ts: string; readonly threadTs?: string }[];
};

/** An open modal, or a published Home tab. */
export type View = { readonly id: string; readonly user: string; readonly rootId: string; hash: string; body: Dict };

/** A response_url that was given out. */
export type ResponseTicket = {
  readonly token: string;
  readonly channel: string;
  readonly user: string;
  readonly createdMs: number;
  readonly threadTs?: string;
  /** The message the button was on; `ephemeral` when only its reader saw it. */
  readonly origin?: { readonly ts: string; readonly ephemeral: boolean };
  uses: number;
};

/** A trigger_id that was given out. */
export type Trigger = { readonly id: string; readonly user: string; readonly createdMs: number; exchanged: boolean };

/** What happened, for live pages and waiting tests. */
export type Change =
  | { readonly kind: 'message' | 'message-changed' | 'message-deleted'; readonly message: Message }
  | { readonly kind: 'ephemeral' | 'ephemeral-changed' | 'ephemeral-deleted'; readonly ephemeral: Ephemeral }
  | { readonly kind: 'view-opened' | 'view-changed' | 'view-closed'; readonly view: View }
  | { readonly kind: 'home'; readonly user: string }
  | { readonly kind: 'file'; readonly file: StoredFile }
  | { readonly kind: 'call'; readonly method: string };

/** What a test may change while the fake runs. `ackLimitMs`: Slack's three seconds, shorter for an impatient test. */
export type Settings = {
  nativeTables: boolean;
  newestBlocks: boolean;
  oneMessagePerSecond: boolean;
  ackLimitMs: number;
};

/** The whole state. */
export type State = {
  readonly workspace: SeedWorkspace;
  readonly clock: () => number;
  readonly users: Map<string, SeedUser>;
  readonly channels: Map<string, Channel>;
  readonly messages: Message[];
  readonly ephemerals: Ephemeral[];
  readonly files: Map<string, StoredFile>;
  /** Open modals per user, the topmost last. */
  readonly viewStacks: Map<string, View[]>;
  readonly homes: Map<string, View>;
  readonly tickets: Map<string, ResponseTicket>;
  readonly triggers: Map<string, Trigger>;
  readonly settings: Settings;
  readonly listeners: Set<(change: Change) => void>;
  lastMicros: number;
  lastId: number;
};

/** A fresh state from a seed. `clock` gives epoch milliseconds. */
export function createState(workspace: SeedWorkspace, clock: () => number): State {
  const channels = workspace.channels.map((seed): [string, Channel] => [
    seed.id,
    {
      id: seed.id,
      name: seed.name,
      kind: seed.kind,
      topic: seed.topic ?? '',
      archived: seed.archived ?? false,
      members: new Set(seed.members),
    },
  ]);
  return {
    workspace,
    clock,
    users: new Map(workspace.users.map((user) => [user.id, user])),
    channels: new Map(channels),
    messages: [],
    ephemerals: [],
    files: new Map(),
    viewStacks: new Map(),
    homes: new Map(),
    tickets: new Map(),
    triggers: new Map(),
    settings: { nativeTables: true, newestBlocks: true, oneMessagePerSecond: false, ackLimitMs: TIMES.ackMs },
    listeners: new Set(),
    lastMicros: 0,
    lastId: 0,
  };
}

/** The next message timestamp: the clock's time, always later than the one before. */
export function nextTs(state: State): string {
  state.lastMicros = Math.max(state.clock() * 1000, state.lastMicros + 1);
  const micros = String(Math.floor(state.lastMicros)).padStart(16, '0');
  return `${micros.slice(0, -6)}.${micros.slice(-6)}`;
}

/** An id such as F0000000A1: unique in this fake, the same in every run. */
export function nextId(state: State, prefix: string): string {
  state.lastId += 1;
  return `${prefix}${state.lastId.toString(36).toUpperCase().padStart(10, '0')}`;
}

/** A value nobody can guess, for tickets. */
export function secretId(): string {
  return randomBytes(16).toString('hex');
}

/** Tells every listener. A listener that throws is a bug in the test or page and is let through. */
export function announce(state: State, change: Change): void {
  for (const listener of [...state.listeners]) listener(change);
}

/** The message with this timestamp in this channel. */
export function findMessage(state: State, channel: string, ts: string): Message | undefined {
  return state.messages.find((message) => message.ts === ts && message.channel === channel);
}

/** Replies of a thread, oldest first, without the parent. */
export function repliesOf(state: State, channel: string, threadTs: string): readonly Message[] {
  return state.messages.filter(
    (message) => message.channel === channel && message.threadTs === threadTs && message.ts !== threadTs,
  );
}

/** The direct message between a person and our bot; made on first use, as Slack does. */
export function openIm(state: State, userId: string): Channel {
  const id = `D${userId.slice(1)}`;
  const known = state.channels.get(id);
  if (known) return known;
  const im: Channel = {
    id,
    name: 'directmessage',
    kind: 'im',
    topic: '',
    archived: false,
    user: userId,
    members: new Set([userId, state.workspace.bot.userId]),
  };
  state.channels.set(id, im);
  return im;
}

/** Stores a message and announces it. */
export function addMessage(
  state: State,
  fields: Pick<Message, 'channel' | 'user' | 'byApp' | 'text'> &
    Partial<Pick<Message, 'threadTs' | 'broadcast' | 'blocks' | 'attachments' | 'metadata' | 'fileIds'>>,
): Message {
  const message: Message = {
    broadcast: false,
    blocks: [],
    attachments: [],
    fileIds: [],
    ...fields,
    ts: nextTs(state),
    reactions: [],
  };
  state.messages.push(message);
  announce(state, { kind: 'message', message });
  return message;
}

/** Stores a message for one person's eyes and announces it. */
export function addEphemeral(state: State, fields: Omit<Ephemeral, 'ts'>): Ephemeral {
  const ephemeral: Ephemeral = { ...fields, ts: nextTs(state) };
  state.ephemerals.push(ephemeral);
  announce(state, { kind: 'ephemeral', ephemeral });
  return ephemeral;
}
