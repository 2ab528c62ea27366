// Said while a folder is read, for a progress bar.

export interface Progress {
  readonly filesDone: number;
  readonly filesTotal: number;
  /** Records read so far, copies included. */
  readonly events: number;
}
