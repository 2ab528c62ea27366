// The port for what a job does in the chat besides talking in a thread: modals, cards under links, people by e-mail.
import type { RenderedMessage } from './thread.ts';

export interface Reach {
  /** Changes a modal that is open; false: it was closed meanwhile. `view`: what the chat calls a view. */
  showView(viewId: string, view: object): Promise<boolean>;
  /** Shows cards under the links of somebody's message, by link. Twice is once. A refusal is a word of the chat's. */
  unfurl(
    channelId: string,
    messageTs: string,
    cards: Readonly<Record<string, RenderedMessage>>,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly code: string }>;
  /** The address of a message; null: there is none (any more). */
  linkTo(channelId: string, messageTs: string): Promise<string | null>;
  /** The address of a member's profile, which pings nobody; null: it is not known. Asks nothing. */
  profileLink(userId: string): string | null;
  /** The id of the active member with this e-mail; null: nobody, or the app may not look. */
  userByEmail(email: string): Promise<string | null>;
}
