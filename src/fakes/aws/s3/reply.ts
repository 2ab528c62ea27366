// What an operation of S3 answers with: a document, an object's bytes, or headers alone.
import type { Dict } from '../json.ts';
import { type Outcome, ok } from '../outcome.ts';

export type S3Reply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Left out: no body. */
  readonly body?: string | Buffer;
};

/** `status`: 200 when left out. */
export function replied(reply: S3Reply): Outcome {
  return ok(reply);
}

/** The reply in an outcome's body. */
export function replyOf(body: Dict): S3Reply {
  return body;
}
