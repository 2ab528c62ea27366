// A thread or channel as Slack has it now → which of our messages about one asking are in it already.
// This is what makes a second try safe: Slack has no idempotency key, so we look before posting again.
import type { WebClient } from '@slack/web-api';
import type { MessagePurpose } from '../domain/asking.ts';
import { harmless } from './call.ts';

/** What our messages carry. https://docs.slack.dev/messaging/message-metadata/ */
export const METADATA_EVENT = 'whodid_answer';
/** Messages per page; the newest allowed is 1,000, and 200 keeps a page small. */
const PAGE_SIZE = 200;
/** Pages read before we say that the thread could not be read. */
const MOST_PAGES = 10;
/** Slack's clock and ours may differ by this much, in seconds. */
const CLOCK_SLACK_S = 300;

export interface Self {
  readonly teamId: string;
  readonly userId: string;
  readonly botId: string;
  /** What people type to mention or invite us, without the `@`. */
  readonly userName: string;
  /** `https://….slack.com/`, as Slack says; null: it does not, or not in that form. */
  readonly workspaceUrl: string | null;
}

export interface OwnMessages {
  /** false: Slack did not let us read, so absence means nothing. */
  readonly readable: boolean;
  readonly at: ReadonlyMap<MessagePurpose, string>;
  readonly fileNames: ReadonlySet<string>;
}

interface SeenMessage {
  readonly ts?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object };
  readonly files?: readonly { readonly name?: string }[];
}

interface Page {
  readonly messages?: readonly SeenMessage[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

type ReadPage = (cursor: string | undefined) => Promise<Page>;

/** Our messages about `askingId` in the thread under `threadTs`. */
export function ownInThread(client: WebClient, self: Self, channel: string, threadTs: string, askingId: string) {
  return read(self, askingId, (cursor) =>
    client.conversations.replies({
      channel,
      ts: threadTs,
      limit: PAGE_SIZE,
      include_all_metadata: true,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
}

/** Our messages about `askingId` at the top level of a channel, from `askedAt` (epoch ms) on. */
export function ownInChannel(client: WebClient, self: Self, channel: string, askedAt: number, askingId: string) {
  return read(self, askingId, (cursor) =>
    client.conversations.history({
      channel,
      oldest: String(Math.floor(askedAt / 1000) - CLOCK_SLACK_S),
      limit: PAGE_SIZE,
      include_all_metadata: true,
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
}

async function read(self: Self, askingId: string, page: ReadPage): Promise<OwnMessages> {
  const at = new Map<MessagePurpose, string>();
  const fileNames = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const called = await harmless(() => page(cursor));
    if (!called.ok) return { readable: false, at, fileNames };
    for (const message of called.value.messages ?? []) note(message, self, askingId, at, fileNames);
    cursor = called.value.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return { readable: true, at, fileNames };
  }
  return { readable: false, at, fileNames };
}

function note(
  message: SeenMessage,
  self: Self,
  askingId: string,
  at: Map<MessagePurpose, string>,
  fileNames: Set<string>,
): void {
  // Anybody's app may write our event type into its own message: only ours count.
  if (message.user !== self.userId && message.bot_id !== self.botId) return;
  for (const file of message.files ?? []) if (file.name !== undefined) fileNames.add(file.name);
  const { metadata, ts } = message;
  if (metadata?.event_type !== METADATA_EVENT || ts === undefined) return;
  const payload = metadata.event_payload ?? {};
  if (!('asking_id' in payload) || payload.asking_id !== askingId || !('purpose' in payload)) return;
  if (isPurpose(payload.purpose)) at.set(payload.purpose, ts);
}

const PURPOSES: readonly MessagePurpose[] = [
  ...(['parent', 'progress', 'answer', 'csv', 'picture', 'invite', 'notice'] as const),
  ...(['ask-back', 'silence', 'alert'] as const),
];

function isPurpose(value: unknown): value is MessagePurpose {
  return PURPOSES.some((purpose) => purpose === value);
}
