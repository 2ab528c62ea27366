// The fake as a process of its own: seeds as JSON, events from a file, its clock and faults over /_control/.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { afterEach, describe, expect, it } from 'vitest';
import { HOME, MINUTE, NOW, PROD, record } from './sample-record.ts';
import { KEYS, refusal } from './stage.ts';

const running: ChildProcess[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGTERM');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function startProcess(events: readonly object[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fake-aws-'));
  folders.push(folder);
  const eventsFile = join(folder, 'events.jsonl');
  writeFileSync(eventsFile, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const options = {
    now: NOW,
    eventsFile,
    accounts: [{ id: PROD, name: 'sample-prod' }],
    regions: [HOME],
    credentials: [{ ...KEYS, account: PROD }],
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/fakes/aws/process.ts', JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    return (JSON.parse(line) as { url: string }).url;
  }
  throw new Error('the process ended before it listened');
}

async function control(url: string, verb: string, body: object = {}) {
  const response = await fetch(`${url}/_control/${verb}`, { method: 'POST', body: JSON.stringify(body) });
  return (await response.json()) as { ok: boolean; value?: unknown; error?: string };
}

describe('FakeAws as a process', () => {
  it('serves clients and obeys its control API', async () => {
    const url = await startProcess([record(1), record(2)]);
    const client = new CloudTrailClient({ endpoint: url, region: HOME, credentials: KEYS, maxAttempts: 1 });
    const look = async () => (await client.send(new LookupEventsCommand({}))).Events?.length;
    expect(await look()).toBe(2);
    expect(await control(url, 'inject', { kind: 'expired', operation: 'LookupEvents' })).toMatchObject({ ok: true });
    expect((await refusal(look())).name).toBe('ExpiredTokenException');
    await control(url, 'delay', { ms: 10 * MINUTE, eventName: 'TerminateInstances' });
    expect(await look()).toBe(0);
    await control(url, 'advance', { ms: 10 * MINUTE });
    expect((await control(url, 'calls', { from: 1 })).value).toMatchObject([{ outcome: 'ExpiredTokenException' }, {}]);
    expect(await control(url, 'inject', {})).toMatchObject({ ok: false });
    expect((await control(url, 'nothing')).error).toContain('no verb nothing');
    client.destroy();
  });
});
