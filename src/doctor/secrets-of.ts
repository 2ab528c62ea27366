// The settings → the texts in them that may never be printed.
import type { Config } from '../config/config.ts';

export function secretsOf(config: Config): readonly string[] {
  const { botToken, appToken, signingSecret } = config.slack;
  const passwords = [config.databaseUrl, config.redisUrl].flatMap((url) => (url === null ? [] : passwordsIn(url)));
  return [botToken, appToken, signingSecret, config.eventHistory.externalId, ...passwords].filter(
    (secret): secret is string => secret !== null && secret !== '',
  );
}

/** Also as they were before they were encoded for a URL, and where PostgreSQL takes them as a parameter. */
function passwordsIn(text: string): readonly string[] {
  const url = new URL(text);
  const found = [url.password, url.searchParams.get('password') ?? ''].filter((password) => password !== '');
  return found.flatMap((password) => [password, decoded(password)]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
