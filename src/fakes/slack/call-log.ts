// What was called, when, with what; tokens never get in.
import type { Dict } from './json.ts';

/** One Web API call or response_url use, as it arrived. */
export type Call = {
  readonly method: string;
  readonly atMs: number;
  readonly args: Dict;
  readonly ok: boolean;
  readonly error?: string;
  /** The fault that was played on it. */
  readonly fault?: string;
};

const SECRET = /token|secret|authorization/i;

/** The arguments without anything that is a credential by name. */
export function withoutSecrets(args: Dict): Dict {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !SECRET.test(name)));
}
