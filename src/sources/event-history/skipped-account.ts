// An account that is wanted and cannot be read in the state it is in.

export interface SkippedAccount {
  readonly accountId: string;
  /** In a clause that follows "is": `suspended in the organization`. */
  readonly why: string;
}
