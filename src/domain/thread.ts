// The thread-writer port: how a job says something to the person who asked, exactly once. Slack is behind it.
import type { ChannelKind, MessagePurpose } from './asking.ts';
import type { Person } from './rights.ts';
import type { RecordedAsking } from './state.ts';

/** One message as rendered: the notification text and Block Kit blocks. */
export interface RenderedMessage {
  readonly text: string;
  readonly blocks: readonly object[];
}

/**
 * A message in the forms to try, best first: a workspace may answer `invalid_blocks` to the newest blocks. Each is made
 * when it is needed, which for all but the first is seldom.
 */
export type MessageForms = readonly [() => RenderedMessage, ...(() => RenderedMessage)[]];

export interface AttachedFile {
  /** Without the extension: the writer adds what makes it recognisable. */
  readonly title: string;
  readonly extension: 'csv' | 'txt' | 'png';
  readonly content: string | Uint8Array;
  /** What a picture shows, for those who do not see it. */
  readonly alt?: string;
}

/** Where an asking is answered, and what was already said there. */
export interface Thread {
  /** Already posted, by this attempt or an earlier one. */
  posted(purpose: MessagePurpose): boolean;
  /** Quotes the question where nobody else can see who asked what; nothing where the question is itself a message. */
  begin(): Promise<void>;
  /** Posts the first message of a thread of ours, once (purpose `parent`); what is said after it goes into its thread. */
  head(forms: MessageForms): Promise<Said>;
  /** Posts the one progress message, or changes it. */
  progress(message: RenderedMessage): Promise<void>;
  /**
   * Posts the end of the asking, in place of the progress message when there is one, and says which form Slack took
   * (its index). Rejects when Slack cannot be reached or takes none of them.
   */
  end(forms: MessageForms): Promise<number>;
  /** Changes the answer that was posted; false when there is none to change, or it was taken away meanwhile. */
  amend(forms: MessageForms): Promise<boolean>;
  /** Uploads a file into the thread, or says in the thread why it could not. */
  attach(file: AttachedFile): Promise<void>;
  /** Draws the asker's attention to the finished thread. */
  notify(text: string): Promise<void>;
  /** Posts a message of its own, once per purpose. The chat's word where it refuses. Rejects when it cannot be reached. */
  say(purpose: MessagePurpose, forms: MessageForms): Promise<Said>;
  /** Changes what was said for that purpose; false when there is nothing, or it was taken away meanwhile. */
  change(purpose: MessagePurpose, forms: MessageForms): Promise<boolean>;
}

/** `form`: which of the forms the chat took, by its index; left out: the first, or one that was said before. */
export type Said =
  | { readonly ok: true; readonly ts: string; readonly form?: number }
  | { readonly ok: false; readonly code: string };

/** A place in the chat; without a thread: its top level. */
export interface ChatPlace {
  readonly channelId: string;
  readonly threadTs: string | null;
}

export interface ThreadWriter {
  /** `again`: an earlier attempt may have posted without living to record it, so the thread is read first. */
  open(asking: RecordedAsking, askerName: string, again: boolean): Promise<Thread>;
  /** As `open`, in a place that is given: no other one is tried, and nothing is quoted. */
  openAt(asking: RecordedAsking, place: ChatPlace, again: boolean): Promise<Thread>;
  /** As `openAt`, in the direct messages with a person. null: there can be none. */
  openDirect(asking: RecordedAsking, userId: string, again: boolean): Promise<Thread | null>;
  /** Says something only the asker can see. */
  whisper(asking: RecordedAsking, text: string, again: boolean): Promise<void>;
}

/** A person, and what is needed to talk to them in their own time and language. */
export interface KnownPerson extends Person {
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
  /** BCP 47. */
  readonly locale: string;
}

/** Who people are and what channels are, as Slack says now or said a few minutes ago. */
export interface Directory {
  person(userId: string): Promise<KnownPerson>;
  channelKind(channelId: string): Promise<ChannelKind>;
}
