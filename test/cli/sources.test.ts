// What a command asks: logs that were named, and nothing of the settings beside them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandSources } from '../../src/cli/sources.ts';

const SETTINGS = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'sample',
  WHODID_S3: 's3://sample-trail-logs',
  WHODID_LOGS_INSIGHTS_GROUPS: 'sample-trail-logs',
  WHODID_LOGS_INSIGHTS_REGION: 'eu-west-1',
  WHODID_ATHENA_WORKGROUP: 'whodid',
  WHODID_ATHENA_REGION: 'eu-west-1',
};

let folder: string;
const before: Record<string, string | undefined> = {};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whodid-command-'));
  for (const [name, value] of Object.entries({ ...SETTINGS, WHODID_DATA: join(folder, 'data') })) {
    before[name] = process.env[name];
    process.env[name] = value;
  }
});
afterEach(() => {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  rmSync(folder, { recursive: true });
});

async function asked(logs?: string) {
  const opened = await commandSources(logs === undefined ? {} : { logs });
  if (opened.kind === 'misuse') throw new Error(opened.problem);
  await opened.close();
  return { names: opened.sources.map(({ name }) => name), copies: opened.keeper !== undefined };
}

describe('the sources of a command', () => {
  it('are those of the settings', async () => {
    const { names, copies } = await asked();
    expect(names).toEqual(expect.arrayContaining(['archive', 'athena', 'logs-insights']));
    expect(copies).toBe(true);
  });

  it('are the folder alone that is named, whatever else is set: nothing billed, and no bucket in its place', async () => {
    expect(await asked(folder)).toEqual({ names: ['archive'], copies: false });
  });
});
