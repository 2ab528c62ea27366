import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfigFrom } from '../../src/config/load-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'whodid-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function withFile(text: string) {
  const path = join(folder, 'whodid.json');
  writeFileSync(path, text);
  return loadConfigFrom({ HOME: '/home/someone', WHODID_CONFIG: path });
}

describe('the file at WHODID_CONFIG', () => {
  it('is read', () => {
    expect(withFile('{"PORT": 4000}')).toMatchObject({ ok: true, config: { port: 4000 } });
  });

  it('is refused with a sentence when it is missing', () => {
    const reading = loadConfigFrom({ HOME: '/h', WHODID_CONFIG: join(folder, 'none.json') });
    expect(reading).toEqual({ ok: false, problems: [expect.stringMatching(/cannot be read \(ENOENT\): write/)] });
  });

  it('is refused without quoting it when it is no JSON, since a token may be in it', () => {
    const reading = withFile('{"SLACK_BOT_TOKEN": xoxb-secret}');
    expect(reading).toEqual({ ok: false, problems: [expect.stringContaining('not valid JSON')] });
    expect(JSON.stringify(reading)).not.toContain('xoxb-secret');
  });
});
