// One thing that happened, and what is true of it: the key that chains are held against.

export interface Expected {
  /** Instance whose termination is asked about. */
  readonly instance: string;
  /** The act; one instance may be terminated twice. */
  readonly eventID: string;
  /** The person behind; null: the record names the caller itself, or nobody can be named. */
  readonly human: string | null;
  /** Events from actor to person, nearest first. */
  readonly hops: readonly string[];
  readonly confidence?: 'certain' | 'likely';
  /** A hop that the chain must have. */
  readonly hop?: { readonly kind: string; readonly name: string };
  /** A hint that the chain must give. */
  readonly hint?: string;
  /** The record names the caller, and there is nothing to add. */
  readonly direct?: boolean;
  /** Why event history cannot answer it alike; left out: it can. */
  readonly notInHistory?: string;
}

export interface Story extends Expected {
  readonly name: string;
}
