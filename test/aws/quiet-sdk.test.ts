import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
const MAKE = `
  const { callerAccount } = await import('./src/aws/caller-account.ts');
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
  await callerAccount({ endpoint: 'http://127.0.0.1:9', credentials, callMsMax: 50 }, 'eu-west-1');
  process.emitWarning('something else');
`;

describe('a process that asks AWS', () => {
  it('prints no notice about future Nodes on stderr, and every other warning', () => {
    const { PATH } = process.env;
    const args = ['--import', 'tsx', '--input-type=module', '-e', MAKE];
    const { stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env: { PATH }, encoding: 'utf8' });
    expect(stderr).toContain('something else');
    expect(stderr).not.toContain('NodeVersionSupportWarning');
  }, 20_000);
});
