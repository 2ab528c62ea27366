// What the access rules know when they are asked. The rules themselves are in `access/`.
import type { ChannelKind } from './asking.ts';

/** A person as Slack describes them; null fields were not looked up (yet). */
export interface Person {
  readonly userId: string;
  readonly teamId: string;
  readonly isBot: boolean | null;
  readonly isDeleted: boolean | null;
  /** Single- or multi-channel guest. */
  readonly isGuest: boolean | null;
  /** From another workspace (Slack Connect). */
  readonly isStranger: boolean | null;
  /** User groups they are in; null: not looked up. */
  readonly groups: readonly string[] | null;
}

export type Action = 'ask' | 'see-answer' | 'see-own-askings';

/** What only those do who are named for it, wherever they are. */
export type Decision = 'approve' | 'break-glass';

export interface RightsContext {
  readonly homeTeamId: string;
  readonly channelId: string;
  readonly channelKind: ChannelKind | null;
}

/** `unknown`: not refused by what is known; must be asked again once the person was looked up. */
export type Verdict =
  | { readonly may: 'yes' }
  | { readonly may: 'unknown' }
  | { readonly may: 'no'; readonly why: string; readonly instead: string };
