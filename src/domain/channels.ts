// The port for what the chat knows of channels by name and of who is in them.

export interface Channels {
  /** The channel of that name (without `#`) that I am in; null: there is none, or I am not in it. */
  named(name: string): Promise<string | null>;
  /** Whether I am in it; direct messages count as being in them. */
  joined(channelId: string): Promise<boolean>;
  /** Whether a person is in it. */
  has(channelId: string, userId: string): Promise<boolean>;
}
