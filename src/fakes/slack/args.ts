// The arguments of one Web API call, whether they came as a form (values are text, objects are JSON text) or as JSON.
import { type Dict, parseJson } from './json.ts';

/** Typed reading of call arguments. */
export type Args = {
  readonly raw: Dict;
  readonly has: (name: string) => boolean;
  /** Text; numbers are given as text. Undefined when missing or empty. */
  readonly text: (name: string) => string | undefined;
  /** 1, true and their text forms are true. */
  readonly flag: (name: string) => boolean;
  readonly whole: (name: string) => number | undefined;
  /** An object or list, parsed from JSON text where needed; undefined when it is not JSON. */
  readonly json: (name: string) => unknown;
};

/** Wraps raw arguments. */
export function readArgs(raw: Dict): Args {
  const text = (name: string): string | undefined => {
    const value = raw[name];
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    raw,
    has: (name) => raw[name] !== undefined && raw[name] !== null,
    text,
    flag: (name) => raw[name] === true || raw[name] === 1 || raw[name] === 'true' || raw[name] === '1',
    whole: (name) => {
      const value = Number(text(name));
      return Number.isInteger(value) ? value : undefined;
    },
    json: (name) => {
      const value = raw[name];
      return typeof value === 'string' ? parseJson(value) : value;
    },
  };
}
