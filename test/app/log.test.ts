// What reaches the log: sentences and fields, no credential in any of them.
import { describe, expect, it } from 'vitest';
import { makeLogger, withoutSecrets } from '../../src/log.ts';

describe('the log', () => {
  it.each([
    ['token xoxb-123-abc refused', 'token [token] refused'],
    ['xapp-1-A0-42-deadbeef', '[token]'],
    ['postgres://whodid:secret@db:5432/x is down', 'postgres://[credentials]@db:5432/x is down'],
    ['POST https://hooks.slack.com/commands/T0/1/abc failed', 'POST [address] failed'],
    ['AKIAIOSFODNN7EXAMPLE did it', '[access key] did it'],
    ['nothing to hide at https://docs.slack.dev/', 'nothing to hide at https://docs.slack.dev/'],
  ])('%s', (text, clean) => {
    expect(withoutSecrets(text)).toBe(clean);
  });

  it('cleans messages, errors and their causes', () => {
    const lines: string[] = [];
    const logger = makeLogger('info', { write: (line: string) => void lines.push(line) });
    const cause = new Error('sent xoxb-cause');
    logger.warn(
      { err: new Error('sent xoxb-error', { cause }), request: { token: 'xoxb-field' } },
      'sent xoxb-message',
    );
    expect(lines.join('')).not.toContain('xoxb-');
    expect(lines.join('')).toContain('sent [token]');
  });
});
