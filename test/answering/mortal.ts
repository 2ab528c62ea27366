// Ports → the same ports in a process that dies: after so many calls that had their effect, this one and every later one
// throws, so that nothing that would tidy up runs either.

export interface Mortality {
  /** Calls that had their effect. */
  readonly lived: () => number;
  /** Dies after this many more; null: never. */
  readonly diesAfter: (calls: number | null) => void;
  readonly wrap: <T extends object>(port: T) => T;
}

export class Killed extends Error {}

export function mortality(): Mortality {
  let lived = 0;
  let end: number | null = null;
  let dead = false;
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (dead) throw new Killed();
          const result: unknown = value.apply(target, args);
          return result instanceof Promise ? result.then(counted) : result;
        };
      },
    });
  const counted = (result: unknown): unknown => {
    if (dead) throw new Killed();
    lived += 1;
    if (end !== null && lived >= end) {
      dead = true;
      throw new Killed();
    }
    // Threads are opened by one port and are ports themselves.
    const isPort = typeof result === 'object' && result !== null && 'head' in result;
    return isPort ? wrap(result) : result;
  };
  return {
    lived: () => lived,
    diesAfter: (calls) => {
      dead = false;
      end = calls === null ? null : lived + calls;
    },
    wrap,
  };
}
