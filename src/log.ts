// What happens → structured lines on stderr, with everything shaped like a credential taken out first.
import { type DestinationStream, destination, type Logger, pino } from 'pino';
import type { LogLevel } from './config/config.ts';

/** Slack tokens, passwords in URLs, and Slack's two capability addresses (response URLs, upload URLs). */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\bxox[a-z](?:\.[a-z]+)?-[\w.-]+/gi, '[token]'],
  [/\bxapp-[\w.-]+/gi, '[token]'],
  [/\b([a-z][a-z0-9+]*:\/\/)[^\s/@]*@/gi, '$1[credentials]@'],
  [/https?:\/\/\S*(?:\/respond\/|\/upload\/|hooks\.slack\.com\/|files\.slack\.com\/)\S*/gi, '[address]'],
  [/\b(?:A[KS]IA)[A-Z0-9]{16}\b/g, '[access key]'],
];

/** `stream` undefined: stderr, written at once, so that a crash loses no line. */
export function makeLogger(level: LogLevel, stream?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      redact: {
        paths: ['*.token', '*.botToken', '*.appToken', '*.signingSecret', '*.response_url'],
        censor: '[secret]',
      },
      serializers: { err: describeError },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg) => (typeof arg === 'string' ? withoutSecrets(arg) : arg));
          method.apply(this, clean as Parameters<typeof method>);
        },
      },
    },
    stream ?? destination({ dest: 2, sync: true }),
  );
}

/** The text with every credential-shaped part replaced. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((clean, [shape, instead]) => clean.replace(shape, instead), text);
}

/** An error as name, message and stack; nothing else an SDK may have hung on it, such as a request. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: withoutSecrets(String(error)) };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    stack: withoutSecrets(error.stack ?? ''),
    ...cause,
  };
}
