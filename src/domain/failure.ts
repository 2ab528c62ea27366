// An expected failure, as a value. Bugs throw; everything a user can meet is one of these.

export type FailureKind =
  | 'no-archive'
  | 'missing-folder'
  | 'no-logs'
  | 'ingest-busy'
  | 'storage'
  | 'not-allowed'
  | 'unsupported'
  | 'timed-out'
  | 'still-running'
  | 'cancelled'
  | 'internal';

export interface Failure {
  readonly failure: FailureKind;
  /** What could not be done. One sentence. */
  readonly what: string;
  /** Why not. One sentence. */
  readonly why: string;
  /** What to do or type now. One sentence. */
  readonly instead: string;
  /** Only `still-running`: when to look again, in milliseconds from now. */
  readonly againInMs?: number;
}

/** True for a value made as a Failure (and not, say, the events it stands in for). */
export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'failure' in value && 'instead' in value;
}
