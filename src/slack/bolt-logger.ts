// Our log as the logger that Bolt and its clients want. Debug lines are dropped: they hold whole requests.
import { type Logger, LogLevel } from '@slack/bolt';

export interface Log {
  info(text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export function boltLogger(log: Log): Logger {
  const sentence = (parts: readonly unknown[]): string => `Slack client: ${parts.map(shown).join(' ')}`;
  const errorOf = (parts: readonly unknown[]): object => {
    const err = parts.find((part) => part instanceof Error);
    return err === undefined ? {} : { err };
  };
  return {
    debug: () => undefined,
    info: (...parts) => log.info(sentence(parts)),
    warn: (...parts) => log.warn(errorOf(parts), sentence(parts)),
    error: (...parts) => log.error(errorOf(parts), sentence(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function shown(part: unknown): string {
  if (part instanceof Error) return part.message;
  return typeof part === 'string' ? part : '[object]';
}
